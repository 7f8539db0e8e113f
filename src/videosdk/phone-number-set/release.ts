import { allDone } from "../client/all-done";
import { numberThing, type PriorSet, type SetOperation } from "./inputs";
import type { Picture } from "./look";
import type { NumberRecord } from "../client/replies";
import { idsOf, isAttached } from "./target";
import { maxReads, pause } from "./waiting";

/** Whether a number was bought through VideoSDK: a release permanently returns it to the carrier. */
function isPurchased(number: { readonly origin?: string | null | undefined } | undefined): boolean {
  return number?.origin === "PURCHASED";
}

/**
 * Which of a set's numbers may be released with it. The program must ask for it, the set must not be half of a
 * replacement, the run must include every resource that could want a number, none of them may want it, and the vendor
 * must show it on the set's own gateways or on none. A number that may not be released stays registered, and a warning
 * names it.
 *
 * @throws when one of them was bought through VideoSDK
 */
export async function planRelease(
  { account, deadline, replacing, unheard, claimant, warn }: SetOperation,
  { inputs, outputs }: PriorSet,
  declared: readonly string[],
  picture: Picture,
): Promise<readonly string[]> {
  if (inputs.releaseOnDelete !== true || replacing || declared.length === 0) return [];
  const reason = unheard();
  if (reason !== undefined) {
    warn(
      `${declared.join(", ")} stays registered, although releaseOnDelete is set: ${reason}, so another resource may want ` +
        `it. Release it in the VideoSDK dashboard if none wants it`,
    );
    return [];
  }
  const records = await account.directory.find(declared, deadline);
  const bought = new Set((outputs.numbers ?? []).filter(isPurchased).map(({ e164 }) => e164));
  const free = declared.filter((e164) => {
    const record = records.get(e164);
    if (record === undefined) return false;
    const wanted = claimant(numberThing(e164));
    const elsewhere = isAttached(record) && !picture.members.has(e164);
    if (wanted === undefined && !elsewhere) return true;
    warn(
      `${e164} stays registered: ${wanted === undefined ? "it is attached elsewhere now" : `${wanted} wants it`}`,
    );
    return false;
  });
  const refused = free.filter((e164) => bought.has(e164) || isPurchased(records.get(e164)?.phoneNumber));
  if (refused.length === 0) return free;
  throw new Error(
    `${refused.join(", ")} was bought through VideoSDK, and a release would ` +
      `permanently return it to the carrier, so it is not done. Nothing was changed. Set releaseOnDelete: false and run ` +
      `'pulumi up' before the destroy; then release the number in the VideoSDK dashboard if that is intended`,
  );
}

/**
 * Releases numbers that were detached from the set's gateways. One that was attached elsewhere in the meantime stays
 * registered, and a warning names it.
 *
 * @param own ids of the set's gateways, which the vendor may show at the numbers for some time
 * @throws when it still does in the end: then the set stays in state, and the next run goes on
 */
export async function releaseAll(
  { account, deadline, warn }: SetOperation,
  numbers: readonly string[],
  own: ReadonlySet<string>,
): Promise<void> {
  const isLate = (record: NumberRecord): boolean =>
    isAttached(record) && idsOf(record).every((id) => own.has(id));
  for (let read = 1; ; read += 1) {
    // A release is for ever: nothing that was read before this moment decides it.
    account.directory.invalidate(numbers);
    const now = [...(await account.directory.find(numbers, deadline)).values()];
    const late = now.filter(isLate);
    if (late.length === 0) return releaseFree(now, { account, deadline, warn });
    if (read >= maxReads || !(await deadline.wait(pause(read)))) throw new Error(unsettled(late));
  }
}

async function releaseFree(
  records: readonly NumberRecord[],
  { account, deadline, warn }: Pick<SetOperation, "account" | "deadline" | "warn">,
): Promise<void> {
  for (const record of records.filter(isAttached))
    warn(`${record.phoneNumber.e164} stays registered: it is attached elsewhere now`);
  await allDone(
    records
      .filter((record) => !isAttached(record))
      .map(({ phoneNumber: { phoneNumberId, e164 } }) =>
        account.directory.write([e164], () => account.api.release(phoneNumberId, deadline)),
      ),
  );
}

function unsettled(late: readonly NumberRecord[]): string {
  const numbers = late.map(({ phoneNumber }) => phoneNumber.e164);
  return (
    `${numbers.join(", ")} still ${numbers.length === 1 ? "shows" : "show"} a gateway of this set, although detached. Numbers of ` +
    `this set are not released, and it stays in the state; run the same command again`
  );
}
