import { hashedMembers, isHashedMember, matchesHashes } from "../../lifecycle/hashes";
import type { Known } from "../../lifecycle/definition";
import type { Note } from "../../lifecycle/notes";
import { directions, type CreateNumbersBody, type Direction } from "../client/api";
import { defined, differs, effectiveSettings, settingsOf, type GatewaySettings } from "../client/gateway";
import type { Gateway, NumberRecord } from "../client/replies";
import type { SetInputs, SetOutputs } from "./inputs";

/** Settings of gateways, by their direction. */
export type SettingsByDirection = Readonly<Record<Direction, GatewaySettings>>;

type Records = ReadonlyMap<string, NumberRecord>;

/** What an operation aims at: worked out of the inputs once, in the terms of VideoSDK's numbers and gateways. */
export interface Target {
  /** The numbers that the set shall have. */
  readonly numbers: readonly string[];
  /** The same, where `numbers` are only those that an operation is about to attach. */
  readonly family: readonly string[];
  /** Whether numbers that are attached together share a pair of gateways; a pair accepts no number later. */
  readonly isShared: boolean;
  /** What its gateways shall have. */
  readonly settings: SettingsByDirection;
  /** Whether gateways that exist are changed to those settings; others own them if not. */
  readonly managed: boolean;
  /** Which gateways may become the set's: all that carry its numbers, none, or those with these ids. */
  readonly adopt: boolean | readonly string[];
  /** Whether numbers may stay where they are until a resource that is not checked yet has given them up. */
  readonly mayWait: boolean;
  /** The request that creates gateways for some of the numbers. */
  readonly request: (numbers: readonly string[]) => CreateNumbersBody;
}

/** The numbers of a set, and how many pairs of gateways carry them. */
type Membership = Pick<Target, "numbers" | "isShared">;

/** What an operation with these inputs aims at. */
export function targetOf(inputs: SetInputs): Target {
  return {
    numbers: inputs.phoneNumbers,
    family: inputs.phoneNumbers,
    isShared: inputs.isShared,
    settings: settingsOfSet(inputs),
    managed: inputs.gatewaySettings === "managed",
    adopt: typeof inputs.adopt === "boolean" ? inputs.adopt : [inputs.adopt].flat(),
    mayWait: true,
    request: (numbers) => createBody(inputs, numbers),
  };
}

/**
 * What a set's inputs say of its gateways of one direction; undefined for what inputs of an older release do not hold.
 */
export function gatewaySettingsOf(inputs: Partial<SetInputs>, direction: Direction): GatewaySettings {
  const { name, mediaEncryption, inbound, outbound } = inputs;
  if (direction === "inbound") return { name, mediaEncryption, sipRegion: inbound?.sipRegion };
  return { name, mediaEncryption, ...outbound };
}

/** The same for both directions. */
export function settingsOfSet(inputs: Partial<SetInputs>): SettingsByDirection {
  return { inbound: gatewaySettingsOf(inputs, "inbound"), outbound: gatewaySettingsOf(inputs, "outbound") };
}

/**
 * What the gateways were given last. Where others owned the settings until now, that is not known: they may have changed
 * what is not shown. Only the name of a set of several pairs was never theirs to make equal.
 */
export function appliedSettings({ inputs, outputs }: Known<SetInputs, SetOutputs>): SettingsByDirection {
  if (inputs.gatewaySettings !== "initial") return settingsOfSet(inputs);
  const isOnly = inputs.isShared === true && (outputs.inboundGatewayIds?.length ?? 0) <= 1;
  const kept = isOnly ? {} : { name: inputs.name };
  return { inbound: kept, outbound: kept };
}

/**
 * The request that creates gateways for some of the set's numbers. All fields are sent: the defaults are not
 * documented.
 */
export function createBody(inputs: SetInputs, phoneNumbers: readonly string[]): CreateNumbersBody {
  const { name, isShared, mediaEncryption, inbound, outbound } = inputs;
  return { name, phoneNumbers, isShared, mediaEncryption, inbound, outbound };
}

/**
 * Whether exactly these numbers are attached as one creation would have left them: all to one pair of gateways, or each
 * to a pair of its own.
 */
export function isAttachedAsSet(records: Records, { numbers, isShared }: Membership): boolean {
  return pairsOf(records, numbers) === (isShared ? 1 : numbers.length);
}

/**
 * Whether exactly these numbers are attached as a set may have them after later changes, too: a shared one that has grown
 * has further pairs. Where no two numbers share a pair, nothing tells it from a set with a pair for each.
 */
export function isAttachedAsGrown(records: Records, { numbers, isShared }: Membership): boolean {
  const pairs = pairsOf(records, numbers);
  const isSpread = pairs !== undefined && pairs < numbers.length;
  return pairs === (isShared ? 1 : numbers.length) || (isShared && isSpread);
}

