import { numberThing, type PriorSet, type SetOperation } from "./inputs";
import type { Picture } from "./look";

/** A state of release 0.1.0 mixes the declared numbers with those that others had attached. */
const unrecorded =
  "the state was written by release 0.1.0, which did not record which numbers the program declared";

export function warnOfUnrecorded({ warn }: SetOperation, { inputs }: PriorSet, { foreign }: Picture): void {
  const others = new Set(foreign);
  const open = (inputs.phoneNumbers ?? []).filter((e164) => others.has(e164));
  if (open.length === 0) return;
  warn(
    `${open.join(", ")} stays attached: ${unrecorded}. Detach it in the VideoSDK dashboard if it is not needed`,
  );
}

export function refuseUnrecorded({ inputs }: PriorSet, { foreign }: Picture): void {
  if (foreign.length === 0) return;
  throw new Error(
    `${unrecorded}, so ${foreign.join(", ")} is not detached and its gateways stay. Nothing was changed. Change something ` +
      `of ${inputs.name ?? "the set"} (its name, for example) and run 'pulumi up', which records the numbers; then ` +
      `destroy it`,
  );
}

/**
 * The numbers of a state without a record that a check of this run wants: the numbers of the replacement are certainly
 * its own.
 */
export function wantedAgain({ replacing, claimant }: SetOperation, { inputs }: PriorSet): readonly string[] {
  if (!replacing) return [];
  return (inputs.phoneNumbers ?? []).filter((e164) => claimant(numberThing(e164)) !== undefined);
}
