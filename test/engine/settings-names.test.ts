import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, reference, setArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

test("misspelt settings fail the preview, all at once, each with the nearest name", async () => {
  const stack = await Stack.create(workspace, "misspelt", {
    simulator,
    program: declare("support", "PhoneNumberSet", setArgs),
    settings: {
      "videosdk:requestTimout": "5",
      "videosdk:endpiont": simulator.url,
      "videosdk:maxRetries": "-1",
    },
  });
  stack.environment({ VIDEOSDK_MAX_CONCURENCY: "1" });
  const { output, requests } = await stack.failing("preview");
  expect(output).toContain(
    "videosdk:requestTimout is not a setting; the nearest is videosdk:requestTimeout.",
  );
  expect(output).toContain("videosdk:endpiont is not a setting; the nearest is videosdk:endpoint.");
  expect(output).toContain("VIDEOSDK_MAX_CONCURENCY is not known; the nearest is VIDEOSDK_MAX_CONCURRENCY.");
  expect(output).toContain('videosdk:maxRetries (or VIDEOSDK_MAX_RETRIES) is "-1"');
  expect(requests).toEqual([]);
});

describe("a provider, or a value, that cannot be used is named by the preview", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.create(workspace, "providers", { simulator });
  });
  const half = { apiKey: "key" };
  const foreign = `const other = new signalwire.Provider("other", { space: "a", projectId: "b", token: "c" });\n`;

  test.each([
    [
      "a provider of the other vendor",
      foreign + declare("one", "PhoneNumberSet", setArgs, "{ provider: other }"),
      "its provider is signalwire.Provider other. Give it a videosdk.Provider, or none for the account in the stack's",
    ],
    [
      "one of the other vendor that a component passes on",
      foreign +
        `const house = new pulumi.ComponentResource("a:b:C", "house", {}, { providers: [other] });\n` +
        declare("one", "PhoneNumberSet", setArgs, "{ parent: house }"),
      "its provider is signalwire.Provider other. ",
    ],
    [
      "one with half of its credentials",
      `const lacking = new videosdk.Provider("lacking", ${JSON.stringify(half)});\n` +
        declare("one", "PhoneNumberSet", setArgs, "{ provider: lacking }"),
      "videosdk.Provider lacking has apiKey and not secret. Give secret to it",
    ],
    [
      "one with an Output that became undefined",
      `const odd = new videosdk.Provider("odd", { apiKey: "key", secret: pulumi.output(undefined) });\n` +
        declare("one", "PhoneNumberSet", setArgs, "{ provider: odd }"),
      "videosdk:secret is an Output that became undefined",
    ],
    [
      "an optional argument that became undefined",
      declare("one", "PhoneNumberSet", {
        ...setArgs,
        outbound: { ...setArgs.outbound, auth: reference("pulumi.output(undefined)") },
      }),
      "outbound.auth: the Output that the program passes became undefined",
    ],
  ])("%s", async (_what, program, sentence) => {
    stack.program(program);
    const { output, requests } = await stack.failing("preview");
    expect(output).toContain(sentence);
    expect(requests).toEqual([]);
  });
});
