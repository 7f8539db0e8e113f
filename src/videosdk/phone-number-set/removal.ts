import { detachAll, removeAll } from "./carry-out";
import { numberThing, type PriorSet, type SetOperation } from "./inputs";
import { look, nothing, type Picture } from "./look";
import { describeSteps, planRemoval } from "./plan";
import { planRelease, releaseAll } from "./release";
import { refuseUnrecorded, wantedAgain } from "./unrecorded";

/**
 * Removes a set: detaches its own numbers, which stay registered, and deletes its own gateways, which nothing else
 * would ever delete. Numbers are released only where the program asks for it, and never in a replacement.
 *
 * @returns false when nothing of the set existed
 */
export async function removeSet(operation: SetOperation, prior: PriorSet): Promise<boolean> {
  const declared = prior.outputs.__declared ?? wantedAgain(operation, prior);
  const seen = await look(operation, prior, declared);
  const picture = seen ?? nothing;
  if (prior.outputs.__declared == null) refuseUnrecorded(prior, picture);
  const steps = planRemoval(leftBehind(operation, declared, picture), picture);
  operation.decide(() => describeSteps(steps));
  const release = await planRelease(operation, prior, declared, picture);
  await detachAll(operation, steps.detach);
  await removeAll(operation, steps.remove, steps.detach);
  await releaseAll(operation, release);
  return seen !== undefined;
}

/**
 * The numbers of a set that is removed, without those that another resource of this run wants and has taken over with
 * the gateways.
 *
 * @throws when one of them is wanted and not taken over yet: without this set nothing would refer to its gateways any
 * more
 */
function leftBehind(
  { replacing, claimant, holder }: SetOperation,
  declared: readonly string[],
  { members }: Picture,
): readonly string[] {
  if (replacing) return declared;
  return declared.filter((e164) => {
    const wanted = claimant(numberThing(e164));
    if (wanted === undefined) return true;
    const { inbound, outbound } = members.get(e164) ?? {};
    const ours = [inbound?.id, outbound?.id].find((id) => id !== undefined && holder(id) === undefined);
    if (ours === undefined) return false;
    throw new Error(
      `${wanted} wants ${e164}, which is still on gateway ${ours} of this set. Nothing was changed. Run 'pulumi up' ` +
        `again once that resource has it`,
    );
  });
}
