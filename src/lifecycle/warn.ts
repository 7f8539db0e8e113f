import { presentable } from "../http/presentable";

/**
 * Shows the user something that is no failure. The engine shows what a dynamic provider writes to standard error; there
 * is no other channel for it.
 */
export function warn(message: string): void {
  process.stderr.write(`warning: ${presentable(message)}\n`);
}
