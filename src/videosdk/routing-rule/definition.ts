import { isDeepStrictEqual } from "node:util";
import type { Claim } from "../../lifecycle/claims";
import type { Change, Effect, Found, Known } from "../../lifecycle/definition";
import { markInTags, marked } from "../../lifecycle/marks";
import type { PlainResource } from "../../lifecycle/plain-definition";
import { plainResource } from "../../lifecycle/plain-resource";
import { containsUnknown, isUnknown } from "../../lifecycle/unknown";
import { videosdk, type VideoSdkAccount } from "../client/account";
import { searchTerm } from "../client/rest-objects";
import { rules, type RuleReply as Reply } from "../client/routing-rules";
import { secretPaths } from "../vocabulary";
import { cautions, schema, type Room, type RuleInputs } from "./inputs";

/** Outputs of a rule. */
interface Outputs {
  readonly ruleId: string;
  /** What the rule has, declared or not, without the PIN. */
  readonly effective: {
    readonly room: Readonly<Record<string, string>> | null;
    readonly agentId: string | null;
    readonly includeHeaders: string | null;
  };
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** The rule of a field that VideoSDK's pages name no way to clear. */
const dropped = (field: "room" | "agentId" | "agentMetadata" | "apiKey") => ({
  effect: ({ old, desired }: Change<RuleInputs, Outputs>): Effect =>
    isLeftOut(old.inputs[field], desired[field]) ? "replace" : "update",
  why: `${field} or a part of it is removed, and VideoSDK documents no way to clear it. Until the new rule is there, its numbers ring nowhere`,
});

const plain: PlainResource<VideoSdkAccount, RuleInputs, Outputs, Reply, object> = {
  vendor: videosdk,
  type: "RoutingRule",
  idIs: "its ruleId",
  noun: "routing rule",
  schema,
  fields: {
    name: { effect: "update" },
    type: { effect: "replace", why: "VideoSDK cannot change the type of a rule" },
    phoneNumbers: { effect: "update" },
    room: dropped("room"),
    agentId: dropped("agentId"),
    agentMetadata: dropped("agentMetadata"),
    // Left out, it is the server's, whatever it was before.
    includeHeaders: { effect: ({ desired }) => (desired.includeHeaders === undefined ? "none" : "update") },
    headers: { effect: "update" },
    headersToAttributes: { effect: "update" },
    allowedNumbers: { effect: "update" },
    allowedIpAddresses: { effect: "update" },
    tags: { effect: "update" },
    recording: { effect: "update" },
    dtmf: { effect: "update" },
    noiseCancellation: { effect: "update" },
    hidePhoneNumber: { effect: "update" },
    apiKey: dropped("apiKey"),
    adopt: { effect: "none" },
  },
  secrets: secretPaths.RoutingRule,
  cautions,
  claims: ({ type, name, phoneNumbers }) => {
    if (isUnknown(type) || isUnknown(phoneNumbers)) return [];
    if (type === "outbound")
      return containsUnknown([name, phoneNumbers]) ? [] : [outboundClaim(name, phoneNumbers)];
    return phoneNumbers.filter((number) => !isUnknown(number)).map(numberClaim);
  },
  key: {
    field: "phoneNumbers",
    phrase: ({ type, name, phoneNumbers }) =>
      type === "inbound"
        ? `a number of ${phoneNumbers.join(", ")}`
        : `the name ${JSON.stringify(name)} and the numbers ${phoneNumbers.join(", ")}`,
    find: async (account, desired, deadline) => {
      const { type, name, phoneNumbers } = desired;
      const found = new Map<string, Reply>();
      // An inbound number is in one rule; each number may be in another. What an outbound rule is known by has all of them.
      for (const number of type === "inbound" ? phoneNumbers : phoneNumbers.slice(0, 1)) {
        for (const rule of await rules.list(account, deadline, searchTerm(number))) {
          const isRival = rule.type === type && rule.numbers?.includes(number) === true;
          if (isRival && (type === "inbound" || (rule.name === name && hasNumbers(rule, phoneNumbers))))
            found.set(rule.id, rule);
        }
      }
      return [...found.values()];
    },
    parts: ({ type, numbers = [] }, desired) =>
      type === "inbound" && desired.type === "inbound"
        ? numbers
            .filter((number) => desired.phoneNumbers.includes(number))
            .map((number) => numberClaim(number).thing)
        : [],
    aside: ({ numbers = [] }, { phoneNumbers }) => ({
      phoneNumbers: numbers.filter((number) => !phoneNumbers.includes(number)),
    }),
    // Whether a rule may be without a number is not documented.
    stuck:
      "Rules that exchange their only numbers cannot do so where VideoSDK leaves no rule without a number: give one of them a " +
      "further number for one run",
    isWhole: (rule, { phoneNumbers }) => hasNumbers(rule, phoneNumbers),
    alike: (rule, { name, phoneNumbers }) => rule.name === name && hasNumbers(rule, phoneNumbers),
    acceptedTwice: true,
  },
  asked: ({ name, type, phoneNumbers }) => ({ name, type, phoneNumbers }),
  shown: ({ name, type, numbers }) => ({ name, type, phoneNumbers: sorted(numbers) }),
  create: (account, desired, deadline) =>
    rules.create(account, { ...bodyFrom(desired), type: desired.type }, deadline),
  get: rules.get,
  update: rules.update,
  remove: rules.remove,
  found: foundFrom,
  change: (rule, desired, prior) =>
    differences(foundFrom(rule, { ...prior, inputs: { ...desired, ...secretsOf(prior.inputs) } }), desired)
      .length === 0
      ? undefined
      : bodyFrom(desired),
  lacks: (rule, desired) => {
    const fields = differences(foundFrom(rule, { inputs: desired, outputs: {} }), desired);
    return fields.length === 0
      ? undefined
      : `VideoSDK answered without making a change of ${fields.join(", ")}. If that happens again, replace the rule ` +
          `(pulumi up --replace <its URN>)`;
  },
  certain: (inputs, body) => {
    const { room, apiKey, ...others } = inputs;
    const sent = body as Partial<RuleInputs>;
    return {
      ...others,
      ...(isDeepStrictEqual(room, sent.room) && { room }),
      ...(apiKey === sent.apiKey && { apiKey }),
    };
  },
};

/**
 * A routing rule: which room or agent takes the calls of numbers.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/routing-rules/create-routing-rule
 */
export const routingRule = plainResource(marked(plain, markInTags<Reply>()));

/** All settings; of the two kinds of headers the one that the rule's type has. */
function bodyFrom(desired: RuleInputs): object {
  const { type, headers, headersToAttributes, ...settings } = declaredIn(desired);
  return { ...settings, ...(type === "inbound" ? { headersToAttributes } : { headers }) };
}

function foundFrom(
  rule: Reply,
  { inputs: known, reveals }: Known<RuleInputs, Outputs>,
): Found<RuleInputs, Outputs> {
  const room = roomFrom(rule);
  // An import declares nothing: then everything is taken over. What the program leaves out, VideoSDK may fill in.
  const isNew = known.type === undefined;
  const declared = <V>(field: keyof RuleInputs, shown: V | null | undefined): V | undefined =>
    isNew || known[field] !== undefined ? (shown ?? undefined) : undefined;
  const inputs = {
    name: rule.name ?? known.name,
    type: rule.type ?? known.type,
    phoneNumbers: sorted(rule.numbers) ?? known.phoneNumbers,
    room: isNew && reveals === true ? room : withPin(declared("room", room), known.room),
    agentId: declared("agentId", rule.agentId),
    agentMetadata: declared("agentMetadata", isNew && rule.agentId == null ? undefined : rule.agentMetadata),
    includeHeaders: declared("includeHeaders", rule.includeHeaders),
    headers: rule.headers ?? known.headers ?? {},
    headersToAttributes: rule.headersToAttributes ?? known.headersToAttributes ?? {},
    allowedNumbers: sorted(rule.allowedNumbers) ?? known.allowedNumbers,
    allowedIpAddresses: sorted(rule.allowedIpAddresses) ?? known.allowedIpAddresses,
    tags: sorted(rule.tags) ?? known.tags,
    recording: rule.recording ?? known.recording,
    dtmf: rule.dtmf ?? known.dtmf,
    noiseCancellation: rule.noiseCancellation ?? known.noiseCancellation,
    hidePhoneNumber: rule.hidePhoneNumber ?? known.hidePhoneNumber,
    // VideoSDK shows the key of every rule, also where none was asked for.
    apiKey: known.apiKey === undefined ? undefined : (rule.apiKey ?? known.apiKey),
  };
  const open = room && Object.fromEntries(Object.entries(room).filter(([key]) => key !== "pin"));
  return {
    id: rule.id,
    inputs: Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)) as never,
    outputs: {
      ruleId: rule.id,
      effective: {
        room: open ?? null,
        agentId: rule.agentId ?? null,
        includeHeaders: rule.includeHeaders ?? null,
      },
      createdAt: rule.createdAt ?? null,
      updatedAt: rule.updatedAt ?? null,
    },
  };
}

