#!/usr/bin/env node
import { Command } from "commander";
import { doctorCommand } from "./doctor.js";
import { exportCommand } from "./export.js";
import { forgetCommand } from "./forget.js";
import { graphCommand } from "./graph.js";
import { importCommand } from "./import.js";
import { importFileCommand } from "./import-file.js";
import { simulateCommand } from "./simulate.js";
import { traceCommand } from "./trace.js";
import { packageVersion } from "../version.js";

async function main(): Promise<void> {
  const program = new Command("pulumi-sip")
    .description("Tools for the Pulumi resources for SIP telephony at VideoSDK and SignalWire.")
    .version(packageVersion())
    .showHelpAfterError()
    .addCommand(simulateCommand())
    .addCommand(doctorCommand())
    .addCommand(exportCommand())
    .addCommand(forgetCommand())
    .addCommand(graphCommand())
    .addCommand(importCommand())
    .addCommand(importFileCommand())
    .addCommand(traceCommand());
  await program.parseAsync();
}

main().catch((error: unknown) => {
  console.error(`pulumi-sip: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
