import type { Found } from "../../lifecycle/definition";
import { certainSettings } from "../client/gateway";
import { attach } from "./attach";
import { detachAll, patchAll, removeAll } from "./carry-out";
import { foundFrom } from "./found";
import { numberThing, type PriorSet, type SetInputs, type SetOperation, type SetOutputs } from "./inputs";
import { look, nothing, pictureOf, together, type Picture } from "./look";
import { describeSteps, planChange, planPatches, planRemoval } from "./plan";
import { planRelease, releaseAll } from "./release";
import { gatewaySettingsOf, hashId, readId } from "./settings";

type FoundSet = Found<SetInputs, SetOutputs>;

/**
 * Makes the vendor's numbers and gateways equal to the set: reads, plans the changes, makes them, reads again. Settings
 * come first, then numbers to detach, then numbers to attach. Every change follows from what is there now, so a run
 * that was interrupted is continued by the next.
 */
export async function reconcileSet(
  operation: SetOperation,
  desired: SetInputs,
  prior: PriorSet | undefined,
): Promise<FoundSet> {
  return prior === undefined ? create(operation, desired) : update(operation, desired, prior);
}

async function create(operation: SetOperation, desired: SetInputs): Promise<FoundSet> {
  const numbers = desired.phoneNumbers;
  const id = hashId(numbers);
  const unresolved = {
    id,
    inputs: desired.adopt === false ? desired : uncertainInputs(desired, desired),
    outputs: { __declared: numbers },
  };
  const { picture, applied } = await attachAll(operation, desired, numbers, {
    sent: () => operation.checkpoint(unresolved),
    refused: () => operation.checkpoint(undefined),
    shown: (some) => operation.checkpoint(foundFrom(some, identified(some, desired, id), numbers)),
  });
  const known = identified(picture, desired, id);
  const certain = applied === desired ? desired : uncertainInputs(desired, desired);
  operation.checkpoint(foundFrom(picture, { ...known, inputs: certain }, numbers));
  const patched = await patchAll(operation, planPatches(desired, applied, picture), picture);
  return foundFrom(patched, known, numbers);
}

async function update(operation: SetOperation, desired: SetInputs, prior: PriorSet): Promise<FoundSet> {
  const { checkpoint, deadline, account } = operation;
  const goal: PriorSet = { id: prior.id, inputs: desired, outputs: {} };
  const own = [...new Set([...(prior.outputs.__declared ?? []), ...desired.phoneNumbers])];
  const before = prior.outputs.__declared ?? [];
  // Of the desired numbers only those are read that may be on the set's gateways; the others are attached later.
  const known = [...(prior.inputs.phoneNumbers ?? []), ...(prior.outputs.foreignNumbers ?? [])];
  const present = desired.phoneNumbers.filter((e164) => known.includes(e164));
  const seen = await look(operation, prior, [...new Set([...before, ...present])]);
  if (seen === undefined) operation.trustAbsence();
  const picture = seen ?? nothing;
  if (prior.outputs.__declared == null) warnOfUnrecorded(operation, prior, picture);
  const steps = planChange(desired, prior.inputs, before, picture);
  operation.decide(() => describeSteps(steps));
  if (steps.attach.length > 0 && isBoundToPair(desired, prior, picture)) {
    // State must say what is there, so that the next diff finds the number missing and replaces the set.
    checkpoint(foundFrom(picture, prior, own));
    throw new Error(
      `${steps.attach.join(", ")} was detached from the shared pair of gateways elsewhere, and VideoSDK ` +
        `attaches no number to an existing pair. Nothing was changed; the next 'pulumi up' replaces the set`,
    );
  }
  const outputs = { ...prior.outputs, __declared: own };
  const atRisk = (inputs: Partial<SetInputs>): Partial<SetInputs> =>
    // A number that is being detached must not be released because this run was interrupted.
    steps.detach.length > 0 ? { ...inputs, releaseOnDelete: false } : inputs;
  checkpoint({ ...prior, outputs, inputs: atRisk(certainInputs(prior.inputs, desired)) });
  const patched = await patchAll(operation, steps.patch, picture);
  await detachAll(operation, steps.detach);
  await removeAll(operation, steps.remove, steps.detach);
  const isUnmoved = steps.detach.length + steps.remove.length + steps.attach.length === 0;
  if (isUnmoved) return foundFrom(patched, goal, desired.phoneNumbers);
  if (steps.attach.length > 0) {
    const added = await attachAll(operation, desired, steps.attach, {
      sent: () => undefined,
      refused: () => undefined,
      shown: (some) => checkpoint(foundFrom(together(patched, some), goal, own)),
    });
    if (added.applied !== desired) {
      checkpoint({ ...prior, outputs, inputs: atRisk(uncertainInputs(prior.inputs, desired)) });
    }
    await patchAll(operation, planPatches(desired, added.applied, added.picture), added.picture);
  }
  const after = pictureOf(await account.directory.find(desired.phoneNumbers, deadline));
  return foundFrom({ ...after, foreign: picture.foreign }, goal, desired.phoneNumbers);
}

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

