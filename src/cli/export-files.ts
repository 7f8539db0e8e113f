import { packageVersion } from "../version.js";
import { slug } from "./export-names.js";
import { programText, type Exported } from "./export-program.js";
import { imported, importedFile, shared } from "./export-protection.js";

/** Lines of a program from which on each vendor has its own file. */
const longProgram = 300;

/** An entry of the list that `pulumi-sip import --from` takes. */
export interface ListEntry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** What `pulumi-sip import --from` takes. */
export function listOf(resources: readonly Exported[]): readonly ListEntry[] {
  return resources.map(({ type, name, description, secrets }) => ({
    ...{ type: type.title, name, id: description.id },
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
  }));
}

/**
 * The files of a project, by name.
 *
 * @param isProtected whether the program protects what it declares, as an import without `--no-protect` does
 * @param settings commands that give a stack the settings of the accounts
 */
export function filesOf(
  folder: string,
  resources: readonly Exported[],
  leftOut: readonly string[],
  settings: readonly string[],
  isProtected: boolean,
): Readonly<Record<string, string>> {
  const name = slug(folder) || "sip";
  const programs = programsOf(resources, isProtected);
  return {
    ...programs,
    "Pulumi.yaml": `name: ${name}\ndescription: SIP telephony, as it was when it was exported.\nruntime: nodejs\n`,
    "package.json": json({
      name,
      version: "0.0.0",
      private: true,
      main: "index.ts",
      dependencies: { "@pulumi/pulumi": "^3.216.0", "pulumi-sip": `^${packageVersion()}` },
      devDependencies: { "@types/node": "^20.19.0", typescript: "^5.9.0" },
    }),
    "tsconfig.json": tsconfig(Object.keys(programs)),
    "objects.json": json(listOf(resources)),
    "IMPORT.md": instructions(name, resources, leftOut, settings, isProtected),
  };
}

function programsOf(resources: readonly Exported[], isProtected: boolean): Record<string, string> {
  const vendors = [...new Set(resources.map(({ type }) => type.vendor))].sort();
  const whole = programText(resources, isProtected ? "declared" : "none");
  if (vendors.length < 2 || whole.split("\n").length <= longProgram) return { "index.ts": whole };
  const parts = vendors.map((vendor) => {
    const own = resources.filter(({ type }) => type.vendor === vendor);
    return [`${vendor}.ts`, programText(own, isProtected ? "shared" : "none")] as const;
  });
  return {
    "index.ts": vendors.map((vendor) => `import "./${vendor}";\n`).join(""),
    ...(isProtected ? { [importedFile]: shared } : {}),
    ...Object.fromEntries(parts),
  };
}

function tsconfig(programs: readonly string[]): string {
  const files = [...programs].sort().map((file) => JSON.stringify(file));
  return `{
  "compilerOptions": {
    "target": "ES2022",
    "module": "node16",
    "moduleResolution": "node16",
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true,
    "types": ["node"]
  },
  "files": [${files.join(", ")}]
}
`;
}

function instructions(
  name: string,
  resources: readonly Exported[],
  leftOut: readonly string[],
  settings: readonly string[],
  isProtected: boolean,
): string {
  const hidden = new Set(
    resources.flatMap(({ description, secrets }) =>
      description.hidden.flatMap((path) => secrets[path] ?? []),
    ),
  );
  const parts = [
    `# ${name}`,
    "Written by `pulumi-sip export`. No file here holds a secret.",
    "1. Install, make a stack, and give it the settings of the account (the commands with `--secret` ask for the value). Where Pulumi " +
      "was not used yet, `pulumi login` comes first; `pulumi login --local` keeps states on this machine.",
    `   \`\`\`sh
   npm install
   pulumi stack init dev
${settings.map((line) => `   ${line}`).join("\n")}
   \`\`\``,
    ...(hidden.size === 0
      ? []
      : [
          "2. Set the secrets that the vendor does not show. The first `pulumi up` sends each, with one request:",
          `   \`\`\`sh\n${[...hidden].map((key) => `   pulumi config set --secret ${key}`).join("\n")}\n   \`\`\``,
        ]),
    `${hidden.size === 0 ? 2 : 3}. Take everything into the state. This changes nothing at the vendor, and puts the secrets that it shows into the stack's configuration, encrypted:`,
    `   \`\`\`sh\n   npx pulumi-sip import --from objects.json${isProtected ? "" : " --no-protect"}\n   pulumi preview\n   \`\`\``,
    `The preview shows ${hidden.size === 0 ? "nothing" : "nothing but those secrets"}. \`objects.json\` is not needed after that.`,
    protectionText(isProtected),
    ...(leftOut.length === 0 ? [] : ["## Left out", leftOut.map((line) => `- ${line}`).join("\n")]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function protectionText(isProtected: boolean): string {
  if (!isProtected)
    return (
      "Neither the program nor this import protects anything: a `pulumi destroy` deletes. Where an import protects (without " +
      "`--no-protect`), each preview shows `[diff: ~protect]` until the first `pulumi up`, which takes that away."
    );
  return (
    `An import protects what it takes, and so does the program, by the constant \`${imported}\`: no \`pulumi up\` and no ` +
    "`pulumi destroy` deletes or replaces it. To take that away, follow the comment beside it, or, for a destroy, run " +
    "`pulumi state unprotect --all`. `pulumi-sip export --no-protect` writes a program without it, for an import with " +
    "`--no-protect`."
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
