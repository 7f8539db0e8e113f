import { describe, expect, test } from "vitest";
import type { NumberRecord } from "../../../src/videosdk/client/replies";
import {
  describeAttachments,
  isAttached,
  isAttachedAsSet as isAttachedAs,
} from "../../../src/videosdk/phone-number-set/target";
import { first, gateway, numberRecord, second, third } from "../../support/videosdk-account";

function isAttachedAsSet(records: Map<string, NumberRecord>, numbers: readonly string[], isShared: boolean) {
  return isAttachedAs(records, { numbers, isShared });
}

function recordsOf(...records: NumberRecord[]): Map<string, NumberRecord> {
  return new Map(records.map((record) => [record.phoneNumber.e164, record]));
}

/** A number attached in both directions to gateways of these names, which say that they carry these numbers. */
function attached(e164: string, pair: string, roster?: readonly string[]): NumberRecord {
  const numbers = roster === undefined ? undefined : [...roster];
  return numberRecord(e164, gateway({ id: `${pair}-in`, numbers }), gateway({ id: `${pair}-out`, numbers }));
}

describe("a shared set", () => {
  const both = [first, second];

  test("is attached when all its numbers, and no others, use one pair", () => {
    const records = recordsOf(attached(first, "a", both), attached(second, "a", both));
    expect(isAttachedAsSet(records, both, true)).toBe(true);
    expect(isAttachedAsSet(records, [second, first], true)).toBe(true);
  });

  test("is attached when its gateways do not show their numbers", () => {
    expect(isAttachedAsSet(recordsOf(attached(first, "a"), attached(second, "a")), both, true)).toBe(true);
  });

  test.each([
    ["a number has a pair of its own", [attached(first, "a"), attached(second, "b")]],
    [
      "the pair carries an additional number",
      [attached(first, "a", [...both, third]), attached(second, "a", both)],
    ],
    ["the pair lacks a number", [attached(first, "a", [first]), attached(second, "a", [first])]],
    ["a number is not registered", [attached(first, "a")]],
    ["a number is not attached", [attached(first, "a"), numberRecord(second)]],
    [
      "a number is attached in one direction only",
      [attached(first, "a"), numberRecord(second, gateway({ id: "a-in" }))],
    ],
    [
      "a number uses another gateway in one direction",
      [attached(first, "a"), numberRecord(second, gateway({ id: "a-in" }), gateway({ id: "b-out" }))],
    ],
  ])("is not attached when %s", (_when, records) => {
    expect(isAttachedAsSet(recordsOf(...records), both, true)).toBe(false);
  });

  test("of one number is a set like any other", () => {
    expect(isAttachedAsSet(recordsOf(attached(first, "a", [first])), [first], true)).toBe(true);
    expect(isAttachedAsSet(recordsOf(attached(first, "a", both)), [first], true)).toBe(false);
  });
});

describe("a set with a pair for each number", () => {
  test("is attached when each number has a pair that carries it alone", () => {
    const records = recordsOf(attached(first, "a", [first]), attached(second, "b", [second]));
    expect(isAttachedAsSet(records, [first, second], false)).toBe(true);
  });

  test.each([
    ["two numbers share a pair", [attached(first, "a"), attached(second, "a")]],
    [
      "a pair carries an additional number",
      [attached(first, "a", [first, third]), attached(second, "b", [second])],
    ],
    ["a pair carries another number", [attached(first, "a", [second]), attached(second, "b", [second])]],
    [
      "one direction is shared",
      [
        numberRecord(first, gateway({ id: "a-in" }), gateway({ id: "out" })),
        numberRecord(second, gateway({ id: "b-in" }), gateway({ id: "out" })),
      ],
    ],
  ])("is not attached when %s", (_when, records) => {
    expect(isAttachedAsSet(recordsOf(...records), [first, second], false)).toBe(false);
  });
});

describe("a large shared set", () => {
  /** Numbers on one pair, each with a list of all of them as the vendor sends it, and how often the lists are read. */
  function large(count: number) {
    const numbers = Array.from({ length: count }, (_, index) => `+1415${5_000_000 + index}`);
    let reads = 0;
    const counted: ProxyHandler<string[]> = {
      get: (list, key, receiver) => {
        if (typeof key === "string" && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(list, key, receiver) as unknown;
      },
    };
    const roster = () => new Proxy([...numbers], counted);
    const record = (e164: string) =>
      numberRecord(e164, gateway({ id: "in", numbers: roster() }), gateway({ id: "out", numbers: roster() }));
    return { numbers, records: recordsOf(...numbers.map(record)), reads: () => reads };
  }

  test("is compared with each gateway's numbers once, not once for each number", () => {
    const { numbers, records, reads } = large(1_000);
    expect(isAttachedAsSet(records, numbers, true)).toBe(true);
    expect(reads()).toBeLessThanOrEqual(2 * numbers.length);
  });
});

test("no set is attached without numbers", () => {
  expect(isAttachedAsSet(new Map(), [], true)).toBe(false);
  expect(isAttachedAsSet(new Map(), [], false)).toBe(false);
});

test("records of other numbers do not count", () => {
  const records = recordsOf(attached(first, "a", [first]), attached(third, "b"));
  expect(isAttachedAsSet(records, [first], true)).toBe(true);
});

describe("attachments, for messages", () => {
  test("name each number that is attached, and its gateways", () => {
    const records = recordsOf(
      attached(first, "a"),
      numberRecord(second),
      numberRecord(third, undefined, gateway({ id: "z" })),
    );
    expect(describeAttachments(records.values())).toBe(
      `${first} is attached to inbound gateway a-in and outbound gateway a-out; ` +
        `${third} is attached to outbound gateway z`,
    );
  });

  test("exist in either direction", () => {
    expect(isAttached(numberRecord(first))).toBe(false);
    expect(isAttached(numberRecord(first, gateway()))).toBe(true);
    expect(isAttached(numberRecord(first, undefined, gateway()))).toBe(true);
  });
});
