import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { Journal } from "../../src/lifecycle/journal";

const mine = "acme Widget\nproject/stack/mine";
const other = "acme Widget\nproject/stack/other";
let directory: string;

beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), "pulumi-sip-journal-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  // Not made yet: the first note does that.
  directory = join(parent, "deep", "creating");
});

describe("a note of a creation", () => {
  test("is known to the process that made it and to every later one", () => {
    const journal = new Journal(directory);
    expect(journal.has(mine)).toBe(false);
    journal.begin(mine);
    expect(journal.has(mine)).toBe(true);
    expect(new Journal(directory).has(mine)).toBe(true);
  });

  test("is of one resource only", () => {
    const journal = new Journal(directory);
    journal.begin(mine);
    expect(new Journal(directory).has(other)).toBe(false);
    journal.begin(other);
    journal.conclude(mine);
    expect(new Journal(directory).has(mine)).toBe(false);
    expect(new Journal(directory).has(other)).toBe(true);
  });

  test("goes when it is concluded, from the disk too", () => {
    const journal = new Journal(directory);
    journal.begin(mine);
    journal.conclude(mine);
    expect(journal.has(mine)).toBe(false);
    expect(readdirSync(directory)).toEqual([]);
  });

  test("keeps what was asked for, also when the creation is begun again", () => {
    new Journal(directory).begin(mine, { color: "a hash" });
    new Journal(directory).begin(mine, { color: "another" });
    expect(new Journal(directory).asked(mine)).toEqual({ color: "a hash" });
    expect(new Journal(directory).asked(other)).toBeUndefined();
  });

  test("can be concluded by a later process", () => {
    new Journal(directory).begin(mine);
    new Journal(directory).conclude(mine);
    expect(new Journal(directory).has(mine)).toBe(false);
  });

  test("can be made twice, and concluded twice or without having been made", () => {
    const journal = new Journal(directory);
    journal.conclude(mine);
    journal.begin(mine);
    journal.begin(mine);
    expect(readdirSync(directory)).toHaveLength(1);
    journal.conclude(mine);
    journal.conclude(mine);
    expect(journal.has(mine)).toBe(false);
  });

  test("has a file name that any file system takes, whatever the resource is called", () => {
    const journal = new Journal(directory);
    const keys = [`../../etc/${"x".repeat(5_000)}`, "a\nb\0c", "Zürich ☎", ""];
    for (const key of keys) journal.begin(key);
    expect(readdirSync(directory)).toHaveLength(keys.length);
    for (const name of readdirSync(directory)) expect(name).toMatch(/^[0-9a-f]{32}\.json$/);
    for (const key of keys) expect(new Journal(directory).has(key)).toBe(true);
  });

  test("says for people which creation it is about and when it began, and no more", () => {
    new Journal(directory).begin(mine);
    const [file = ""] = readdirSync(directory);
    const note = JSON.parse(readFileSync(join(directory, file), "utf8")) as { key: string; begun: string };
    expect(Object.keys(note)).toEqual(["key", "begun"]);
    expect(note.key).toBe(mine);
    expect(new Date(note.begun).toISOString()).toBe(note.begun);
  });
});

describe("where the disk can not be used", () => {
  test("creations go on without notes", () => {
    const file = join(directory, "..");
    mkdirSync(join(file, ".."), { recursive: true });
    // A file in the place of a folder is refused to every user, root too.
    writeFileSync(file, "");
    const journal = new Journal(directory);
    expect(() => journal.begin(mine)).not.toThrow();
    expect(journal.has(mine)).toBe(false);
    expect(() => journal.conclude(mine)).not.toThrow();
  });

  test("a note that somebody else took away is concluded all the same", () => {
    const journal = new Journal(directory);
    journal.begin(mine);
    rmSync(directory, { recursive: true });
    expect(() => journal.conclude(mine)).not.toThrow();
    expect(journal.has(mine)).toBe(false);
  });
});
