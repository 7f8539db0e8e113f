import type { NumberRecord } from "../client/replies";
import type { SetOperation } from "./inputs";
import { areCarried } from "./move";
import { idsOf, isAsAsked, isAttachedAsGrown, isAttachedAsSet, isOwn, type Target } from "./target";
import { maxReads, pause } from "./waiting";

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
  const { account, deadline, moves, urn } = operation;
  const former = new Set([...before.values()].flatMap(idsOf));
  // What was taken over may be of a resource of this run that gave it up.
  const isOthers = (id: string): boolean =>
    !tookOver && (moves.isReplaced(id) || (moves.owner(id) ?? urn) !== urn);
  const isFormer = (id: string): boolean => former.has(id) || isOthers(id);
  const isOwnOrTakenOver = (record: NumberRecord): boolean =>
    tookOver ? record.inbound !== undefined && record.outbound !== undefined : isOwn(record, target);
  // Settings as asked for say so; of others, which VideoSDK may have changed, only the gateways themselves do.
  const isCarried = (records: Records): boolean | Promise<boolean> =>
    isAsAsked(records, target.settings) || areCarried(operation, records.values(), false);
  for (let read = 1; ; read += 1) {
    const records = await account.directory.find(target.numbers, deadline);
    const late = [...records.values()].filter((record) => idsOf(record).some(isFormer));
    const isWhole = tookOver ? isAttachedAsGrown(records, target) : isAttachedAsSet(records, target);
    if (isWhole && late.length === 0 && (tookOver || (await isCarried(records)))) return records;
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
