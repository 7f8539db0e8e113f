import { ApiError } from "./errors";

/**
 * Whether an answer says that an object does not exist. A wrong «gone» costs the most of all mistakes: state forgets an
 * object that calls depend on, and the next run creates a duplicate. So it takes the vendor's own JSON about this very
 * object; whatever a proxy, a missing route or a suspended account answers is an error, and state stays as it is.
 */

/** The object that a request asks for. */
export interface Sought {
  /** Its id in the request. */
  readonly id: string;
  /** The vendor's words for such an object, in lower case and singular: `phone number`. */
  readonly nouns: readonly string[];
  /** Statuses by which the vendor says that an object does not exist; 404 by default. */
  readonly statuses?: readonly number[];
  /** Whether a second route must agree even if the answer names the object: the request is not about it alone. */
  readonly alwaysAgreed?: boolean;
  /**
   * Whether, on top of that, the answer must name the object: for one that no list has, so that the second route shows
   * only that the account works.
   */
  readonly onlyNamed?: boolean;
}

/**
 * What an answer says of an object.
 *
 * - `gone`: the vendor says that this object does not exist
 * - `unclear`: it may say so, and so may a proxy; a second route decides
 * - `other`: it says nothing of the object
 */
export type Verdict = "gone" | "unclear" | "other";

/** Words by which servers say that an object is missing. */
const missing =
  /\bnot found\b|\bnotfound\b|\bno such\b|\b(?:does|do|did) ?n[o']t exist|\bno longer exists?\b|\bunknown\b|\b(?:is|was|been) (?:deleted|removed)\b|\b(?:can|could) ?n(?:o|')t (?:be )?f(?:i|ou)nd\b|\bcannot be found\b|\bno (?:\w+ ){1,3}(?:was |were )?found\b/;

/** Words by which proxies, gateways and web frameworks say that they know no such route, and hosts that they are down. */
const ofRoutes =
  /\broutes?\b|\brouting to\b|\bcannot (?:get|head|post|put|patch|delete)\b|\b(?:get|head|post|put|patch|delete):? ?\/|\bpath\b|\burl\b|\buri not\b|\bpage\b|\bupstream\b|\bbackend\b|\bproxy\b|\btunnel\b|\bhost(?:name)?\b|\bsuch app\b|\bapplication not found\b|\bservice (?:name )?not found\b|\bservice not\b|\bauthentication token\b|\bthis api\b|\bapi not found\b|\bmethod not\b|\bendpoint not found\b|\brequested endpoint\b|\bno context-path\b/;

/** Words about the account instead of one of its objects. */
const ofAccount =
  /\baccount\b|\bsubscription\b|\bbilling\b|\bpayments? (?!required$)|\bplan\b|\bbalance\b|\bcredits?\b|\bquota\b|\btrial\b|\binvoice\b|\bsuspended\b|\bdisabled\b|\binactive\b|\bexpired\b|\bproject\b|\bspace\b|\bapi ?key\b/;

/** What a failed request says of the object that it asks for. */
export function verdictOf(error: unknown, sought: Sought): Verdict {
  const { id, nouns, statuses = [404], alwaysAgreed = false, onlyNamed = false } = sought;
  if (!(error instanceof ApiError) || !statuses.includes(error.status) || !error.json) return "other";
  const { message, code = "" } = error.complaint;
  const words = `${message} ${code.replace(/[_.-]/g, " ")}`.trim().toLowerCase().replaceAll("’", "'");
  if (namesRequest(words, error.request.path)) return "other";
  const isNamed = nouns.some((noun) => new RegExp(`\\b${noun}s?\\b`).test(words)) || namesId(words, id);
  if (isNamed && missing.test(words))
    return error.status === 404 && !alwaysAgreed && !onlyNamed ? "gone" : "unclear";
  return onlyNamed || ofRoutes.test(words) || ofAccount.test(words) ? "other" : "unclear";
}

/**
 * What was asked for, or undefined when the vendor says that it does not exist.
 *
 * @param isThere a second route to the object: whether it exists. Asked only where the answer alone does not decide; it
 *   fails where it cannot tell, so a route that the account does not have never confirms anything
 * @throws the failure, where it does not say that the object is gone
 */
export async function unlessGone<T>(
  sought: Sought,
  ask: () => Promise<T>,
  isThere: () => Promise<boolean>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const verdict = verdictOf(error, sought);
    if (verdict === "gone") return undefined;
    if (verdict === "other") throw error;
    await assertUnlisted(error as ApiError, sought, isThere);
    return undefined;
  }
}

/** @throws the answer that started the doubt, unless the second route says that the object does not exist either */
async function assertUnlisted(
  error: ApiError,
  { id }: Sought,
  isThere: () => Promise<boolean>,
): Promise<void> {
  let found: boolean;
  try {
    found = await isThere();
  } catch (second) {
    const words = second instanceof Error ? second.message : String(second);
    throw error.withAdvice(`whether ${id} exists was asked a second way, which failed: ${words}`);
  }
  if (found) throw error.withAdvice(`but ${id} exists, asked a second way`);
}

/** Whether words are about the request: its path, or the part of it before the id. */
function namesRequest(words: string, path: string): boolean {
  const plain = decodeURIComponent(path).toLowerCase();
  const segments = plain.split("/").slice(0, 3).join("/");
  return words.includes(path.toLowerCase()) || words.includes(plain) || words.includes(segments);
}

function namesId(words: string, id: string): boolean {
  return id.length > 3 && words.includes(id.toLowerCase());
}
