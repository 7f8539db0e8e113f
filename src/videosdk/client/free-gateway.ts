import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { Claim } from "../../lifecycle/claims";
import type { Change, Effect, FieldRule, Found, Known } from "../../lifecycle/definition";
import { textMap } from "../../lifecycle/maps";
import { markInMetadata, marked } from "../../lifecycle/marks";
import type { PlainResource } from "../../lifecycle/plain-definition";
import { adopting, plainResource } from "../../lifecycle/plain-resource";
import { flag, setOf, unknownWord, visible } from "../../lifecycle/schema";
import { isUnknown } from "../../lifecycle/unknown";
import { sipRegions } from "../vocabulary";
import { videosdk, type VideoSdkAccount } from "./account";
import type { Direction } from "./api";
import { callers, ownNumbersAmongCallers } from "./callers";
import { auth, e164, mediaEncryption } from "./fields";
import {
  effectiveSettings,
  isPasswordShown,
  revealedAuth,
  settingsOf,
  type GatewaySettings,
} from "./gateway";
import { gatewayObjects, type GatewayReply as Reply } from "./gateway-objects";
import { searchTerm } from "./rest-objects";

/** The fields that free-standing gateways of both directions have. */
export const freeGatewayFields = {
  name: visible("a text that is not empty"),
  numbers: setOf(e164(), "number in E.164 form"),
  auth: auth().optional(),
  allowedNumbers: callers(),
  mediaEncryption: mediaEncryption().default("disable"),
  geoRegion: visible(`a region: ${sipRegions.join(", ")}`, /^\S+$/).default("auto"),
  record: flag().default(false),
  noiseCancellation: flag().default(false),
  enableDtmf: flag().default(false),
  metadata: textMap("metadata").default({}),
  tags: setOf(visible("a text that is not empty"), "tag", 0).default([]),
  forceDestroy: flag().default(false),
  adopt: adopting,
};

/** The inputs that both directions have. */
type CommonInputs = z.output<z.ZodObject<typeof freeGatewayFields>>;

/** Outputs of both directions. */
export interface FreeGatewayOutputs {
  readonly gatewayId: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  /** Whether VideoSDK shows the password in clear, so that another one is drift; null where that is not known. */
  readonly __passwordShown: boolean | null;
}

/** What is particular to a direction. */
interface FreeGateway<I extends CommonInputs, O extends FreeGatewayOutputs>
  extends
    Pick<PlainResource<VideoSdkAccount, I, O, Reply, object>, "type" | "schema" | "secrets">,
    Partial<Pick<PlainResource<VideoSdkAccount, I, O, Reply, object>, "cautions" | "createsPartly">> {
  readonly direction: Direction;
  /** The rules of the fields that the other direction does not have. */
  readonly ownFields: Readonly<Record<Exclude<keyof I, keyof CommonInputs> & string, FieldRule<I, O>>>;
  /** Fields that a creation ignores. */
  readonly notOnCreate?: readonly (keyof I)[];
  readonly outputs: (outputs: FreeGatewayOutputs, account: VideoSdkAccount) => O;
}

