import { describe, expect, test } from "vitest";
import { Settings, SettingsError, undefinedValue, type Setting } from "../../src/lifecycle/settings";

const apiKey: Setting = { key: "apiKey", env: "ACME_API_KEY" };
const secret: Setting = { key: "secret", env: "ACME_SECRET", secret: true };
const token: Setting = { key: "token", env: "ACME_TOKEN", secret: true };
const endpoint: Setting = { key: "endpoint", env: "ACME_ENDPOINT" };
const groups = [[apiKey, secret], [token]];

/** Settings with these values in the stack's configuration and in the environment. */
function settings(config: Record<string, string> = {}, env: Record<string, string> = {}): Settings {
  return new Settings("acme", { config: (key) => config[key], env });
}

describe("a setting", () => {
  test("is the configuration's before the environment's", () => {
    expect(settings({ "acme:token": "c" }, { ACME_TOKEN: "e" }).get(token)).toBe("c");
    expect(settings({}, { ACME_TOKEN: "e" }).get(token)).toBe("e");
    expect(settings().get(token)).toBeUndefined();
  });

  test.each(["", "  ", "\n\t"])("of %j counts as missing, in either place", (blank) => {
    expect(settings({ "acme:token": blank }, { ACME_TOKEN: "e" }).get(token)).toBe("e");
    expect(settings({}, { ACME_TOKEN: blank }).get(token)).toBeUndefined();
  });

  test("loses the white space around it, as a file's last line break", () => {
    expect(settings({ "acme:token": " abc\n" }).get(token)).toBe("abc");
  });

  test("of another vendor is not this one's", () => {
    expect(settings({ "other:token": "x", token: "y" }).get(token)).toBeUndefined();
  });
});

describe("settings that belong together", () => {
  test("come from the preferred group that is complete", () => {
    const all = { "acme:apiKey": "k", "acme:secret": "s", "acme:token": "t" };
    expect(settings(all).firstComplete(groups)).toEqual({ apiKey: "k", secret: "s" });
    expect(settings({ "acme:apiKey": "k", "acme:token": "t" }).firstComplete(groups)).toEqual({ token: "t" });
  });

  test("come from one place: half a group in the configuration is an error that says which half is where", () => {
    const half = settings({ "acme:apiKey": "k" }, { ACME_SECRET: "of another account" });
    expect(() => half.firstComplete(groups)).toThrow(SettingsError);
    expect(() => half.firstComplete(groups)).toThrow(
      /configuration has acme:apiKey and not acme:secret \(ACME_SECRET is in the environment\).*pulumi config set --secret acme:secret …; or remove acme:apiKey from/,
    );
    expect(() => half.firstComplete(groups)).not.toThrow(/of another account/);
  });

  test("do not come from the environment where the configuration has a part of them: that may be another account", () => {
    const env = { ACME_API_KEY: "k2", ACME_SECRET: "s2" };
    for (const secret of [{}, { "acme:secret": " " }]) {
      expect(() => settings({ "acme:apiKey": "k", ...secret }, env).firstComplete(groups)).toThrow(
        "(ACME_SECRET is in the environment)",
      );
    }
  });

  test("come from the configuration, even where the environment has the preferred group", () => {
    const both = settings({ "acme:token": "t" }, { ACME_API_KEY: "k", ACME_SECRET: "s" });
    expect(both.firstComplete(groups)).toEqual({ token: "t" });
  });

  test("come from the environment where the configuration has none of them, or blank ones", () => {
    const env = { ACME_API_KEY: "k2", ACME_SECRET: "s2" };
    for (const config of [{}, { "acme:apiKey": " " }]) {
      expect(settings(config, env).firstComplete(groups)).toEqual({ apiKey: "k2", secret: "s2" });
    }
  });
});

describe("the error for missing settings", () => {
  test("holds a command for each, with --secret where it is one, for each alternative", () => {
    const error = settings().missing("credentials are", groups);
    expect(error).toBeInstanceOf(SettingsError);
    expect(error.name).toBe("SettingsError");
    expect(error.message).toBe(
      "acme: credentials are missing. Set: pulumi config set acme:apiKey … && pulumi config set --secret acme:secret … " +
        "(or ACME_API_KEY and ACME_SECRET in the environment); or pulumi config set --secret acme:token … " +
        "(or ACME_TOKEN in the environment). To try it without an account: npx pulumi-sip simulate, which prints the " +
        "commands for its own credentials",
    );
  });
});

describe("a snapshot", () => {
  const all = [apiKey, secret, token];

  test("is equal for equal settings, whatever other settings there are", () => {
    const one = settings({ "acme:token": "t", "other:x": "1" }, { PATH: "a" });
    expect(one.snapshot(all)).toBe(settings({ "acme:token": " t " }, { PATH: "b" }).snapshot(all));
  });

  test.each([
    ["a value", { "acme:token": "u" }, {}],
    ["the source of a value", {}, { ACME_TOKEN: "t" }],
    ["which setting has the value", { "acme:apiKey": "t" }, {}],
    ["a limit of the transport", { "acme:token": "t", "acme:maxRetries": "0" }, {}],
    ["a limit in the environment", { "acme:token": "t" }, { ACME_REQUESTS_PER_SECOND: "1" }],
  ])("differs with %s", (_what, config: Record<string, string>, env: Record<string, string>) => {
    expect(settings(config, env).snapshot(all)).not.toBe(settings({ "acme:token": "t" }).snapshot(all));
  });

  test("cannot be made equal by values that hold its own punctuation", () => {
    const one = settings({ "acme:apiKey": 'a","b', "acme:secret": "c" });
    const other = settings({ "acme:apiKey": "a", "acme:secret": 'b","c' });
    expect(one.snapshot(all)).not.toBe(other.snapshot(all));
  });
});

