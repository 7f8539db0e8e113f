import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { packageCommand, rowsIn } from "./support/imports.js";
import { declare, setArgs, trunkArgs } from "./support/programs.js";
import { sorted } from "./support/requests.js";
import { filesWritten } from "./support/written.js";
import { Stack } from "./support/stack.js";
import { elsewhere, first, gateway, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
const password = "first-password";
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
  await elsewhere(simulator, "POST", "/v2/sip/phone-numbers", {
    name: "support",
    isShared: true,
    ...setArgs,
    outbound: { ...setArgs.outbound, transport: "tls" },
  });
  await elsewhere(simulator, "POST", "/v2/sip-trunk", { name: "carrier", ...trunkArgs });
});
afterEach(() => simulator.close());

const program = declare("support", "PhoneNumberSet", setArgs) + declare("carrier", "SipTrunk", trunkArgs);
const protection = "{ protect: true }";
const protecting =
  declare("support", "PhoneNumberSet", setArgs, protection) +
  declare("carrier", "SipTrunk", trunkArgs, protection);

function ids(): { inbound: string; trunk: string } {
  const [trunk] = simulator.state().videosdk.trunks;
  return { inbound: gateway(simulator, "inbound").id, trunk: trunk?.trunkId ?? "" };
}

/** A stack whose folder has the list of all objects. */
async function stackWithList(name: string): Promise<Stack> {
  const stack = await Stack.create(workspace, name, { simulator, program });
  const { inbound, trunk } = ids();
  const list = [
    { type: "videosdk.PhoneNumberSet", name: "support", id: inbound },
    { type: "videosdk.SipTrunk", name: "carrier", id: trunk },
  ];
  writeFileSync(join(stack.folder, "objects.json"), JSON.stringify(list));
  return stack;
}

describe("pulumi-sip import", () => {
  test("takes secrets along, encrypted: the program then changes nothing, and sends nothing", async () => {
    const stack = await stackWithList("import-shown");
    simulator.clearRequests();

    const { code, stdout, stderr } = await packageCommand(
      workspace,
      stack,
      "import",
      "--from",
      "objects.json",
    );

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Imported: 2.");
    expect(stdout).toContain("They are protected");
    expect(stdout).not.toContain("almost certainly a bug");
    expect(stdout).not.toContain("with one request");
    expect(simulator.requests().filter(({ method }) => method !== "GET")).toEqual([]);
    expect(await stack.succeed("stack", "export")).not.toContain(password);
    expect(await stack.succeed("stack", "export", "--show-secrets")).toContain(password);

    // An import protects, as Pulumi's own does, and a program that protects has nothing to change.
    stack.program(protecting);
    const preview = await stack.preview();
    expect(preview.steps).toEqual([]);
    expect(rowsIn(preview.output)).toEqual([]);
    expect(await stack.up()).toMatchObject({ steps: [], requests: [] });
    expect(filesWritten(stack)).not.toContain(password);
    const refused = await stack.failing("destroy");
    expect(refused.output).toContain("protect");
    expect(refused.writes).toEqual([]);
    // One that does not takes the protection away, and sends nothing.
    stack.program(program);
    const without = rowsIn((await stack.preview()).output);
    expect(without).toHaveLength(2);
    for (const row of without) expect(row).toContain("[diff: ~protect]");
    expect(await stack.up()).toMatchObject({ steps: [], requests: [] });
    await stack.destroy();
    expect(simulator.state().videosdk.released).toEqual([]);
  });

  test("announces the secrets that the vendor hides; each is sent once", async () => {
    await simulator.close();
    simulator = await startSimulator({ videosdk: { passwords: "masked" } });
    await elsewhere(simulator, "POST", "/v2/sip/phone-numbers", {
      name: "support",
      isShared: true,
      ...setArgs,
      outbound: { ...setArgs.outbound, transport: "tls" },
    });
    await elsewhere(simulator, "POST", "/v2/sip-trunk", { name: "carrier", ...trunkArgs });
    const stack = await stackWithList("import-hidden");

    const flags = ["--from", "objects.json", "--no-protect"];
    const { code, stdout } = await packageCommand(workspace, stack, "import", ...flags);

    expect(code).toBe(0);
    expect(stdout).toContain("They are not protected");
    expect(stdout).toContain("SipTrunk carrier: auth.password is not shown by videosdk");
    expect(stdout).toContain("PhoneNumberSet support: outbound.auth.password is not shown by videosdk");
    expect(stdout).not.toContain("almost certainly a bug");
    const { steps, writes } = await stack.up();
    expect(sorted(steps)).toEqual(["update carrier", "update support"]);
    expect(sorted(writes)).toEqual([
      "PATCH /v2/sip/phone-numbers/gateways/:gatewayId",
      "PUT /v2/sip-trunk/:trunkId",
    ]);
    expect((await stack.up()).requests).toEqual([]);
    expect(filesWritten(stack)).not.toContain(password);
  });

  test("says what is wrong, and imports nothing", async () => {
    const stack = await Stack.create(workspace, "import-wrong", { simulator, program });
    const failing = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await packageCommand(workspace, stack, "import", ...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      return stderr;
    };
    expect(await failing("videosdk.SipTrunk", "carrier", "-nowhere")).toContain(
      "no such object: -nowhere. The id of a SipTrunk is its trunkId",
    );
    expect(await failing("videosdk.PhoneNumberSet", "support", first)).toContain("is not a whole set");
    expect(await failing("videosdk.SipTrnk", "carrier", "id")).toContain("the nearest is videosdk.SipTrunk");
    expect(await failing("videosdk.SipTrunk")).toContain("<Type> <name> <id>");
    expect(await failing("--stack", "nowhere", "videosdk.SipTrunk", "a", "b")).toContain("stack nowhere");
    await stack.succeed("config", "rm", "videosdk:secret");
    await stack.succeed("config", "rm", "videosdk:apiKey");
    expect(await failing("videosdk.SipTrunk", "carrier", ids().trunk)).toContain(
      "pulumi config set --secret videosdk:secret",
    );
    const { resources } = await stack.export();
    expect(resources.filter(({ type }) => type.includes("dynamic/"))).toEqual([]);
  });
});

test("the option import takes over exactly what is declared, or says what differs", async () => {
  const { inbound, trunk } = ids();
  const stack = await Stack.create(workspace, "import-option", { simulator });
  const importing = (changes: object): string =>
    declare("support", "PhoneNumberSet", { ...setArgs, ...changes }, `{ import: "${inbound}" }`) +
    declare("carrier", "SipTrunk", trunkArgs, `{ import: "${trunk}" }`);

  stack.program(importing({ mediaEncryption: "enable" }));
  const { output, writes } = await stack.failing("up");
  expect(output).toContain(`mediaEncryption: there "disable", declared "enable"`);
  expect(writes).toEqual([]);

  stack.program(importing({}));
  expect(await stack.up()).toMatchObject({ steps: ["create support"], writes: [] });
  expect(await stack.up()).toMatchObject({ steps: [], requests: [] });
  stack.program(program);
  expect(await stack.up()).toMatchObject({ steps: [], requests: [] });
  expect(ids()).toEqual({ inbound, trunk });
  // A replacement is a new object, whatever the option says.
  stack.program(importing({ isShared: false, phoneNumbers: [first, second] }));
  expect((await stack.up()).steps).toContain("replace support [isShared]");
});
