import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const program = declare("support", "PhoneNumberSet", setArgs) + declare("carrier", "SipTrunk", trunkArgs);

test("missing credentials: the preview fails already, with the commands that set them, and nothing is sent", async () => {
  const stack = await Stack.create(workspace, "missing", {
    simulator,
    program,
    settings: { "videosdk:apiKey": undefined },
    secrets: { "videosdk:secret": undefined },
  });
  const { output, requests } = await stack.failing("preview");
  const commands =
    "videosdk: credentials are missing. Set: pulumi config set videosdk:apiKey … && " +
    "pulumi config set --secret videosdk:secret … (or VIDEOSDK_API_KEY and VIDEOSDK_SECRET in the environment); or " +
    "pulumi config set --secret videosdk:token … (or VIDEOSDK_TOKEN in the environment)";
  expect(output).toContain(commands);
  expect(output).toContain("npx pulumi-sip simulate");
  expect(requests).toEqual([]);
  expect((await stack.failing("up")).requests).toEqual([]);

  await stack.configure(
    { "videosdk:apiKey": simulator.videosdk.apiKey },
    { "videosdk:secret": simulator.videosdk.secret },
  );
  expect((await stack.up()).steps).toHaveLength(2);
});

test("wrong credentials: the vendor's refusal, and nothing is in state", async () => {
  const stack = await Stack.create(workspace, "wrong", {
    simulator,
    program,
    secrets: { "videosdk:secret": "another-secret" },
  });
  const { output, writes } = await stack.failing("up");
  expect(output).toMatch(/videosdk (PhoneNumberSet|SipTrunk): create failed: .*\(HTTP 401, POST /);
  expect(output).not.toContain("another-secret");
  expect(writes.every((line) => line.endsWith(" 401"))).toBe(true);
  const { resources } = await stack.export();
  expect(resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"))).toEqual([]);
});

test("bad input: all problems of a resource at once, each with what is accepted, and nothing is sent", async () => {
  const stack = await Stack.create(workspace, "wrong-input", {
    simulator,
    program: declare("support", "PhoneNumberSet", {
      phoneNumbers: ["+1 (415) 555-0100", "+14155550100", "0"],
      isSharedd: true,
      mediaEncryption: "maybe",
      inbound: { sipRegion: "eu001" },
      outbound: { address: " ", sipRegion: "us002", transport: "sctp" },
    }),
  });
  const { output, requests } = await stack.failing("preview");
  expect(output).toContain('phoneNumbers[1]: "+14155550100" is a duplicate of the entry at [0]');
  expect(output).toContain('phoneNumbers[2]: "0" is not accepted. Accepted: a number in E.164 form');
  expect(output).toContain("isSharedd: is not a field here; the nearest is isShared");
  expect(output).toContain('mediaEncryption: "maybe" is not accepted. Accepted: enable, disable');
  expect(output).toContain('inbound.sipRegion: "eu001" is not accepted. Accepted: auto, us002, in002');
  expect(output).toContain('outbound.address: " " is not accepted');
  expect(output).toContain('outbound.transport: "sctp" is not accepted. Accepted: udp, tcp, tls');
  expect(requests).toEqual([]);
});
