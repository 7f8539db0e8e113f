import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import * as ts from "typescript";
import { describe, expect, test } from "vitest";

const source = resolve(__dirname, "..", "..", "src");

/** What a file imports, for its values or for its types: files below `src` as `http/path.ts`, packages as `npm:undici`. */
type Graph = ReadonlyMap<string, readonly string[]>;

function nameOf(file: string): string {
  return relative(source, file).split(sep).join("/");
}

/** The file or package that a specifier stands for. */
function targetOf(specifier: string, importer: string): string {
  if (!specifier.startsWith(".")) return specifier.startsWith("node:") ? specifier : `npm:${specifier}`;
  const path = resolve(dirname(importer), specifier.replace(/\.js$/, ""));
  const file = [`${path}.ts`, join(path, "index.ts")].find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`${nameOf(importer)} imports ${specifier}, which is not there`);
  return nameOf(file);
}

function readGraph(): Graph {
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
      return [nameOf(file), importedFiles.map(({ fileName }) => targetOf(fileName, file))];
    }),
  );
}

const graph = readGraph();

/** The imports of files of one kind that lead where they must not, as `from -> to`. */
function strays(isFrom: RegExp, isAllowed: RegExp): string[] {
  return [...graph].flatMap(([from, targets]) =>
    isFrom.test(from) ? targets.filter((to) => !isAllowed.test(to)).map((to) => `${from} -> ${to}`) : [],
  );
}

/** Everything that files of one kind come to, however many steps away. */
function reachableFrom(isStart: RegExp): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...graph.keys()].filter((file) => isStart.test(file));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const target of graph.get(file) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}

/** What a user's program loads: told by the name of the file. */
const programSide =
  /^(index\.ts|(videosdk|signalwire)\/[^/]+\.ts|(videosdk|signalwire)\/[^/]+\/resource\.ts|(program|components)\/.+)$/;

/** Where each kind of file may lead. */
const rules: readonly [string, RegExp, RegExp][] = [
  [
    "the program's side leads to itself and to Pulumi",
    programSide,
    new RegExp(`${programSide.source}|^npm:@pulumi/pulumi$`),
  ],
  [
    "http knows neither resources nor vendors",
    /^http\//,
    /^(http\/|version\.ts$|node:|npm:(undici|zod)(\/|$))/,
  ],
  ["lifecycle knows no vendor", /^lifecycle\//, /^(lifecycle\/|http\/|node:|npm:(zod|fastest-levenshtein)$)/],
  [
    "a vendor's client knows no resource",
    /^(videosdk|signalwire)\/client\//,
    /^((videosdk|signalwire)\/(client\/|vocabulary\.ts$)|lifecycle\/|http\/|node:|npm:(zod|jsonwebtoken)$)/,
  ],
  [
    "a resource's definition knows nothing of Pulumi or the program",
    /^(videosdk|signalwire)\/(?!client\/)[^/]+\/(?!resource\.ts$)/,
    /^((videosdk|signalwire)\/([^/]+\/(?!resource\.ts$)|vocabulary\.ts$)|lifecycle\/|http\/(errors|deadline)\.ts$|node:|npm:zod$)/,
  ],
  [
    "the runtime lists definitions",
    /^runtime\.ts$/,
    /^((videosdk|signalwire)\/[^/]+\/definition|lifecycle\/provider)\.ts$/,
  ],
  [
    "the simulator shares no code with what it is to test",
    /^simulator\//,
    /^(simulator\/|node:|npm:(hono|@hono\/node-server|zod|jsonwebtoken)(\/|$))/,
  ],
  [
    "the command line reaches no resource's insides",
    /^cli\//,
    /^(cli\/|runtime\.ts|version\.ts|simulator\/|lifecycle\/|program\/provider-text\.ts|(videosdk|signalwire)\/client\/|node:|npm:commander$)/,
  ],
];

describe("the import graph", () => {
  test("is that of all sources", () => {
    expect(graph.get("signalwire/sip-endpoint/resource.ts")).toContain("program/resource.ts");
    expect(graph.get("signalwire/client/account.ts")).toContain("http/transport.ts");
    expect(graph.get("http/transport.ts")).toContain("npm:undici");
  });

  test("has no circle", () => {
    const circles = [...graph.keys()].filter((file) =>
      reachableFrom(new RegExp(`^${file.replaceAll(".", "\\.")}$`)).has(file),
    );
    expect(circles).toEqual([]);
  });

  test.each([
    ["videosdk", "signalwire"],
    ["signalwire", "videosdk"],
  ])("has no way from %s to %s, in the resources or the simulator", (vendor, other) => {
    for (const layer of ["", "simulator/"]) {
      const reached = [...reachableFrom(new RegExp(`^${layer}${vendor}/`))];
      expect(reached).not.toEqual([]);
      expect(reached.filter((file) => file.includes(`${other}/`))).toEqual([]);
    }
  });

  test.each(rules)("%s", (_, isFrom, isAllowed) => {
    expect([...graph.keys()].some((file) => isFrom.test(file))).toBe(true);
    expect(strays(isFrom, isAllowed)).toEqual([]);
  });

  test("every source falls under a rule", () => {
    const known = /^(version)\.ts$/;
    const free = [...graph.keys()].filter(
      (file) => !known.test(file) && !rules.some(([, isFrom]) => isFrom.test(file)),
    );
    expect(free).toEqual([]);
  });

  test("the program's side reaches nothing of the provider's process, however far away", () => {
    const reached = [...reachableFrom(programSide)];
    expect(reached.filter((file) => !file.startsWith("npm:") && !programSide.test(file))).toEqual([]);
    expect(reached.filter((file) => file.startsWith("npm:"))).toEqual(["npm:@pulumi/pulumi"]);
  });
});
