import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as ts from "typescript";
import { mockEngine, registered, type Registered } from "./mocked-program.js";

const root = path.resolve(__dirname, "..", "..");

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  target: ts.ScriptTarget.ES2022,
  types: ["node"],
  paths: sourcesOfExports(),
};

/** The sources of what the package exports, as the names that programs import: they need no build. */
function sourcesOfExports(): Record<string, string[]> {
  const { exports } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    exports: Readonly<Record<string, string | { readonly types: string }>>;
  };
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, target]) =>
      typeof target === "string"
        ? []
        : [
            [
              path.posix.join("pulumi-sip", name),
              [path.join(root, target.types.replace("./dist/", "src/").replace(/\.d\.ts$/, ".ts"))],
            ],
          ],
    ),
  );
}

/** The errors of programs, by title, as the compiler finds them; they are compiled together, which is quicker. */
export function compilerErrors(programs: Readonly<Record<string, string>>): string[] {
  const files = new Map(
    Object.entries(programs).map(([title, code]) => [path.join(root, "test", `${title}.example.ts`), code]),
  );
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  const readFile = host.readFile.bind(host);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) => {
    const code = files.get(name);
    return code === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, code, ts.ScriptTarget.ES2022);
  };
  return errorsIn(ts.createProgram([...files.keys()], options, host), [...files.keys()]);
}

/** The errors of programs that are files, by path from the root of the clone. */
export function compilerErrorsOfFiles(files: readonly string[]): string[] {
  const paths = files.map((file) => path.join(root, file));
  return errorsIn(ts.createProgram(paths, options), paths);
}

function errorsIn(program: ts.Program, files: readonly string[]): string[] {
  return files.flatMap((name) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) =>
        `${path.relative(root, name)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}

/** Runs a program with the engine replaced by mocks. Its settings are texts. */
export async function runMocked(
  code: string,
  outputs: Readonly<Record<string, unknown>> = {},
): Promise<readonly Registered[]> {
  await mockEngine(outputs);
  const settings = [...code.matchAll(/\.require(?:Secret|Object|Number)?(?:<[^>]*>)?\("(\w+)"/g)];
  pulumi.runtime.setAllConfig(
    Object.fromEntries(
      settings.map(([, name = ""]) => [
        `project:${name}`,
        name.endsWith("Url") ? "https://example.com/" : `the-${name}`,
      ]),
    ),
  );
  const { outputText } = ts.transpileModule(
    code.replace(/^void main\(\);$/m, "export const done = main();"),
    {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    },
  );
  const modules = new Map<string, unknown>();
  for (const [, name = ""] of code.matchAll(/from "([^"]+)"/g)) {
    const source = options.paths?.[name]?.[0];
    modules.set(name, name === "@pulumi/pulumi" ? pulumi : await import(source ?? name));
  }
  const exported: { done?: Promise<void> } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the program is a text of this repository
  const run = new Function("require", "exports", outputText) as (
    load: (name: string) => unknown,
    exported: object,
  ) => void;
  run((name) => modules.get(name), exported);
  await exported.done;
  await pulumi.runtime.disconnect();
  return registered.map((one) => ({ ...one, inputs: inClear(one.inputs) as Registered["inputs"] }));
}

const anId = "0823a606-0aff-4c90-9eba-f88ba118fe05";

/** Inputs with their secrets in clear, and ids in the form that vendors give them. */
function inClear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inClear);
  if (typeof value === "string") return /^[\w-]+-id$/.test(value) ? anId : value;
  if (typeof value !== "object" || value === null) return value;
  if (pulumi.runtime.isRpcSecret(value)) return inClear(pulumi.runtime.unwrapRpcSecret(value));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inClear(one)]));
}
