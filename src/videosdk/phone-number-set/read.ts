import { isDeepStrictEqual } from "node:util";
import type { Found, Operation, Prior } from "../../lifecycle/definition";
import type { VideoSdkAccount } from "../client/account";
import { directions, type Direction } from "../client/api";
import type { Purpose } from "../client/directory";
import { differs, effectiveSettings, settingsOf, type GatewaySettings } from "../client/gateway";
import type { NumberOutput, SetInputs, SetOutputs } from "./inputs";
import type { Gateway, NumberRecord } from "../client/replies";
import { isAsAsked, isAttachedAsSet } from "./recognition";
import { gatewaySettingsOf, readId } from "./settings";

/** An operation on a set. */
export type SetOperation = Operation<VideoSdkAccount, SetInputs, SetOutputs>;

/** A set as state knows it. */
export type PriorSet = Prior<SetInputs, SetOutputs>;

/** A set as the vendor has it now. */
export interface PresentSet {
  /** Numbers attached to a gateway of the set in at least one direction, by E.164. */
  readonly members: ReadonlyMap<string, NumberRecord>;
  /** The set's gateways that exist, by id. A gateway that no number is attached to is here too. */
  readonly gateways: Readonly<Record<Direction, ReadonlyMap<string, Gateway>>>;
}

/** Whether calls of the number pass through the set's gateways in both directions. */
export function isWhole({ inbound, outbound }: NumberRecord, { gateways }: PresentSet): boolean {
  return gateways.inbound.has(inbound?.id ?? "") && gateways.outbound.has(outbound?.id ?? "");
}

/**
 * Reads a set: the numbers that are attached to its gateways now, whether or not state knew them, and the gateways.
 *
 * @returns undefined when neither a number nor a gateway of it is left
 */
export async function readSet(
  operation: SetOperation,
  prior: PriorSet,
  purpose: Purpose = "write",
): Promise<PresentSet | undefined> {
  const { account, deadline } = operation;
  const fromId = readId(prior.id);
  const expected = prior.inputs.phoneNumbers ?? fromId.phoneNumbers ?? [];
  const records = new Map(await account.directory.find(expected, deadline, purpose));
  const own = ownGateways(prior, records);
  const unattended = await emptyGateways(operation, own, records);
  const roster = [...rosterOf(records, own), ...unattended.flatMap(({ gateway }) => gateway.numbers ?? [])];
  const joined = roster.filter((e164) => !records.has(e164));
  const others = await account.directory.find(joined, deadline, purpose);
  for (const [e164, record] of others) records.set(e164, record);
  // An id alone tells the inbound gateway only; its numbers tell the outbound one.
  const all = ownGateways(prior, records);
  const members = new Map([...records].filter(([, record]) => isMember(record, all)));
  const gateways = { inbound: new Map<string, Gateway>(), outbound: new Map<string, Gateway>() };
  for (const { direction, gateway } of unattended) gateways[direction].set(gateway.id, gateway);
  for (const { inbound, outbound } of members.values()) {
    if (inbound !== undefined && all.inbound.has(inbound.id)) gateways.inbound.set(inbound.id, inbound);
    if (outbound !== undefined && all.outbound.has(outbound.id)) gateways.outbound.set(outbound.id, outbound);
  }
  return gateways.inbound.size + gateways.outbound.size === 0 ? undefined : { members, gateways };
}

/** Reads a set for state. */
export async function observeSet(
  operation: SetOperation,
  prior: PriorSet,
): Promise<Found<SetInputs, SetOutputs> | undefined> {
  const present = await readSet(operation, prior, "show");
  return present === undefined ? undefined : foundFrom(present, prior);
}

