import { Command, InvalidArgumentError } from "commander";
import {
  parseBehaviour,
  startSimulator,
  type BehaviourChanges,
  type Simulator,
  type SimulatorOptions,
} from "../simulator";

interface Flags {
  readonly port: number;
  readonly data?: string;
  readonly behaviour?: BehaviourChanges;
}

const details = `
The first line on stdout is JSON: {"url", "videosdk": {"apiKey", "secret"}, "signalwire": {"projectId", "token"}}. How to
point a Pulumi program at it goes to stderr. The simulator listens on 127.0.0.1 only and runs until SIGINT or SIGTERM.

Control, without credentials:
  GET    /_simulator/state       everything the vendors hold
  GET    /_simulator/requests    every request so far with its answer, in order; DELETE clears the list
  POST   /_simulator/faults      add one fault or a list; GET lists them, DELETE removes them
  POST   /_simulator/behaviour   change behaviour switches, e.g. {"videosdk": {"passwords": "masked"}}
  POST   /_simulator/reset       delete all objects, requests and faults; credentials stay

Examples:
  $ pulumi-sip simulate
  $ pulumi-sip simulate --port 4010 --data ./simulator.json
  $ pulumi-sip simulate --behaviour '{"videosdk": {"notFoundStatus": 402}}'
  $ pulumi-sip simulate --behaviour '{"signalwire": {"gatewayPatch": "full-only"}}'
`;

/** `pulumi-sip simulate`: the vendors' APIs on this machine, without an account. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description("Serve the vendors' APIs on this machine, to try programs without an account.")
    .option("--port <number>", "port on 127.0.0.1; 0 takes any free one", portNumber, 0)
    .option("--data <file>", "keep objects and credentials in this file (default: in memory only)")
    .option(
      "--behaviour <json>",
      "behaviour switches by vendor, as JSON (default: all at their default)",
      behaviour,
    )
    .addHelpText("after", details)
    .action(simulate);
}

async function simulate({ port, data, behaviour: switches }: Flags): Promise<void> {
  const options: SimulatorOptions = { port, ...(data === undefined ? {} : { dataFile: data }), ...switches };
  const simulator = await startSimulator(options);
  const { url, videosdk, signalwire } = simulator;
  console.log(JSON.stringify({ url, videosdk, signalwire }));
  console.error(hints(simulator));
  await stopSignal();
  await simulator.close();
}

function hints({ url, videosdk, signalwire }: Simulator): string {
  return [
    `The simulator listens on ${url}. To use it in a Pulumi project:`,
    `  pulumi config set videosdk:endpoint ${url}`,
    `  pulumi config set videosdk:apiKey ${videosdk.apiKey}`,
    `  pulumi config set --secret videosdk:secret ${videosdk.secret}`,
    `  pulumi config set signalwire:endpoint ${url}`,
    `  pulumi config set signalwire:projectId ${signalwire.projectId}`,
    `  pulumi config set --secret signalwire:token ${signalwire.token}`,
    "Ctrl-C ends it.",
  ].join("\n");
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > 65_535) throw new InvalidArgumentError("a port is a whole number from 0 to 65535.");
  return port;
}

function behaviour(text: string): BehaviourChanges {
  try {
    return parseBehaviour(JSON.parse(text));
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
