import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, setArgs } from "./support/programs.js";
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

test("a provider of the other vendor, and one with half of its credentials, are named at preview", async () => {
  const { apiKey } = simulator.videosdk;
  const stack = await Stack.create(workspace, "providers", {
    simulator,
    program: [
      `const other = new signalwire.Provider("other", { space: "a", projectId: "b", token: "c" });\n`,
      `const half = new videosdk.Provider("half", { apiKey: "${apiKey}", secret: pulumi.output(undefined) });\n`,
      `const lacking = new videosdk.Provider("lacking", { apiKey: "${apiKey}" });\n`,
      declare("one", "PhoneNumberSet", setArgs, "{ provider: other }"),
      declare("two", "PhoneNumberSet", setArgs, "{ provider: half }"),
      declare("three", "PhoneNumberSet", setArgs, "{ provider: lacking }"),
      `const house = new pulumi.ComponentResource("a:b:C", "house", {}, { providers: [other] });\n`,
      declare("four", "PhoneNumberSet", setArgs, "{ parent: house }"),
      declare("five", "PhoneNumberSet", {
        ...setArgs,
        outbound: { ...setArgs.outbound, auth: "<<pulumi.output(undefined)>>" },
      }),
    ].join(""),
  });
  const { output, requests } = await stack.failing("preview", "--continue-on-error");
  require("node:fs").writeFileSync("/tmp/wt/input-out.txt", output);
  const foreign =
    "its provider is signalwire.Provider other. Give it a videosdk.Provider, or none for the account in";
  expect(output.split(foreign).length - 1).toBeGreaterThanOrEqual(1);
  expect(output).toContain("videosdk:secret is an Output that became undefined");
  expect(output).toContain("videosdk.Provider lacking has apiKey and not secret. Give secret to it");
  expect(output).toContain("outbound.auth: the Output that the program passes became undefined");
  expect(requests).toEqual([]);
});