/** A set as it goes into state. What the vendor does not tell is taken from what state knew. */
export function foundFrom(present: PresentSet, prior: PriorSet): Found<SetInputs, SetOutputs> {
  const whole = [...present.members.values()]
    .filter((record) => isWhole(record, present))
    .map(({ phoneNumber }) => phoneNumber.e164);
  const known = prior.inputs;
  const inbound = settingsOfAll(present, prior, "inbound");
  const outbound = settingsOfAll(present, prior, "outbound");
  const [first] = present.members.values();
  const { mediaEncryption } = inbound;
  const inputs = {
    name: inbound.name ?? outbound.name ?? known.name ?? first?.phoneNumber.name ?? undefined,
    phoneNumbers: whole.sort(),
    isShared: isSharedSet(present, prior),
    mediaEncryption: mediaEncryption === outbound.mediaEncryption ? mediaEncryption : mixed,
    inbound: { sipRegion: inbound.sipRegion },
    outbound: {
      address: outbound.address,
      sipRegion: outbound.sipRegion,
      transport: outbound.transport,
      // Credentials that state does not hold are not taken over: nothing would mark them as a secret.
      auth: known.outbound?.auth === undefined ? undefined : outbound.auth,
    },
    gatewaySettings: known.gatewaySettings ?? "managed",
    adopt: known.adopt ?? false,
    releaseOnDelete: known.releaseOnDelete ?? false,
  };
  const outputs: SetOutputs = {
    numbers: [...present.members.values()].map(numberOutput).sort((a, b) => (a.e164 < b.e164 ? -1 : 1)),
    inboundGatewayIds: [...present.gateways.inbound.keys()].sort(),
    outboundGatewayIds: [...present.gateways.outbound.keys()].sort(),
  };
  return { id: prior.id, inputs: inputs as SetInputs, outputs };
}

function isSharedSet({ gateways }: PresentSet, { inputs }: PriorSet): boolean {
  return inputs.isShared ?? gateways.inbound.size <= 1;
}

/** What state holds of a setting that the set's gateways disagree on; no program can ask for it. */
const mixed = "mixed";

/** Names and credentials that differ are left to what state knew, and left out. */
function disagreement(field: string): string | undefined {
  return field === "name" || field === "auth" ? undefined : mixed;
}

/**
 * The settings of all gateways of a direction as one. What they disagree on reads as {@link mixed}, so that every diff
 * finds it until an `up` mends it; without a state to compare with, a set must be uniform.
 */
function settingsOfAll(present: PresentSet, prior: PriorSet, direction: Direction): GatewaySettings {
  const applied = gatewaySettingsOf(prior.inputs, direction);
  if (prior.inputs.gatewaySettings === "initial") return applied;
  const isShared = isSharedSet(present, prior);
  const each = [...present.gateways[direction].values()].map((gateway) => {
    const { name, ...shown } = settingsOf(gateway, direction);
    // Where names must be unique, VideoSDK can not have given all the pairs of a set one name.
    return effectiveSettings(isShared ? { ...shown, name } : shown, gateway, applied);
  });
  const [first = applied, ...others] = each;
  if (prior.inputs.phoneNumbers === undefined && others.some((settings) => differs(settings, first))) {
    throw new Error(
      `the ${direction} gateways ${[...present.gateways[direction].keys()].join(", ")} have different settings, so ` +
        `they can not be one PhoneNumberSet. Make them equal first, or import the numbers as several sets`,
    );
  }
  const asOne = Object.entries(first).map(([field, value]) => {
    const agreed = others.every((settings) =>
      isDeepStrictEqual(settings[field as keyof GatewaySettings], value),
    );
    return [field, agreed ? value : disagreement(field)] as const;
  });
  return Object.fromEntries(asOne);
}

