import { directions } from "./api";
import type { NumberRecord } from "./replies";

/**
 * Numbers with complete rosters of their gateways. An answer may show of a gateway's numbers only the one that it is
 * about; what the other numbers show is then put together. A gateway that shows none stays without: then its numbers are
 * not known.
 *
 * @param others further numbers that show a gateway, as far as they are known
 */
export function withRosters(
  records: Map<string, NumberRecord>,
  others: (gatewayId: string) => Iterable<NumberRecord>,
): Map<string, NumberRecord> {
  let completed = records;
  for (const direction of directions) {
    const partial = partialIn(records.values(), direction);
    if (partial.size === 0) continue;
    const known = [...partial].flatMap((id) => [...others(id)]);
    const rosters = rostersOf([...records.values(), ...known], direction, partial);
    completed = new Map(
      [...completed].map(([e164, record]) => {
        const gateway = record[direction];
        const numbers = gateway === undefined ? undefined : rosters.get(gateway.id);
        if (gateway === undefined || numbers === undefined) return [e164, record];
        return [e164, { ...record, [direction]: { ...gateway, numbers: [...numbers] } }];
      }),
    );
  }
  return completed;
}

type Direction = (typeof directions)[number];

/** The gateways of which some number's answer shows a roster without another number that is on it. */
function partialIn(records: Iterable<NumberRecord>, direction: Direction): ReadonlySet<string> {
  const first = new Map<string, ReadonlySet<string>>();
  const partial = new Set<string>();
  for (const { phoneNumber, [direction]: gateway } of records) {
    if (gateway?.numbers === undefined) continue;
    const roster = first.get(gateway.id) ?? new Set(gateway.numbers);
    first.set(gateway.id, roster);
    if (!roster.has(phoneNumber.e164) || roster.size !== gateway.numbers.length) partial.add(gateway.id);
  }
  return partial;
}

function rostersOf(
  records: Iterable<NumberRecord>,
  direction: Direction,
  gateways: ReadonlySet<string>,
): Map<string, Set<string>> {
  const rosters = new Map<string, Set<string>>();
  for (const { phoneNumber, [direction]: gateway } of records) {
    if (gateway === undefined || !gateways.has(gateway.id)) continue;
    const roster = rosters.get(gateway.id) ?? new Set();
    for (const e164 of [phoneNumber.e164, ...(gateway.numbers ?? [])]) roster.add(e164);
    rosters.set(gateway.id, roster);
  }
  return rosters;
}
