import { describe, expect, onTestFinished, test } from "vitest";
import { readInventories } from "../../src/inventory";
import { startSimulator } from "../../src/simulator";
import { credentials } from "../support/live-account";

async function environment() {
  const simulator = await startSimulator();
  onTestFinished(() => simulator.close());
  const endpoints = { VIDEOSDK_API_ENDPOINT: simulator.url, SIGNALWIRE_API_ENDPOINT: simulator.url };
  return { ...endpoints, ...credentials(simulator), VIDEOSDK_MAX_RETRIES: "0", SIGNALWIRE_MAX_RETRIES: "0" };
}

describe("the inventories of the environment's accounts", () => {
  test("are those of both vendors, or of the one that has settings", async () => {
    const env = await environment();
    expect(Object.keys(await readInventories({ env }))).toEqual(["videosdk", "signalwire"]);
    expect(Object.keys(await readInventories({ env, vendor: "signalwire" }))).toEqual(["signalwire"]);
    const own = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("VIDEOSDK")));
    expect(Object.keys(await readInventories({ env: own }))).toEqual(["videosdk"]);
  });

  test("are not there without settings, and the error says how to set them", async () => {
    await expect(readInventories({ env: {} })).rejects.toThrow(
      /VIDEOSDK_API_KEY(.|\n)*SIGNALWIRE_PROJECT_ID/,
    );
    const half = { VIDEOSDK_API_KEY: "key" };
    await expect(readInventories({ env: half })).rejects.toThrow(/videosdk: credentials are missing/);
  });

  test("say what to do about refused credentials and a wrong address, without a secret", async () => {
    const env = await environment();
    const refused = { ...env, VIDEOSDK_SECRET: "CANARY-secret" };
    const error = await readInventories({ env: refused, vendor: "videosdk" }).catch(String);
    expect(error).toMatch(
      /videosdk: the account was not read: .*phone numbers: .*HTTP 401.*VideoSDK dashboard/,
    );
    expect(error).not.toContain("CANARY");
    const elsewhere = { ...env, VIDEOSDK_API_ENDPOINT: `${env.VIDEOSDK_API_ENDPOINT}/v2` };
    await expect(readInventories({ env: elsewhere, vendor: "videosdk" })).rejects.toThrow(
      /videosdk:endpoint is/,
    );
  });
});
