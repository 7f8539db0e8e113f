import { existsSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "./support";

async function environment(user: Readonly<Record<string, string>>, root = temporaryFolder()) {
  const { isolatedEnv } = await import("../../scripts/lib/pulumi-env.mjs");
  for (const [name, value] of Object.entries(user)) vi.stubEnv(name, value);
  try {
    return isolatedEnv({ binDir: "/cli/bin", root });
  } finally {
    vi.unstubAllEnvs();
  }
}

test("a Pulumi call sees none of the user's Pulumi, VideoSDK and SignalWire settings", async () => {
  const user = {
    PULUMI_ACCESS_TOKEN: "canary",
    PULUMI_HOME: "canary",
    PULUMI_BACKEND_URL: "canary",
    PULUMI_CONFIG_PASSPHRASE_FILE: "canary",
    PULUMI_STACK: "canary",
    VIDEOSDK_TOKEN: "canary",
    SIGNALWIRE_TOKEN: "canary",
  };
  expect(JSON.stringify(await environment(user))).not.toContain("canary");
});

test("a Pulumi call keeps its home and its state in the throw-away folder, both of which exist", async () => {
  const root = temporaryFolder();
  const env = await environment({}, root);
  const backend = fileURLToPath(env["PULUMI_BACKEND_URL"] ?? "");
  for (const folder of [env["PULUMI_HOME"] ?? "", backend]) {
    expect(path.dirname(folder)).toBe(root);
    expect(existsSync(folder)).toBe(true);
  }
});

test("a Pulumi call finds that CLI first, then the Node that runs this", async () => {
  const env = await environment({ PATH: "/user/bin" });
  expect(env["PATH"]?.split(path.delimiter)).toEqual([
    "/cli/bin",
    path.dirname(process.execPath),
    "/user/bin",
  ]);
});

test("other variables of the user reach a Pulumi call", async () => {
  expect(await environment({ HTTPS_PROXY: "http://127.0.0.1:1" })).toMatchObject({
    HTTPS_PROXY: "http://127.0.0.1:1",
  });
});
