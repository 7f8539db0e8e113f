import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Command } from "commander";
import { vendorNames, type VendorName } from "../inventory/index.js";
import { settingCommands } from "./accounts.js";
import { choice, oneOf } from "./choice.js";
import { readConfiguration } from "./configuration.js";
import { readCandidates } from "./export-account.js";
import { filesOf, listOf } from "./export-files.js";
import { resourcesOf } from "./export-program.js";
import { moreGlobs } from "./glob.js";
import { moreTypes, type KnownType } from "./objects.js";

const details = `
Reads an account, and writes a program that declares what it has, with the list that 'pulumi-sip import --from' takes. Nothing
is changed at the vendor. No file holds a secret: the program takes each from the stack's configuration, where the import puts
those that the vendor shows. Settings come from the configuration of the selected stack, else from the environment.

VideoSDK has no list of trunks: name each with --trunk.

An import protects what it takes, and so does the program. '--no-protect' leaves that out, for an import with the same option.

Example:
  $ pulumi-sip export --vendor videosdk --out telephony
`;

interface Flags {
  readonly vendor: readonly VendorName[];
  readonly out: string;
  readonly only?: readonly KnownType[];
  readonly match?: readonly string[];
  readonly trunk?: readonly string[];
  readonly stack?: string;
  readonly protect: boolean;
  readonly json?: boolean;
}

/** `pulumi-sip export`: a program for an account that exists. */
export function exportCommand(): Command {
  return new Command("export")
    .description("Write a program for what an account has, and the list to import it.")
    .addOption(
      choice("--vendor <name>", "whose account; may be repeated", "vendor", vendorNames)
        .argParser(moreVendors)
        .makeOptionMandatory(),
    )
    .option("--out <folder>", "folder of the new project", ".")
    .option("--only <Type>", "only this class, such as videosdk.RoutingRule; may be repeated", moreTypes)
    .option(
      "--match <glob>",
      "only resources whose name fits, such as 'support-*'; may be repeated",
      moreGlobs,
    )
    .option(
      "--trunk <id>",
      "a trunk of VideoSDK; may be repeated",
      (id, before: readonly string[] | undefined) => [...(before ?? []), id],
    )
    .option("--stack <name>", "the stack whose configuration has the settings; the selected one by default")
    .option("--no-protect", "write a program that does not protect what it declares from being deleted")
    .option("--json", "print the resources as JSON, and write nothing")
    .addHelpText("after", details)
    .action(run);
}

async function run({ vendor, out, only, match, trunk, stack, protect, json = false }: Flags): Promise<void> {
  const folder = resolve(out);
  // Before the account is read, which may take a while.
  if (!json) assertFree(folder, ["index.ts", "Pulumi.yaml", "package.json", "objects.json"]);
  const configuration = await readConfiguration(stack);
  const account = await readCandidates(vendor, configuration, {
    only,
    match,
    trunkIds: trunk,
  });
  const resources = resourcesOf(account.objects);
  if (json) {
    const shown = resources.map(({ type, name, description, secrets }) => ({
      ...{ type: type.title, name, id: description.id, secrets, hidden: description.hidden },
    }));
    console.log(JSON.stringify({ resources: shown, leftOut: account.leftOut }, undefined, 2));
    return;
  }
  if (resources.length === 0) throw new Error(`there is nothing to export. ${account.leftOut.join("; ")}`);
  const settings = vendor.flatMap((name) => settingCommands(name, configuration));
  const files = Object.entries(filesOf(basename(folder), resources, account.leftOut, settings, protect));
  assertFree(
    folder,
    files.map(([name]) => name),
  );
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  console.log(
    [
      `${listOf(resources).length} resources in ${folder}.`,
      ...(account.leftOut.length === 0 ? [] : [`Left out: ${account.leftOut.length}; IMPORT.md says why.`]),
      `Next: IMPORT.md has the commands that take them into a stack.`,
    ].join("\n"),
  );
}

/** @throws where the folder has one of the files, which would be overwritten */
function assertFree(folder: string, files: readonly string[]): void {
  const present = existsSync(folder) ? readdirSync(folder) : [];
  const clash = files.filter((file) => present.includes(file));
  if (clash.length > 0)
    throw new Error(`${folder} has ${clash.join(", ")} already. Name an empty folder with --out`);
}

function moreVendors(text: string, before: readonly VendorName[] | undefined): readonly VendorName[] {
  return [...new Set([...(before ?? []), oneOf("vendor", vendorNames)(text)])];
}
