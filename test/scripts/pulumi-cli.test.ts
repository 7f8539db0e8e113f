import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test, vi } from "vitest";
import {
  answersVersion,
  bareClone,
  executable,
  fakeCli,
  fakeGo,
  isRunning,
  pinnedVersion,
  projectRoot,
} from "./support";
import type { BareClone, Outcome } from "./support";

const ensurePulumi = `
  const { ensurePulumi } = await lib("pulumi-cli.mjs");
  console.log(JSON.stringify(await ensurePulumi({ log: console.error })));
`;

/** Prints the message of the error. */
const refusal = `
  const { ensurePulumi } = await lib("pulumi-cli.mjs");
  await ensurePulumi({ log: () => {} }).catch((error) => console.log(error.message));
`;

function ensure(clone: BareClone, env?: Readonly<Record<string, string>>): Promise<Outcome> {
  return clone.module(ensurePulumi, env);
}

async function found(clone: BareClone, env?: Readonly<Record<string, string>>): Promise<unknown> {
  const outcome = await ensure(clone, env);
  expect(outcome).toMatchObject({ code: 0 });
  return JSON.parse(outcome.stdout);
}

/** A `go` that must not be reached. */
function noGo(clone: BareClone): void {
  executable(path.join(clone.bin, "go"), "echo unexpected build >&2", "exit 1");
}

describe("a CLI on PATH", () => {
  test("comes before the cache", async () => {
    const clone = bareClone();
    fakeCli(clone.bin, "3.300.1");
    fakeCli(clone.cacheEntry, pinnedVersion);
    expect(await found(clone)).toEqual({
      source: "path",
      pulumi: path.join(clone.bin, "pulumi"),
      binDir: clone.bin,
      version: "3.300.1",
    });
  });

  test("may have its Node parts in another folder of PATH", async () => {
    const clone = bareClone();
    const elsewhere = path.join(clone.root, "elsewhere");
    fakeCli(elsewhere, "3.300.1");
    executable(path.join(clone.bin, "pulumi"), answersVersion("3.300.0"));
    expect(await found(clone, { PATH: `${clone.bin}:${elsewhere}` })).toMatchObject({
      source: "path",
      version: "3.300.0",
    });
  });

  test("may be a link into a folder that holds its Node parts", async () => {
    const clone = bareClone();
    const opt = path.join(clone.root, "opt");
    fakeCli(opt, "3.300.1");
    symlinkSync(path.join(opt, "pulumi"), path.join(clone.bin, "pulumi"));
    expect(await found(clone)).toMatchObject({ source: "path" });
  });

  test.each([
    ["is older than 3.258.0", (clone: BareClone) => fakeCli(clone.bin, "3.257.9")],
    [
      "lacks its Node parts",
      (clone: BareClone) => executable(path.join(clone.bin, "pulumi"), answersVersion("3.300.0")),
    ],
    [
      "does not run",
      (clone: BareClone) => {
        fakeCli(clone.bin, "3.300.0");
        executable(path.join(clone.bin, "pulumi"), answersVersion("3.300.0"), "exit 1");
      },
    ],
  ])("that %s is skipped, and the cache is used", async (_what, prepare) => {
    const clone = bareClone();
    prepare(clone);
    fakeCli(clone.cacheEntry, pinnedVersion);
    noGo(clone);
    expect(await found(clone)).toEqual({
      source: "cache",
      pulumi: path.join(clone.cacheEntry, "pulumi"),
      binDir: clone.cacheEntry,
      version: pinnedVersion,
    });
  });
});

