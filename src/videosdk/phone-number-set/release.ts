import { allDone } from "../client/all-done";
import { numberThing, type PriorSet, type SetOperation } from "./inputs";
import type { Picture } from "./look";
import { isAttached } from "./target";

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

/** Releases numbers, except those that were attached elsewhere in the meantime. */
export async function releaseAll(
  { account, deadline }: SetOperation,
  numbers: readonly string[],
): Promise<void> {
  // A release is for ever: nothing that was read before this moment decides it.
  account.directory.invalidate(numbers);
  const now = await account.directory.find(numbers, deadline);
  await allDone(
    [...now.values()]
      .filter((record) => !isAttached(record))
      .map(({ phoneNumber: { phoneNumberId, e164 } }) =>
        account.directory.write([e164], () => account.api.release(phoneNumberId, deadline)),
      ),
  );
}
