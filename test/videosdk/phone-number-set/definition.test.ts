import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import type { SetInputs, SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import { Claims } from "../../../src/lifecycle/claims";
import { difference, type Difference } from "../../../src/lifecycle/diff";
import { priorFrom, toState } from "../../../src/lifecycle/state";
import { unknownValue } from "../../../src/lifecycle/unknown";
import { first, second, third } from "../../support/videosdk-account";
import { unwrapped, type Properties } from "../../support/wire";

const base: SetInputs = {
  name: "Support",
  phoneNumbers: [first, second],
  isShared: true,
  mediaEncryption: "disable",
  inbound: { sipRegion: "us002" },
  outbound: { address: "sip.example.com", sipRegion: "in002", transport: "tls" },
  gatewaySettings: "managed",
  consolidate: false,
  adopt: false,
  releaseOnDelete: false,
};
const auth = { username: "u", password: "p" };
const withAuth: SetInputs = { ...base, outbound: { ...base.outbound, auth } };
const pairs: SetInputs = { ...base, isShared: false };

const none: Difference = { changes: false, replaces: [], deleteBeforeReplace: false };
const update: Difference = { changes: true, replaces: [], deleteBeforeReplace: false };
const replace = (...replaces: string[]): Difference => ({
  changes: true,
  replaces,
  deleteBeforeReplace: true,
});

/** The difference that changes of inputs from state cause. */
function diff(old: SetInputs, changes: Partial<Record<keyof SetInputs, unknown>> = {}): Difference {
  return diffOf(old, {}, changes);
}

function diffOf(
  old: SetInputs,
  outputs: Partial<SetOutputs>,
  changes: Partial<Record<keyof SetInputs, unknown>>,
): Difference {
  const state = toState(phoneNumberSet, { inputs: old, outputs }, undefined, { __provider: "text" });
  const desired = { ...old, ...changes } as SetInputs;
  return difference(phoneNumberSet, {
    old: priorFrom(phoneNumberSet, "gw", unwrapped(state) as Properties),
    desired,
  });
}

describe("a change in place", () => {
  test.each([
    ["of the name", { name: "Sales" }],
    ["of the encryption", { mediaEncryption: "enable" }],
    ["of the inbound region", { inbound: { sipRegion: "auto" } }],
    ["of the address", { outbound: { ...base.outbound, address: "other.example.com" } }],
    ["of the transport", { outbound: { ...base.outbound, transport: "udp" } }],
    ["of credentials that are added", { outbound: withAuth.outbound }],
    ["of a number that is removed", { phoneNumbers: [first] }],
    ["of who owns the settings", { gatewaySettings: "initial" }],
    ["of what a later destroy does", { releaseOnDelete: true }],
  ])("is one %s", (_what, changes) => {
    expect(diff(base, changes)).toEqual(update);
  });

  test("is one of credentials that change", () => {
    expect(diff(withAuth, { outbound: { ...base.outbound, auth: { ...auth, password: "q" } } })).toEqual(
      update,
    );
  });

  test.each([
    ["a pair for each", pairs],
    ["shared pairs", base],
    ["a pair for each, though consolidate is set", { ...pairs, consolidate: true }],
  ])("is one of a number that is added, with %s", (_kind, set) => {
    expect(diff(set, { phoneNumbers: [first, second, third] })).toEqual(update);
    expect(diff(set, { phoneNumbers: [third] })).toEqual(update);
  });
});

describe("a replacement, old first", () => {
  test("is one of isShared, either way", () => {
    expect(diff(base, { isShared: false })).toEqual(replace("isShared"));
    expect(diff(pairs, { isShared: true })).toEqual(replace("isShared"));
  });

  test("is one of a number that is added to a set that stays on one pair, also when another is removed", () => {
    const consolidated: SetInputs = { ...base, consolidate: true };
    expect(diff(consolidated, { phoneNumbers: [first, second, third] })).toEqual(replace("phoneNumbers"));
    expect(diff(consolidated, { phoneNumbers: [first, third] })).toEqual(replace("phoneNumbers"));
    expect(diff(consolidated, { phoneNumbers: [first] })).toEqual(update);
    expect(diff(base, { phoneNumbers: [first, third], consolidate: true })).toEqual(replace("phoneNumbers"));
    expect(diff(consolidated, { phoneNumbers: [first, third], consolidate: false })).toEqual(update);
  });

  test("is one of consolidate, where a shared set has several pairs", () => {
    const grown = { inboundGatewayIds: ["in-1", "in-2"], outboundGatewayIds: ["out-1", "out-2"] };
    expect(diffOf(base, grown, { consolidate: true })).toEqual(replace("consolidate"));
    expect(diffOf(pairs, grown, { consolidate: true })).toEqual(none);
    expect(diffOf(base, { inboundGatewayIds: ["in-1"] }, { consolidate: true })).toEqual(none);
    expect(diffOf({ ...base, consolidate: true }, grown, { consolidate: false })).toEqual(none);
    expect(diffOf(base, grown, { consolidate: unknownValue })).toEqual(update);
  });

  test("is one of credentials that are removed, because nothing clears them", () => {
    expect(diff(withAuth, { outbound: base.outbound })).toEqual(replace("outbound"));
  });

  test("names every field that requires it", () => {
    const changes = { isShared: false, outbound: base.outbound, name: "Sales" };
    expect(diff(withAuth, changes)).toEqual(replace("isShared", "outbound"));
  });
});

describe("no change", () => {
  test("is the same value in another notation", () => {
    expect(diff(base)).toEqual(none);
    expect(diff(withAuth)).toEqual(none);
  });

  test("is a permission to adopt", () => {
    expect(diff(base, { adopt: true })).toEqual(none);
  });

  test("is a setting that others own", () => {
    const initial: SetInputs = { ...withAuth, gatewaySettings: "initial" };
    const changes = {
      name: "x",
      mediaEncryption: "enable",
      inbound: { sipRegion: "auto" },
      outbound: { address: "y", sipRegion: "auto", transport: "udp" },
    };
    expect(diff(initial, changes)).toEqual(none);
    expect(diff(initial, { ...changes, phoneNumbers: [first] })).toEqual(update);
  });
});

describe("what is not known yet", () => {
  test.each([
    ["isShared", { isShared: unknownValue }],
    ["phoneNumbers", { phoneNumbers: unknownValue }],
    ["a number", { phoneNumbers: [first, second, unknownValue] }],
    ["outbound", { outbound: unknownValue }],
    ["credentials", { outbound: { ...base.outbound, auth: unknownValue } }],
    ["gatewaySettings", { gatewaySettings: unknownValue }],
  ])("in %s is a change that may turn out to be one in place", (_what, changes) => {
    expect(diff(withAuth, changes)).toEqual(update);
  });

  test("about isShared makes the replacement by a number that is added uncertain", () => {
    const consolidated: SetInputs = { ...base, consolidate: true };
    const numbers = { phoneNumbers: [first, second, third] };
    expect(diff(consolidated, { isShared: unknownValue, ...numbers })).toEqual(update);
    expect(diff(consolidated, { consolidate: unknownValue, ...numbers })).toEqual(update);
  });

  test("about who owns the settings makes the replacement by credentials that are removed uncertain", () => {
    expect(diff(withAuth, { gatewaySettings: unknownValue, outbound: base.outbound })).toEqual(update);
  });
});

describe("for any inputs", () => {
  const number = fc.integer({ min: 0, max: 9 }).map((digit) => `+1415555010${digit}`);
  const region = fc.constantFrom("auto", "us002", "in002");
  const password = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
  const inputs = fc
    .record(
      {
        name: fc.string({ minLength: 1 }).filter((name) => name.trim() !== ""),
        phoneNumbers: fc.uniqueArray(number, { minLength: 1 }),
        isShared: fc.boolean(),
        consolidate: fc.boolean(),
        mediaEncryption: fc.constantFrom("enable", "disable"),
        inbound: fc.record({ sipRegion: region }),
        outbound: fc.record(
          {
            address: fc.domain(),
            sipRegion: region,
            transport: fc.constantFrom("udp", "tcp", "tls"),
            auth: fc.record({ username: fc.constantFrom("a", "b"), password }),
          },
          { requiredKeys: ["address", "sipRegion"] },
        ),
        gatewaySettings: fc.constantFrom("managed", "initial"),
      },
      { requiredKeys: ["name", "phoneNumbers", "inbound", "outbound"] },
    )
    .map((some) => phoneNumberSet.schema.parse(some));

  test("checking them again changes nothing", () => {
    fc.assert(
      fc.property(inputs, (some) => {
        expect(phoneNumberSet.schema.parse(some)).toStrictEqual(some);
      }),
    );
  });

  test("there is no change against themselves", () => {
    fc.assert(
      fc.property(inputs, (some) => {
        expect(diff(some)).toEqual(none);
      }),
    );
  });

  test("the order of the numbers never matters", () => {
    fc.assert(
      fc.property(inputs, (some) => {
        const reversed = phoneNumberSet.schema.parse({
          ...some,
          phoneNumbers: [...some.phoneNumbers].reverse(),
        });
        expect(diff(some, reversed)).toEqual(none);
      }),
    );
  });

  test("a replacement is always a change, and a set without a field that requires one is never replaced", () => {
    fc.assert(
      fc.property(inputs, inputs, (old, desired) => {
        const { changes, replaces, deleteBeforeReplace } = diff(old, desired);
        if (!changes) expect(replaces).toEqual([]);
        expect(deleteBeforeReplace).toBe(replaces.length > 0);
        expect(replaces.includes("isShared")).toBe(old.isShared !== desired.isShared);
        const joins = desired.phoneNumbers.some((e164) => !old.phoneNumbers.includes(e164));
        expect(replaces.includes("phoneNumbers")).toBe(joins && desired.isShared && desired.consolidate);
      }),
    );
  });
});

describe("two sets of one program", () => {
  /** The conflicts of the second of two sets that want these numbers. */
  function conflicts(one: readonly string[], other: readonly string[]): string[] {
    const claims = new Claims();
    const claimsOn = (phoneNumbers: readonly string[]) =>
      phoneNumberSet.claims?.({ ...base, phoneNumbers: [...phoneNumbers] }, undefined) ?? [];
    expect(claims.declare("urn:one", {}, claimsOn(one))).toEqual([]);
    return claims.declare("urn:other", {}, claimsOn(other));
  }

  test("cannot have the same number", () => {
    expect(conflicts([first, second], [second, third])).toEqual([
      `phoneNumbers: ${second} belongs to another PhoneNumberSet of this program already (urn:one)`,
    ]);
    expect(conflicts([first], [second, third])).toEqual([]);
  });

  test("are not compared by numbers that are not known yet", () => {
    expect(conflicts([unknownValue], [unknownValue])).toEqual([]);
    expect(conflicts([first, unknownValue], [unknownValue, first])).toHaveLength(1);
  });
});

test("a set claims the settings of its gateways only while it manages them", () => {
  const prior = { inputs: base, outputs: { inboundGatewayIds: ["in"], outboundGatewayIds: ["out"] } };
  const things = (inputs: SetInputs) =>
    (phoneNumberSet.claims?.(inputs, prior) ?? []).map(({ thing }) => thing);
  expect(things(base)).toEqual(expect.arrayContaining(["gateway in sipRegion", "gateway out address"]));
  expect(things({ ...base, gatewaySettings: "initial" })).toEqual([`number ${first}`, `number ${second}`]);
});
