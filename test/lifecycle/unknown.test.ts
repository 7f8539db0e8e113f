import { expect, test } from "vitest";
import { containsUnknown, isUnknown, unknownValue } from "../../src/lifecycle/unknown";

test("a value is unknown itself, or only in a part", () => {
  expect(isUnknown(unknownValue)).toBe(true);
  expect(isUnknown([unknownValue])).toBe(false);
  expect(isUnknown("known")).toBe(false);
});

test.each([
  [unknownValue, true],
  [["a", unknownValue], true],
  [{ a: { b: [{ c: unknownValue }] } }, true],
  [{ [unknownValue]: "a key" }, false],
  ["known", false],
  [null, false],
  [undefined, false],
  [{}, false],
  [0, false],
])("%j holds something unknown: %s", (value, expected) => {
  expect(containsUnknown(value)).toBe(expected);
});
