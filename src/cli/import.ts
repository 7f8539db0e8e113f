import { readFileSync } from "node:fs";
import { Command } from "commander";
import { messageOf } from "../lifecycle/outcome.js";
import { laterSent } from "../lifecycle/imports.js";
import { refuseOption } from "./choice.js";
import { readConfiguration, type Configuration } from "./configuration.js";
import { valueAt } from "./export-program.js";
import { withSecrets, type Surroundings } from "./import-entries.js";
import { knownType, readObjects, type FoundObject, type Wanted } from "./objects.js";
import { progressBar } from "./progress.js";
import { assertImports, stackFlag, succeed } from "./pulumi.js";

const details = `
Reads objects that exist at a vendor and takes them into the state of the stack, with 'pulumi import'. Nothing is sent to the
vendor that changes anything. Settings come from the configuration of the stack, else from the environment. Secrets that the
vendor shows go through a pipe and are encrypted in state.

  <Type> is videosdk.PhoneNumberSet, videosdk.SipGateway, ...; <id> is what the class's get() takes.
  <file> is a list: [{ "type": "videosdk.SipTrunk", "name": "carrier", "id": "..." }, ...]; - is standard input.

Then declare the resources in the program, under the same names and with { protect: true }, which an import gives them.
'pulumi-sip export' writes such a program and its list.

Examples:
  $ pulumi-sip import videosdk.PhoneNumberSet support gw_inbound_id
  $ pulumi-sip import --from objects.json --no-protect
`;

/**
 * The engine saves the whole state for each resource of a run, which takes a time that grows with the square of their number. An
 * import changes nothing elsewhere: one that ends early is begun again, and saving its end is enough.
 */
const savedOnce = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

interface Flags extends Surroundings {
  readonly from?: string;
  readonly stack?: string;
  readonly protect: boolean;
}

/** `pulumi-sip import`: takes objects that exist into the state of a stack. */
export function importCommand(): Command {
  return (
    new Command("import")
      .description("Take objects that exist at a vendor into a stack.")
      .argument("[Type]", "vendor and class, such as videosdk.SipTrunk")
      .argument("[name]", "name of the resource in the program")
      .argument("[id]", "id of the object")
      .option("--from <file>", "take all objects of a list")
      .option("--stack <name>", "the stack; the selected one by default")
      .option("--parent <urn>", "the component that declares them")
      .option(
        "--provider <urn>",
        "the explicit provider that they use, whose settings the environment then has",
      )
      .option("--no-protect", "do not protect them from being deleted, which an import does")
      // The ids of VideoSDK may begin with a dash.
      .allowUnknownOption()
      .helpOption("--help", "display help for command")
      .addHelpText("after", details)
      .action(
        (
          type: string | undefined,
          name: string | undefined,
          id: string | undefined,
          flags: Flags,
          command: Command,
        ) => {
          refuseOption(type, command);
          return run(wantedBy(type, name, id, flags), flags);
        },
      )
  );
}

async function run(wanted: readonly Wanted[], flags: Flags): Promise<void> {
  if (process.platform === "win32")
    throw new Error(
      "import passes secrets through /dev/stdin, which Windows does not have. Run it in WSL, or use import-file",
    );
  await assertImports();
  const configuration = await readConfiguration(flags.stack);
  const bar = progressBar("objects read", wanted.length);
  const objects = await readObjects(wanted, configuration, { progress: bar.to });
  bar.end();
  const refused = objects.filter(({ description }) => description.problems.length > 0);
  if (refused.length > 0)
    throw new Error(
      refused
        .map(
          ({ type, name, description }) =>
            `${type.title} ${name} (${description.id}) cannot be declared as it is: ${description.problems.join("; ")}`,
        )
        .join("\n"),
    );
  const kept = await keepSecrets(objects, configuration, flags.stack);
  const { parent, provider } = flags;
  const around = { ...(parent && { parent }), ...(provider && { provider }) };
  await succeed(
    [
      ...["import", "--file", "/dev/stdin", "--generate-code=false", "--yes", "--skip-preview"],
      ...[`--protect=${flags.protect}`, ...stackFlag(flags.stack)],
    ],
    "nothing was changed at the vendor",
    { input: JSON.stringify(withSecrets(objects, around)), shown: true, env: savedOnce },
  );
  if (kept > 0) console.log(`Secrets put into the stack's configuration, encrypted: ${kept}.`);
  console.log(whatNext(objects, flags.protect));
}