/** The fields that a program declares and an object does not have. */
function differences({ inputs }: Found<RuleInputs, Outputs>, desired: RuleInputs): string[] {
  return Object.entries(declaredIn(desired))
    .filter(([field, value]) => !isDeepStrictEqual(inputs[field as keyof RuleInputs], value))
    .map(([field]) => field);
}

/** The settings of the object that a program declares. */
function declaredIn({ ...desired }: RuleInputs): Omit<RuleInputs, "adopt"> {
  delete desired.adopt;
  return Object.fromEntries(Object.entries(desired).filter(([, value]) => value !== undefined)) as never;
}

/** A room without the keys that do not apply, which are null; undefined where none does. */
function roomFrom({ room }: Reply): Readonly<Record<string, string>> | undefined {
  const entries = Object.entries(room ?? {}).filter((entry): entry is [string, string] => entry[1] != null);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** A room as shown, with the PIN only where the program declares one: then as shown, or else as it was applied. */
function withPin(
  room: Readonly<Record<string, string>> | undefined,
  known: Room | undefined,
): Readonly<Record<string, string>> | undefined {
  if (room === undefined) return undefined;
  const { pin, ...open } = room;
  return known?.pin === undefined ? open : { ...open, pin: pin ?? known.pin };
}

/** The secrets that were applied: where VideoSDK does not show them, a change of them is one of these. */
function secretsOf({ room, apiKey }: Partial<RuleInputs>): Partial<RuleInputs> {
  return { ...(room?.pin !== undefined && { room }), ...(apiKey !== undefined && { apiKey }) };
}

function isLeftOut(old: unknown, desired: unknown): boolean {
  if (old === undefined || isUnknown(desired)) return false;
  const hasPin = (room: unknown): boolean => typeof room === "object" && room !== null && "pin" in room;
  return desired === undefined || (hasPin(old) && !hasPin(desired));
}

function hasNumbers({ numbers }: Reply, wanted: readonly string[]): boolean {
  return isDeepStrictEqual(sorted(numbers), [...wanted].sort());
}

function sorted(texts: readonly string[] | undefined): string[] | undefined {
  return texts === undefined ? undefined : [...texts].sort();
}

function numberClaim(number: string): Claim {
  return {
    thing: `inbound rule of ${number}`,
    conflict: (holder) =>
      `phoneNumbers: ${number} is in another inbound RoutingRule of this program (${holder}), and a number can be in one. ` +
      `Remove it from one of them`,
  };
}

function outboundClaim(name: string, numbers: readonly string[]): Claim {
  return {
    thing: `outbound rule ${JSON.stringify([name, numbers])}`,
    conflict: (holder) =>
      `name: another outbound RoutingRule of this program (${holder}) has ${name} and the same numbers already`,
  };
}