/** The definition of gateways that are created without phone numbers of VideoSDK, by the endpoints of one direction. */
export function freeGateway<I extends CommonInputs, O extends FreeGatewayOutputs>(one: FreeGateway<I, O>) {
  const { direction, type, schema, secrets, ownFields, notOnCreate = [], outputs, ...rest } = one;
  const gateways = gatewayObjects[direction];

  const inputsOf = (reply: Reply, { inputs: known, outputs: before, reveals }: Known<I, O>): I => {
    const {
      name,
      mediaEncryption,
      geoRegion,
      address,
      transport,
      auth,
    }: Partial<CommonInputs> & GatewaySettings = known;
    // Those alone: what else is known would hide what the gateway shows of it.
    const applied = { name, mediaEncryption, sipRegion: geoRegion, address, transport, auth };
    const { sipRegion, ...settings } = effectiveSettings(
      settingsOf(reply, "outbound"),
      reply,
      applied,
      before.__passwordShown,
    );
    const shown = {
      ...reply,
      ...settings,
      numbers: sorted(reply.numbers),
      allowedNumbers: sorted(reply.allowedNumbers),
      allowedAddresses: sorted(reply.allowedAddresses),
      tags: sorted(reply.tags),
      geoRegion: sipRegion,
      // Credentials that the program does not declare are none of its settings.
      auth: auth !== undefined ? settings.auth : reveals === true ? revealedAuth(reply.auth) : undefined,
    };
    const inputs = Object.keys(fields)
      .map((field) => [field, shown[field as keyof typeof shown] ?? known[field as keyof I]] as const)
      .filter(([, value]) => value !== undefined);
    return { forceDestroy: false, ...Object.fromEntries(inputs) } as unknown as I;
  };

  const found = (reply: Reply, known: Known<I, O>, account: VideoSdkAccount): Found<I, O> => ({
    id: reply.id,
    inputs: inputsOf(reply, known),
    outputs: outputs(
      {
        gatewayId: reply.id,
        createdAt: reply.createdAt ?? null,
        updatedAt: reply.updatedAt ?? null,
        __passwordShown: isPasswordShown(
          reply.auth,
          (known.inputs as Partial<CommonInputs>).auth,
          known.outputs.__passwordShown,
        ),
      },
      account,
    ),
  });

  const fields = {
    name: { effect: "update" },
    numbers: { effect: "update" },
    auth: {
      effect: authEffect<I, O>,
      why: "auth is removed, and VideoSDK documents no way to clear it. The new gateway has another id; calls are interrupted",
    },
    allowedNumbers: { effect: "update" },
    mediaEncryption: { effect: "update" },
    geoRegion: { effect: "update" },
    record: { effect: "update" },
    noiseCancellation: { effect: "update" },
    enableDtmf: { effect: "update" },
    metadata: { effect: "update" },
    tags: { effect: "update" },
    // Only says what a later destroy does.
    forceDestroy: { effect: "update" },
    adopt: { effect: "none" },
    ...ownFields,
  } as const satisfies Record<string, FieldRule<I, O>>;

  const plain: PlainResource<VideoSdkAccount, I, O, Reply, object> = {
    vendor: videosdk,
    type,
    idIs: "its gatewayId",
    noun: `${direction} gateway`,
    schema,
    fields: fields as unknown as Readonly<Record<keyof I & string, FieldRule<I, O>>>,
    secrets,
    ...rest,
    cautions: (desired) => [
      ...ownNumbersAmongCallers(desired.allowedNumbers, desired.numbers),
      ...unknownRegion(desired.geoRegion),
      ...(rest.cautions?.(desired) ?? []),
    ],
    key: {
      field: "name",
      phrase: ({ name }) => `the name ${JSON.stringify(name)}`,
      find: async (account, { name }, deadline) =>
        (await gateways.list(account, deadline, searchTerm(name))).filter((gateway) => gateway.name === name),
      // A page says that names are unique, and none what happens otherwise.
      acceptedTwice: true,
      // All that it shows besides, because VideoSDK resets what is left out of a change; credentials are not reset.
      aside: (reply) => ({
        ...without(inputsOf(reply, { inputs: {}, outputs: {} })),
        name: `${reply.name ?? ""}-${reply.id.slice(0, 8)}`,
      }),
    },
    claims: ({ name }, prior) => [
      ...(isUnknown(name) ? [] : [nameClaim(direction, name)]),
      ...settingClaims(direction, prior?.outputs.gatewayId),
    ],
    asked: ({ name, numbers }) => ({ name, numbers }),
    shown: (reply) => ({ name: reply.name, numbers: sorted(reply.numbers) }),
    create: (account, desired, deadline) => gateways.create(account, without(desired, notOnCreate), deadline),
    get: gateways.get,
    update: gateways.update,
    async remove(account, id, deadline, prior) {
      const { forceDestroy, numbers = [] }: Partial<CommonInputs> = prior.inputs;
      if (forceDestroy !== true) {
        const records = await account.directory.all(deadline);
        const users = records.filter((record) => record[direction]?.id === id);
        const foreign = users.map(({ phoneNumber }) => phoneNumber.e164).filter((e) => !numbers.includes(e));
        if (foreign.length > 0) throw new Error(inUse(direction, id, foreign));
      }
      return gateways.remove(account, id, deadline);
    },
    found,
    change(reply, desired, prior, account) {
      const present = found(reply, prior, account).inputs;
      return isDeepStrictEqual(without(present), without(desired)) ? undefined : without(desired);
    },
    async lacks(reply, { numbers }, again) {
      const hasOthers = (shown: Reply | undefined): boolean =>
        shown?.numbers !== undefined && !isDeepStrictEqual(sorted(shown.numbers), numbers);
      if (!hasOthers(reply)) return undefined;
      const present = await again();
      return hasOthers(present) ? notAttached(present?.numbers ?? []) : undefined;
    },
    // If the answer to a change is lost, nobody can see whether the password arrived: state then holds none.
    certain: (inputs, body) => {
      const { auth: applied, ...others } = inputs;
      const sent = (body as { auth?: unknown }).auth;
      return isDeepStrictEqual(applied, sent) ? inputs : (others as unknown as Partial<I>);
    },
  };
  return plainResource(marked(plain, markInMetadata<Reply>()));
}

