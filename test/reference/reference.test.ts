import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { beforeAll, describe, expect, test } from "vitest";
import { isTextOfSource } from "../support/error-texts.js";
import { definitionOf, folderOf, registeredClasses, sampleOfEach } from "../support/registry.js";
import { compilerErrors, runMocked } from "../support/documented-program.js";
import { exampleProgram, type Documented } from "./page.js";
import { firstSentence, referencePages, type Registered } from "./pages.js";
import { readClasses, type ClassText, type Property } from "./source.js";

const root = path.resolve(__dirname, "..", "..");
const classes = readClasses(root);
const titles = [...classes.keys()];
const textOf = (title: string): ClassText => {
  const found = classes.get(title);
  if (found === undefined) throw new Error(`src/index.ts exports no class ${title}`);
  return found;
};

/** What JSDoc must not speak of: how the package is made, which is none of a user's business. */
const ofTheImplementation =
  /\b(reconcil\w+|observ(e|es|ed)\b|lifecycle|registry|definition|zod|schema|fingerprint|checkpoint|natural key|journal|deserializ\w+|serializ\w+)\b/i;

/** Values of outputs that examples refer to. */
const outputs = { outboundGatewayIds: ["gw_out"], inboundGatewayIds: ["gw_in"], effective: {} };

let registered: readonly Registered[] = [];

beforeAll(async () => {
  const samples = await sampleOfEach();
  registered = await Promise.all(
    registeredClasses.map(async (one) => ({
      title: one.title,
      folder: folderOf(one),
      definition: (await definitionOf(one)) as Documented["definition"],
      args: samples.find(({ title }) => title === one.title)?.fewest ?? {},
    })),
  );
});

describe("the reference", () => {
  test("is in docs/reference as it is now: npm run reference writes it", async () => {
    const pages = referencePages(root, registered);
    const stale: string[] = [];
    for (const { file, text } of pages) {
      const config = await resolveConfig(path.join(root, file));
      const page = await format(text, { ...config, filepath: file });
      if (readFileSync(path.join(root, file), "utf8") !== page) stale.push(file);
    }
    expect(stale).toEqual([]);
    const files = readdirSync(path.join(root, "docs", "reference"), { recursive: true, encoding: "utf8" });
    const pagesThere = files.filter((file) => file.endsWith(".md")).map((file) => `docs/reference/${file}`);
    expect([...pagesThere, "README.md"].sort()).toEqual(pages.map(({ file }) => file).sort());
  }, 60_000);

  test.each(registeredClasses)("says for every field of $title what a change does", async (one) => {
    const { fields } = await definitionOf(one);
    const page = readFileSync(path.join(root, "docs", "reference", `${folderOf(one)}.md`), "utf8");
    const [, table = ""] = /\n## What a change does\n\n((?:\|.*\n)+)/.exec(page) ?? [];
    const documented = [...table.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name),
    );
    expect(Object.keys(fields).filter((field) => !documented.includes(field))).toEqual([]);
  });

  test.each(registeredClasses)("says of no change of a $title what the diff does not do", async (one) => {
    const { fields } = await definitionOf(one);
    const { args } = textOf(one.title);
    expect(args.map(({ name }) => name).sort()).toEqual(Object.keys(fields).sort());
    const wrong = args.filter(({ name, changes }) => {
      const { effect } = fields[name] ?? {};
      const said = changes.map(({ what }) => what).join(" ");
      if (effect === "replace") return !said.includes("**replaces**");
      if (effect === "update") return said.includes("**replaces**");
      return effect === "none" && !said.includes("nothing");
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe.each(titles)("the JSDoc of %s", (title) => {
  const { text, example, args, errors, outputs: results } = textOf(title);
  const everything = (properties: readonly Property[]): Property[] =>
    properties.flatMap((one) => [one, ...one.kinds.flatMap(({ properties: inner }) => everything(inner))]);

  test("begins with one sentence, and has an example", () => {
    expect(firstSentence(text)).toMatch(/^[A-Z].{20,200}\.$/);
    expect(example).toContain(`new ${title}(`);
  });

  test("describes each argument, output and field", () => {
    const silent = [...everything(args), ...everything(results)].filter((one) => one.text === "");
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("says of each change of an argument what becomes of calls", () => {
    const silent = args.filter(({ changes }) => changes.some(({ calls }) => calls === ""));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("has no word of the implementation", () => {
    const texts = [text, ...[...everything(args), ...everything(results)].map((one) => one.text)];
    expect(texts.filter((one) => ofTheImplementation.test(one))).toEqual([]);
  });

  test("names errors that the sources have", () => {
    expect(errors.filter(({ says }) => !isTextOfSource(says))).toEqual([]);
  });
});

describe("the page of a component", () => {
  /** Programs in which a component declares each of its children. */
  const complete: Readonly<Record<string, string>> = {
    "components.SipBridge": `new components.SipBridge("<name>", {
      phoneNumbers: ["+14155550100"],
      sipRegion: "us002",
      agentId: "ag_abcdef",
      signalwire: {
        sipDomain: "sip.example.com",
        username: "videosdk",
        ownedNumbers: ["+14155550100"],
        videosdkHost: "sip.example.net",
      },
    });`,
    "components.TeamPhones": `new components.TeamPhones("<name>", { people: ["<person>"] });`,
  };
  const components = titles.filter((title) => title.startsWith("components."));

  test.each(components)("names the children of %s as the program declares them", async (title) => {
    const resources = await runMocked(exampleProgram(complete[title] ?? ""));
    const declared = resources
      .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"))
      .map(({ type, name }) => ({
        name: name.replace("+14155550100", "<number>"),
        title: type.replace("pulumi-nodejs:dynamic/", "").replace(":", "."),
      }));
    const documented = textOf(title).children.map((child) => ({ name: child.name, title: child.title }));
    expect(new Set(documented)).toEqual(new Set(declared));
  });

  test.each(components)("says for every argument of %s what a change does", (title) => {
    const silent = textOf(title).args.filter(({ changes }) => changes.length === 0);
    expect(silent.map(({ name }) => name)).toEqual([]);
    for (const { name, isOptional, text } of textOf(title).args)
      if (isOptional) expect(text, name).toContain("by default");
  });
});

describe("the examples", () => {
  test("compile", () => {
    const programs = Object.fromEntries(
      titles.map((title) => [title, exampleProgram(textOf(title).example)]),
    );
    expect(compilerErrors(programs)).toEqual([]);
  }, 60_000);

  test.each(titles)("of %s runs, with arguments that are accepted", async (title) => {
    const resources = await runMocked(exampleProgram(textOf(title).example), outputs);
    const own = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
    expect(own.length).toBeGreaterThan(0);
    for (const { type, inputs } of own) {
      const name = type.replace("pulumi-nodejs:dynamic/", "").replace(":", ".");
      const { definition } = registered.find((one) => one.title === name) ?? {};
      const given = Object.entries(inputs).filter(
        ([key, value]) => !key.startsWith("__") && value !== undefined,
      );
      expect(definition?.schema.safeParse(Object.fromEntries(given)).error?.issues ?? []).toEqual([]);
    }
  });
});
