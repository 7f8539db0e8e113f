#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { importFileCommand } from "./import-file.js";
import { simulateCommand } from "./simulate.js";

/** Version of the installed package. */
function packageVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

async function main(): Promise<void> {
  const program = new Command("pulumi-sip")
    .description("Tools beside the Pulumi resources for SIP telephony at VideoSDK and SignalWire.")
    .version(packageVersion())
    .showHelpAfterError()
    .addCommand(simulateCommand())
    .addCommand(importFileCommand());
  await program.parseAsync();
}

main().catch((error: unknown) => {
  console.error(`pulumi-sip: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
