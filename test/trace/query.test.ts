import { describe, expect, test } from "vitest";
import { sourceFit } from "../../src/trace/addresses";
import { callerFit, mayMean, numberIn } from "../../src/trace/numbers";
import { trace, type TraceQuery } from "../../src/trace";

describe("a query", () => {
  test("is refused with everything that is wrong with it", () => {
    const query = { to: "reception", source: "carrier", direction: "outbound", connector: "main" } as const;
    expect(() => trace({}, query)).toThrow(
      /^the call cannot be traced: to: "reception" is no number.*; from: is missing.*; source: "carrier" is no IP.*; connector: only inbound/,
    );
    const words = { to: "+14155550100", direction: "sideways", vendor: "twilio" } as unknown as TraceQuery;
    expect(() => trace({}, words)).toThrow(/direction: "sideways".*; vendor: "twilio"/);
  });

  test("needs an account", () => {
    expect(() => trace({}, { to: "+14155550100" })).toThrow(/no inventory of any vendor/);
  });
});

describe("a number", () => {
  test.each([
    ["+1 (415) 555-0100", "+14155550100"],
    ["0014155550100", "+14155550100"],
    ["14155550100", "+14155550100"],
    ["sip:+14155550100@example.com", "+14155550100"],
    ["4155550100", undefined],
    ["1001", undefined],
  ])("is read from %j", (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  test("may be meant by one without the country's code", () => {
    expect(mayMean("4155550100", "+14155550100")).toBe(true);
    expect(mayMean("04155550100", "+14155550100")).toBe(true);
    expect(mayMean("4155550101", "+14155550100")).toBe(false);
    expect(mayMean("0100", "+14155550100")).toBe(false);
  });
});

describe("a list of callers", () => {
  test.each([
    [["+1415*"], "+14155550199", "in"],
    [["*"], "anonymous", "out"],
    [["*"], "14155550199", "in"],
    [["1415*"], "+14155550199", "written otherwise"],
    [["+1415*"], "14155550199", "written otherwise"],
    [["+1.15*"], "+1415", "out"],
    [["+91*"], "+14155550199", "out"],
  ])("%j says of %j: %s", (allowed, caller, fit) => {
    expect(callerFit(allowed, caller)).toBe(fit);
  });
});

describe("a list of addresses", () => {
  test.each([
    [["203.0.113.0/24"], "203.0.113.7", "in"],
    [["203.0.113.7"], "203.0.113.7/32", "in"],
    [["203.0.113.0/25", "203.0.113.128/25"], "203.0.113.0/24", "in"],
    [["203.0.113.0/25"], "203.0.113.0/24", "partly"],
    [["203.0.113.0/24"], "198.51.100.7", "out"],
    [["0.0.0.0/0"], "198.51.100.7", "in"],
    [["::/0"], "198.51.100.7", "out"],
    [["*"], "198.51.100.7", "in"],
    [["2001:db8::/32"], "2001:db8:1::5", "in"],
    [["::ffff:203.0.113.0/120"], "203.0.113.7", "in"],
    [["sip:203.0.113.7:5060"], "203.0.113.7", "in"],
    [["[2001:db8::1]:5061"], "2001:db8::1", "in"],
    [["sip.example.com"], "203.0.113.7", "unknown"],
    [["sip.example.com", "203.0.113.7"], "203.0.113.7", "in"],
    [["203.0.113.0/33"], "203.0.113.7", "unknown"],
  ])("%j says of %s: %s", (allowed, source, fit) => {
    expect(sourceFit(allowed, source).fit).toBe(fit);
  });
});
