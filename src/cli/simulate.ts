import { Command, InvalidArgumentError } from "commander";
import { nearest } from "../lifecycle/nearest.js";
import { messageOf } from "../lifecycle/outcome.js";
import {
  allSwitches,
  parseBehaviour,
  readSwitches,
  startSimulator,
  type BehaviourChanges,
  type NamedSwitch,
  type Simulator,
  type SimulatorOptions,
} from "../simulator";

interface Flags {
  readonly port: number;
  readonly data?: string;
  readonly behaviour?: BehaviourChanges;
  readonly switch?: BehaviourChanges;
}

const variable = "PULUMI_SIP_SIMULATOR_SWITCHES";

const details = `
The first line on stdout is JSON: {"url", "videosdk": {"apiKey", "secret"}, "signalwire": {"projectId", "token"}}. How to
point a Pulumi program at it goes to stderr. The simulator listens on 127.0.0.1 only and runs until SIGINT or SIGTERM.

Control, without credentials:
  GET    /_simulator/state       everything the vendors hold
  GET    /_simulator/trace       where a call ends at each vendor: ?to=+14155550100, with from, source, direction, connector
  GET    /_simulator/requests    every request so far with its answer, in order; DELETE clears the list
  POST   /_simulator/faults      add one fault or a list; GET lists them, DELETE removes them
  POST   /_simulator/behaviour   change behaviour switches, e.g. {"videosdk": {"passwords": "masked"}}; GET shows them
  POST   /_simulator/reset       delete all objects, requests and faults; credentials stay

Examples:
  $ pulumi-sip simulate
  $ pulumi-sip simulate --port 4010 --data ./simulator.json
  $ pulumi-sip simulate --behaviour '{"videosdk": {"notFoundStatus": 402}}'
  $ pulumi-sip simulate --switch signalwire.gatewayPatch=full-only --switch videosdk.perPageCap=50

Behaviour switches, each with its default first; the environment variable ${variable} holds them as well, separated by spaces:
${allSwitches.map(describe).join("\n")}
`;

function describe({ vendor, name, default: value, others, about }: NamedSwitch): string {
  const values = [value, ...others].map((one) => JSON.stringify(one)).join(", ");
  return `  ${vendor}.${name} (${values}): ${about}`;
}

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
    .option("--switch <vendor.name=value>", "one behaviour switch; may be repeated", oneSwitch)
    .addHelpText("after", details)
    .action(simulate);
}

async function simulate({ port, data, behaviour: json, switch: switches }: Flags): Promise<void> {
  const fromEnvironment = switchesOf(process.env[variable] ?? "", `${variable}: `);
  const set = [json, switches].reduce<BehaviourChanges>(merged, fromEnvironment);
  const options: SimulatorOptions = { port, ...(data === undefined ? {} : { dataFile: data }), ...set };
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
    const isNoJson = error instanceof SyntaxError;
    throw new InvalidArgumentError(`${isNoJson ? `${text} is no JSON: ` : ""}${messageOf(error)}`);
  }
}

function oneSwitch(text: string, before: BehaviourChanges | undefined): BehaviourChanges {
  try {
    return merged(before ?? {}, switchesOf(text));
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}

/** @throws with the nearest switch where a name is not known */
function switchesOf(text: string, where = ""): BehaviourChanges {
  const names = allSwitches.map(({ vendor, name }) => `${vendor}.${name}`);
  for (const assignment of text.split(/\s+/).filter((part) => part !== "")) {
    const [name = ""] = assignment.split("=");
    if (!names.includes(name))
      throw new Error(
        `${where}${name} is no switch${nearest(name, names)}${where === "" ? "" : ". 'pulumi-sip simulate --help' lists them"}`,
      );
    if (!assignment.includes("="))
      throw new Error(`${where}${name} has no value. Accepted: ${name}=<value>, without a space`);
  }
  return readSwitches(text);
}

/** Both changes, of which the second prevails. */
function merged(one: BehaviourChanges, other: BehaviourChanges = {}): BehaviourChanges {
  return {
    videosdk: { ...one.videosdk, ...other.videosdk },
    signalwire: { ...one.signalwire, ...other.signalwire },
  };
}