describe("the limits", () => {
  test("have defaults", () => {
    expect(settings().operationTimeoutMs).toBe(300_000);
    expect(settings().transport).toMatchObject({
      limits: { maxConcurrency: 10, requestsPerSecond: undefined },
      requestTimeoutMs: 30_000,
      retry: { maxRetries: 4 },
    });
  });

  test("come from the configuration, times in seconds", () => {
    const given = settings({
      "acme:requestTimeout": "2.5",
      "acme:operationTimeout": "60",
      "acme:maxRetries": "0",
      "acme:maxConcurrency": "3",
      "acme:requestsPerSecond": "0.5",
    });
    expect(given.operationTimeoutMs).toBe(60_000);
    expect(given.transport).toMatchObject({
      limits: { maxConcurrency: 3, requestsPerSecond: 0.5 },
      requestTimeoutMs: 2_500,
      retry: { maxRetries: 0 },
    });
  });

  test("come from the environment under the vendor's name", () => {
    const given = settings({}, { ACME_REQUEST_TIMEOUT: "1", ACME_MAX_CONCURRENCY: "2" });
    expect(given.transport).toMatchObject({ requestTimeoutMs: 1_000, limits: { maxConcurrency: 2 } });
  });

  test.each([
    ["requestTimeout", "0", "a number above 0, seconds"],
    ["requestTimeout", "-1", "a number above 0, seconds"],
    ["requestTimeout", "30s", "a number above 0, seconds"],
    ["requestTimeout", "Infinity", "a number above 0, seconds"],
    ["requestTimeout", "NaN", "a number above 0, seconds"],
    ["maxConcurrency", "0", "a whole number above 0, a count"],
    ["maxConcurrency", "1.5", "a whole number above 0, a count"],
    ["maxRetries", "-1", "a whole number from 0, a count"],
    ["maxRetries", "0.5", "a whole number from 0, a count"],
    ["requestsPerSecond", "0", "a number above 0, a rate"],
    ["requestsPerSecond", "1e-9", "a number above 0, a rate"],
    // Node's timers count milliseconds in 31 bits: a longer limit would end at once.
    ["requestTimeout", "2147484", "a number above 0 and at most 2147483, seconds"],
    ["maxRetries", "1e9", "a whole number from 0 and at most 1000, a count"],
  ])("refuse %s of %s, and say what is accepted", (key, value, accepted) => {
    const bad = settings({ [`acme:${key}`]: value });
    const env = `ACME_${key.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
    expect(() => bad.transport).toThrow(
      new SettingsError(`acme:${key} (or ${env}) is ${JSON.stringify(value)}. Accepted: ${accepted}`),
    );
  });

  test("refuse a bad operation timeout", () => {
    expect(() => settings({ "acme:operationTimeout": "soon" }).operationTimeoutMs).toThrow(SettingsError);
  });
});

describe("the settings of a provider in the program", () => {
  const through = (config: Record<string, string>, env: Record<string, string> = {}) =>
    new Settings("acme", { config: (key) => config[key], env }, "acme.Provider branch");

  test("half of the credentials is asked of that provider, not of the stack's configuration", () => {
    const half = through({ "acme:apiKey": "k" }, { ACME_SECRET: "of another account" });
    expect(() => half.firstComplete(groups)).toThrow(
      "acme.Provider branch has apiKey and not secret. Give secret to it, or leave apiKey out.",
    );
    expect(() => half.firstComplete(groups)).not.toThrow(/pulumi config set/);
  });

  test("an Output that became undefined is named", () => {
    expect(through({ "acme:token": undefinedValue }).problems([token])).toEqual([
      "acme:token is an Output that became undefined. Give it a value, or leave it out",
    ]);
  });
});

test("all that is wrong with settings is found at once", () => {
  const names = ["acme:endpiont", "acme:maxRetries", "acme:requestTimeout"];
  const config: Record<string, string> = { "acme:maxRetries": "-1", "acme:requestTimeout": "soon" };
  const found = new Settings("acme", { config: (key) => config[key], env: {}, names }).problems([endpoint]);
  expect(found.map((problem) => problem.split(" ", 1)[0])).toEqual([
    "acme:endpiont",
    "acme:requestTimeout",
    "acme:maxRetries",
  ]);
});

describe("the endpoint", () => {
  const fallback = "https://api.acme.example";

  test("is the setting, otherwise the vendor's own", () => {
    expect(settings().endpoint(endpoint, fallback)).toMatchObject({ url: fallback, isDefault: true });
    expect(settings({}, { ACME_ENDPOINT: "http://h" }).endpoint(endpoint, fallback)).toEqual({
      ...{ url: "http://h", setting: "acme:endpoint", isDefault: false, fallback },
      source: "the environment variable ACME_ENDPOINT",
    });
    expect(settings({ "acme:endpoint": "http://127.0.0.1:8080/x" }).endpoint(endpoint, fallback).url).toBe(
      "http://127.0.0.1:8080/x",
    );
  });

  test.each(["api.acme.example", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "file:///etc/passwd"])(
    "of %s is refused, with what is accepted",
    (value) => {
      expect(() => settings({ "acme:endpoint": value }).endpoint(endpoint, fallback)).toThrow(
        new SettingsError(
          `acme:endpoint is ${JSON.stringify(value)} (from the configuration: that of the stack, or the argument endpoint ` +
            `of acme.Provider). Accepted: an http(s) URL`,
        ),
      );
    },
  );
});
