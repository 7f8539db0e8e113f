import { describe, expect, test } from "vitest";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import { hashId, readId } from "../../../src/videosdk/phone-number-set/id";
import { createBody, gatewaySettingsOf } from "../../../src/videosdk/phone-number-set/target";
import { first, second, third } from "../../support/videosdk-account";

const auth = { username: "u", password: "p" };
const inputs = phoneNumberSet.schema.parse({
  name: "Support",
  phoneNumbers: [first, second],
  inbound: { sipRegion: "us002" },
  outbound: { address: "sip.example.com", sipRegion: "in002", auth },
  adopt: true,
});

describe("the id of a set without a gateway of its own", () => {
  test("is derived from the numbers at creation, in any order, and shows none of them", () => {
    expect(hashId([first, second])).toBe(hashId([second, first]));
    expect(hashId([first, second])).not.toBe(hashId([first, third]));
    expect(hashId([first])).toMatch(/^set-[0-9a-f]{16}$/);
  });

  test("does not reorder what it is derived from", () => {
    const numbers = [second, first];
    hashId(numbers);
    expect(numbers).toEqual([second, first]);
  });
});

describe("what an id says", () => {
  test("is nothing for a derived one", () => {
    expect(readId(hashId([first]))).toEqual({});
  });

  test("is the numbers, for an import", () => {
    expect(readId(`${first}, ${second}`)).toEqual({ phoneNumbers: [first, second] });
    expect(readId(first)).toEqual({ phoneNumbers: [first] });
  });

  test("is otherwise the inbound gateway of a shared set", () => {
    expect(readId("4b0c1e62-6a5f")).toEqual({ inboundGatewayId: "4b0c1e62-6a5f" });
  });
});

describe("the settings of a set's gateways", () => {
  test("are those of their direction", () => {
    expect(gatewaySettingsOf(inputs, "inbound")).toEqual({
      name: "Support",
      mediaEncryption: "disable",
      sipRegion: "us002",
    });
    expect(gatewaySettingsOf(inputs, "outbound")).toEqual({
      name: "Support",
      mediaEncryption: "disable",
      sipRegion: "in002",
      address: "sip.example.com",
      transport: "tls",
      auth,
    });
  });

  test("are undefined where old inputs do not hold them", () => {
    expect(gatewaySettingsOf({}, "inbound").sipRegion).toBeUndefined();
    expect(gatewaySettingsOf({}, "outbound").address).toBeUndefined();
  });
});

test("the creating request holds every field, and only those that VideoSDK knows", () => {
  expect(createBody(inputs, [third])).toEqual({
    name: "Support",
    phoneNumbers: [third],
    isShared: true,
    mediaEncryption: "disable",
    inbound: { sipRegion: "us002" },
    outbound: { address: "sip.example.com", sipRegion: "in002", transport: "tls", auth },
  });
});
