import { Command } from "commander";
import { vendorNames, type VendorName } from "../inventory/index.js";
import { choice } from "./choice.js";
import { readConfiguration } from "./configuration.js";
import { classOf, readStack } from "./deployment.js";
import { checkProxy, checkVendor, isConfigured, type Check, type Verdict } from "./doctor-checks.js";

const details = `
Looks at the settings of each vendor, where each came from, whether the account answers and what the credentials may read, at
the clock and the proxy; says what the account has, which numbers lead nowhere, and, with --state, what no stack has. It only
reads, and shows no secret. Settings come from the configuration of the selected stack, else from the environment.

The exit code is 0 where all is well, 2 where something is worth a look, and 1 where something does not work.

Examples:
  $ pulumi-sip doctor
  $ pulumi stack export > prod.json && pulumi-sip doctor --state prod.json --json
`;

interface Flags {
  readonly vendor?: VendorName;
  readonly state?: readonly string[];
  readonly stack?: string;
  readonly json?: boolean;
}

const marks: Readonly<Record<Verdict, string>> = { ok: "ok", finding: "! ", trouble: "x ", unknown: "? " };

/** `pulumi-sip doctor`: whether everything is there that this package needs, and what the accounts have. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("Check credentials, clock and reachability, and say what the accounts have.")
    .addOption(
      choice("--vendor <vendor>", "the only vendor (default: each that has settings)", "vendor", vendorNames),
    )
    .option(
      "--state <file>",
      "export of a stack; may be repeated",
      (file, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .option("--stack <name>", "the stack whose configuration has the settings; the selected one by default")
    .option("--json", "print the checks as JSON")
    .addHelpText("after", details)
    .action(doctor);
}

async function doctor({ vendor, state, stack, json = false }: Flags): Promise<void> {
  const known = state === undefined ? undefined : idsIn(state);
  const configuration = await readConfiguration(stack);
  const wanted = vendorNames.filter((name) =>
    vendor === undefined ? isConfigured(name, configuration) : name === vendor,
  );
  const checks: Check[] = [checkProxy(process.env)];
  if (wanted.length === 0) {
    const reason = configuration.unread === undefined ? "" : `. ${configuration.unread}`;
    const text = `no vendor has settings. docs/guides/settings.md lists them; 'pulumi-sip simulate' needs no account${reason}`;
    checks.push({ vendor: null, what: "settings", verdict: "trouble", text });
  }
  for (const name of wanted) checks.push(...(await checkVendor(name, configuration, known)));
  console.log(json ? JSON.stringify({ checks }, undefined, 2) : checks.map(lineOf).join("\n"));
  process.exitCode = exitCodeOf(checks);
}

function lineOf({ vendor, what, verdict, text }: Check): string {
  return `${marks[verdict]} ${vendor === null ? "" : `${vendor} `}${what}: ${text}`;
}

function exitCodeOf(checks: readonly Check[]): number {
  if (checks.some(({ verdict }) => verdict === "trouble")) return 1;
  return checks.some(({ verdict }) => verdict === "finding") ? 2 : 0;
}

/** Outputs that name objects which a resource has besides its own. */
const further = ["inboundGatewayIds", "outboundGatewayIds", "phoneNumbers", "numbers", "boundPhoneNumberId"];

/** Every id that exports of stacks have: of resources, and of the gateways and numbers that they have. */
function idsIn(files: readonly string[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const file of files) {
    const { deployment } = readStack(file);
    for (const resource of deployment.resources ?? []) {
      if (classOf(resource) === undefined) continue;
      if (resource.id !== undefined)
        ids.add(resource.id).add(resource.id.slice(resource.id.indexOf("/") + 1));
      const { outputs = {} } = resource;
      for (const value of further.flatMap((name) => outputs[name]))
        if (typeof value === "string") ids.add(value);
    }
  }
  return ids;
}
