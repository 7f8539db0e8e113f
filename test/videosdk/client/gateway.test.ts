import { describe, expect, test } from "vitest";
import {
  certainSettings,
  defined,
  differs,
  effectiveSettings,
  isPasswordShown,
  patchBody,
  settingsOf,
  type GatewaySettings,
} from "../../../src/videosdk/client/gateway";
import type { Gateway } from "../../../src/videosdk/client/replies";
import { gateway } from "../../support/videosdk-account";

const credentials = { username: "u", password: "p" };
const applied: GatewaySettings = {
  name: "Support",
  mediaEncryption: "disable",
  sipRegion: "us002",
  address: "sip.example.com",
  transport: "tls",
  auth: credentials,
};
/** The outbound gateway that shows all of it. */
const open = gateway({ name: "Support", address: "sip.example.com", transport: "tls", auth: credentials });

/**
 * Whether a gateway that shows this needs an update to have the wanted settings, `before` being what was applied, at a
 * vendor that shows passwords.
 */
function needsUpdate(
  shown: Gateway,
  wanted: GatewaySettings,
  before: GatewaySettings = applied,
  isPasswordShown: boolean | null = true,
): boolean {
  return differs(effectiveSettings(settingsOf(shown, "outbound"), shown, before, isPasswordShown), wanted);
}

describe("the settings that a gateway shows", () => {
  test("have the region under its other name", () => {
    expect(settingsOf(gateway({ geoRegion: "in002" }), "inbound").sipRegion).toBe("in002");
  });

  test("of an inbound one are only those that it can have", () => {
    const shown = { ...open, address: "sip.example.com" };
    expect(Object.keys(settingsOf(shown, "inbound"))).toEqual(["name", "mediaEncryption", "sipRegion"]);
  });

  test("of an outbound one are all", () => {
    expect(settingsOf(open, "outbound")).toEqual(applied);
  });

  test.each([null, undefined])("treat a region of %s as auto", (geoRegion) => {
    expect(settingsOf(gateway({ geoRegion }), "inbound").sipRegion).toBe("auto");
  });

  test.each([
    ["a masked password", { username: "u", password: "********" }],
    ["an empty password", { username: "u", password: "" }],
    ["no password", { username: "u" }],
    ["no user", { password: "p" }],
    ["an empty user", { username: "", password: "p" }],
    ["nothing", {}],
    ["nulls", { username: null, password: null }],
  ])("have no credentials where there is %s", (_what, auth) => {
    expect(settingsOf(gateway({ auth }), "outbound").auth).toBeUndefined();
  });
});

describe("a gateway is not changed", () => {
  test("when it shows what is wanted", () => {
    expect(needsUpdate(open, applied)).toBe(false);
  });

  test("when its name is hidden and the wanted one was applied last", () => {
    expect(needsUpdate({ ...open, name: undefined }, applied)).toBe(false);
    expect(needsUpdate({ ...open, name: null }, applied)).toBe(false);
  });

  test("when its password is masked and the wanted one was applied last for the same user", () => {
    expect(needsUpdate({ ...open, auth: { username: "u", password: "••••" } }, applied)).toBe(false);
    expect(needsUpdate({ ...open, auth: { username: "u" } }, applied)).toBe(false);
    expect(needsUpdate({ ...open, auth: {} }, applied)).toBe(false);
  });

  test.each([
    "CAxxxx",
    "caret-ssss",
    "[hidden]",
    "sha256:9f86d081",
    "XXXX",
    "redacted",
    "********",
    "",
    null,
  ])("when the applied password was never shown, and now reads %j", (password) => {
    const secret = { ...applied, auth: { username: "u", password: "CAnary" } };
    expect(needsUpdate({ ...open, auth: { username: "u", password } }, secret, secret, null)).toBe(false);
  });

  test.each(["CAxxxx", "xxxxry", "CA....ry", "####"])(
    "when the applied password was shown, and a mask of it is shown now: %s",
    (password) => {
      const secret = { ...applied, auth: { username: "u", password: "CAnary" } };
      expect(needsUpdate({ ...open, auth: { username: "u", password } }, secret, secret)).toBe(false);
    },
  );

  test("when it shows no region and auto is wanted", () => {
    const auto = { ...applied, sipRegion: "auto" };
    expect(needsUpdate({ ...open, geoRegion: null }, auto)).toBe(false);
  });

  test("when it has more than is wanted", () => {
    expect(needsUpdate(open, { transport: "tls" })).toBe(false);
    expect(needsUpdate(open, { transport: "tls", auth: undefined })).toBe(false);
  });
});

