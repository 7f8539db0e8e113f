import { apiErrorOf, DeadlineError } from "../../http/errors";
import { allDone } from "../client/all-done";
import type { SetOperation } from "./inputs";
import type { Emptied } from "./plan";
import { isAttached } from "./target";
import { pause } from "./waiting";

/** Detaches numbers, in both directions as the vendor does it; a number that is not attached counts as done. */
export async function detachAll(operation: SetOperation, numbers: readonly string[]): Promise<void> {
  const { account, deadline } = operation;
  await allDone(
    numbers.map(async (e164) => {
      try {
        await account.directory.write([e164], () => account.api.detach(e164, deadline));
      } catch (error) {
        // A 400 says that it was detached already, and after a lost answer it may be: only a read shows it.
        const limitMs = error instanceof DeadlineError && error.mayHaveTakenEffect ? error.limitMs : 0;
        if (await comesOff(operation, e164, limitMs)) return;
        // A 400 then has another reason and is reported; a request that did not arrive is sent once more.
        if (apiErrorOf(error, 400) !== undefined) throw error;
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
 * Deletes gateways that no number uses, and leaves those that turn out to carry other numbers.
 *
 * @param detached the numbers that this operation has detached: the vendor may show them for some time
 */
export async function removeAll(
  operation: SetOperation,
  emptied: readonly Emptied[],
  detached: readonly string[],
): Promise<void> {
  const { account, deadline, holder, warn } = operation;
  await allDone(
    emptied.map(async ({ direction, id }) => {
      const owner = holder(id);
      if (owner !== undefined) return;
      const others = await usersOf(operation, { direction, id }, detached);
      if (others === undefined) return;
      if (others.length > 0) {
        warn(
          `${direction} gateway ${id} stays: ${others.join(", ")} is attached to it and not declared here`,
        );
        return;
      }
      await account.directory.write([id], () => account.api.deleteGateway(direction, id, deadline));
    }),
  );
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
  await allDone(
    emptied.map(async ({ direction, id }) => {
      const users = await usersOf(operation, { direction, id }, moved);
      if (users?.length === 0)
        await account.directory.write([id], () => account.api.deleteGateway(direction, id, deadline));
    }),
  );
}

/**
 * The numbers on a gateway, once it shows none that were just detached; undefined when it does not exist.
 *
 * @throws when these do not disappear in time: then the gateway must stay in state
 */
export async function usersOf(
  { account, deadline }: SetOperation,
  { direction, id }: Emptied,
  detached: readonly string[],
): Promise<readonly string[] | undefined> {
  const gone = new Set(detached);
  for (let read = 1; ; read += 1) {
    const gateway = await account.api.getGateway(direction, id, deadline);
    if (gateway === undefined) return undefined;
    const users = gateway.numbers ?? [];
    const late = users.filter((e164) => gone.has(e164));
    if (late.length === 0) return users;
    if (users.length > late.length) return users.filter((e164) => !gone.has(e164));
    if (read >= maxReads || !(await deadline.wait(pause(read)))) {
      throw new Error(
        `${direction} gateway ${id} still shows ${late.join(", ")}, although VideoSDK has detached them. It is not ` +
          `deleted and stays in the state; run the same command again`,
      );
    }
  }
}

/** Reads of a gateway until it shows no number that was detached. */
const maxReads = 10;
