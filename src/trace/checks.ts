import type { Named } from "../lifecycle/inventory";
import { isCatchAll, sourceFit } from "./addresses";
import { callerFit, numberIn } from "./numbers";
import { titleOf, type Way } from "./way";

/**
 * Whether an object lets the caller in. Adds the step, and says why not.
 *
 * @param allowed the callers, `*` for any digits; null where they are not known
 * @param field what the list is called
 */
export function refusesCaller(
  way: Way,
  object: Named,
  allowed: readonly string[] | null,
  field: string,
): string | undefined {
  const { from, to } = way.call;
  const title = titleOf(object);
  if (allowed === null) {
    way.step("caller", "unknown", object, `${title} does not show its ${field}`);
    return undefined;
  }
  if (allowed.length === 0) return undefined;
  if (allowed.some((entry) => numberIn(entry) === to))
    way.step(
      "caller",
      "note",
      object,
      `${field} of ${title} has the called number ${to}: these are the callers that are let in, not called numbers`,
    );
  const list = `${field} ${allowed.join(", ")} of ${title}`;
  if (from === null) {
    way.step("caller", "unknown", object, `${list}: other callers are refused, and no caller is given`);
    return undefined;
  }
  const fit = callerFit(allowed, from);
  if (fit === "in") way.step("caller", "passes", object, `${list}: the caller ${from} is among them`);
  if (fit === "written otherwise")
    way.step(
      "caller",
      "unknown",
      object,
      `${list}: the caller ${from} is among them only without regard to the +, and no page says whether that counts`,
    );
  return fit === "out"
    ? `the caller ${from} is not among ${list}: these are callers, not called numbers`
    : undefined;
}

/** Whether an object lets the source address in, as {@link refusesCaller}. */
export function refusesSource(
  way: Way,
  object: Named,
  allowed: readonly string[] | null,
  field: string,
): string | undefined {
  const { source } = way.call;
  const title = titleOf(object);
  if (allowed === null) {
    way.step("source address", "unknown", object, `${title} does not show its ${field}`);
    return undefined;
  }
  if (allowed.length === 0) return undefined;
  const list = `${field} ${allowed.join(", ")} of ${title}`;
  const open = allowed.filter(isCatchAll);
  if (open.length > 0)
    way.step("source address", "note", object, `${list}: ${open.join(", ")} lets any source in`);
  if (source === null) {
    way.step(
      "source address",
      "unknown",
      object,
      `${list}: other sources are refused, and no source is given`,
    );
    return undefined;
  }
  const { fit, names } = sourceFit(allowed, source);
  if (fit === "in") way.step("source address", "passes", object, `${list}: ${source} is in it`);
  if (fit === "unknown")
    way.step(
      "source address",
      "unknown",
      object,
      `${list}: what ${names.join(", ")} resolves to is not known here`,
    );
  if (fit === "partly")
    way.step(
      "source address",
      "note",
      object,
      `${list}: only a part of ${source} is in it, so some calls of this carrier are refused`,
    );
  return fit === "out" ? `the source ${source} is not in ${list}` : undefined;
}
