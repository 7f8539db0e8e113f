import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { Dashboard } from "../support/vendor-view";
import { furnish } from "../support/pictured-accounts";
import { findChromium, launch, type RunningChromium } from "./chromium";

const found = findChromium();
const images = join(__dirname, "..", "..", "docs", "images");
/** With PULUMI_SIP_IMAGES=write the pictures of the documents are made anew; they differ a little from machine to machine. */
const writes = process.env["PULUMI_SIP_IMAGES"] === "write";

/** What is wrong with the elements of the page. */
interface PageReport {
  readonly nameless: readonly string[];
  readonly levels: readonly number[];
  readonly twice: readonly string[];
  readonly wide: boolean;
  readonly tables: number;
}

describe.skipIf(found === undefined)("the simulator's page in Chromium", () => {
  let running: RunningChromium;
  let browser: Browser;
  let simulator: Simulator;
  /** What the browser complained about, and what it asked others for. */
  let complaints: string[];

  beforeAll(async () => {
    if (found !== undefined) running = await launch(found);
    browser = running.browser;
  });
  afterAll(async () => {
    await running.close();
  });
  beforeEach(async () => {
    simulator = await startSimulator();
    complaints = [];
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await simulator.close();
    expect(complaints).toEqual([]);
  });

  async function open(path = "", options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    const page = await context.newPage();
    page.on("console", (message) => {
      // What the simulator refuses on purpose is a 400.
      if (message.type() === "error" && !message.text().includes("status of 400"))
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(`${simulator.url}/`) && !request.url().startsWith("data:"))
        complaints.push(request.url());
    });
    await page.goto(`${simulator.url}/${path}`);
    return page;
  }

  test("shows new numbers without a reload, and keeps what is open, focused or half filled in", async () => {
    const page = await open();
    await page.getByText("No numbers yet.").waitFor();
    await page.getByLabel("Path", { exact: true }).fill("/v2/**");
    await page.locator("#switches-videosdk summary").click();
    await page.getByLabel("passwords", { exact: true }).selectOption("masked");
    await furnish(simulator, 10);
    await page.locator(".lanes .chip", { hasText: "+14155551000" }).first().waitFor();
    expect(await page.getByLabel("Path", { exact: true }).inputValue()).toBe("/v2/**");
    expect(await page.getByLabel("passwords", { exact: true }).inputValue()).toBe('"masked"');
    const chip = page.locator(".chip", { hasText: "+14155551001" }).first();
    await chip.focus();
    await new Dashboard(simulator).create(["+14155550199"], { name: "later" });
    await page.locator(".chip", { hasText: "+14155550199" }).first().waitFor();
    expect(await page.evaluate("document.activeElement.textContent")).toBe("+14155551001");
  });

  test("is worked by keyboard alone: skip link, a number, a fault, a switch", async () => {
    await furnish(simulator, 10);
    const page = await open();
    const focused = (): Promise<string> =>
      page.evaluate("document.activeElement.innerText || document.activeElement.name");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the calls");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("+14155551000");
    await page.keyboard.press("Enter");
    await page.locator("#trace .steps").waitFor();
    expect((await page.locator("#trace .steps").innerText()).replace(/\s+/g, " ")).toMatch(
      /number \+14155551000 inbound gateway support \S+ routing rule front desk \S+ agent ag_frontdesk/,
    );
    await page.getByLabel("The answer becomes").focus();
    await page.keyboard.type("drop-before");
    await page.getByRole("button", { name: "Add the fault" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("drop-before", { exact: true }).waitFor();
    expect(simulator.faults()).toMatchObject([{ kind: "drop-before" }]);
    await page.locator("#switches-videosdk summary").focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("notFoundStatus", { exact: true }).focus();
    await page.keyboard.type("402");
    await page.getByRole("button", { name: "Set the switches of VideoSDK" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("notFoundStatus = 402").waitFor();
  });

  test("names every control, has one main heading, landmarks, and no level of headings left out", async () => {
    await furnish(simulator, 10);
    const page = await open("?trace=%2B14155551000&from=1");
    for (const summary of await page.locator("details > summary").all()) await summary.click();
    const report = await page.evaluate<PageReport>(`({
      nameless: [...document.querySelectorAll("input:not([type=hidden]), select, button, a, summary")]
        .filter((one) => !(one.innerText || [...(one.labels || [])].map((label) => label.innerText).join("")).trim())
        .map((one) => one.outerHTML),
      levels: [...document.querySelectorAll("h1, h2, h3, h4")].map((one) => Number(one.tagName[1])),
      twice: [...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, index, all) => all.indexOf(id) !== index),
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      tables: [...document.querySelectorAll("table")].filter((one) => one.querySelector("th[scope=col]") === null).length,
    })`);
    const { levels, ...others } = report;
    expect(others).toEqual({ nameless: [], twice: [], wide: false, tables: 0 });
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    for (const role of ["banner", "navigation", "main", "contentinfo"] as const)
      expect(await page.getByRole(role).count(), role).toBe(1);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  test.each(["light", "dark"] as const)("has enough contrast, %s", async (colorScheme) => {
    await furnish(simulator, 10);
    const page = await open("?trace=%2B14155551000", { colorScheme });
    const worst = await page.evaluate<object[]>(`(() => {
      const parts = (text) => text.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
        .map((one) => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
        .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
      const behind = (one) => {
        const color = parts(getComputedStyle(one).backgroundColor);
        return (color[3] ?? 1) === 0 && one.parentElement ? behind(one.parentElement) : color;
      };
      return [...document.querySelectorAll("a, p, h1, h2, h3, td, th, summary, button, .kind, .name, .id, .quiet, label")]
        .filter((one) => one.innerText.trim() !== "")
        .map((one) => {
          const [a, b] = [light(parts(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
          return { ratio: (a + 0.05) / (b + 0.05), text: one.className + " " + one.innerText.slice(0, 30) };
        })
        .filter(({ ratio }) => ratio < 4.5);
    })()`);
    expect(worst).toEqual([]);
  });

  test("is read, traced and worked without JavaScript, and fits a phone", async () => {
    await furnish(simulator, 10);
    const page = await open("", { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.locator(".chip", { hasText: "+14155551009" }).first().click();
    expect(await page.locator("#trace").innerText()).toContain("no inbound routing rule has the number");
    await page.getByLabel("Status", { exact: true }).first().fill("4xx");
    await page.getByRole("button", { name: "Filter" }).click();
    expect(await page.locator("#requests tbody tr").count()).toBe(1);
    expect(new URL(page.url()).searchParams.get("trace")).toBe("+14155551009");
    await page.getByRole("button", { name: "Add the fault" }).click();
    expect(simulator.faults()).toHaveLength(0);
    expect(await page.getByRole("alert").innerText()).toContain("status: required");
  });

  test("says that the simulator is gone", async () => {
    const page = await open();
    await page.getByRole("status").filter({ hasText: "Live" }).waitFor();
    await simulator.close();
    await page.getByRole("status").filter({ hasText: "does not answer" }).waitFor();
    complaints = complaints.filter((text) => !text.includes("ERR_CONNECTION_REFUSED"));
  });

  test.each([
    ["empty", 0, "light", ""],
    ["empty-dark", 0, "dark", ""],
    ["ten", 10, "light", "?trace=%2B14155551000"],
    ["ten-dark", 10, "dark", "?trace=%2B14155551000"],
    ["five-hundred", 500, "light", ""],
    ["five-hundred-dark", 500, "dark", ""],
  ] as const)("looks as in the documents: %s", async (name, count, colorScheme, path) => {
    await furnish(simulator, count);
    const page = await open(path, { colorScheme });
    await page.getByRole("status").filter({ hasText: "Live" }).waitFor();
    // The port differs each time.
    await page.evaluate(`document.querySelector("h1 code").textContent = "http://127.0.0.1:4010"`);
    if (count === 0)
      await page.evaluate(
        `document.querySelector("pre").textContent = document.querySelector("pre").textContent.replace(/:\\d{4,5}/g, ":4010")`,
      );
    const picture = await page.screenshot();
    const file = join(images, `simulator-${name}.png`);
    if (writes) {
      mkdirSync(images, { recursive: true });
      writeFileSync(file, picture);
    }
    expect(existsSync(file)).toBe(true);
    expect(statSync(file).size).toBeLessThan(150_000);
    // Width and height, which a PNG says first.
    const sizeOf = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(sizeOf(picture)).toEqual(sizeOf(readFileSync(file)));
  });
});
