import { Command } from "commander";
import { packageVersion } from "../version.js";
import { doctorCommand } from "./doctor.js";
import { exportCommand } from "./export.js";
import { forgetCommand } from "./forget.js";
import { graphCommand } from "./graph.js";
import { importCommand } from "./import.js";
import { importFileCommand } from "./import-file.js";
import { withOneVoice } from "./mistake.js";
import { simulateCommand } from "./simulate.js";
import { traceCommand } from "./trace.js";

/** The command line of this package. */
export function sipProgram(): Command {
  const program = new Command("pulumi-sip")
    .description("Tools for the Pulumi resources for SIP telephony at VideoSDK and SignalWire.")
    .version(packageVersion())
    .addCommand(simulateCommand())
    .addCommand(doctorCommand())
    .addCommand(exportCommand())
    .addCommand(forgetCommand())
    .addCommand(graphCommand())
    .addCommand(importCommand())
    .addCommand(importFileCommand())
    .addCommand(traceCommand());
  return withOneVoice(program);
}