/**
 * Attaches numbers and returns what is certain of the gateways: `applied` is the desired inputs themselves if the
 * gateways were created as sent.
 */
async function attachAll(
  operation: SetOperation,
  desired: SetInputs,
  numbers: readonly string[],
  progress: { sent(): void; refused(): void; shown(picture: Picture): void },
): Promise<{ picture: Picture; applied: Partial<SetInputs> }> {
  const { records, asSent } = await attach(operation, desired, numbers, {
    ...progress,
    shown: (some) => progress.shown(pictureOf(some)),
  });
  return { picture: pictureOf(records), applied: asSent ? desired : {} };
}

/** A set that was just created: the id of a shared one is its inbound gateway's. */
function identified({ gateways }: Picture, desired: SetInputs, fallback: string): PriorSet {
  const [inboundId] = gateways.inbound.keys();
  return {
    id: desired.isShared && inboundId !== undefined ? inboundId : fallback,
    inputs: desired,
    outputs: {},
  };
}

/** Whether numbers cannot be added in place: the set is one pair of gateways, which accepts no further number. */
function isBoundToPair(desired: SetInputs, prior: PriorSet, { members }: Picture): boolean {
  return desired.isShared && (readId(prior.id).inboundGatewayId !== undefined || members.size > 0);
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

/**
 * The numbers of a state without a record that a check of this run wants: the numbers of the replacement are certainly
 * its own.
 */
function wantedAgain({ replacing, claimant }: SetOperation, { inputs }: PriorSet): readonly string[] {
  if (!replacing) return [];
  return (inputs.phoneNumbers ?? []).filter((e164) => claimant(numberThing(e164)) !== undefined);
}

/** A state of release 0.1.0 mixes the declared numbers with those that others had attached. */
const unrecorded =
  "the state was written by release 0.1.0, which did not record which numbers the program declared";

function warnOfUnrecorded({ warn }: SetOperation, { inputs }: PriorSet, { foreign }: Picture): void {
  const open = (inputs.phoneNumbers ?? []).filter((e164) => foreign.includes(e164));
  if (open.length === 0) return;
  warn(
    `${open.join(", ")} stays attached: ${unrecorded}. Detach it in the VideoSDK dashboard if it is not needed`,
  );
}

function refuseUnrecorded({ inputs }: PriorSet, { foreign }: Picture): void {
  if (foreign.length === 0) return;
  throw new Error(
    `${unrecorded}, so ${foreign.join(", ")} is not detached and its gateways stay. Nothing was changed. Change something ` +
      `of ${inputs.name ?? "the set"} (its name, for example) and run 'pulumi up', which records the numbers; then ` +
      `destroy it`,
  );
}

/** The inputs that stay certain while the gateways are changed to the desired ones. */
function certainInputs(applied: Partial<SetInputs>, desired: SetInputs): Partial<SetInputs> {
  if ([applied.gatewaySettings, desired.gatewaySettings].includes("initial")) return applied;
  const settings = gatewaySettingsOf(applied, "outbound");
  const certain = certainSettings(settings, gatewaySettingsOf(desired, "outbound"));
  return without(applied, { name: certain.name === undefined, auth: certain.auth === undefined });
}

/** The inputs where gateways were taken over, whose name and credentials are not known. */
function uncertainInputs(inputs: Partial<SetInputs>, desired: SetInputs): Partial<SetInputs> {
  return [inputs.gatewaySettings, desired.gatewaySettings].includes("initial")
    ? inputs
    : without(inputs, { name: true, auth: true });
}

/** Inputs for state, without what may differ at the vendor. */
function without(
  { name, outbound, ...others }: Partial<SetInputs>,
  uncertain: { readonly name: boolean; readonly auth: boolean },
): Partial<SetInputs> {
  return {
    ...others,
    ...(uncertain.name || name === undefined ? {} : { name }),
    ...(outbound === undefined
      ? {}
      : { outbound: uncertain.auth ? { ...outbound, auth: undefined } : outbound }),
  };
}