/**
 * Puts the secrets that the vendor shows into the stack's configuration, where the program takes them from. What is there
 * already stays.
 *
 * @returns how many
 */
async function keepSecrets(
  objects: readonly FoundObject[],
  configuration: Configuration,
  stack: string | undefined,
): Promise<number> {
  const values = new Map<string, string>();
  for (const { secrets = {}, description } of objects)
    for (const [path, key] of Object.entries(secrets)) {
      const value = valueAt(description.declared, path);
      if (typeof value === "string" && !configuration.has(key)) values.set(key, value);
    }
  const bar = progressBar("secrets put into the configuration", values.size);
  let done = 0;
  for (const [key, value] of values) {
    await succeed(
      ["config", "set", "--secret", key, ...stackFlag(stack)],
      `nothing was imported, because the secret ${key} cannot be put into the stack's configuration`,
      { input: value },
    );
    bar.to((done += 1));
  }
  bar.end();
  return values.size;
}

/** What the user has to know and to do after an import. */
function whatNext(objects: readonly FoundObject[], isProtected: boolean): string {
  const hidden = objects.filter(({ description }) => description.hidden.length > 0);
  return [
    `Imported: ${objects.length}. Nothing was changed at the vendor.`,
    ...(isProtected
      ? [
          `They are protected: nothing deletes or replaces them. A program of 'pulumi-sip export' says so, too ({ protect: true }). ` +
            `One that does not shows [diff: ~protect], and its next 'pulumi up' takes that away.`,
        ]
      : [
          `They are not protected. A program that says { protect: true }, as one of 'pulumi-sip export' without --no-protect does, ` +
            `shows [diff: ~protect], and its next 'pulumi up' protects them.`,
        ]),
    ...hidden.map(
      ({ type, name, description }) =>
        `${type.title} ${name}: ${description.hidden.join(", ")} is not shown by ${type.vendor}: ${laterSent}.`,
    ),
    `Next: declare ${objects.length === 1 ? "it" : "them"} in the program under the same name, then run 'pulumi preview': it shows ` +
      `what the program declares otherwise.`,
  ].join("\n");
}

function wantedBy(
  type: string | undefined,
  name: string | undefined,
  id: string | undefined,
  { from }: Flags,
): readonly Wanted[] {
  if (from !== undefined && type !== undefined)
    throw new Error("import takes either one object or --from with a list, not both");
  if (from !== undefined) return listIn(from);
  if (type === undefined || name === undefined || id === undefined)
    throw new Error(
      "import takes <Type> <name> <id>, or --from <file>. 'pulumi-sip import --help' shows both",
    );
  return [{ type: knownType(type), name, id }];
}

function listIn(file: string): readonly Wanted[] {
  const entries = entriesOf(file);
  const problems: string[] = [];
  const seen = new Set<string>();
  const wanted = entries.flatMap((entry, index): Wanted[] => {
    const { type, name, id, secrets } = (entry ?? {}) as Record<string, unknown>;
    const place = `${file}[${index}]`;
    if (
      typeof type !== "string" ||
      typeof name !== "string" ||
      typeof id !== "string" ||
      name === "" ||
      id === ""
    ) {
      problems.push(`${place} lacks type, name or id, each a text`);
      return [];
    }
    if (seen.has(`${type} ${name}`))
      problems.push(`${place}: ${type} ${name} is there twice. Names of a class are unique`);
    seen.add(`${type} ${name}`);
    try {
      return [{ type: knownType(type), name, id, secrets: keysIn(secrets) }];
    } catch (error) {
      problems.push(`${place}: ${messageOf(error)}`);
      return [];
    }
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  if (wanted.length === 0) throw new Error(`${file} lists no object`);
  return wanted;
}

function keysIn(secrets: unknown): Readonly<Record<string, string>> {
  const entries = typeof secrets === "object" && secrets !== null ? Object.entries(secrets) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function entriesOf(file: string): readonly unknown[] {
  const text = readFileSync(file === "-" ? 0 : file, "utf8");
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list;
  } catch (error) {
    throw new Error(`${file} is no JSON: ${messageOf(error)}`);
  }
  throw new Error(
    `${file} is no list. Accepted: [{ "type": "videosdk.SipTrunk", "name": "carrier", "id": "..." }]`,
  );
}
