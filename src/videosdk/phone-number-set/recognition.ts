import { directions, type Direction } from "../client/api";
import { defined, differs, effectiveSettings, settingsOf, type GatewaySettings } from "../client/gateway";
import type { Gateway, NumberRecord } from "../client/replies";
import type { SetInputs } from "./inputs";
import { gatewaySettingsOf } from "./settings";

/**
 * Whether exactly these numbers are attached as one creation would have left them: each in both directions, all to one
 * pair of gateways that carries no other number, or each to a pair of its own.
 */
export function isAttachedAsSet(
  records: ReadonlyMap<string, NumberRecord>,
  numbers: readonly string[],
  isShared: boolean,
): boolean {
  const found = numbers.flatMap((e164) => records.get(e164) ?? []);
  if (numbers.length === 0 || found.length !== numbers.length) return false;
  const expected = new Set(numbers);
  return directions.every((direction) => {
    const distinct = new Set(found.map((record) => record[direction]?.id));
    if (distinct.has(undefined) || distinct.size !== (isShared ? 1 : numbers.length)) return false;
    return found.every((record) =>
      carriesOnly(record[direction]?.numbers, isShared ? expected : new Set([record.phoneNumber.e164])),
    );
  });
}

/**
 * Whether the gateways show what a request with these inputs asked for. A request whose answer was lost may have failed
 * because the numbers belong to another owner, whose gateways will not match this program in every setting.
 */
export function isAsAsked(records: ReadonlyMap<string, NumberRecord>, inputs: Partial<SetInputs>): boolean {
  return everyGateway(records, (gateway, direction) => {
    // Whether the request names the gateways is not documented.
    const wanted = { ...gatewaySettingsOf(inputs, direction), name: undefined };
    // In doubt a password that differs is another one, and no mask.
    return !differs(effectiveSettings(settingsOf(gateway, direction), gateway, wanted, true), wanted);
  });
}

/** The settings by which the gateways of a creation can be recognised, under names that include the direction. */
export function askedOf(inputs: SetInputs): Record<string, unknown> {
  const settings = directions.flatMap((direction) =>
    Object.entries(recognisable(gatewaySettingsOf(inputs, direction), direction)),
  );
  return Object.fromEntries(settings);
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

/** A gateway that does not show its numbers counts as attached, because the number shows it. */
function carriesOnly(roster: readonly string[] | undefined, numbers: ReadonlySet<string>): boolean {
  return (
    roster === undefined || (roster.length === numbers.size && roster.every((e164) => numbers.has(e164)))
  );
}
