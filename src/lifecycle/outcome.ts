import type { Properties } from "./state";

/**
 * An operation that failed after the object was created or began to change. The engine saves the object with the error,
 * and the next `up` calls update, whatever diff says. It is the only error that may carry an `id`: the engine takes any
 * error with one for this.
 */
export class PartialOutcome extends Error {
  override readonly name = "PartialOutcome";
  /** Id of the object. */
  readonly id: string;
  /** What state shall hold; includes the provider's text, without which the object could never be read again. */
  readonly properties: Properties;
  /** What the user is shown. */
  readonly reasons: string[];

  constructor(id: string, properties: Properties, reason: string) {
    super(reason);
    this.id = id;
    this.properties = properties;
    this.reasons = [reason];
    this.stack = "";
  }
}

/** The message of a thrown value. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === "string") return thrown;
  try {
    // The type says text, but the value is undefined for what JSON cannot hold.
    const json: unknown = JSON.stringify(thrown);
    return typeof json === "string" ? json : String(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}

/**
 * An error that holds nothing but a message. It has no stack, because the host prints the stack of some operations in
 * the user's terminal, twice, where it is of no use.
 */
export function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}

/**
 * The error for an update of an object that the vendor no longer knows. Only a refresh may conclude that it is gone, so
 * that the user sees what happened before anything is created again.
 *
 * @param what the object, with its id
 */
export function vanished(what: string): Error {
  return new Error(`${what} no longer exists. Run 'pulumi refresh'; the next 'pulumi up' recreates it`);
}

/** A decision of the debug log: whether an object needs a change. */
export function comparison(object: string, isAsDeclared: boolean): string {
  return `${object} ${isAsDeclared ? "is as declared" : "differs and is updated"}`;
}
