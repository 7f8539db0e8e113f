import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { Notes } from "../../src/lifecycle/notes";

const mine = "acme Widget\nurn:mine";
const other = "acme Widget\nurn:other";
let parent: string;
let directory: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "pulumi-sip-notes-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  // Not created yet: the first note creates it.
  directory = join(parent, "deep", "creating");
});

describe("a note of a creation", () => {
  test("is known to the process that wrote it and to every later one", () => {
    const notes = new Notes(directory);
    expect(notes.find(mine)).toBeUndefined();
    notes.write(mine, { asked: { color: "a hash" } });
    expect(notes.find(mine)).toMatchObject({ asked: { color: "a hash" } });
    expect(new Notes(directory).find(mine)).toMatchObject({ asked: { color: "a hash" } });
  });

  test("is of one resource only", () => {
    const notes = new Notes(directory);
    notes.write(mine, {});
    expect(notes.find(other)).toBeUndefined();
    notes.write(other, { id: "o" });
    notes.remove(mine);
    expect(new Notes(directory).find(mine)).toBeUndefined();
    expect(new Notes(directory).find(other)).toMatchObject({ id: "o" });
  });

  test("gets the id of the object in place of its earlier content", () => {
    new Notes(directory).write(mine, { asked: "a" });
    new Notes(directory).write(mine, { asked: "a", id: "w1" });
    expect(new Notes(directory).find(mine)).toMatchObject({ asked: "a", id: "w1" });
    expect(readdirSync(directory)).toHaveLength(1);
  });

  test("is removed from the disk too, and may be removed twice", () => {
    const notes = new Notes(directory);
    notes.write(mine, {});
    notes.remove(mine);
    notes.remove(mine);
    expect(notes.find(mine)).toBeUndefined();
    expect(readdirSync(directory)).toEqual([]);
  });

  test("has a file name that any file system accepts, whatever the resource is called", () => {
    const notes = new Notes(directory);
    const keys = [`../../etc/${"x".repeat(5_000)}`, "a\nb\0c", "Zürich ☎", ""];
    for (const key of keys) notes.write(key, {});
    expect(readdirSync(directory)).toHaveLength(keys.length);
    for (const name of readdirSync(directory)) expect(name).toMatch(/^[0-9a-f]{32}\.json$/);
    for (const key of keys) expect(new Notes(directory).find(key)).toBeDefined();
  });

  test("says when it began, and names neither the resource nor the account", () => {
    new Notes(directory).write(mine, {});
    const [file = ""] = readdirSync(directory);
    const note = JSON.parse(readFileSync(join(directory, file), "utf8")) as { begun: string };
    expect(Object.keys(note)).toEqual(["begun"]);
    expect(new Date(note.begun).toISOString()).toBe(note.begun);
  });
});

describe("where the disk cannot be used", () => {
  test("creations work without notes", () => {
    const file = join(directory, "..");
    mkdirSync(join(file, ".."), { recursive: true });
    // A file instead of a folder fails for every user, root too.
    writeFileSync(file, "");
    const notes = new Notes(directory);
    expect(() => notes.write(mine, {})).not.toThrow();
    expect(notes.find(mine)).toBeUndefined();
    expect(() => notes.remove(mine)).not.toThrow();
  });

  test("a note that is cut off is ignored", () => {
    new Notes(directory).write(mine, {});
    const [file = ""] = readdirSync(directory);
    writeFileSync(join(directory, file), '{"begun": "2026-');
    expect(new Notes(directory).find(mine)).toBeUndefined();
  });
});

describe("the folder of the notes", () => {
  test.each([
    ["is below PULUMI_HOME", (home: string) => home, (home: string) => home],
    [
      "is below the user's .pulumi where PULUMI_HOME is empty",
      () => "",
      (home: string) => join(home, ".pulumi"),
    ],
    ["is the same where it is blank", () => " ", (home: string) => join(home, ".pulumi")],
  ])("%s", (_name, pulumiHome, expected) => {
    vi.stubEnv("HOME", parent);
    vi.stubEnv("USERPROFILE", parent);
    vi.stubEnv("PULUMI_HOME", pulumiHome(parent));
    onTestFinished(() => void vi.unstubAllEnvs());
    new Notes().write(mine, {});
    expect(readdirSync(join(expected(parent), "pulumi-sip", "creating"))).toHaveLength(1);
  });
});