/** All settings, as requests have them: what is left out of a change, VideoSDK resets. */
function without<I extends CommonInputs>(inputs: I, others: readonly (keyof I)[] = []): object {
  const local: readonly (keyof I)[] = ["adopt", "forceDestroy", ...others];
  const sent = Object.entries(inputs).filter(
    ([key, value]) => !local.includes(key as keyof I) && value !== undefined,
  );
  return Object.fromEntries(sent);
}

function authEffect<I extends CommonInputs, O>({ old, desired }: Change<I, O>): Effect {
  return old.inputs.auth !== undefined && desired.auth === undefined ? "replace" : "update";
}

function sorted(texts: readonly string[] | undefined): string[] | undefined {
  return texts === undefined ? undefined : [...texts].sort();
}

function unknownRegion(region: string | undefined): string[] {
  if (region === undefined || isUnknown(region) || (sipRegions as readonly string[]).includes(region))
    return [];
  return [`geoRegion: ${unknownWord(region, "known region", sipRegions)}. It is sent as it is`];
}

function nameClaim(direction: Direction, name: string): Claim {
  return {
    thing: `${direction} gateway named ${name}`,
    conflict: (holder) =>
      `name: another ${direction} gateway of this program (${holder}) has ${name} already`,
  };
}

/** Claims on the settings that a SipGateway could set too. */
function settingClaims(direction: Direction, id: string | undefined): Claim[] {
  if (id === undefined) return [];
  return ["name", "mediaEncryption", "sipRegion", "address", "transport", "auth"].map((field) => ({
    thing: `gateway ${id} ${field}`,
    conflict: (holder) =>
      `${direction} gateway ${id} has two resources of this program: ${holder} sets ${field}, too. Remove one of them`,
  }));
}

function notAttached(numbers: readonly string[]): string {
  const shown = numbers.length === 0 ? "none" : [...numbers].sort().join(", ");
  return (
    `VideoSDK answered that the change is made, and the gateway still has other numbers (${shown}), so calls of the declared ones ` +
    `do not use it. A gateway gets its numbers when it is created: 'pulumi up --replace' with its URN makes a new one, and ` +
    `interrupts the calls of this one`
  );
}

function inUse(direction: Direction, id: string, numbers: readonly string[]): string {
  return (
    `${direction} gateway ${id} is not deleted: phone numbers that this resource does not declare are attached to it: ` +
    `${numbers.join(", ")}. What becomes of their calls is not documented. Detach them first, or set forceDestroy: true ` +
    `and run 'pulumi up' before the destroy`
  );
}
