import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import * as ts from "typescript";
import { describe, expect, test } from "vitest";

const source = resolve(__dirname, "..", "..", "..", "src");

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

describe("the import graph", () => {
  test("is that of all sources", () => {
    expect(graph.get("signalwire/sip-endpoint.ts")).toContain("resource.ts");
    expect(graph.get("backends/signalwire/account.ts")).toContain("http/transport.ts");
    expect(graph.get("http/transport.ts")).toContain("npm:undici");
  });

  test.each([
    ["videosdk", "signalwire"],
    ["signalwire", "videosdk"],
  ])("has no way from %s to %s, in the classes, the backends or the simulator", (vendor, other) => {
    for (const layer of ["", "backends/", "simulator/"]) {
      const reached = [...reachableFrom(new RegExp(`^${layer}${vendor}/`))];
      expect(reached).not.toEqual([]);
      expect(reached.filter((file) => file.includes(`${other}/`))).toEqual([]);
    }
  });

  test.each([
    [
      "http knows neither resources nor vendors",
      /^http\//,
      /^(http\/|version\.ts$|node:|npm:(undici|zod)(\/|$))/,
    ],
    [
      "lifecycle knows no vendor",
      /^lifecycle\//,
      /^(lifecycle\/|http\/|node:|npm:(zod|fastest-levenshtein)$)/,
    ],
    [
      "backends know nothing of Pulumi, the classes or the simulator",
      /^backends\//,
      /^(backends\/|lifecycle\/|http\/|node:|npm:(zod|jsonwebtoken)$)/,
    ],
    [
      "classes know neither what runs in the provider's process nor a library",
      /^(videosdk|signalwire)\//,
      /^(videosdk\/|signalwire\/|resource\.ts|account-provider\.ts|npm:@pulumi\/pulumi$)/,
    ],
    [
      "the simulator shares no code with what it is to test",
      /^simulator\//,
      /^(simulator\/|node:|npm:(hono|@hono\/node-server|zod|jsonwebtoken)(\/|$))/,
    ],
  ])("%s", (_, isFrom, isAllowed) => {
    expect([...graph.keys()].some((file) => isFrom.test(file))).toBe(true);
    expect(strays(isFrom, isAllowed)).toEqual([]);
  });

  test("classes reach nothing of the provider's process, however far away", () => {
    const reached = [...reachableFrom(/^(videosdk|signalwire)\/|^index\.ts$/)];
    expect(
      reached.filter((file) => /^(runtime\.ts|lifecycle\/|http\/|backends\/|simulator\/|cli\/)/.test(file)),
    ).toEqual([]);
    expect(reached.filter((file) => file.startsWith("npm:"))).toEqual(["npm:@pulumi/pulumi"]);
  });
});
