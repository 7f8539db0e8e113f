import type { Found } from "../../lifecycle/definition";
import { attach } from "./attach";
import { carryOut } from "./carry-out";
import { depart, withoutTaken, type Departures } from "./departure";
import { numberThing, type PriorSet, type SetInputs, type SetOperation, type SetOutputs } from "./inputs";
import { readId } from "./id";
import { look, nothing, type Picture } from "./look";
import { describeSteps, planChange } from "./plan";
import { Progress } from "./progress";
import { foundFrom } from "./state";
import { appliedSettings, idsOf, targetOf } from "./target";
import { refuseTakenOver } from "./taken-over";
import { warnOfUnanswered } from "./unanswered";
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
  const leaving = (prior?.outputs.__declared ?? []).filter((e164) => !desired.phoneNumbers.includes(e164));
  const departures = prior === undefined ? none : await depart(operation, leaving, prior);
  const picture = prior === undefined ? nothing : await lookBefore(operation, desired, prior);
  const target = targetOf(desired);
  const progress = new Progress(operation, desired, prior);
  const applied = appliedSettings(prior ?? { inputs: {}, outputs: {} });
  const stays = new Set([...departures.left, ...departures.unheard]);
  const declared = (prior?.outputs.__declared ?? []).filter((e164) => !stays.has(e164));
  const steps = planChange(target, applied, declared, picture);
  if (prior !== undefined) await refuseTakenOver(operation, prior, steps, picture, target);
  operation.decide(() => describeSteps(steps));
  progress.planned(steps);
  const done = await carryOut(operation, target, steps, picture, progress);
  const after = await withoutTaken(operation, picture, done, departures);
  return progress.done(after, departures);
}

const none: Departures = { left: [], unheard: [] };

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
  if (picture === undefined) {
    if (isImport) await refusePart(operation, prior.id);
    return undefined;
  }
  if (!isImport) {
    const declared = prior.outputs.__declared ?? prior.inputs.phoneNumbers ?? [];
    await warnOfUnanswered(
      operation,
      declared.filter((e164) => picture.members.has(e164)),
    );
  }
  // An import declares the numbers that are on the set's gateways; a state of release 0.1.0 does not hold what was
  // declared.
  return foundFrom(
    picture,
    prior,
    isImport ? [...picture.members.keys()] : (prior.outputs.__declared ?? null),
  );
}

/** @throws where an id by numbers is not all numbers of its gateways */
async function refusePart({ account, deadline }: SetOperation, id: string): Promise<void> {
  const asked = readId(id).phoneNumbers ?? [];
  for (const { inbound } of (await account.directory.find(asked, deadline, "show")).values()) {
    const others = (inbound?.numbers ?? []).filter((e164) => !asked.includes(e164)).sort();
    if (others.length === 0) continue;
    throw new Error(
      `${asked.join(", ")} is not a whole set: inbound gateway ${inbound?.id ?? ""} carries ${others.join(", ")}, too. The ` +
        `id of a shared set is that of its inbound gateway, or all its numbers where it has several`,
    );
  }
}

/** Attaches numbers to this set in the operation of a set that has given them up. */
export async function takeNumbers(
  operation: SetOperation,
  desired: SetInputs,
  things: readonly string[],
): Promise<void> {
  const numbers = desired.phoneNumbers.filter((e164) => things.includes(numberThing(e164)));
  const silent = { sent: () => undefined, refused: () => undefined, shown: () => undefined };
  const { records } = await attach(operation, { ...targetOf(desired), numbers, mayWait: false }, silent);
  // The set that gave them up must not take these gateways for its own: they may look alike.
  operation.moves.holds([...records.values()].flatMap(idsOf));
}
