import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

/**
 * What is known of the run that this process serves. The engine tells a provider neither which operation it is nor
 * which resources it leaves out, and that matters in one place: a number may only be released in a run that includes
 * every resource that could want it. So the engine's own command line is read; where it cannot be read, nothing is
 * released.
 */

/** Environment variable for systems where the command line cannot be read: `whole` or `partial`. */
export const runVariable = "PULUMI_SIP_RUN";

/**
 * Options by which the engine leaves resources out, or continues after one of them failed. Short ones may be joined to
 * each other and to their value (`-yft`, `-turn:…`, `-x=…`); what follows one of those that take a value is that value.
 */
const partial = /^(--(target|exclude|continue-on-error)\b|-[^-=cCmpsv]*[tx])/;

/** How far up from this process the engine is looked for: the SDK's launcher, and a shell that started that. */
const maxAncestors = 4;

/** A process of the operating system. */
interface OsProcess {
  readonly parent: number;
  readonly words: readonly string[];
}

/**
 * Why this run may leave out resources of the program; undefined for a run of the whole stack.
 */
export function unheard(look: (pid: number) => OsProcess | undefined = osProcess): string | undefined {
  const said = process.env[runVariable];
  if (said === "whole") return undefined;
  if (said === "partial") return `${runVariable} says that this run leaves resources out`;
  const option = Object.keys(process.env).find((name) =>
    /^PULUMI_(OPTION_)?(TARGET|EXCLUDE|CONTINUE_ON_ERROR)/.test(name),
  );
  if (option !== undefined) return `${option} makes this run leave resources out`;
  const engine = engineOf(process.ppid, look);
  if (engine === undefined) return "the command line of the engine cannot be read";
  const word = engine.words.slice(1).find((one) => partial.test(one));
  return word === undefined ? undefined : `this run leaves resources out (${word})`;
}

/** How many steps the engine runs at the same time, where its command line or environment says so. */
export function parallelism(look: (pid: number) => OsProcess | undefined = osProcess): number | undefined {
  const words = engineOf(process.ppid, look)?.words ?? [];
  const said = words.flatMap((word, index) => {
    const [, joined] = /^(?:--parallel=?|-[a-zA-Z]*p=?)(\d*)$/.exec(word) ?? [];
    return joined === undefined ? [] : [joined === "" ? words[index + 1] : joined];
  });
  const count = Number(
    said.at(-1) ?? process.env["PULUMI_PARALLEL"] ?? process.env["PULUMI_OPTION_PARALLEL"],
  );
  return Number.isInteger(count) && count > 0 ? count : undefined;
}

function engineOf(pid: number, look: (pid: number) => OsProcess | undefined): OsProcess | undefined {
  let next = pid;
  for (let step = 0; step < maxAncestors; step += 1) {
    const found = look(next);
    if (found === undefined) return undefined;
    if (/^pulumi(\.exe)?$/i.test(basename(found.words[0] ?? ""))) return found;
    next = found.parent;
  }
  return undefined;
}

function osProcess(pid: number): OsProcess | undefined {
  try {
    if (process.platform === "linux") return fromProc(pid);
    if (process.platform === "win32") return undefined;
    const line = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [parent = "", ...words] = line.split(/\s+/);
    return { parent: Number(parent), words };
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): OsProcess {
  const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  // The name is in parentheses and may hold any character; the state and the parent follow.
  const [, parent] = /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  return { parent: Number(parent), words };
}