/** How many pairs of gateways carry these numbers and no others; undefined where a number is attached otherwise. */
function pairsOf(records: Records, numbers: readonly string[]): number | undefined {
  const found = numbers.flatMap((e164) => records.get(e164) ?? []);
  if (numbers.length === 0 || found.length !== numbers.length) return undefined;
  const pairs = new Map<string, NumberRecord[]>();
  for (const record of found) {
    if (record.inbound === undefined || record.outbound === undefined) return undefined;
    const key = `${record.inbound.id} ${record.outbound.id}`;
    const others = pairs.get(key);
    if (others === undefined) pairs.set(key, [record]);
    else others.push(record);
  }
  const isPaired = directions.every(
    (direction) => new Set(found.map((record) => record[direction]?.id)).size === pairs.size,
  );
  return isPaired && [...pairs.values()].every(isAlone) ? pairs.size : undefined;
}

/**
 * Whether the gateways that these numbers share carry no others. One that does not show its numbers is believed to, as
 * the numbers show it. Each number brings the whole list of its gateway along: one list is compared, of the others the
 * length.
 */
function isAlone(records: readonly NumberRecord[]): boolean {
  const numbers = new Set(records.map(({ phoneNumber }) => phoneNumber.e164));
  return directions.every((direction) =>
    records.every(({ [direction]: gateway }, index) => {
      const roster = gateway?.numbers;
      if (roster === undefined) return true;
      return roster.length === numbers.size && (index > 0 || roster.every((e164) => numbers.has(e164)));
    }),
  );
}

/**
 * Whether the gateways show what a request with these settings asked for. A request whose answer was lost may have failed
 * because the numbers belong to another owner, whose gateways will not match this program in every setting.
 */
export function isAsAsked(records: Records, settings: SettingsByDirection): boolean {
  return everyGateway(records, (gateway, direction) => {
    // Whether the request names the gateways is not documented.
    const wanted = { ...settings[direction], name: undefined };
    // In doubt a password that differs is another one, and no mask.
    return !differs(effectiveSettings(settingsOf(gateway, direction), gateway, wanted, true), wanted);
  });
}

/** Whether the gateways of a number are as a request of this set would have made them, for no other numbers than its own. */
export function isOwn(
  record: NumberRecord,
  { family, isShared, settings }: Pick<Target, "family" | "isShared" | "settings">,
): boolean {
  const { e164 } = record.phoneNumber;
  const mine = new Set(isShared ? family : [e164]);
  return (
    directions.every((direction) => {
      const gateway = record[direction];
      return gateway !== undefined && (gateway.numbers ?? []).every((number) => mine.has(number));
    }) && isAsAsked(new Map([[e164, record]]), settings)
  );
}

/**
 * What a creation can be recognised by: its numbers, and the settings of its gateways under names that include the
 * direction. Several sets may have the same settings.
 */
export function askedOf(
  { inbound, outbound }: SettingsByDirection,
  numbers: readonly string[],
): Record<string, unknown> {
  return {
    ...recognisable(inbound, "inbound"),
    ...recognisable(outbound, "outbound"),
    ...hashedMembers("number", numbers),
  };
}

/** Whether an interrupted run may have attached a number, by its note. */
export function isNoted(e164: string, note: Note | undefined): boolean {
  return note !== undefined && isHashedMember(note.asked, "number", e164);
}

/** Whether the gateways show what an interrupted run asked for, by its note. A note alone proves nothing. */
export function isAsNoted(records: Records, note: Note | undefined): boolean {
  return (
    note !== undefined &&
    [...records.keys()].every((e164) => isNoted(e164, note)) &&
    everyGateway(records, (gateway, direction) =>
      matchesHashes(note.asked, recognisable(settingsOf(gateway, direction), direction)),
    )
  );
}

/** Without the name, because whether a request names gateways is not documented, and without credentials. */
function recognisable(settings: GatewaySettings, direction: Direction): Record<string, unknown> {
  const others = defined({ ...settings, name: undefined, auth: undefined });
  return Object.fromEntries(Object.entries(others).map(([field, value]) => [`${direction}.${field}`, value]));
}

/** Whether all numbers are attached in both directions, to gateways that all meet the condition, asked once of each. */
function everyGateway(records: Records, meets: (gateway: Gateway, direction: Direction) => boolean): boolean {
  return directions.every((direction) => {
    const shown = new Set([...records.values()].map((record) => record[direction]));
    return [...shown].every((gateway) => gateway !== undefined && meets(gateway, direction));
  });
}

/** The gateways that the numbers are attached to, for messages. */
export function describeAttachments(records: Iterable<NumberRecord>): string {
  return [...records]
    .filter(isAttached)
    .map(({ phoneNumber, inbound, outbound }) => {
      const places = [
        inbound === undefined ? undefined : `inbound gateway ${inbound.id}`,
        outbound === undefined ? undefined : `outbound gateway ${outbound.id}`,
      ].filter((place) => place !== undefined);
      return `${phoneNumber.e164} is attached to ${places.join(" and ")}`;
    })
    .join("; ");
}

/** Whether the number is attached in any direction. */
export function isAttached({ inbound, outbound }: NumberRecord): boolean {
  return inbound !== undefined || outbound !== undefined;
}

/** The gateways of a number. */
export function idsOf(record: NumberRecord): string[] {
  return directions.flatMap((direction) => record[direction]?.id ?? []);
}
