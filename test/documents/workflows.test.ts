import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(__dirname, "..", "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
};

/** The parser that the SDK itself reads YAML with. */
const { load } = createRequire(require.resolve("@pulumi/pulumi"))("js-yaml") as {
  readonly load: (text: string) => unknown;
};

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly "runs-on": string;
  readonly needs?: string;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

const folder = ".github/workflows";
const files = readdirSync(path.join(root, folder));
const workflows = new Map(files.map((file) => [file, load(read(`${folder}/${file}`)) as Workflow]));
const jobs = [...workflows].flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ file, name, job })),
);

/** The commands of a job, once for each value of its matrix that they name. */
function commandsOf({ strategy, steps }: Job): string[] {
  return steps.flatMap(({ run = "" }) => {
    const [, name = ""] = /\$\{\{ matrix\.(\w+) \}\}/.exec(run) ?? [];
    const values = strategy?.matrix[name] ?? [""];
    return values.map((value) => run.replace(/\$\{\{ matrix\.\w+ \}\}/, String(value)));
  });
}

const projects = [...read("vitest.config.mjs").matchAll(/\bname: "(\w+)"/g)].map(([, name = ""]) => name);
const ci = workflows.get("ci.yml");
const release = workflows.get("release.yml");

describe("the workflows", () => {
  test.each(jobs)("of $file: job $name runs scripts and projects that exist", ({ job }) => {
    const commands = commandsOf(job);
    expect(job["runs-on"]).toBeTruthy();
    for (const command of commands.filter((one) => one !== "")) {
      const [, script] = /^npm (?:run (?:--silent )?)?(test|[\w:]+)(?= |$)/.exec(command) ?? [];
      const own = /^npm (?:run|test)\b/.test(command);
      if (own) expect(Object.keys(manifest.scripts), command).toContain(script);
      const [, project] = /--project (\S+)/.exec(command) ?? [];
      if (project !== undefined) expect(projects, command).toContain(project);
    }
    for (const { uses } of job.steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
  });

  test.each([...workflows])("of %s: a job waits only for jobs that exist", (_file, { jobs: all }) => {
    for (const { needs } of Object.values(all))
      if (needs !== undefined) expect(Object.keys(all)).toContain(needs);
  });

  test("run every project of the tests for each change", () => {
    const commands = Object.values(ci?.jobs ?? {}).flatMap(commandsOf);
    const run = commands.flatMap((command) => /^npm test -- --project (\S+)$/.exec(command)?.[1] ?? []);
    expect(run.sort()).toEqual([...projects].sort());
  });

  test("ask the registry for known weaknesses, before a release and on the main branch", () => {
    for (const workflow of [ci, release])
      expect(Object.values(workflow?.jobs ?? {}).flatMap(commandsOf)).toContain("npm audit --omit=dev");
  });

  test("publish with provenance, after every test, by a job that alone may write", () => {
    const { check, publish } = release?.jobs ?? {};
    expect(check && commandsOf(check)).toContain("npm test");
    expect(publish?.needs).toBe("check");
    const commands = publish === undefined ? [] : commandsOf(publish);
    const at = commands.indexOf("npm publish --provenance --access public");
    // Without it npm refuses the provenance, and its page has links of the README that lead nowhere.
    expect(commands[at - 1]).toMatch(/^npm pkg set repository\.type=git /);
    expect(release?.permissions).toEqual({ contents: "read" });
  });
});

describe("the versions that the workflows try", () => {
  const tried = (ci?.jobs["quick"]?.strategy?.matrix["node"] ?? []).map(String);

  test("begin with the oldest Node.js that the package allows", () => {
    expect(`>=${tried[0]}`).toBe(manifest.engines.node);
  });

  test("are the releases and the oldest SDK of npm run test:matrix", async () => {
    const { allCorners, oldestSdk } = await import("../../scripts/lib/matrix.mjs");
    const releases = new Set(allCorners("4.0.0").map(({ node }) => node));
    expect(tried.map((version) => version.split(".")[0])).toEqual(expect.arrayContaining([...releases]));
    expect(manifest.peerDependencies["@pulumi/pulumi"]).toBe(`>=${oldestSdk} <4`);
  });
});

test("each npm script is a file that exists, or a tool", () => {
  for (const [name, command] of Object.entries(manifest.scripts)) {
    const [, file] = /^node (\S+)/.exec(command) ?? [];
    if (file !== undefined) expect(existsSync(path.join(root, file)), name).toBe(true);
  }
});
