import * as z from "zod";
import type { Found, Known, Operation, Prior, ResourceDefinition } from "../../lifecycle/definition";
import { comparison } from "../../lifecycle/outcome";
import { show } from "../../lifecycle/problems";
import { fields, text, visible } from "../../lifecycle/schema";
import { turnsOf } from "../../lifecycle/turns";
import { isUnknown } from "../../lifecycle/unknown";
import { videosdk, type VideoSdkAccount } from "../client/account";
import type { Direction } from "../client/api";
import type { Purpose } from "../client/directory";
import type { GatewayRecord } from "../client/sightings";
import { fieldClaims } from "../client/field-claims";
import { address, auth, mediaEncryption, sipRegion, transport } from "../client/fields";
import { secretPaths, sipRegions } from "../vocabulary";
import {
  certainSettings,
  defined,
  differs,
  effectiveSettings,
  isPasswordShown,
  outboundOnly,
  patchBody,
  revealedAuth,
  settingsOf,
  type GatewaySettings,
} from "../client/gateway";

const schema = fields({
  gatewayId: visible("the id of a gateway, such as an entry of a PhoneNumberSet's outboundGatewayIds"),
  name: text("a text that is not empty").optional(),
  mediaEncryption: mediaEncryption().optional(),
  sipRegion: sipRegion().optional(),
  address: address().optional(),
  transport: transport().optional(),
  auth: auth().optional(),
});

type Inputs = z.output<typeof schema>;

interface Outputs {
  readonly direction: Direction;
  readonly numbers: readonly string[];
  /** What the gateway has, declared or not; without credentials. */
  readonly effective: Omit<GatewaySettings, "auth">;
  /** Whether VideoSDK shows the password in clear, so that another one is drift; null where that is not known. */
  readonly __passwordShown: boolean | null;
}

type SipGatewayOperation = Operation<VideoSdkAccount, Inputs, Outputs>;

/**
 * Settings of a gateway that a PhoneNumberSet created. The gateway belongs to the set: this resource neither creates
 * nor deletes it.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/phone-numbers/update-gateway
 */
export const sipGateway: ResourceDefinition<VideoSdkAccount, Inputs, Outputs> = {
  vendor: videosdk,
  type: "SipGateway",
  idIs: "that of the gateway: an entry of a set's inboundGatewayIds or outboundGatewayIds",
  schema,
  fields: {
    gatewayId: { effect: "replace" },
    name: { effect: undeclaredIsNoChange("name") },
    mediaEncryption: { effect: undeclaredIsNoChange("mediaEncryption") },
    sipRegion: { effect: undeclaredIsNoChange("sipRegion") },
    address: { effect: undeclaredIsNoChange("address") },
    transport: { effect: undeclaredIsNoChange("transport") },
    auth: { effect: undeclaredIsNoChange("auth") },
  },
  secrets: secretPaths.SipGateway,

  problems(account, desired, prior) {
    if (isUnknown(desired.gatewayId)) return [];
    const direction = account.directory.directionOf(desired.gatewayId) ?? directionIn(desired, prior);
    return direction === "inbound" ? refusedByInbound(desired) : [];
  },

  claims: (desired) =>
    isUnknown(desired.gatewayId) ? [] : fieldClaims(desired.gatewayId, settingsFrom(desired)),

  // The gateway belongs to its set, and several of these resources may each manage some of its fields.
  objects: () => [],

  async observe(operation, prior) {
    const record = await look(operation, prior.inputs.gatewayId ?? prior.id, prior, "show");
    return record === undefined ? undefined : foundFrom(record, prior);
  },

  reconcile(operation, desired, prior) {
    // Several of these resources may each manage some fields of one gateway, at the same time.
    return turnsOf(operation.account).take(desired.gatewayId, () => bringUp(operation, desired, prior));
  },

  remove: () => Promise.resolve(true),
};

/** Removing a field from the program leaves the gateway as it is: the field is no longer managed here. */
function undeclaredIsNoChange(field: keyof Inputs) {
  return ({ desired }: { desired: Inputs }) => (desired[field] === undefined ? "none" : "update");
}

function look(
  { account, deadline }: SipGatewayOperation,
  id: string,
  prior: Known<Inputs, Outputs> | undefined,
  purpose: Purpose,
): Promise<GatewayRecord | undefined> {
  const { numbers, direction } = prior?.outputs ?? {};
  return account.directory.gateway(id, { numbers, direction }, deadline, purpose);
}

