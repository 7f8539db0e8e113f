import { sign } from "jsonwebtoken";
import { describe, expect, test } from "vitest";
import { VideoSdkAccount, videosdk } from "../../../src/videosdk/client/account";
import { Settings, SettingsError } from "../../../src/lifecycle/settings";
import { json, serve } from "../../support/server";
import { ample, rejection } from "../../support/transport";
import { settingsAt } from "../../support/videosdk-account";

const nowhere = "http://127.0.0.1:9";

/** An account with these settings; creating one sends no request. */
function accountWith(values: Readonly<Record<string, string>>): VideoSdkAccount {
  return new VideoSdkAccount(settingsAt(nowhere, values));
}

describe("credentials", () => {
  test("that are missing are reported with the commands and variables for both ways", () => {
    const error = (() => {
      try {
        return new VideoSdkAccount(new Settings("videosdk", { config: () => undefined, env: {} }));
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(SettingsError);
    expect((error as Error).message).toBe(
      "videosdk: credentials are missing. Set: pulumi config set videosdk:apiKey … && " +
        "pulumi config set --secret videosdk:secret … (or VIDEOSDK_API_KEY and VIDEOSDK_SECRET in the environment); " +
        "or pulumi config set --secret videosdk:token … (or VIDEOSDK_TOKEN in the environment). To try it without an " +
        "account: npx pulumi-sip simulate, which prints the commands for its own credentials",
    );
  });

  test("are missing when there is half of a pair", () => {
    expect(() => accountWith({ apiKey: "k" })).toThrow(SettingsError);
    expect(() => accountWith({ secret: "s" })).toThrow(SettingsError);
  });

  test.each([
    ["Bearer ready.made.token", "begins with Bearer"],
    ["bearer ready.made.token", "begins with bearer"],
    ["ready.made\n.token", "holds white space, or a character that no token has"],
    ["ready.made.token\u{200B}", "holds white space, or a character that no token has"],
  ])("are refused as the ready-made token %j, which is not shown", (token, flaw) => {
    expect(() => accountWith({ token })).toThrow(
      `videosdk:token (or VIDEOSDK_TOKEN) ${flaw}. Accepted: the token alone, without a prefix such as Bearer`,
    );
  });

  test("are sent as a token without a prefix: a ready-made one as it is", async () => {
    const server = await serve((response) => json(response, 200, { trunkId: "x" }));
    const account = new VideoSdkAccount(settingsAt(server.url, { token: "ready.made.token" }));
    await account.api.getTrunk("x", ample());
    expect(server.requests[0]?.headers.authorization).toBe("ready.made.token");
  });

  test("are sent as a token without a prefix: a minted one, the same for many requests", async () => {
    const server = await serve((response) => json(response, 200, { trunkId: "x" }));
    const account = new VideoSdkAccount(settingsAt(server.url, { apiKey: "k", secret: "s" }));
    await account.api.getTrunk("x", ample());
    await account.api.getTrunk("x", ample());
    const [one, other] = server.requests.map(({ headers }) => headers.authorization);
    expect(one).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(other).toBe(one);
  });
});

describe("the fingerprint of an account", () => {
  const byKey = accountWith({ apiKey: "key-1", secret: "s" }).fingerprint;

  test("is its API key's, without showing it, with a key or with a token", () => {
    expect(byKey).toMatch(/^videosdk-[0-9a-f]{12}$/);
    expect(accountWith({ apiKey: "key-1", secret: "rotated" }).fingerprint).toBe(byKey);
    expect(accountWith({ token: sign({ apikey: "key-1" }, "any") }).fingerprint).toBe(byKey);
  });

  test("is another for another key", () => {
    expect(accountWith({ apiKey: "key-2", secret: "s" }).fingerprint).not.toBe(byKey);
  });

  test.each(["opaque", sign({ sub: "x" }, "any"), `${sign({}, "any").split(".")[0] ?? ""}.bbbb.cccc`])(
    "is unknown for the token %s, which may nevertheless be valid",
    (token) => {
      expect(accountWith({ token }).fingerprint).toBeUndefined();
    },
  );
});

describe("what must never be shown", () => {
  test("is the secret or the ready-made token, and not the key", () => {
    expect(accountWith({ apiKey: "k", secret: "s3cret" }).secrets).toEqual(["s3cret"]);
    expect(accountWith({ token: "a.b.c" }).secrets).toEqual(["a.b.c"]);
  });

  test("is also the token that was minted and sent, as long as it is valid", async () => {
    const server = await serve((response) => json(response, 200, { trunkId: "x" }));
    const account = new VideoSdkAccount(settingsAt(server.url, { apiKey: "k", secret: "s" }));
    await account.api.getTrunk("x", ample());
    expect(account.secrets).toContain(server.requests[0]?.headers.authorization);
  });
});

describe("the other settings", () => {
  test("are VideoSDK's own", () => {
    const keys = videosdk.settings.map(({ key }) => key);
    expect(videosdk.name).toBe("videosdk");
    expect(keys.sort()).toEqual(["apiKey", "endpoint", "organizationId", "secret", "token"]);
    expect(
      videosdk.settings
        .filter(({ secret }) => secret)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(["secret", "token"]);
  });

  test("apply to the transport and the operations", async () => {
    const server = await serve((response) => json(response, 503, {}));
    const settings = settingsAt(server.url, { token: "t", maxRetries: "1", operationTimeout: "7" });
    const account = new VideoSdkAccount(settings);
    expect(account.operationTimeoutMs).toBe(7_000);
    await rejection(account.api.getTrunk("x", ample()));
    expect(server.requests).toHaveLength(2);
  });

  test("with a bad endpoint are an error", () => {
    expect(() => new VideoSdkAccount(settingsAt("api.videosdk.live", { token: "t" }))).toThrow(SettingsError);
  });
});
