import { Command } from "commander";
import { vendorNames, type VendorName } from "../inventory/index.js";
import { assertTraceable, describeTrace, endsSomewhere, trace, type CallDirection } from "../trace/index.js";
import { choice } from "./choice.js";
import { inventoriesOf } from "./accounts.js";

interface Flags {
  readonly to: string;
  readonly from?: string;
  readonly source?: string;
  readonly direction: CallDirection;
  readonly vendor?: VendorName;
  readonly connector?: string;
  readonly stack?: string;
  readonly json?: boolean;
}

const details = `
It only reads: each list of the account once. Settings come from the configuration of the selected stack, else from the environment,
under the names in docs/guides/settings.md; those of the simulator are printed when it starts.

  -> the call passes    x  it stops    !  something to know    ?  the account or the vendor's pages do not say

The exit code is 0 where the call ends somewhere, 2 where it ends nowhere or nobody can tell, and 1 after an error.

Examples:
  $ pulumi-sip trace --to +14155550100
  $ pulumi-sip trace --to +14155550100 --from +14155550199 --source 203.0.113.0/24
  $ pulumi-sip trace --direction outbound --from +14155550100 --to +14155550199
  $ pulumi-sip trace --to sip:office@example-office.dapp.signalwire.com --vendor signalwire
`;

/** `pulumi-sip trace`: where a call goes, and why. */
export function traceCommand(): Command {
  return new Command("trace")
    .description("Say where a call goes: which gateway, rule and handler take it, step by step.")
    .requiredOption("--to <number>", "called number in E.164 form, or the sip: URI of a SignalWire address")
    .option(
      "--from <caller>",
      "number or user name of the caller; outbound: the number or the endpoint that calls",
    )
    .option(
      "--source <ip>",
      "IP address that the call comes from, or the range of a carrier, such as 203.0.113.0/24",
    )
    .addOption(
      choice("--direction <direction>", "which way the call goes", "direction", [
        "inbound",
        "outbound",
      ]).default("inbound"),
    )
    .addOption(
      choice("--vendor <vendor>", "the only vendor (default: each that has settings)", "vendor", vendorNames),
    )
    .option("--connector <id>", "VideoSDK connector, by id or name, whose URL the carrier tells of the call")
    .option("--stack <name>", "the stack whose configuration has the settings; the selected one by default")
    .option("--json", "print the traces as JSON")
    .addHelpText("after", details)
    .action(traceFlags);
}

async function traceFlags({ json = false, stack, ...query }: Flags): Promise<void> {
  // What cannot be traced costs no request.
  assertTraceable(query);
  const inventories = await inventoriesOf(stack, query.vendor);
  const traces = trace(inventories, query);
  console.log(json ? JSON.stringify(traces, undefined, 2) : traces.map(describeTrace).join("\n\n"));
  if (!traces.some(endsSomewhere)) process.exitCode = 2;
}
