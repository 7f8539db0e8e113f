import { describe, expect, test } from "vitest";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import { problemsOf } from "../../../src/lifecycle/problems";
import { unknownValue } from "../../../src/lifecycle/unknown";
import { first, second } from "../../support/videosdk-account";

const least = {
  name: "Support",
  phoneNumbers: [second, "+1 (415) 555-0100"],
  inbound: { sipRegion: "auto" },
  outbound: { address: "sip.example.com", sipRegion: "us002" },
};

/** What is wrong with inputs, by field. */
function problems(changes: object): Record<string, string> {
  const value = { ...least, ...changes };
  const result = phoneNumberSet.schema.safeParse(value);
  if (result.success) return {};
  return Object.fromEntries(
    problemsOf(result.error, value, phoneNumberSet.secrets).map(({ field, reason }) => [field, reason]),
  );
}

const outbound = (changes: object) => ({ outbound: { ...least.outbound, ...changes } });

test("the required fields get every default, and numbers in normal form", () => {
  expect(phoneNumberSet.schema.parse(least)).toStrictEqual({
    name: "Support",
    phoneNumbers: [first, second],
    isShared: true,
    mediaEncryption: "disable",
    inbound: { sipRegion: "auto" },
    outbound: { address: "sip.example.com", sipRegion: "us002", transport: "tls" },
    gatewaySettings: "managed",
    consolidate: false,
    adopt: false,
    releaseOnDelete: false,
  });
});

test("every field of the schema has a rule for its changes, and no other", () => {
  const inputs = phoneNumberSet.schema.parse({
    ...least,
    ...outbound({ auth: { username: "u", password: "p" } }),
  });
  expect(Object.keys(phoneNumberSet.fields).sort()).toEqual(Object.keys(inputs).sort());
});

describe("bad input is named by field, with the value and what is accepted", () => {
  test.each([
    [
      { phoneNumbers: ["14155550100"] },
      "phoneNumbers[0]",
      /^"14155550100" is not accepted: it lacks the \+; did you mean \+14155550100\? Accepted: a number in E\.164/,
    ],
    [
      { phoneNumbers: [first, "+1 415 555 0100"] },
      "phoneNumbers[1]",
      /^"\+14155550100" is a duplicate of the entry at \[0\]/,
    ],
    [
      { phoneNumbers: [] },
      "phoneNumbers",
      /^\[\] is not accepted\. Accepted: a list with at least one number/,
    ],
    [
      { inbound: { sipRegion: "eu001" } },
      "inbound.sipRegion",
      /^"eu001" is not accepted\. Accepted: auto, us002, in002$/,
    ],
    [outbound({ sipRegion: "" }), "outbound.sipRegion", /Accepted: auto, us002, in002$/],
    [outbound({ transport: "ws" }), "outbound.transport", /^"ws" is not accepted\. Accepted: udp, tcp, tls$/],
    [
      { mediaEncryption: "srtp" },
      "mediaEncryption",
      /^"srtp" is not accepted; the nearest is enable\. Accepted: enable, disable$/,
    ],
    [outbound({ address: " " }), "outbound.address", /^" " is not accepted\. Accepted: a SIP host/],
    [
      outbound({ auth: { username: "u" } }),
      "outbound.auth.password",
      /^is required\. Accepted: the password; auth needs both/,
    ],
    [
      outbound({ auth: { password: "p" } }),
      "outbound.auth.username",
      /^is required\. Accepted: the user name; auth needs both/,
    ],
    [{ isShared: "true" }, "isShared", /^"true" is not accepted\. Accepted: true or false$/],
    [{ gatewaySettings: "manual" }, "gatewaySettings", /Accepted: managed, initial$/],
    [{ name: "" }, "name", /^"" is not accepted/],
    [{ inbound: undefined }, "inbound", /^is required/],
    [{ phoneNumber: [first] }, "phoneNumber", /^is not a field here; the nearest is phoneNumbers\./],
    [outbound({ adress: "x" }), "outbound.adress", /the nearest is address\./],
  ])("%j", (changes, field, reason) => {
    const found = problems(changes);
    expect(Object.keys(found)).toEqual([field]);
    expect(found[field]).toMatch(reason);
  });

  test("all of it at once", () => {
    const found = problems({
      name: " ",
      phoneNumbers: ["x"],
      isShared: 1,
      mediaEncryption: "x",
      inbound: {},
      outbound: { address: "", auth: { username: "u" }, port: 5060 },
      adopt: 1,
      extra: 1,
    });
    expect(Object.keys(found).sort()).toEqual([
      "adopt",
      "extra",
      "inbound.sipRegion",
      "isShared",
      "mediaEncryption",
      "name",
      "outbound.address",
      "outbound.auth.password",
      "outbound.port",
      "outbound.sipRegion",
      "phoneNumbers[0]",
    ]);
  });

  test("but no password, nor a value that contains one", () => {
    for (const auth of [
      { username: "u", password: ["canary"] },
      "u:canary",
      ["canary"],
      { canary: { canary: 1 } },
    ])
      expect(Object.values(problems(outbound({ auth }))).join()).not.toMatch(/canary(?!: is not)/);
  });
});

test("what is not known yet passes at every depth", () => {
  const unknown = {
    ...least,
    name: unknownValue,
    phoneNumbers: [unknownValue, first],
    isShared: unknownValue,
    inbound: unknownValue,
    outbound: { address: unknownValue, sipRegion: unknownValue, transport: unknownValue, auth: unknownValue },
  };
  expect(problems(unknown)).toEqual({});
});
