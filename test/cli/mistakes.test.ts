import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { wordsOf } from "../../src/cli/mistake.js";
import { sipProgram } from "../../src/cli/program.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mistakes-"));
  writeFileSync(join(folder, "file"), "");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  await rm(folder, { recursive: true });
});

/** What the command line says of a mistake. */
async function said(...args: readonly string[]): Promise<string> {
  const program = sipProgram();
  let text = "";
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: (part) => (text += part) });
  const ended = await program.parseAsync(args, { from: "user" }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(ended).toBeInstanceOf(Error);
  return text === "" ? `pulumi-sip: ${wordsOf(ended)}\n` : text;
}

/** A word with its last letter but one left out. */
const misspelt = (word: string): string => word.slice(0, -2) + word.slice(-1);

const commands = (): readonly Command[] => sipProgram().commands;
const choices = commands().flatMap((command) =>
  command.options.flatMap(({ long, argChoices = [] }) =>
    argChoices.map((word) => ({ command: command.name(), option: long ?? "", word })),
  ),
);

describe("a mistake in the command line", () => {
  test.each(commands().map((command) => command.name()))(
    "names the command %s if it is near",
    async (name) => {
      expect(await said(misspelt(name))).toBe(
        `pulumi-sip: unknown command '${misspelt(name)}'; the nearest is ${name}. ` +
          "Run 'pulumi-sip --help' to see what it takes\n",
      );
    },
  );

  test.each(
    commands().flatMap((command) => {
      const needed = command.options.filter(({ mandatory }) => mandatory);
      return command.options.flatMap(({ long, mandatory }) =>
        long == null || mandatory
          ? []
          : [
              {
                name: command.name(),
                option: long,
                needed: needed.flatMap((one) => [one.long ?? "", "videosdk"]),
              },
            ],
      );
    }),
  )("names the option $option of $name if it is near", async ({ name, option, needed }) => {
    expect(await said(name, ...needed, misspelt(option))).toMatch(
      new RegExp(
        `^pulumi-sip: unknown option '${misspelt(option)}'; the nearest (is|are) .*${option}.* Run 'pulumi-sip ${name} --help' .*\\n$`,
      ),
    );
  });

  test("is found at an option that takes one of some words", () => {
    expect(new Set(choices.map(({ command }) => command))).toEqual(
      new Set(["doctor", "export", "graph", "trace"]),
    );
  });

  test.each(choices)(
    "is answered with the word $word of $command $option",
    async ({ command, option, word }) => {
      expect(await said(command, option, misspelt(word))).toMatch(
        new RegExp(
          `^pulumi-sip: ${option}: ${misspelt(word)} is no \\w+; the nearest is ${word}. Accepted: .*${word}.*\\n$`,
        ),
      );
    },
  );

  test.each([
    [
      ["import-file", "videosdk.SipTruk", "a", "b"],
      /^pulumi-sip: <Type>: videosdk.SipTruk is no class; the nearest is videosdk.SipTrunk. Accepted: /,
    ],
    [
      ["export", "--vendor", "videosdk", "--only", "videosdk.Webhok"],
      /^pulumi-sip: --only: videosdk.Webhok is no class; the nearest is videosdk.Webhook. /,
    ],
    [
      ["simulate", "--switch", "videosdk.pasword=masked"],
      /^pulumi-sip: --switch: videosdk.pasword is no switch; the nearest is videosdk.passwords. /,
    ],
    [
      ["simulate", "--switch", "videosdk.passwords"],
      /^pulumi-sip: --switch: videosdk.passwords has no value. Accepted: videosdk.passwords=<value>/,
    ],
    [["simulate", "--behaviour", "{"], /^pulumi-sip: --behaviour: { is no JSON: /],
    [["simulate", "--port", "http"], /^pulumi-sip: --port: a port is a whole number from 0 to 65535. Run /],
    [["trace"], /^pulumi-sip: required option '--to <number>' not specified. Run 'pulumi-sip trace --help' /],
    [["graph", "all"], /^pulumi-sip: too many arguments for 'graph'. /],
    [
      ["import", "--from", "missing.json"],
      /^pulumi-sip: missing.json cannot be used: no such file or directory \(ENOENT\). Name a file /,
    ],
  ])("is one line with what is accepted: %j", async (args, words) => {
    expect(await said(...args)).toMatch(words);
  });

  test("in the environment's switches names the variable", async () => {
    vi.stubEnv("PULUMI_SIP_SIMULATOR_SWITCHES", "videosdk.pasword=masked");
    expect(await said("simulate")).toMatch(
      /^pulumi-sip: PULUMI_SIP_SIMULATOR_SWITCHES: videosdk.pasword is no switch; the nearest is videosdk.passwords. /,
    );
  });

  test("never shows where in the code it was found", async () => {
    const unusable = join(folder, "file", "inside");
    for (const args of [
      ["graph", "--state", unusable],
      ["doctor", "--state", unusable],
      ["import", "--from", unusable],
      ["simulate", "--data", unusable],
      ["trace", "--to", "nobody"],
    ])
      expect(await said(...args), args.join(" ")).toMatch(/^pulumi-sip: .*\n$/);
  });
});
