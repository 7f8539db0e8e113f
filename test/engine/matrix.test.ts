import { dirname } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { newestSdk } from "./support/newest.js";

/** The folder of the oldest supported CLI; undefined where it is not in the cache. */
async function oldestCli(): Promise<string | undefined> {
  const { inspectCache } = await import("../../scripts/lib/cli-cache.mjs");
  return inspectCache("oldest").then(
    ({ pulumi }) => dirname(pulumi),
    () => undefined,
  );
}

describe("the packed package, installed, up, up again, refreshed and destroyed", () => {
  // The two combinations that differ in everything; `npm run test:matrix` runs all.
  test.for([
    { packageManager: "npm", sdk: "3.216.0", node: "20", cli: "oldest" },
    { packageManager: "pnpm", sdk: newestSdk, node: "24", cli: "newest" },
  ] as const)("with $packageManager, SDK $sdk, Node $node, $cli CLI", async (corner) => {
    const { runCorner } = await import("../../scripts/lib/matrix.mjs");
    // Where the oldest CLI is not there, `npm run test:matrix` downloads or builds it, which takes minutes.
    const binDir = (corner.cli === "oldest" ? await oldestCli() : undefined) ?? inject("pulumiBinDir");
    const ran = await runCorner(corner, { log: () => undefined, tarball: inject("tarball"), binDir });
    expect(ran.sdk).toBe(corner.sdk);
    expect(ran.node.split(".")[0]).toBe(corner.node);
  });
});
