import { defineConfig } from "vitest/config";

// Projects exist so that each kind of test pays only for what it needs: a unit test starts without a packed package,
// and only engine tests need the Pulumi CLI.
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    // Concurrent tests are the sweep's: they wait for time limits more than they compute.
    maxConcurrency: 24,
    // A test run by accident with .only, or an empty file, must not look like a pass.
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [
            "test/**/*.host.test.ts",
            "test/{browser,engine,faults,package,scripts}/**",
            "**/node_modules/**",
          ],
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: {
          name: "scripts",
          include: ["test/scripts/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "host",
          include: ["test/**/*.host.test.ts"],
          globalSetup: ["test/setup/fixture.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // A sample here; all of it with npm run test:faults.
        extends: true,
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          globalSetup: ["test/setup/fixture.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          globalSetup: ["test/setup/fixture.ts", "test/setup/cli.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          globalSetup: ["test/setup/fixture.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
