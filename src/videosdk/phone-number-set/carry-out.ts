import { apiErrorOf, DeadlineError } from "../../http/errors";
import { allDone } from "../client/all-done";
import type { SetOperation } from "./inputs";
import { attach } from "./attach";
import { nothing, pictureOf, together, type Picture } from "./look";
import { planPatches, type Emptied, type Patch, type Steps } from "./plan";
import type { Progress } from "./state";
import { isAttached, type Target } from "./target";
import { pause } from "./waiting";

/**
 * Does the steps in their order: settings first, then numbers and gateways that go, then numbers that come. Returns the
 * set as it is afterwards: where numbers came or left, all are read again; else the answers to the updates show it.
 */
export async function carryOut(
  operation: SetOperation,
  target: Target,
  { patch, detach, remove, attach: coming }: Steps,
  picture: Picture,
  progress: Progress,
): Promise<Picture> {
  const patched = await patchAll(operation, patch, picture);
  await detachAll(operation, detach);
  await removeAll(operation, remove, detach);
  if (detach.length + remove.length + coming.length === 0) return patched;
  const staying = without(patched, detach, remove);
  const added = await attachAll(operation, { ...target, numbers: coming }, staying, progress);
  const { directory } = operation.account;
  const rest = pictureOf(await directory.find([...staying.members.keys()], operation.deadline));
  return { ...together(rest, added), foreign: picture.foreign };
}

/** Creates gateways for numbers, and gives those that were taken over instead the settings of the target. */
async function attachAll(
  operation: SetOperation,
  target: Target,
  staying: Picture,
  progress: Progress,
): Promise<Picture> {
  if (target.numbers.length === 0) return nothing;
  const { records, asSent } = await attach(operation, target, {
    sent: () => progress.sent(),
    refused: () => progress.refused(),
    shown: (some) => progress.shown(together(staying, pictureOf(some)), true),
  });
  const added = pictureOf(records);
  const whole = together(staying, added);
  progress.shown(whole, asSent);
  const applied = asSent ? target.settings : { inbound: {}, outbound: {} };
  const patches = planPatches(target, applied, whole).filter(({ direction, id }) =>
    added.gateways[direction].has(id),
  );
  return patchAll(operation, patches, added);
}

/** The picture once numbers and gateways of it are gone. */
function without(
  { members, gateways, foreign }: Picture,
  detached: readonly string[],
  removed: readonly Emptied[],
): Picture {
  const gone = new Set([...detached, ...removed.map(({ id }) => id)]);
  const left = <T>(all: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...all].filter(([key]) => !gone.has(key)));
  return {
    members: left(members),
    foreign,
    gateways: { inbound: left(gateways.inbound), outbound: left(gateways.outbound) },
  };
}

/**
 * Updates gateways. Returns the picture with what they show afterwards: the same object when there was nothing to
 * update.
 */
async function patchAll(
  { account, deadline }: SetOperation,
  patches: readonly Patch[],
  picture: Picture,
): Promise<Picture> {
  if (patches.length === 0) return picture;
  const gateways = {
    inbound: new Map(picture.gateways.inbound),
    outbound: new Map(picture.gateways.outbound),
  };
  const patched = patches.map(async ({ direction, id, body }) => {
    const answer = await account.directory.write(() => account.api.patchGateway(id, body, deadline));
    const numbers = gateways[direction].get(id)?.numbers;
    const updated =
      answer ?? (await account.directory.gateway(id, { numbers, direction }, deadline))?.gateway;
    if (updated !== undefined) gateways[direction].set(id, updated);
  });
  await allDone(patched);
  return { ...picture, gateways };
}

/** Detaches numbers, in both directions as the vendor does it; a number that is not attached counts as done. */
export async function detachAll(operation: SetOperation, numbers: readonly string[]): Promise<void> {
  const { account, deadline } = operation;
  await allDone(
    numbers.map(async (e164) => {
      try {
        await account.directory.write(() => account.api.detach(e164, deadline));
      } catch (error) {
        // A 400 says that it was detached already, and after a lost answer it may be: only a read shows it.
        const limitMs = error instanceof DeadlineError && error.mayHaveTakenEffect ? error.limitMs : 0;
        if (await comesOff(operation, e164, limitMs)) return;
        // A 400 then has another reason and is reported; a request that did not arrive is sent once more.
        if (apiErrorOf(error, 400) !== undefined) throw error;
        await account.directory.write(() => account.api.detach(e164, deadline));
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
      await account.directory.write(() => account.api.deleteGateway(direction, id, deadline));
    }),
  );
}

/**
 * The numbers on a gateway, once it shows none that were just detached; undefined when it does not exist.
 *
 * @throws when these do not disappear in time: then the gateway must stay in state
 */
async function usersOf(
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
