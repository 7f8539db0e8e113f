import { apiErrorOf, DeadlineError } from "../../http/errors";
import { directions, notFoundOf } from "../client/api";
import type { Gateway, NumberRecord } from "../client/replies";
import { readSet, type PresentSet, type PriorSet, type SetOperation } from "./read";
import { settleAll } from "../client/all-done";
import { isAttached } from "./recognition";
import { pause } from "./waiting";

/** Origin of numbers that were bought through VideoSDK: a release gives them back to the carrier, for good. */
const purchased = "PURCHASED";

/**
 * Takes a set apart: detaches its numbers, which stay registered, and deletes its own gateways, which nothing else
 * would ever delete. Numbers are released only where the program asks for it, and never to make room for a replacement.
 *
 * @returns false when nothing of the set was there
 */
export async function removeSet(operation: SetOperation, prior: PriorSet): Promise<boolean> {
  const present = notTakenOver(operation, await readSet(operation, prior));
  const release = prior.inputs.releaseOnDelete === true && !operation.replacing;
  const members = [...(present?.members.values() ?? [])];
  if (release) await refusePurchased(operation, prior);
  refuseShared(members, present);
  await detachAll(operation, [...(present?.members.keys() ?? [])]);
  if (present !== undefined) await deleteEmptied(operation, present, []);
  operation.account.claims.forgetInState(prior.inputs.phoneNumbers ?? []);
  if (release) await releaseAll(operation, prior);
  return present !== undefined;
}

/** What is left of a set whose successor has taken gateways over: `pulumi up --replace` makes the new one first. */
function notTakenOver({ account }: SetOperation, present: PresentSet | undefined): PresentSet | undefined {
  const { claims } = account;
  if (present === undefined) return undefined;
  const kept = (gateways: ReadonlyMap<string, Gateway>) =>
    new Map([...gateways].filter(([id]) => !claims.isTakenOver(id)));
  const members = [...present.members].filter(
    ([, { inbound, outbound }]) =>
      !claims.isTakenOver(inbound?.id ?? "") && !claims.isTakenOver(outbound?.id ?? ""),
  );
  const gateways = { inbound: kept(present.gateways.inbound), outbound: kept(present.gateways.outbound) };
  return { members: new Map(members), gateways };
}

/** Detaches numbers, from both directions as the vendor does it; a number that is not attached is done already. */
export async function detachAll(operation: SetOperation, numbers: readonly string[]): Promise<void> {
  const { account, deadline } = operation;
  await settleAll(
    numbers.map(async (e164) => {
      try {
        await account.directory.write(() => account.api.detach(e164, deadline));
      } catch (error) {
        if (notFoundOf(error) !== undefined) return;
        // A 400 says that it was detached already, and a lost answer that it may be: only a look tells.
        const limitMs = error instanceof DeadlineError && error.mayHaveTakenEffect ? error.limitMs : 0;
        if (!(await comesOff(operation, e164, limitMs))) await detachAgain(operation, e164, error);
      }
    }),
  );
}

/** Deletes those of the set's gateways that none of the remaining numbers uses. */
export async function deleteEmptied(
  { account, deadline, warn }: SetOperation,
  present: PresentSet,
  remaining: readonly string[],
): Promise<void> {
  const used = new Set(
    remaining.flatMap((e164) => {
      const record = present.members.get(e164);
      return [record?.inbound?.id, record?.outbound?.id];
    }),
  );
  const emptied = directions.flatMap((direction) =>
    [...present.gateways[direction].keys()].filter((id) => !used.has(id)).map((id) => ({ direction, id })),
  );
  await settleAll(
    emptied.map(async ({ direction, id }) => {
      const gateway = await account.api.getGateway(direction, id, deadline);
      if (gateway === undefined) return;
      if ((gateway.numbers ?? []).length > 0) {
        warn(
          `${direction} gateway ${id} stays: ${gateway.numbers?.join(", ") ?? ""} was attached to it elsewhere`,
        );
        return;
      }
      await account.directory.write(() => account.api.deleteGateway(direction, id, deadline));
    }),
  );
}

/**
 * Whether the number is off its gateways, or comes off within some time. A request that got no answer may still be under
 * way: sent again at once, the first could be carried out when the number has new gateways.
 */
async function comesOff(
  { account, deadline }: SetOperation,
  e164: string,
  withinMs: number,
): Promise<boolean> {
  let left = withinMs;
  for (let look = 1; ; look += 1) {
    const record = await account.api.getNumber(e164, deadline);
    if (record === undefined || !isAttached(record)) return true;
    const step = Math.min(left, pause(look));
    if (step === 0 || !(await deadline.wait(step))) return false;
    left -= step;
  }
}

async function detachAgain({ account, deadline }: SetOperation, e164: string, error: unknown): Promise<void> {
  // The request was refused for another reason than being done, or never arrived: once more, and this time it counts.
  if (apiErrorOf(error, 400) !== undefined) throw error;
  await account.directory.write(() => account.api.detach(e164, deadline));
}

async function releaseAll({ account, deadline }: SetOperation, prior: PriorSet): Promise<void> {
  const known = (prior.outputs.numbers ?? []).map(({ e164 }) => e164);
  const now = await account.directory.find(known, deadline);
  // A number that somebody else attached in the meantime is theirs.
  const free = [...now.values()].filter((record) => !isAttached(record));
  await settleAll(
    free.map(async ({ phoneNumber: { phoneNumberId } }) => {
      try {
        await account.directory.write(() => account.api.release(phoneNumberId, deadline));
      } catch (error) {
        if (notFoundOf(error) === undefined) throw error;
      }
    }),
  );
}

async function refusePurchased({ account, deadline }: SetOperation, prior: PriorSet): Promise<void> {
  const known = prior.outputs.numbers ?? [];
  const now = await account.directory.find(
    known.map(({ e164 }) => e164),
    deadline,
  );
  const bought = known.filter(
    ({ e164, origin }) => origin === purchased || now.get(e164)?.phoneNumber.origin === purchased,
  );
  if (bought.length === 0) return;
  throw new Error(
    `${bought.map(({ e164 }) => e164).join(", ")} was bought through VideoSDK, and a release would ` +
      `give it back to the carrier for good, so it is not done. Nothing was changed. Set releaseOnDelete: false and run ` +
      `'pulumi up' before the destroy; then release the number in the VideoSDK dashboard if that is meant`,
  );
}

/** A number that uses a gateway of this set in one direction and a foreign one in the other can not be detached halfway. */
export function refuseShared(members: readonly NumberRecord[], present: PresentSet | undefined): void {
  const torn = members.filter(
    ({ inbound, outbound }) =>
      (inbound !== undefined && present?.gateways.inbound.has(inbound.id) !== true) ||
      (outbound !== undefined && present?.gateways.outbound.has(outbound.id) !== true),
  );
  if (torn.length === 0) return;
  const list = torn.map(
    ({ phoneNumber, inbound, outbound }) =>
      `${phoneNumber.e164} (inbound ${inbound?.id ?? "none"}, outbound ${outbound?.id ?? "none"})`,
  );
  throw new Error(
    `${list.join(", ")} is attached to a gateway of this set in one direction and to another in the other, and ` +
      `VideoSDK detaches both at once. Nothing was changed. Detach it in the VideoSDK dashboard, then try again`,
  );
}
