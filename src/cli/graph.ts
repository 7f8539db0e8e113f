import { Command, InvalidArgumentError } from "commander";
import { presentable } from "../http/presentable.js";
import {
  inventoriesOfStack,
  topologiesAsMermaid,
  topologiesOf,
  topologyAsText,
  type StackObject,
  type Topology,
} from "../graph/index.js";
import {
  readInventories,
  vendorNames,
  type Inventories,
  type SimulatedAccounts,
  type VendorName,
} from "../inventory/index.js";
import { messageOf } from "../lifecycle/outcome.js";
import type { CallDirection } from "../trace/index.js";
import { inventoriesOf } from "./accounts.js";
import { choice } from "./choice.js";
import { classOf, readStack } from "./deployment.js";

const formats = ["text", "mermaid", "json"] as const;
const directions = ["inbound", "outbound"] as const;

interface Flags {
  readonly format: (typeof formats)[number];
  readonly direction: CallDirection;
  readonly vendor?: VendorName;
  readonly state?: readonly string[];
  readonly simulator?: URL;
  readonly stack?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

const details = `
Traces every number of an account and puts numbers of one way together. It only reads: each list of the account once. Settings come
from the configuration of the selected stack, else from the environment, under the names in docs/guides/settings.md. With --state it
reads files and sends nothing; what no stack declares is then not there. Secrets are never shown.

Examples:
  $ pulumi-sip graph
  $ pulumi-sip graph --format mermaid > calls.mmd
  $ pulumi-sip graph --simulator http://127.0.0.1:4010
  $ pulumi stack export > prod.json && pulumi-sip graph --state prod.json
`;

/** `pulumi-sip graph`: the ways of all calls through an account. */
export function graphCommand(): Command {
  return new Command("graph")
    .description("Draw where the calls of every number go: number, gateway, rule, and room, agent or phone.")
    .addOption(choice("--format <format>", "how it is drawn", "format", formats).default("text"))
    .option("--json", "the same as --format json")
    .addOption(
      choice("--direction <direction>", "which way the calls go", "direction", directions).default("inbound"),
    )
    .addOption(
      choice("--vendor <vendor>", "the only vendor (default: each that has settings)", "vendor", vendorNames),
    )
    .option(
      "--state <file>",
      "export of a stack, in place of the account; may be repeated",
      (file, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .option("--simulator <url>", "a running simulator, in place of the account", simulatorUrl)
    .option("--stack <name>", "the stack whose configuration has the settings; the selected one by default")
    .option("--all", "draw each way on its own, however many there are")
    .addHelpText("after", details)
    .action(graph);
}

async function graph({
  format,
  json = false,
  direction,
  all = false,
  vendor,
  ...source
}: Flags): Promise<void> {
  if (source.state !== undefined && source.simulator !== undefined)
    throw new Error("--state and --simulator are two sources: give one of them, or neither for the account");
  const inventories = await inventoriesFrom(source, vendor);
  const topologies = topologiesOf(inventories, { direction, all }).filter(
    (one) => vendor === undefined || one.vendor === vendor,
  );
  console.log(presentable(printed(topologies, json ? "json" : format)));
}

function printed(topologies: readonly Topology[], format: Flags["format"]): string {
  if (format === "json") return JSON.stringify(topologies, undefined, 2);
  if (format === "mermaid") return topologiesAsMermaid(topologies).trimEnd();
  return topologies.map(topologyAsText).join("\n\n");
}

async function inventoriesFrom(
  { state, simulator, stack }: Pick<Flags, "state" | "simulator" | "stack">,
  vendor: VendorName | undefined,
): Promise<Inventories> {
  if (state !== undefined) return inventoriesOfState(state);
  if (simulator === undefined) return inventoriesOf(stack, vendor);
  return readInventories({ vendor, simulator: await accountsOf(simulator) });
}

function inventoriesOfState(files: readonly string[]): Inventories {
  const objects = files.flatMap((file) => {
    const { deployment } = readStack(file);
    return (deployment.resources ?? []).flatMap((resource): StackObject[] => {
      const known = classOf(resource);
      if (known === undefined || resource.id === undefined || resource.delete === true) return [];
      const properties = { ...resource.inputs, ...resource.outputs };
      return [{ vendor: known.vendor, type: known.type, id: resource.id, properties }];
    });
  });
  if (objects.length > 0) return inventoriesOfStack(objects);
  throw new Error(
    `${files.join(", ")}: no resource of this package is in there. Export a stack that has some`,
  );
}

/** What a simulator says of its accounts; its credentials are no secret of anybody. */
async function accountsOf(simulator: URL): Promise<SimulatedAccounts> {
  const url = simulator.origin;
  try {
    const answer = await fetch(new URL("/_simulator/credentials", url));
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    return { url, ...((await answer.json()) as Omit<SimulatedAccounts, "url">) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(
      `no simulator answers at ${url}: ${messageOf(cause)}. Start one with 'pulumi-sip simulate', and give the url that it prints`,
    );
  }
}

function simulatorUrl(text: string): URL {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return new URL(text);
  throw new InvalidArgumentError(
    "a simulator is named by the url that it prints, such as http://127.0.0.1:4010.",
  );
}
