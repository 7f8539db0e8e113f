import { directions, type CreateNumbersBody, type Direction } from "../client/api";
import { defined, differs, effectiveSettings, settingsOf, type GatewaySettings } from "../client/gateway";
import type { Gateway, NumberRecord } from "../client/replies";
import type { SetInputs } from "./inputs";

/** Settings of gateways, by their direction. */
export type SettingsByDirection = Readonly<Record<Direction, GatewaySettings>>;

/** What an operation aims at: worked out of the inputs once, in the terms of VideoSDK's numbers and gateways. */
export interface Target {
  /** The numbers that the set shall have. */
  readonly numbers: readonly string[];
  readonly isShared: boolean;
  /** What its gateways shall have. */
  readonly settings: SettingsByDirection;
  /** Whether gateways that exist are changed to those settings; others own them if not. */
  readonly managed: boolean;
  /** Which gateways may become the set's: all that carry its numbers, none, or those with this id. */
  readonly adopt: boolean | string;
  /** The request that creates gateways for some of the numbers. */
  readonly request: (numbers: readonly string[]) => CreateNumbersBody;
}

export function targetOf(inputs: SetInputs): Target {
  return {
    numbers: inputs.phoneNumbers,
    isShared: inputs.isShared,
    settings: settingsOfSet(inputs),
    managed: inputs.gatewaySettings === "managed",
    adopt: inputs.adopt,
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
 * what is not shown. Only the name of a set of pairs was never theirs to make equal.
 */
export function appliedSettings(inputs: Partial<SetInputs>): SettingsByDirection {
  if (inputs.gatewaySettings !== "initial") return settingsOfSet(inputs);
  const kept = inputs.isShared === true ? {} : { name: inputs.name };
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
 * Whether exactly these numbers are attached as one creation would have left them: each in both directions, all to one
 * pair of gateways that carries no other number, or each to a pair of its own.
 */
export function isAttachedAsSet(
  records: ReadonlyMap<string, NumberRecord>,
  { numbers, isShared }: Pick<Target, "numbers" | "isShared">,
): boolean {
  const found = numbers.flatMap((e164) => records.get(e164) ?? []);
  if (numbers.length === 0 || found.length !== numbers.length) return false;
  const members = new Set(numbers);
  return directions.every((direction) => {
    const compared = new Set<string>();
    const isAlone = found.every(({ phoneNumber, [direction]: gateway }) => {
      if (gateway === undefined) return false;
      const isKnown = compared.has(gateway.id);
      compared.add(gateway.id);
      return carriesOnly(gateway.numbers, isShared ? members : new Set([phoneNumber.e164]), isKnown);
    });
    return isAlone && compared.size === (isShared ? 1 : numbers.length);
  });
}

/**
 * Whether the gateways show what a request with these settings asked for. A request whose answer was lost may have failed
 * because the numbers belong to another owner, whose gateways will not match this program in every setting.
 */
export function isAsAsked(
  records: ReadonlyMap<string, NumberRecord>,
  settings: SettingsByDirection,
): boolean {
  return everyGateway(records, (gateway, direction) => {
    // Whether the request names the gateways is not documented.
    const wanted = { ...settings[direction], name: undefined };
    // In doubt a password that differs is another one, and no mask.
    return !differs(effectiveSettings(settingsOf(gateway, direction), gateway, wanted, true), wanted);
  });
}

/** The settings by which the gateways of a creation can be recognised, under names that include the direction. */
export function askedOf(settings: SettingsByDirection): Record<string, unknown> {
  const { inbound, outbound } = settings;
  return { ...recognisable(inbound, "inbound"), ...recognisable(outbound, "outbound") };
}

/** Whether all gateways of the numbers meet a condition on what they show of those settings. */
export function everyGatewayShows(
  records: ReadonlyMap<string, NumberRecord>,
  meets: (shown: Readonly<Record<string, unknown>>) => boolean,
): boolean {
  return everyGateway(records, (gateway, direction) =>
    meets(recognisable(settingsOf(gateway, direction), direction)),
  );
}

/** Without the name, because whether a request names gateways is not documented, and without credentials. */
function recognisable(settings: GatewaySettings, direction: Direction): Record<string, unknown> {
  const others = defined({ ...settings, name: undefined, auth: undefined });
  return Object.fromEntries(Object.entries(others).map(([field, value]) => [`${direction}.${field}`, value]));
}

/** Whether all numbers are attached in both directions, to gateways that all meet the condition. */
function everyGateway(
  records: ReadonlyMap<string, NumberRecord>,
  meets: (gateway: Gateway, direction: Direction) => boolean,
): boolean {
  return [...records.values()].every((record) =>
    directions.every((direction) => {
      const gateway = record[direction];
      return gateway !== undefined && meets(gateway, direction);
    }),
  );
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

/**
 * Whether a gateway carries these numbers and no other. One that does not show its numbers counts as attached, because
 * the number shows it. Each of its numbers brings the whole list along: of a gateway that was compared already, only
 * the length is.
 */
function carriesOnly(
  roster: readonly string[] | undefined,
  numbers: ReadonlySet<string>,
  isCompared: boolean,
): boolean {
  if (roster === undefined) return true;
  return roster.length === numbers.size && (isCompared || roster.every((e164) => numbers.has(e164)));
}
