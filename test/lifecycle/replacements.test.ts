import { describe, expect, test } from "vitest";
import { Replacements } from "../../src/lifecycle/replacements";

describe("a deletion", () => {
  test("is final where nothing says otherwise", () => {
    expect(new Replacements().includes("w1")).toBe(false);
  });

  test("is half of a replacement where a diff has said so, for that object only", () => {
    const replacements = new Replacements();
    replacements.expect("w1");
    expect([replacements.includes("w1"), replacements.includes("w2")]).toEqual([true, false]);
  });

  test("is half of a replacement while a creation is announced that has not been asked for, whichever it is", () => {
    const replacements = new Replacements();
    replacements.announce("urn:a");
    replacements.announce("urn:b");
    replacements.arrived("urn:a");
    expect(replacements.includes("w1")).toBe(true);
    replacements.arrived("urn:b");
    expect(replacements.includes("w1")).toBe(false);
  });
});
