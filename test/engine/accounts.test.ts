import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, setArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, gatewayCounts, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let here: Simulator;
let there: Simulator;
let stack: Stack;

const numbersThere = ["+14155550108", "+14155550109"];

beforeAll(async () => {
  [here, there] = await Promise.all([startSimulator(), startSimulator()]);
  const { apiKey, secret } = there.videosdk;
  stack = await Stack.create(workspace, "accounts", {
    simulator: here,
    program: [
      `const other = new videosdk.Provider("other", ${JSON.stringify({ apiKey, secret, endpoint: there.url })});\n`,
      declare("support", "PhoneNumberSet", setArgs),
      declare("sales", "PhoneNumberSet", { ...setArgs, phoneNumbers: numbersThere }, "{ provider: other }"),
    ].join(""),
  });
});
afterAll(() => Promise.all([here.close(), there.close()]));

test("a second account of one program gets its own resources and nothing else", async () => {
  await stack.up();
  expect(connectedNumbers(here)).toEqual([first, second]);
  expect(connectedNumbers(there)).toEqual(numbersThere);
  expect(await stack.succeed("stack", "export")).not.toContain(there.videosdk.secret);
});

test("each account gets requests only about its own resources", async () => {
  there.clearRequests();
  expect((await stack.up()).requests).toEqual([]);
  expect((await stack.refresh()).steps).toEqual([]);
  expect(there.requests().every(({ method, status }) => method === "GET" && status === 200)).toBe(true);
  expect(there.requests().length).toBeGreaterThan(0);
});

test("an object of another account never counts as gone", async () => {
  // The credentials of the wrong account, in place of the stack's own.
  await stack.configure(
    { "videosdk:endpoint": there.url, "videosdk:apiKey": there.videosdk.apiKey },
    { "videosdk:secret": there.videosdk.secret },
  );
  const { output, steps } = await stack.failing("refresh", "--run-program");
  expect(output).toContain("it was last seen in another");
  expect(steps.filter((step) => step.startsWith("delete"))).toEqual([]);
  await stack.configure(
    { "videosdk:endpoint": here.url, "videosdk:apiKey": here.videosdk.apiKey },
    { "videosdk:secret": here.videosdk.secret },
  );
});

test("destroy with the program uses the present credentials, and empties both accounts", async () => {
  // The refresh has put the wrong credentials into state, where a destroy that does not run the program finds them.
  expect((await stack.failing("destroy")).output).toContain("it was last seen in another");
  await stack.destroy("--run-program");
  expect(gatewayCounts(here)).toEqual([0, 0]);
  expect(gatewayCounts(there)).toEqual([0, 0]);
});
