import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { presentable } from "../../src/http/presentable";
import type { VendorName } from "./assumption";
import { asJson, asMarkdown, count, exitCode } from "./report";
import { prepare, type Run } from "./run";
import type { RunOptions } from "./vendor";

/** What the suite needs of the process that it runs in. */
export interface Surroundings {
  readonly env: RunOptions["env"];
  /** Writes a line for the person who waits. */
  readonly say: (line: string) => void;
  /** Asks a yes-or-no question; undefined where nobody can answer. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
  /** Folder that relative paths of reports are in. */
  readonly folder: string;
}

interface Flags {
  readonly vendor: VendorName;
  readonly number: readonly string[];
  readonly prefix: string;
  readonly endpoint?: string;
  readonly trunk?: true | string;
  readonly only?: string;
  readonly sweep?: true;
  readonly yes?: true;
  readonly report: string;
  readonly json?: string;
}

const details = `
Credentials come from the environment, as for the package: VIDEOSDK_API_KEY and VIDEOSDK_SECRET, or VIDEOSDK_TOKEN;
SIGNALWIRE_SPACE, SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN.

The exit code is 0 where no step failed and nothing is left behind, also if assumptions are refuted; else 1.

Examples:
  $ npm run test:live -- --vendor signalwire
  $ npm run test:live -- --vendor videosdk --number +14155550100 --number +14155550101
  $ npm run test:live -- --vendor videosdk --number +14155550100 --sweep`;

function parser(): Command {
  return new Command("npm run test:live --")
    .description(
      "Try the package on a real account, and compare what the simulator assumes with what is seen.",
    )
    .addOption(
      new Option("--vendor <vendor>", "the account's vendor")
        .choices(["videosdk", "signalwire"])
        .makeOptionMandatory(),
    )
    .option("--number <e164>", "a number of yours to use, on no gateway; may be repeated", oneNumber, [])
    .option("--prefix <text>", "what the names of all objects begin with", prefixText, "pulumi-sip-test-")
    .option("--endpoint <url>", "base URL, for example the simulator's (default: the vendor's)")
    .option("--trunk [id]", "try a trunk as well, or the one of this id that an earlier run left")
    .option("--only <assumption>", "only the steps that decide the assumption of this id")
    .option("--sweep", "only delete what earlier runs left")
    .option("--yes", "do not ask")
    .option("--report <file>", "where the report goes, as Markdown", path.join("test-results", "live.md"))
    .option("--json <file>", "where it goes as JSON, too")
    .addHelpText("after", details)
    .exitOverride();
}

/** Runs the suite by its command line; resolves with the exit code. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const say = (line: string): void => surroundings.say(presentable(line));
  const command = parser().configureOutput({ writeOut: say, writeErr: say });
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  const flags = command.opts<Flags>();
  try {
    const run = prepare(optionsOf(flags, surroundings.env), say);
    if (!(await isAllowed(flags, run, { ...surroundings, say }))) return 1;
    return flags.sweep === true ? await sweepOnly(run, say) : await runAll(flags, run, surroundings, say);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function optionsOf(
  { vendor, prefix, number, endpoint, trunk, only }: Flags,
  env: RunOptions["env"],
): RunOptions {
  const tag = randomBytes(4).toString("hex");
  return { vendor, prefix, numbers: number, endpoint, trunk: trunk ?? false, only, env, tag };
}

async function isAllowed(flags: Flags, run: Run, { say, ask }: Surroundings): Promise<boolean> {
  say(`${flags.vendor} at ${run.endpoint}`);
  const sweeping = `Everything whose name begins with ${flags.prefix} is deleted, and named numbers are taken off it.`;
  for (const line of flags.sweep === true ? [sweeping] : run.plan) say(`- ${line}`);
  if (flags.yes === true) return true;
  if (ask === undefined) {
    say("Nobody can be asked here, because this is no terminal: give --yes to start.");
    return false;
  }
  return await ask("Start?");
}

async function sweepOnly(run: Run, say: (line: string) => void): Promise<number> {
  const left = await run.sweep();
  for (const line of left) say(`left: ${line}`);
  say(left.length === 0 ? "Nothing is left." : `${left.length} left.`);
  return left.length === 0 ? 0 : 1;
}

async function runAll(
  flags: Flags,
  run: Run,
  { folder }: Surroundings,
  say: (line: string) => void,
): Promise<number> {
  const report = await run.all();
  const files: [string, string][] = [[flags.report, asMarkdown(report)]];
  if (flags.json !== undefined) files.push([flags.json, asJson(report)]);
  for (const [name, text] of files) {
    const file = path.resolve(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    say(`report: ${file}`);
  }
  for (const { assumption, verdict, saw } of report.findings)
    if (verdict === "refuted") say(`refuted: ${assumption.id}: ${assumption.statement} Seen: ${saw}`);
  for (const line of report.left) say(`left: ${line}`);
  const [refuted, confirmed, unseen] = (["refuted", "confirmed", "not seen"] as const).map((verdict) =>
    count(report, verdict),
  );
  say(`${refuted} refuted, ${confirmed} confirmed, ${unseen} not seen`);
  return exitCode(report);
}

function oneNumber(value: string, before: readonly string[]): readonly string[] {
  if (!/^\+[1-9]\d{6,14}$/.test(value))
    throw new InvalidArgumentError("Accepted: a number such as +14155550100.");
  return before.includes(value) ? before : [...before, value];
}

function prefixText(value: string): string {
  // A short one could begin the name of what is not the suite's; SignalWire may store names in lower case.
  if (!/^[a-z][a-z0-9-]{6,30}-$/.test(value))
    throw new InvalidArgumentError(
      "Accepted: 8 to 32 lower-case letters, digits and hyphens, of which the last is a hyphen.",
    );
  return value;
}
