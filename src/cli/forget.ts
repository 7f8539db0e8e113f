import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { classOf, nameOf, parseStack, without, type StateResource } from "./deployment.js";
import { fits, moreGlobs } from "./glob.js";
import { moreTypes, type KnownType } from "./objects.js";
import { stackFlag, succeed } from "./pulumi.js";

const details = `
Takes the resources of this package out of the state of a stack and leaves everything at the vendors as it is: numbers ring,
gateways and endpoints work. Nothing is sent to a vendor. Protected resources go, too, because nothing of them is deleted.
Without --yes it only says what would go.

Take them out of the program as well: else the next 'pulumi up' tries to create them again.

To move them to another stack, write a list and import it there:
  $ pulumi-sip forget --stack old --list objects.json --yes
  $ pulumi-sip import --stack new --from objects.json
`;

interface Flags {
  readonly stack?: string;
  readonly only?: readonly KnownType[];
  readonly match?: readonly string[];
  readonly list?: string;
  readonly yes?: boolean;
}

/** `pulumi-sip forget`: leaves everything at the vendors, and no trace of it in a stack. */
export function forgetCommand(): Command {
  return new Command("forget")
    .description("Take the resources of this package out of a stack, and leave them at the vendors.")
    .option("--stack <name>", "the stack; the selected one by default")
    .option("--only <Type>", "only resources of this class; may be repeated", moreTypes)
    .option(
      "--match <glob>",
      "only resources whose name fits, such as 'support-*'; may be repeated",
      moreGlobs,
    )
    .option("--list <file>", "write what goes as a list for 'pulumi-sip import --from'")
    .option("--yes", "do it")
    .addHelpText("after", details)
    .action(forget);
}

async function forget({ stack, only, match, list, yes = false }: Flags): Promise<void> {
  const flag = stackFlag(stack);
  const text = await succeed(["stack", "export", ...flag], "nothing was changed");
  const isChosen = (resource: StateResource): boolean =>
    (only === undefined || only.some(({ token }) => token === resource.type)) &&
    fits(nameOf(resource), match);
  const { stack: rest, removed, providers } = without(parseStack(text, "the stack"), isChosen);
  if (removed.length === 0) {
    console.log("The stack has no such resource of this package. Nothing was changed.");
    return;
  }
  const lines = removed.map((resource) => `  ${titleOf(resource)} ${nameOf(resource)}: ${resource.id ?? ""}`);
  console.log(
    [`${yes ? "Out of the state" : "Would go out of the state"}, and stays at the vendor:`, ...lines].join(
      "\n",
    ),
  );
  if (list !== undefined) {
    writeFileSync(list, `${JSON.stringify(listOf(removed), undefined, 2)}\n`);
    for (const resource of removed.filter(mayBeUnequal)) console.log(unequal(resource));
  }
  if (!yes) {
    console.log("Nothing was changed. Run it again with --yes.");
    return;
  }
  await succeed(["stack", "import", ...flag], "the state is as it was", { input: JSON.stringify(rest) });
  console.log(
    `${removed.length} out of the state${providers.length === 0 ? "" : `, and ${providers.length} providers that only they used`}. ` +
      `Nothing was sent to a vendor. Take them out of the program before the next 'pulumi up'.`,
  );
}

/** What an import takes; a resource that is only looked up is none. */
function listOf(resources: readonly StateResource[]): object[] {
  return resources
    .filter(
      ({ external, delete: isLeaving, id }) => external !== true && isLeaving !== true && id !== undefined,
    )
    .map((resource) => {
      const { id = "", outputs = {} } = resource;
      const importId = classOf(resource)?.provider.importId(id, outputs) ?? id;
      return { type: titleOf(resource), name: nameOf(resource), id: importId };
    });
}

/** Whether a set has several pairs of gateways whose settings are not its own: they may differ. */
function mayBeUnequal(resource: StateResource): boolean {
  const { inputs = {}, outputs = {} } = resource;
  const ids = outputs["inboundGatewayIds"];
  return (
    titleOf(resource) === "videosdk.PhoneNumberSet" &&
    inputs["gatewaySettings"] === "initial" &&
    Array.isArray(ids) &&
    ids.length > 1
  );
}

function unequal(resource: StateResource): string {
  const adopt = JSON.stringify(resource.outputs?.["inboundGatewayIds"]);
  return (
    `${titleOf(resource)} ${nameOf(resource)}: an import refuses it where the settings of its pairs of gateways differ. ` +
    `'pulumi state move' takes it to another stack, and so does its declaration there with adopt: ${adopt}.`
  );
}

function titleOf(resource: StateResource): string {
  return classOf(resource)?.title ?? resource.type;
}
