import { clear } from "./clear";
import { departForReplacement } from "./departure";
import { numberThing, type PriorSet, type SetOperation } from "./inputs";
import { look, nothing, type Picture } from "./look";
import { describeSteps, planRemoval } from "./plan";
import { planRelease, releaseAll } from "./release";
import { refuseAnothers, refuseTakenOver } from "./taken-over";
import { refuseUnrecorded, wantedAgain } from "./unrecorded";

/**
 * Removes a set: detaches its own numbers, which stay registered, and deletes its own gateways, which nothing else
 * would ever delete. Numbers are released only where the program asks for it, and never in a replacement.
 *
 * @returns false when nothing of the set existed
 */
export async function removeSet(operation: SetOperation, prior: PriorSet): Promise<boolean> {
  const declared = prior.outputs.__declared ?? wantedAgain(operation, prior);
  if (operation.replacing) await departForReplacement(operation, prior);
  // A state of release 0.1.0 does not say which numbers are its own: all that its gateways carry must be known.
  const most = prior.outputs.__declared == null ? Infinity : mostAtOnce;
  const seen = await look(operation, prior, declared, "write", { most });
  const picture = seen ?? nothing;
  if (prior.outputs.__declared == null) refuseUnrecorded(prior, picture);
  const steps = planRemoval(leftBehind(operation, declared, picture), picture);
  await refuseTakenOver(operation, prior, steps, picture);
  operation.decide(() => describeSteps(steps));
  const release = await planRelease(operation, prior, declared, picture);
  await clear(operation, steps, picture, declared, (gateway) => refuseAnothers(operation, prior, gateway));
  const { inboundGatewayIds = [], outboundGatewayIds = [] } = prior.outputs;
  await releaseAll(operation, release, new Set([...inboundGatewayIds, ...outboundGatewayIds]));
  return seen !== undefined;
}

/**
 * Gateways without numbers that are read before the first deletion. More are read when they are deleted: in a large set,
 * reading all of them would use up the time of the operation at every run.
 */
const mostAtOnce = 100;

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
      `${wanted} wants ${e164}, which is still on gateway ${ours} of this set, and the program no longer declares this ` +
        `set. Nothing was changed. Set adopt: "${ours}" on that resource, which then takes the number; or take two runs, ` +
        `the first without the number there`,
    );
  });
}
