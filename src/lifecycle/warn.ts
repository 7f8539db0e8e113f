import { AsyncLocalStorage } from "node:async_hooks";
import { presentable } from "../http/presentable";
import { EngineLog, wayToEngine } from "./engine-log";

const log = new EngineLog(wayToEngine, (text) => void process.stderr.write(text));

/** The resource that the running code is about. */
const subject = new AsyncLocalStorage<string | undefined>();

/**
 * Runs an operation of the engine's. What is said meanwhile is shown at its resource, and before the operation ends: the
 * engine may kill this process right after it.
 *
 * @param urn as the resource's properties have it; in a deletion or a refresh it may be an earlier one
 */
export async function about<R>(urn: string | undefined, run: () => R | Promise<R>): Promise<R> {
  try {
    return await subject.run(urn, run);
  } finally {
    await log.flush();
  }
}

/**
 * Shows the user something that is no failure.
 *
 * @param urn the resource that it is about, if it is not the operation's
 */
export function warn(message: string, urn = subject.getStore()): void {
  log.say({ kind: "warning", text: presentable(message), urn });
}

/** Shows how far an operation is, in the resource's own row and until the next line. */
export function showProgress(message: string, urn: string | undefined): void {
  log.say({ kind: "progress", text: presentable(message), urn });
}
