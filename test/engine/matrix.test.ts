import { describe, expect, inject, test } from "vitest";

/** The newest SDK that was known when this was written: a later one must not fail a test that has not changed. */
const newestSdk = "3.270.0";

describe("the packed package, installed, up, up again, refreshed and destroyed", () => {
  // The two combinations that differ in everything; `npm run test:matrix` runs all.
  test.for([
    { packageManager: "npm", sdk: "3.216.0", node: "20" },
    { packageManager: "pnpm", sdk: newestSdk, node: "24" },
  ] as const)("with $packageManager, SDK $sdk, Node $node", async (corner) => {
    const { runCorner } = await import("../../scripts/lib/matrix.mjs");
    const ran = await runCorner(corner, {
      log: () => undefined,
      tarball: inject("tarball"),
      binDir: inject("pulumiBinDir"),
    });
    expect(ran.sdk).toBe(corner.sdk);
    expect(ran.node.split(".")[0]).toBe(corner.node);
  });
});
