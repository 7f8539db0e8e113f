import type { Found } from "../../lifecycle/definition";
import { carryOut } from "./carry-out";
import type { PriorSet, SetInputs, SetOperation, SetOutputs } from "./inputs";
import { look, nothing, type Picture } from "./look";
import { describeSteps, planChange } from "./plan";
import { foundFrom, Progress } from "./state";
import { appliedSettings, targetOf } from "./target";
import { warnOfUnrecorded } from "./unrecorded";

type FoundSet = Found<SetInputs, SetOutputs>;

/**
 * Makes the vendor's numbers and gateways equal to the set: looks, plans the steps, does them, looks again. Every step
 * follows from what is there now, so a run that was interrupted is continued by the next.
 */
export async function reconcileSet(
  operation: SetOperation,
  desired: SetInputs,
  prior: PriorSet | undefined,
): Promise<FoundSet> {
  const picture = prior === undefined ? nothing : await lookBefore(operation, desired, prior);
  const target = targetOf(desired);
  const progress = new Progress(operation, desired, prior);
  const applied = appliedSettings(prior ?? { inputs: {}, outputs: {} });
  const steps = planChange(target, applied, prior?.outputs.__declared ?? [], picture);
  operation.decide(() => describeSteps(steps));
  progress.planned(steps);
  const after = await carryOut(operation, target, steps, picture, progress);
  return progress.done(after);
}

/** The set before it is changed. Of the desired numbers only those are read that may be on its gateways already. */
async function lookBefore(operation: SetOperation, desired: SetInputs, prior: PriorSet): Promise<Picture> {
  const { inputs, outputs } = prior;
  const known = new Set([...(inputs.phoneNumbers ?? []), ...(outputs.foreignNumbers ?? [])]);
  const present = desired.phoneNumbers.filter((e164) => known.has(e164));
  const picture = await look(operation, prior, [...new Set([...(outputs.__declared ?? []), ...present])]);
  if (picture === undefined) operation.trustAbsence();
  if (outputs.__declared == null) warnOfUnrecorded(operation, prior, picture ?? nothing);
  return picture ?? nothing;
}

/** Reads a set for state. */
export async function observeSet(operation: SetOperation, prior: PriorSet): Promise<FoundSet | undefined> {
  const isImport = prior.inputs.phoneNumbers === undefined;
  const own = isImport ? undefined : (prior.outputs.__declared ?? prior.inputs.phoneNumbers);
  const picture = await look(operation, prior, own, "show");
  if (picture === undefined) return undefined;
  // An import declares the numbers that are on the set's gateways; a state of release 0.1.0 does not hold what was
  // declared.
  return foundFrom(
    picture,
    prior,
    isImport ? [...picture.members.keys()] : (prior.outputs.__declared ?? null),
  );
}
