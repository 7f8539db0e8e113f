import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(__dirname, "..", "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** Every file and folder of a folder of the project, such as `src/http/path.ts`. */
function below(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
    path.posix.join(folder, name.split(path.sep).join("/")),
  );
}

const present = [...below("src"), ...below("test")];

/** All that a pattern's first group matches. */
function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

/** Whether a path exists; `<vendor>` and `*` stand for any one name, `**` for any folders. */
function leadsSomewhere(named: string): boolean {
  const expression = named
    .replace(/\/$/, "")
    .split(/(<\w+>|\*\*\/|\*)/)
    .map((part) => {
      if (part === "**/") return "(?:[^/]+/)*";
      return part === "*" || part.startsWith("<") ? "[^/]+" : part.replaceAll(".", "\\.");
    })
    .join("");
  return present.some((file) => new RegExp(`^${expression}$`).test(file));
}

/** The anchor that a heading has on the page. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
}

/** Whether a relative link leads to a file, and to a heading of it where it names one. */
function isGoodLink(link: string): boolean {
  const [file = "", anchor] = link.split("#");
  if (!existsSync(path.join(root, file))) return false;
  return (
    anchor === undefined ||
    matches(read(file), /^#+ (.+)$/gm)
      .map(anchorOf)
      .includes(anchor)
  );
}

describe.each(["ARCHITECTURE.md", "CONTRIBUTING.md"])("%s", (document) => {
  const text = read(document);

  test("links to files and headings that exist", () => {
    const links = matches(text, /\]\((?!https?:)([^)]+)\)/g);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !isGoodLink(link))).toEqual([]);
  });

  test("names sources and tests that exist", () => {
    const named = matches(text, /(?<![\w./-])((?:src|test)\/[\w<>*./-]*[\w>*/])/g);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !leadsSomewhere(name))).toEqual([]);
  });
});

test("every script that the documents name is in package.json", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };
  const named = ["ARCHITECTURE.md", "CONTRIBUTING.md"].flatMap((document) =>
    matches(read(document), /\bnpm run ([\w:-]+)/g),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
