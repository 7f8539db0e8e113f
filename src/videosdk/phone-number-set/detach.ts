import type { Emptied } from "./look";
import { apiErrorOf, DeadlineError } from "../../http/errors";
import { allDone } from "../client/all-done";
import type { Gateway } from "../client/replies";
import type { SetOperation } from "./inputs";
import { isAttached } from "./target";
import { maxReads, pause } from "./waiting";

/** How long the vendor may show a number on gateways that it has left, in milliseconds. */
const lagMs = 4_000;

/** Detaches numbers, in both directions as the vendor does it; a number that is not attached counts as done. */
export async function detachAll(operation: SetOperation, numbers: readonly string[]): Promise<void> {
  const { account, deadline } = operation;
  await allDone(
    numbers.map(async (e164) => {
      try {
        await account.directory.write([e164], () => account.api.detach(e164, deadline));
      } catch (error) {
        // A 400 says that it was detached already, and after a lost answer it may be: only a read shows it.
        const isRefused = apiErrorOf(error, 400) !== undefined;
        const limitMs = error instanceof DeadlineError && error.mayHaveTakenEffect ? error.limitMs : 0;
        if (await comesOff(operation, e164, isRefused ? lagMs : limitMs)) return;
        // A 400 then has another reason and is reported; a request that did not arrive is sent once more.
        if (isRefused) throw error;
        await account.directory.write([e164], () => account.api.detach(e164, deadline));
      }
    }),
  );
}

/**
 * Whether the number is off its gateways, or is detached within some time. A request that got no answer may still be
 * under way: sent again at once, the first could be carried out when the number has new gateways.
 */
async function comesOff(
  { account, deadline }: SetOperation,
  e164: string,
  withinMs: number,
): Promise<boolean> {
  let left = withinMs;
  for (let read = 1; ; read += 1) {
    const record = await account.api.getNumber(e164, deadline);
    if (record === undefined || !isAttached(record)) return true;
    const step = Math.min(left, pause(read));
    if (step === 0 || !(await deadline.wait(step))) return false;
    left -= step;
  }
}

/**
 * Deletes a gateway that no number uses, and leaves one that turns out to carry other numbers.
 *
 * @param gone the set's numbers that have left the gateway, or show that they are not on it
 * @param check throws where an outbound gateway is another's
 * @throws when the gateway does not show this in time
 */
export async function removeEmpty(
  operation: SetOperation,
  { direction, id }: Emptied,
  gone: ReadonlySet<string>,
  check?: (gateway: Gateway) => Promise<void>,
): Promise<void> {
  const { account, deadline, holder, warn } = operation;
  if (holder(id) !== undefined) return;
  const seen = await usersOf(operation, { direction, id }, gone);
  if (seen === undefined) return;
  const { gateway, others } = seen;
  if (others.length > 0) {
    warn(`${direction} gateway ${id} stays: ${others.join(", ")} is attached to it and not declared here`);
    return;
  }
  if (direction === "outbound") await check?.(gateway);
  await account.directory.write([id], () => account.api.deleteGateway(direction, id, deadline));
}

/**
 * Deletes gateways that handing their numbers on has emptied; one that carries others is somebody's, and stays.
 *
 * @param moved the numbers that have left them: the vendor may show them for some time
 */
export async function removeUnused(
  operation: SetOperation,
  emptied: readonly Emptied[],
  moved: readonly string[],
): Promise<void> {
  const { account, deadline } = operation;
  const gone = new Set(moved);
  await allDone(
    emptied.map(async ({ direction, id }) => {
      const seen = await usersOf(operation, { direction, id }, gone);
      if (seen?.others.length === 0)
        await account.directory.write([id], () => account.api.deleteGateway(direction, id, deadline));
    }),
  );
}

/**
 * A gateway with the numbers on it, once it shows none that are gone from it; undefined when it does not exist.
 *
 * @throws when these do not disappear in time: then the gateway must stay in state
 */
export async function usersOf(
  { account, deadline }: SetOperation,
  { direction, id }: Emptied,
  gone: ReadonlySet<string>,
): Promise<{ readonly gateway: Gateway; readonly others: readonly string[] } | undefined> {
  for (let read = 1; ; read += 1) {
    const gateway = await account.api.getGateway(direction, id, deadline);
    if (gateway === undefined) return undefined;
    const users = gateway.numbers ?? [];
    const late = users.filter((e164) => gone.has(e164));
    if (late.length === 0 || users.length > late.length)
      return { gateway, others: users.filter((e164) => !gone.has(e164)) };
    if (read >= maxReads || !(await deadline.wait(pause(read)))) {
      throw new Error(
        `${direction} gateway ${id} still shows ${late.join(", ")}, although these numbers are detached or show another ` +
          `gateway. It is not deleted and stays in the state; run the same command again`,
      );
    }
  }
}
