import { describe, expect, test } from "vitest";

const changelog = "# Changelog\n\n## Unreleased\n\nNew:\n\n- a thing\n\n## 0.1.0\n\nThe first release.\n";
const manifest = '{ "dependencies": { "pulumi-sip": "^0.1.0" } }';

describe("a release", async () => {
  const { missingFor, nextVersion, releasedChangelog, sectionOf, templateFor } =
    await import("../../scripts/lib/release.mjs");

  test.each([
    ["patch", "0.1.1"],
    ["minor", "0.2.0"],
    ["major", "1.0.0"],
  ])("%s of 0.1.0 is %s", (bump, version) => {
    expect(nextVersion("0.1.0", bump)).toBe(version);
  });

  test("of another kind is refused, with those that there are", () => {
    expect(() => nextVersion("0.1.0", "big")).toThrow("Accepted: patch, minor, major");
  });

  test("makes what was not released the section of the version", () => {
    const released = releasedChangelog(changelog, "0.2.0");
    expect(sectionOf(released, "0.2.0")).toBe("New:\n\n- a thing");
    expect(sectionOf(released, "0.1.0")).toBe("The first release.");
    expect(sectionOf(released, "0.3.0")).toBeUndefined();
    expect(() => releasedChangelog(released, "0.3.0")).toThrow("nothing to release");
  });

  test("is complete where changelog, state, templates and tag agree", () => {
    const complete = {
      version: "0.1.0",
      changelog,
      templates: { agent: manifest },
      hasState: true,
      tag: "v0.1.0",
    };
    expect(missingFor(complete)).toEqual([]);
    const templates = { agent: templateFor(manifest, "0.2.0") };
    const missing = missingFor({ version: "0.1.1", changelog, templates, hasState: false, tag: "v0.2.0" });
    expect(missing).toEqual([
      expect.stringContaining("the tag v0.2.0"),
      expect.stringContaining("CHANGELOG.md"),
      expect.stringContaining("test/states/0.1.1/state.json"),
      expect.stringContaining("templates/agent"),
    ]);
  });
});
