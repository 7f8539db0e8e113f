import { directions } from "../client/api";
import type { NumberRecord } from "../client/replies";
import type { SetOperation } from "./inputs";
import { idsOf } from "./move";
import { isAsAsked, isAttachedAsGrown, isAttachedAsSet, isOwn, type Target } from "./target";
import { pause } from "./waiting";

/** Reads after a creation until all numbers show their gateways. No page says how soon they do. */
const maxReads = 10;

type Records = ReadonlyMap<string, NumberRecord>;

/**
 * Reads the numbers of a target until every one shows its gateways. One that had others a moment ago may show these at
 * first: taken for its own, they would be changed and deleted, and the gateways that carry the number forgotten.
 *
 * @param tookOver whether the gateways were there already and became this set's
 * @param before the numbers that were taken off other gateways, as they were on these
 * @param shown is told of the numbers that show gateways when others do not in time
 */
export async function readBack(
  operation: SetOperation,
  target: Target,
  { tookOver, before }: { readonly tookOver: boolean; readonly before: Records },
  shown: (records: Records) => void,
): Promise<Records> {
  const { account, deadline } = operation;
  const former = new Set([...before.values()].flatMap(idsOf));
  const isOwnOrTakenOver = (record: NumberRecord): boolean =>
    tookOver ? record.inbound !== undefined && record.outbound !== undefined : isOwn(record, target);
  for (let read = 1; ; read += 1) {
    const records = await account.directory.find(target.numbers, deadline);
    const late = [...records.values()].filter((record) => idsOf(record).some((id) => former.has(id)));
    const isWhole = tookOver ? isAttachedAsGrown(records, target) : isAttachedAsSet(records, target);
    if (isWhole && late.length === 0 && (tookOver || (await isCarried(operation, target, records))))
      return records;
    account.directory.invalidate(target.numbers);
    if (read >= maxReads || !(await deadline.wait(pause(read)))) {
      const whole = new Map(
        [...records].filter(([, record]) => !late.includes(record) && isOwnOrTakenOver(record)),
      );
      if (whole.size > 0) shown(whole);
      const missing = target.numbers.filter((e164) => !whole.has(e164));
      throw new Error(
        `VideoSDK accepted the numbers, but does not show the gateways of ${(missing.length > 0 ? missing : target.numbers).join(", ")} ` +
          `yet. They are in the state now; the next 'pulumi up' continues from here`,
      );
    }
  }
}

/**
 * Whether the gateways that numbers show are those that carry them. Settings as asked for say so; of others, which VideoSDK
 * may have changed or which were there before, only the gateway itself does.
 */
async function isCarried(
  { account, deadline }: SetOperation,
  { settings }: Target,
  records: Records,
): Promise<boolean> {
  if (isAsAsked(records, settings)) return true;
  const carried = new Map<string, { direction: (typeof directions)[number]; numbers: string[] }>();
  for (const [e164, record] of records) {
    for (const direction of directions) {
      const id = record[direction]?.id ?? "";
      const { numbers = [] } = carried.get(id) ?? {};
      carried.set(id, { direction, numbers: [...numbers, e164] });
    }
  }
  const answers = await Promise.all(
    [...carried].map(async ([id, { direction, numbers }]) => {
      const gateway = await account.api.getGateway(direction, id, deadline);
      // An answer without a roster says nothing against it.
      return gateway !== undefined && numbers.every((e164) => gateway.numbers?.includes(e164) !== false);
    }),
  );
  return answers.every(Boolean);
}
