import { describe, expect, test } from "vitest";
import { hashedMembers, hashesOf, isHashedMember, matchesHashes } from "../../src/lifecycle/hashes";

describe("marks", () => {
  test("hold no setting in clear, and none of what is undefined or null", () => {
    const marks = hashesOf({ color: "red", size: undefined, shape: null });
    expect(Object.keys(marks)).toEqual(["color"]);
    expect(JSON.stringify(marks)).not.toContain("red");
  });

  test("match an object that shows the same settings, in any order of a list", () => {
    const asked = hashesOf({ color: "red", codecs: ["a", "b"] });
    expect(matchesHashes(asked, { color: "red", codecs: ["b", "a"], more: 1 })).toBe(true);
    expect(matchesHashes(asked, { color: "red" })).toBe(true);
  });

  test("do not match an object that shows another setting", () => {
    expect(matchesHashes(hashesOf({ color: "red" }), { color: "blue" })).toBe(false);
    expect(matchesHashes(hashesOf({ codecs: ["a"] }), { codecs: ["a", "b"] })).toBe(false);
  });

  test.each([undefined, null, "red", 7])("that are none (%j) match nothing", (asked) => {
    expect(matchesHashes(asked, { color: "red" })).toBe(false);
  });
});

test("a note says of which members it is, without showing them; one that does not say may be of any", () => {
  const asked = hashesOf({ color: "red", ...hashedMembers("part", ["a-part"]) });
  expect(JSON.stringify(asked)).not.toContain("a-part");
  expect(isHashedMember(asked, "part", "a-part")).toBe(true);
  expect(isHashedMember(asked, "part", "b-part")).toBe(false);
  expect(isHashedMember(hashesOf({ color: "red" }), "part", "b-part")).toBe(true);
  expect(matchesHashes(asked, { color: "red" })).toBe(true);
});
