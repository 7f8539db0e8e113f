import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { Settings } from "../../src/lifecycle/settings";
import { Provider, SipTrunk, type ProviderArgs } from "../../src/videosdk/index";
import { mockEngine, registrationOf } from "../support/mocked-program";

beforeAll(() => mockEngine());

/** What the engine receives for a provider, with its secrets marked. */
async function inputsOf(name: string, args: ProviderArgs): Promise<Record<string, unknown>> {
  const { type, inputs } = await registrationOf(new Provider(name, args), name);
  expect(type).toBe("pulumi:providers:pulumi-nodejs");
  return inputs;
}

/** Whether a value is sent as a secret. */
function isMarked(value: unknown): value is { value: unknown } {
  return typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value;
}

describe("a further account", () => {
  test("is a provider of the dynamic kind, with the settings under the keys of the configuration", async () => {
    const inputs = await inputsOf("plain", { apiKey: "k", endpoint: "http://127.0.0.1:9" });
    expect(inputs).toEqual({ "videosdk:apiKey": "k", "videosdk:endpoint": "http://127.0.0.1:9" });
  });

  test("has numbers as strings, as the configuration has them", async () => {
    const inputs = await inputsOf("numbers", { maxRetries: 0, requestTimeout: pulumi.output(2.5) });
    expect(inputs).toEqual({ "videosdk:maxRetries": "0", "videosdk:requestTimeout": "2.5" });
  });

  test("has its secret and its token marked as secrets, although the program passes plain strings", async () => {
    const inputs = await inputsOf("secrets", { apiKey: "k", secret: "s", token: pulumi.output("t") });
    expect(isMarked(inputs["videosdk:secret"])).toBe(true);
    expect(isMarked(inputs["videosdk:token"])).toBe(true);
    expect(isMarked(inputs["videosdk:apiKey"])).toBe(false);
    expect(inputs).toMatchObject({ "videosdk:secret": { value: "s" }, "videosdk:token": { value: "t" } });
  });

  test("has no key for what is left out", async () => {
    const none = undefined as unknown as string;
    expect(await inputsOf("none", { apiKey: "k", endpoint: none })).toEqual({ "videosdk:apiKey": "k" });
  });

  test("is understood by the settings of the provider's process", async () => {
    const inputs = await inputsOf("understood", { apiKey: "k", maxConcurrency: 3, operationTimeout: 7 });
    const settings = new Settings("videosdk", {
      config: (key) => inputs[key] as string | undefined,
      env: {},
    });
    expect(settings.get({ key: "apiKey", env: "X" })).toBe("k");
    expect(settings.transport.limits.maxConcurrency).toBe(3);
    expect(settings.operationTimeoutMs).toBe(7_000);
  });

  test("can be passed to a resource", () => {
    const provider = new Provider("other", { token: "t" });
    let seen: unknown;
    const args = {
      domain: "d",
      direction: "inbound" as const,
      numbers: ["+14155550100"],
      auth: { username: "u", password: "p" },
    };
    const options = {
      provider,
      transformations: [({ opts }: pulumi.ResourceTransformationArgs) => void (seen = opts.provider)],
    };
    new SipTrunk("at-other", args, options);
    expect(seen).toBe(provider);
  });
});
