import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { readInventories, trace } from "../../src/trace";
import { leaksIn } from "../support/leaks.js";
import { accountOf } from "./support/account.js";
import { isolatedEnvironment, start } from "./support/cli.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";
import { everythingWritten } from "./support/written.js";

const workspace = useWorkspace();
const owned = "+14155550180";
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
  simulator.configure({ signalwire: { ownedNumbers: [owned] } });
});
afterAll(() => simulator.close());

const templates = [
  {
    template: "videosdk-agent",
    vendor: "videosdk",
    answers: {
      phoneNumber: "+14155550181",
      sipAddress: "sip.example.com:5061",
      sipUsername: "acme",
      agentId: "ag_abcdef",
    },
    secrets: { sipPassword: "CANARY-template" },
    to: "+14155550181",
    ends: { kind: "agent", id: "ag_abcdef" },
  },
  {
    template: "signalwire-phones",
    vendor: "signalwire",
    answers: { phoneNumber: owned, people: "ada, grace" },
    secrets: {},
    to: owned,
    ends: { kind: "script" },
  },
] as const;

describe.each(templates)("the template $template", ({ template, vendor, answers, secrets, to, ends }) => {
  let stack: Stack;

  test("asks for every setting that its program needs, and no other", () => {
    const folder = join(__dirname, "..", "..", "templates", template);
    const [, questions = ""] =
      /\n {2}config:\n(.*)$/s.exec(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) ?? [];
    const asked = [...questions.matchAll(/^ {4}([\w:]+):$/gm)].map(([, name]) => name);
    const { settings, secrets: credentials } = accountOf(simulator, vendor);
    // Where a real account is needs no answer.
    const needed = Object.keys({ ...settings, ...credentials, ...answers, ...secrets });
    expect(asked.sort()).toEqual(needed.filter((key) => key !== `${vendor}:endpoint`).sort());
    const program = readFileSync(join(folder, "index.ts"), "utf8");
    const required = [...program.matchAll(/\.require(?:Secret)?\("(\w+)"\)/g)].map(([, name]) => name);
    expect([...new Set(required)].sort()).toEqual(Object.keys({ ...answers, ...secrets }).sort());
  });

  test("becomes a project by pulumi new, which a first up creates and a second leaves alone", async () => {
    const folder = workspace.folder(template);
    // As the README says it, but for the place of node_modules.
    const source = `../node_modules/pulumi-sip/templates/${template}`;
    const env = await isolatedEnvironment(workspace.folder(`${template}-new`));
    const made = await start(
      "pulumi",
      ["new", source, "--generate-only", "--yes", "--offline", "--force", "--name", template],
      folder,
      env,
    ).finished;
    expect(made).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "Pulumi.yaml"), "utf8")).toContain(`name: ${template}`);
    expect(readFileSync(join(folder, "package.json"), "utf8")).not.toContain("${");
    expect(existsSync(join(folder, "index.ts"))).toBe(true);
    const account = accountOf(simulator, vendor);
    stack = await Stack.create(workspace, template, {
      simulator,
      project: folder,
      settings: { ...account.settings, ...answers },
      secrets: { ...account.secrets, ...secrets },
    });
    await stack.up();
    expect((await stack.up()).log.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(leaksIn(everythingWritten(stack), secrets)).toEqual([]);
  });

  test("leads the calls of its number to where it says", async () => {
    const [call] = trace(await readInventories({ simulator }), { to, vendor });
    expect(call?.end).toMatchObject(ends);
    expect(simulator.callEnds({ to })[vendor]).toMatchObject(ends);
  });

  test("is traced and drawn with the settings of its stack, and no others", async () => {
    const command = join(workspace.root, "node_modules", "pulumi-sip", "dist", "cli", "main.js");
    const traced = await stack.node(command, "trace", "--to", to, "--json");
    expect(traced.code, traced.stderr).toBe(0);
    expect(JSON.parse(traced.stdout)).toMatchObject([{ vendor, end: ends }]);
    const drawn = await stack.node(command, "graph", "--stack", "dev");
    expect(drawn.code, drawn.stderr).toBe(0);
    expect(drawn.stdout).toContain(to);
    expect(leaksIn(traced.stdout + drawn.stdout, secrets)).toEqual([]);
  });

  test("is destroyed, and its number stays", async () => {
    await stack.destroy();
    const numbers = simulator.state()[vendor].phoneNumbers.map((one) => JSON.stringify(one));
    expect(numbers.some((one) => one.includes(to))).toBe(true);
  });
});