async function bringUp(
  operation: SipGatewayOperation,
  desired: Inputs,
  prior: Prior<Inputs, Outputs> | undefined,
): Promise<Found<Inputs, Outputs>> {
  // A gateway that was just created is in what its set has read back; and the id that is written to is the program's
  // own.
  const purpose = prior === undefined ? "show" : "write";
  const record = await look(operation, desired.gatewayId, prior, purpose);
  if (record === undefined) throw new Error(noSuchGateway(desired.gatewayId));
  const { direction, gateway } = record;
  const refused = direction === "inbound" ? refusedByInbound(desired) : [];
  if (refused.length > 0) throw new Error(refused.join("\n"));
  const applied = prior === undefined ? {} : settingsFrom(prior.inputs);
  const shown = prior?.outputs.__passwordShown;
  const effective = effectiveSettings(settingsOf(gateway, direction), gateway, applied, shown);
  const wanted = settingsFrom(desired);
  const isAsDeclared = !differs(effective, wanted);
  operation.decide(() => comparison(`gateway ${gateway.id}`, isAsDeclared));
  const known = { id: desired.gatewayId, inputs: desired };
  if (isAsDeclared) return foundFrom(record, { ...known, outputs: { __passwordShown: shown ?? null } });
  if (prior !== undefined) operation.checkpoint({ ...prior, inputs: certainSettings(prior.inputs, wanted) });
  const changed = await patch(operation, record, patchBody(direction, wanted));
  return foundFrom(changed, { ...known, outputs: {} });
}

/**
 * Changes a gateway, and gives it its region back where VideoSDK has reset it. Its pages leave open whether it does so
 * where a request names none; and to name it every time would undo what another owner has just set.
 */
async function patch(
  operation: SipGatewayOperation,
  before: GatewayRecord,
  body: GatewaySettings,
): Promise<GatewayRecord> {
  const changed = await send(operation, before, body);
  const region = before.gateway.geoRegion ?? undefined;
  const isReset = body.sipRegion === undefined && region !== undefined && changed.gateway.geoRegion == null;
  if (!isReset) return changed;
  if (sipRegions.some((known) => known === region)) return send(operation, before, { sipRegion: region });
  // An older word, which VideoSDK shows and does not take.
  operation.warn(
    `VideoSDK has reset the region ${region} of gateway ${before.gateway.id}, and its API does not take that word. Declare ` +
      `sipRegion: ${sipRegions.join(", ")}`,
  );
  return changed;
}

async function send(
  { account, deadline }: SipGatewayOperation,
  { direction, gateway }: GatewayRecord,
  body: GatewaySettings,
): Promise<GatewayRecord> {
  const answer = await account.directory.write([gateway.id], () =>
    account.api.patchGateway(gateway.id, body, deadline),
  );
  if (answer !== undefined) return { direction, gateway: answer };
  const seen = await account.directory.gateway(gateway.id, { numbers: gateway.numbers, direction }, deadline);
  if (seen === undefined) throw new Error(noSuchGateway(gateway.id));
  return { direction, gateway: seen.gateway };
}

function foundFrom(record: GatewayRecord, known: Prior<Inputs, Outputs>): Found<Inputs, Outputs> {
  const { direction, gateway } = record;
  const shown = settingsOf(gateway, direction);
  const declared = settingsFrom(known.inputs);
  const before = known.outputs.__passwordShown ?? null;
  const effective = effectiveSettings(shown, gateway, declared, before);
  // An id alone, as in an import, declares nothing: then everything but credentials is taken over.
  const revealed = known.reveals === true ? revealedAuth(gateway.auth) : undefined;
  const isImport = known.inputs.gatewayId === undefined;
  const fieldsKept = isImport ? { ...shown, auth: revealed } : declared;
  const present = isImport ? { ...effective, auth: revealed } : effective;
  const inputs = Object.fromEntries(
    Object.keys(defined(fieldsKept)).map((field) => [field, present[field as keyof GatewaySettings]]),
  );
  return {
    id: gateway.id,
    inputs: { ...defined(inputs as GatewaySettings), gatewayId: gateway.id } as Inputs,
    outputs: {
      direction,
      numbers: [...(gateway.numbers ?? [])].sort(),
      // A name that the answer does not show is not known: VideoSDK may have given the gateway another one.
      effective: defined({ ...effective, name: shown.name, auth: undefined }),
      __passwordShown: isPasswordShown(gateway.auth, declared.auth, before),
    },
  };
}

function settingsFrom(inputs: Partial<Inputs>): GatewaySettings {
  return defined({ ...inputs, gatewayId: undefined });
}

function directionIn(desired: Inputs, old: Known<Inputs, Outputs> | undefined): Direction | undefined {
  return old?.inputs.gatewayId === desired.gatewayId ? old.outputs.direction : undefined;
}

function refusedByInbound(desired: Inputs): string[] {
  return outboundOnly
    .filter((field) => desired[field] !== undefined)
    .map((field) => {
      const value = field === "auth" ? "credentials" : show(desired[field]);
      return (
        `${field}: ${value} is not accepted, because gateway ${desired.gatewayId} is an inbound gateway. ` +
        `Accepted for inbound gateways: name, mediaEncryption, sipRegion`
      );
    });
}

function noSuchGateway(id: string): string {
  return (
    `there is no gateway ${id} in this account, neither inbound nor outbound. ` +
    `Accepted: an id of a PhoneNumberSet's inboundGatewayIds or outboundGatewayIds`
  );
}
