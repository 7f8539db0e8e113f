import type { TestProject } from "vitest/node" with { "resolution-mode": "import" };

/** Finds the Pulumi CLI once for all engine tests; `PULUMI_SIP_CLI_DIR` is set where the caller has found it. */
export async function setup(project: TestProject): Promise<void> {
  project.provide("pulumiBinDir", process.env["PULUMI_SIP_CLI_DIR"] ?? (await findCli(project)));
}

async function findCli(project: TestProject): Promise<string> {
  const { ensurePulumi } = await import("../../scripts/lib/pulumi-cli.mjs");
  return (await ensurePulumi({ log: (line) => project.vitest.logger.log(line) })).binDir;
}
