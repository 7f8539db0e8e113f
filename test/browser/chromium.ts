import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";

const known = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** What a browser needs to be a test's own: nothing of a user, and nothing that it asks others by itself. */
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Text looks the same on every machine.
  "--font-render-hinting=none",
  "--disable-lcd-text",
];

/** Where a Chromium is: a program, or the npm package that has it packed. */
export type ChromiumSource = { readonly program: string } | { readonly packed: true };

/**
 * A Chromium: the one that PULUMI_SIP_CHROMIUM names, else the npm package's, which is for Linux on x64, else one of the machine.
 *
 * @returns undefined where there is none
 * @throws Error where there is none and PULUMI_SIP_BROWSER is `required`
 */
export function findChromium(): ChromiumSource | undefined {
  const program = process.env["PULUMI_SIP_CHROMIUM"];
  if (program !== undefined) return { program };
  if (process.platform === "linux" && process.arch === "x64") return { packed: true };
  const installed = known.find((path) => existsSync(path));
  if (installed !== undefined) return { program: installed };
  if (process.env["PULUMI_SIP_BROWSER"] === "required")
    throw new Error(
      `no Chromium is there: ${known.join(", ")} are missing, and PULUMI_SIP_CHROMIUM names none`,
    );
  console.warn("The page is looked at in no browser: no Chromium was found. PULUMI_SIP_CHROMIUM names one.");
  return undefined;
}

/** A running Chromium. */
export interface RunningChromium {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** Starts a Chromium with an empty profile. */
export async function launch(source: ChromiumSource): Promise<RunningChromium> {
  const folder = await mkdtemp(join(tmpdir(), "page-browser-"));
  const executablePath = "program" in source ? source.program : await unpacked(folder);
  const browser = await chromium.launch({ executablePath, args: flags });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The package unpacks its browser to the temporary folder: one of its own, so that two runs do not meet, and no half of one stays. */
async function unpacked(folder: string): Promise<string> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const { default: shipped } = await import("@sparticuz/chromium");
    return await shipped.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}