/** The gateways that belong to the set: those in state and in the id, and those of the numbers where state has none. */
function ownGateways(
  prior: PriorSet,
  records: ReadonlyMap<string, NumberRecord>,
): Record<Direction, ReadonlySet<string>> {
  const { inboundGatewayId } = readId(prior.id);
  const { inboundGatewayIds, outboundGatewayIds } = prior.outputs;
  const inbound = new Set(inboundGatewayIds ?? []);
  if (inboundGatewayId !== undefined) inbound.add(inboundGatewayId);
  // No gateway is known: an import by numbers, or a creation whose outcome was never learned.
  const byNumbers = inbound.size === 0 && isPairedAlike(records, prior) && mayBeOurs(records, prior);
  const outbound = new Set(outboundGatewayIds ?? []);
  for (const record of records.values()) {
    if (byNumbers && record.inbound !== undefined) inbound.add(record.inbound.id);
    const ours = record.inbound !== undefined && inbound.has(record.inbound.id);
    if (outboundGatewayIds === undefined && ours && record.outbound !== undefined)
      outbound.add(record.outbound.id);
  }
  return { inbound, outbound };
}

/**
 * Whether gateways that only their numbers lead to can be the set's. A person who imports numbers says so. A creation
 * whose answer was lost may as well have been refused, because the numbers are somebody else's.
 */
function mayBeOurs(records: ReadonlyMap<string, NumberRecord>, { id, inputs }: PriorSet): boolean {
  return readId(id).phoneNumbers !== undefined || inputs.adopt === true || isAsAsked(records, inputs);
}

/** Whether the numbers, and no others, are attached as a set of the declared kind would attach them. */
function isPairedAlike(records: ReadonlyMap<string, NumberRecord>, prior: PriorSet): boolean {
  const expected = prior.inputs.phoneNumbers ?? readId(prior.id).phoneNumbers ?? [];
  const gateways = new Set([...records.values()].map(({ inbound }) => inbound?.id));
  return isAttachedAsSet(records, expected, prior.inputs.isShared ?? gateways.size <= 1);
}

/** Every number that the set's gateways say is attached to them. */
function rosterOf(
  records: ReadonlyMap<string, NumberRecord>,
  own: Record<Direction, ReadonlySet<string>>,
): string[] {
  return [...records.values()].flatMap(({ inbound, outbound }) => [
    ...(inbound !== undefined && own.inbound.has(inbound.id) ? (inbound.numbers ?? []) : []),
    ...(outbound !== undefined && own.outbound.has(outbound.id) ? (outbound.numbers ?? []) : []),
  ]);
}

function isMember({ inbound, outbound }: NumberRecord, own: Record<Direction, ReadonlySet<string>>): boolean {
  return (
    (inbound !== undefined && own.inbound.has(inbound.id)) ||
    (outbound !== undefined && own.outbound.has(outbound.id))
  );
}

/** The set's gateways that none of the read numbers is attached to: they appear in no listing, but they exist. */
async function emptyGateways(
  { account, deadline }: SetOperation,
  own: Record<Direction, ReadonlySet<string>>,
  records: ReadonlyMap<string, NumberRecord>,
): Promise<{ direction: Direction; gateway: Gateway }[]> {
  const seen = new Set([...records.values()].flatMap(({ inbound, outbound }) => [inbound?.id, outbound?.id]));
  const asked = directions.flatMap((direction) =>
    [...own[direction]].filter((id) => !seen.has(id)).map((id) => ({ direction, id })),
  );
  const answers = await Promise.all(
    asked.map(async ({ direction, id }) => ({
      direction,
      gateway: await account.api.getGateway(direction, id, deadline),
    })),
  );
  return answers.flatMap(({ direction, gateway }) => (gateway === undefined ? [] : [{ direction, gateway }]));
}

function numberOutput({ phoneNumber, inbound, outbound }: NumberRecord): NumberOutput {
  return {
    e164: phoneNumber.e164,
    phoneNumberId: phoneNumber.phoneNumberId,
    name: phoneNumber.name ?? null,
    countryCode: phoneNumber.countryCode ?? null,
    provider: phoneNumber.provider ?? null,
    origin: phoneNumber.origin ?? null,
    status: phoneNumber.status ?? null,
    inboundGatewayId: inbound?.id ?? null,
    outboundGatewayId: outbound?.id ?? null,
  };
}