describe("a build with go", () => {
  test("fills the cache, from which the next run takes it", async () => {
    const clone = bareClone();
    fakeGo(clone);
    expect(await found(clone)).toMatchObject({
      source: "build",
      binDir: clone.cacheEntry,
      version: pinnedVersion,
    });
    noGo(clone);
    expect(await found(clone)).toMatchObject({ source: "cache", binDir: clone.cacheEntry });
  });

  test.each([
    [
      "lacks a part",
      (entry: string) => executable(path.join(entry, "pulumi"), answersVersion(pinnedVersion)),
    ],
    [
      "does not run",
      (entry: string) => {
        fakeCli(entry, pinnedVersion);
        executable(path.join(entry, "pulumi"), answersVersion(pinnedVersion), "exit 1");
      },
    ],
    ["is of another version", (entry: string) => fakeCli(entry, "3.1.0")],
    [
      "is cut off",
      (entry: string) => {
        fakeCli(entry, pinnedVersion);
        writeFileSync(path.join(entry, "pulumi-language-nodejs"), "");
      },
    ],
  ])("replaces a cache entry that %s", async (_what, prepare) => {
    const clone = bareClone();
    prepare(clone.cacheEntry);
    writeFileSync(path.join(clone.cacheEntry, "leftover"), "");
    fakeGo(clone);
    expect(await found(clone)).toMatchObject({ source: "build", binDir: clone.cacheEntry });
    expect(readdirSync(path.dirname(clone.cacheEntry))).toEqual([path.basename(clone.cacheEntry)]);
    expect(readdirSync(clone.cacheEntry).sort()).toEqual([
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
    expect(await found(clone)).toMatchObject({ source: "cache" });
  });

  test("by two processes at once leaves one complete entry that both use", async () => {
    const clone = bareClone();
    const begun = path.join(clone.root, "begun");
    mkdirSync(begun);
    // A build waits until the other process has begun one too: neither finds the other's entry beforehand.
    fakeGo(
      clone,
      `: > ${begun}/$$`,
      "count() { echo $#; }",
      `until [ "$(count ${begun}/*)" -ge 2 ]; do /bin/sleep 0.02; done`,
    );
    const results = await Promise.all([found(clone), found(clone)]);
    for (const result of results) expect(result).toMatchObject({ source: "build", binDir: clone.cacheEntry });
    expect(readdirSync(path.dirname(clone.cacheEntry))).toEqual([path.basename(clone.cacheEntry)]);
    expect(await found(clone)).toMatchObject({ source: "cache" });
  });

  test("keeps an entry that another process finished in the meantime", async () => {
    const clone = bareClone();
    const others = path.join(clone.root, "others");
    fakeCli(others, pinnedVersion);
    writeFileSync(path.join(others, "marker"), "");
    fakeGo(clone, `[ -e ${clone.cacheEntry} ] || /bin/cp -R ${others} ${clone.cacheEntry}`);
    expect(await found(clone)).toMatchObject({ binDir: clone.cacheEntry });
    expect(readdirSync(clone.cacheEntry)).toContain("marker");
    expect(readdirSync(path.dirname(clone.cacheEntry))).toEqual([path.basename(clone.cacheEntry)]);
  });

  test("that fails leaves nothing in the cache", async () => {
    const clone = bareClone();
    fakeGo(clone, "echo no such module >&2", "exit 1");
    expect(await ensure(clone)).toMatchObject({ code: 1 });
    expect(readdirSync(path.join(clone.cache, "pulumi-sip"))).toEqual([]);
  });

  test("that is interrupted leaves nothing in the cache and no process", async () => {
    const clone = bareClone();
    // The build interrupts the process that started it, as Ctrl-C does, and would never end.
    fakeGo(clone, `echo $$ > ${clone.root}/pid`, "kill -INT $PPID", "while :; do /bin/sleep 1; done");
    expect(await ensure(clone)).toMatchObject({ code: 130 });
    expect(readdirSync(path.join(clone.cache, "pulumi-sip"))).toEqual([]);
    await vi.waitUntil(() => !isRunning(Number(readFileSync(path.join(clone.root, "pid"), "utf8"))));
  });
});

test("a build says how many packages are compiled, and roughly how long the rest takes, once that can be told", async () => {
  const { buildShare } = await import("../../scripts/lib/cli-build.mjs");
  let now = 0;
  const share = buildShare(100, () => now);
  const said = Array.from({ length: 100 }, () => {
    now += 3_000;
    return share();
  });
  expect([said[0], said[4], said[49], said[98], said[99]]).toEqual([
    "1 of 100 packages",
    "5 of 100 packages, about 5 min left",
    "50 of 100 packages, about 3 min left",
    "99 of 100 packages, about 1 min left",
    "all 100 packages are compiled, linking",
  ]);
});

test("the page on reliability names the CLIs that are tested", async () => {
  const { pinnedCliVersion } = await import("../../scripts/lib/cli-installation.mjs");
  expect(readFileSync(path.join(projectRoot, "docs", "tested.md"), "utf8")).toContain(
    `Pulumi CLI ${pinnedCliVersion()}, and with ${pinnedCliVersion("oldest")} as the oldest`,
  );
});

test("the oldest supported CLI is made from its own module and kept beside the newest; PATH is not asked for it", async () => {
  const clone = bareClone();
  fakeCli(clone.bin, "3.300.1");
  const outcome = await clone.module(
    ensurePulumi.replace("{ log: console.error }", '{ log: console.error, release: "oldest" }'),
    { PULUMI_SIP_CLI_SOURCES: "path,cache" },
  );
  expect(outcome.stderr).toContain("cli-3.258.0-");
});

describe("without a usable CLI", () => {
  test("one message says what was tried, why each failed and what to run", async () => {
    const clone = bareClone();
    fakeCli(clone.bin, "3.100.0");
    const outcome = await clone.module(refusal);
    expect(outcome.code).toBe(0);
    expect(outcome.stdout.trimEnd().split("\n")).toEqual([
      "No usable Pulumi CLI (3.258.0 or newer, with its Node parts) was found, and none could be downloaded or built:",
      `  path:     ${clone.bin}/pulumi is 3.100.0, older than 3.258.0`,
      `  cache:    ${clone.cacheEntry}/pulumi is missing or not executable`,
      "  download: the installer is part of @pulumi/pulumi, which is not installed (npm ci)",
      "  build:    there is no `go` on PATH",
      "Install it, make sure that it is on PATH, and run this again:",
      "  curl -fsSL https://get.pulumi.com | sh",
    ]);
  });

  test("a go that is too old is named with the version that is needed", async () => {
    const clone = bareClone();
    executable(
      path.join(clone.bin, "go"),
      'echo "go: go.mod requires go >= 1.25.11 (running go 1.22.1; GOTOOLCHAIN=local)" >&2',
      "exit 1",
    );
    const { stdout } = await clone.module(refusal);
    expect(stdout).toContain(
      "  build:    the `go` on PATH is 1.22.1, and 1.25.11 or newer is needed; GOTOOLCHAIN=auto",
    );
  });

  test("the compiler's message is shown when a build fails", async () => {
    const clone = bareClone();
    fakeGo(clone, "echo no such module >&2", "exit 1");
    expect((await clone.module(refusal)).stdout).toMatch(
      /build: +`go build` in .*pulumi-cli failed:\n +no such module/,
    );
  });
});

describe("PULUMI_SIP_CLI_SOURCES", () => {
  test("restricts the sources", async () => {
    const clone = bareClone();
    fakeCli(clone.bin, "3.300.0");
    fakeCli(clone.cacheEntry, pinnedVersion);
    expect(await found(clone, { PULUMI_SIP_CLI_SOURCES: "build,cache" })).toMatchObject({ source: "cache" });
  });

  test("with an unknown name is refused", async () => {
    const clone = bareClone();
    fakeCli(clone.bin, "3.300.0");
    const { stdout } = await clone.module(refusal, { PULUMI_SIP_CLI_SOURCES: "path,brew" });
    expect(stdout.trim()).toBe('PULUMI_SIP_CLI_SOURCES: "brew" is not among path, cache, download, build');
  });
});
