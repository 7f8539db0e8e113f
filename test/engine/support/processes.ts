import { execFileSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The process of the dynamic provider that a CLI has started, also with shells between them. */
export function providerProcessOf(cli: number): number {
  const found = descendantsOf(cli).find(({ command }) =>
    /^\S*node\S* .*[\\/]cmd[\\/]dynamic-provider/.test(command),
  );
  if (found === undefined) throw new Error(`process ${cli} runs no dynamic provider`);
  return found.pid;
}

/** Ends a process and everything that it started, at once. The engine's plugins lead process groups of their own. */
export function killTree(root: number): void {
  for (const pid of [...descendantsOf(root).map((one) => one.pid), root]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended.
    }
  }
}

function descendantsOf(root: number): Process[] {
  const all = processes();
  const own = new Set([root]);
  // A child may be before its parent in the list.
  for (let before = 0; before < own.size;) {
    before = own.size;
    for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
  }
  return all.filter(({ pid }) => own.has(pid) && pid !== root);
}

/** Waits until a condition holds. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(20);
}

function processes(): Process[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
      return match === null
        ? []
        : { pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? "" };
    });
}
