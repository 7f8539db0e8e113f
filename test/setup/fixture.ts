import type { TestProject } from "vitest/node" with { "resolution-mode": "import" };

/** Makes the fixture project once for all tests of a vitest project. */
export async function setup(project: TestProject): Promise<void> {
  const { ensureFixture } = await import("../../scripts/lib/fixture.mjs");
  const { projectDir, tarball } = await ensureFixture({ log: (line) => project.vitest.logger.log(line) });
  project.provide("fixtureDir", projectDir);
  project.provide("tarball", tarball);
}
