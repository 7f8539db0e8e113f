import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { describe, expect, test } from "vitest";
import { allSwitches } from "../../src/simulator";
import { titlesIn } from "../support/titles";
import { Findings } from "./assumption";
import { allAssumptions, assumptionsPage } from "./assumptions-page";
import { allSteps } from "./run";

const root = resolve(__dirname, "..", "..");

describe("the list of assumptions", () => {
  test("has exactly one assumption for each switch of the simulator, and one of its other values", () => {
    const covered = allAssumptions.flatMap(({ vendor, switch: turned }) =>
      turned === undefined ? [] : [`${vendor}.${turned.name}`],
    );
    expect(covered.sort()).toEqual(allSwitches.map(({ vendor, name }) => `${vendor}.${name}`).sort());
    const wrong = allAssumptions.filter(({ vendor, switch: turned }) => {
      const others = allSwitches.find((one) => one.vendor === vendor && one.name === turned?.name)?.others;
      const values = others?.map((value) => JSON.stringify(value)) ?? [];
      return turned !== undefined && !values.includes(JSON.stringify(turned.value));
    });
    expect(wrong).toEqual([]);
  });

  test("names the page that the switch names", () => {
    const wrong = allAssumptions.flatMap(({ id, vendor, page, switch: turned }) => {
      const source =
        allSwitches.find((one) => one.vendor === vendor && one.name === turned?.name)?.source ?? "";
      return page.includes(source) ? [] : [`${id}: ${page}, ${source}`];
    });
    expect(wrong).toEqual([]);
  });

  test("has each id once, and for each a step that decides it or a reason that none does", () => {
    const ids = allAssumptions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const decided = new Set(allSteps.flatMap(({ decides }) => decides));
    const asked = allAssumptions.filter(({ unasked }) => unasked === undefined).map(({ id }) => id);
    expect([...decided].sort()).toEqual(asked.sort());
  });

  test("names tests that exist", () => {
    const missing = allAssumptions.flatMap(({ id, tests }) =>
      (tests.length === 0 ? ["none"] : tests)
        .filter((named) => !exists(named))
        .map((named) => `${id}: ${named}`),
    );
    expect(missing).toEqual([]);
  });

  test("is in docs/assumptions.md as it is now: npm run assumptions writes it", async () => {
    const file = join(root, "docs", "assumptions.md");
    const config = await resolveConfig(file);
    const page = await format(assumptionsPage(), { ...config, filepath: file });
    expect(readFileSync(file, "utf8")).toBe(page);
  });
});

test("the suite imports nothing of the simulator", () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  expect(files.length).toBeGreaterThan(15);
  const texts = files.map((name) => [name, readFileSync(join(__dirname, name), "utf8")] as const);
  expect(texts.filter(([, text]) => /from "[^"]*simulator/.test(text)).map(([name]) => name)).toEqual([]);
});

describe("what several steps say of one assumption", () => {
  const [assumption] = allAssumptions;
  const id = assumption?.id ?? "";

  test.each([
    [[true, undefined], "confirmed"],
    [[undefined, true], "confirmed"],
    [[true, false, true], "refuted"],
    [[false, undefined], "refuted"],
    [[undefined], "not seen"],
  ] as const)("%j is %s", (seen, verdict) => {
    const findings = new Findings(assumption === undefined ? [] : [assumption]);
    for (const holds of seen) findings.of([id])(id, holds, "seen");
    expect(findings.list(() => "")).toMatchObject([{ verdict }]);
  });

  test("a step says nothing of what it does not declare", () => {
    expect(() => findingsOfNone()(id, true, "seen")).toThrow(id);
  });
});

function findingsOfNone() {
  return new Findings(allAssumptions).of([]);
}

/** Whether a test file exists, and holds the title where one is named. */
function exists(named: string): boolean {
  const [, file = "", title] = /^(\S+\.test\.ts)(?:: «(.+)»)?$/.exec(named) ?? [];
  if (file === "" || !existsSync(join(root, file))) return false;
  return title === undefined || titlesIn(file).includes(title);
}