describe("a gateway needs an update", () => {
  test.each([
    ["name", "Sales"],
    ["mediaEncryption", "enable"],
    ["sipRegion", "auto"],
    ["address", "other.example.com"],
    ["transport", "udp"],
    ["auth", { username: "u", password: "q" }],
    ["auth", { username: "v", password: "p" }],
  ])("when another %s is wanted", (field, value) => {
    expect(needsUpdate(open, { ...applied, [field]: value })).toBe(true);
  });

  test("when it was changed elsewhere, though the wanted settings were applied last", () => {
    expect(needsUpdate({ ...open, transport: "udp" }, applied)).toBe(true);
    expect(needsUpdate({ ...open, auth: { username: "u", password: "q" } }, applied)).toBe(true);
  });

  test("when its region was reset", () => {
    expect(needsUpdate({ ...open, geoRegion: null }, applied)).toBe(true);
  });

  test.each([true, null])("when its password is masked, but it is another user's", (isShown) => {
    const shown = { ...open, auth: { username: "v", password: "****" } };
    expect(needsUpdate(shown, applied, applied, isShown)).toBe(true);
  });

  test("when the password that was shown is another one now, in the form of no mask of it", () => {
    const shown = { ...open, auth: { username: "u", password: "qxxxx" } };
    expect(needsUpdate(shown, applied)).toBe(true);
  });

  test("when its password is masked and another one was applied last", () => {
    const shown = { ...open, auth: { username: "u", password: "****" } };
    expect(needsUpdate(shown, { ...applied, auth: { username: "u", password: "q" } })).toBe(true);
  });

  test("when its name is hidden and nothing is known of it", () => {
    expect(needsUpdate({ ...open, name: undefined }, applied, {})).toBe(true);
  });
});

describe("the body of an update", () => {
  test("holds what is declared and nothing else: another owner may be changing the rest", () => {
    expect(patchBody("outbound", { transport: "udp" })).toStrictEqual({ transport: "udp" });
    expect(patchBody("outbound", applied)).toStrictEqual(applied);
  });

  test("of an inbound gateway holds no field that VideoSDK refuses there", () => {
    expect(patchBody("inbound", { ...applied, mediaEncryption: "enable" })).toStrictEqual({
      name: "Support",
      mediaEncryption: "enable",
      sipRegion: "us002",
    });
  });

  test("holds nothing undefined", () => {
    expect(patchBody("inbound", { name: "n", mediaEncryption: undefined })).toStrictEqual({ name: "n" });
    expect(patchBody("outbound", { name: "n", auth: undefined })).toStrictEqual({ name: "n" });
  });
});

describe("what is known of how passwords read back", () => {
  test("is that they are shown, once the applied one is", () => {
    expect(isPasswordShown(credentials, credentials, null)).toBe(true);
    expect(isPasswordShown({ username: "u", password: "q" }, credentials, true)).toBe(true);
  });

  test.each([[{ username: "u", password: "q" }], [{ username: "v", password: "p" }], [{}]])(
    "is nothing where %j is shown in its place",
    (auth) => {
      expect(isPasswordShown(auth, credentials, undefined)).toBeNull();
      expect(isPasswordShown(auth, undefined, true)).toBeNull();
    },
  );
});

describe("while an update is under way", () => {
  test("what may not be shown and changes is no longer certain", () => {
    const wanted = { ...applied, name: "Sales", auth: { username: "u", password: "q" } };
    const { name, auth, ...rest } = applied;
    expect([name, auth]).toEqual(["Support", credentials]);
    expect(certainSettings(applied, wanted)).toStrictEqual(rest);
  });

  test("all other settings stay certain: they can be read, or do not change", () => {
    expect(certainSettings(applied, { ...applied, transport: "udp", address: "x" })).toStrictEqual(applied);
  });
});

test("what is undefined is left out, and nothing else", () => {
  expect(defined({ a: undefined, b: null, c: 0, d: "" })).toStrictEqual({ b: null, c: 0, d: "" });
});
