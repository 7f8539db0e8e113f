import type { Stack } from "./stack.js";

/** Runs commands as the README writes them, and returns the requests of the last operation among them. */
export async function requestsOf(stack: Stack, commands: readonly string[]): Promise<readonly string[]> {
  let made: readonly string[] = [];
  for (const command of commands) {
    const [, verb = "", ...rest] = command.split(" ");
    if (verb === "config") await stack.succeed(verb, ...rest);
    else made = (await stack.operate(verb as "up")).requests;
  }
  return made;
}
