import { readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { executable, fakeCli, isRunning, pinnedVersion, temporaryFolder } from "./support";

interface Attempt {
  /** Shell lines of the installer; `$1` is the version, `$2` the folder to install to. */
  readonly installer: readonly string[];
  readonly limits?: { readonly firstByte: number; readonly total: number };
}

/** Runs a download with an installer that is a shell script; returns the folder to fill. */
async function download(folder: string, { installer, limits }: Attempt): Promise<readonly string[]> {
  const { downloadCli } = await import("../../scripts/lib/cli-download.mjs");
  const script = path.join(temporaryFolder(), "install.sh");
  executable(script, ...installer);
  await downloadCli(folder, () => undefined, { command: [script], ...(limits && { limits }) });
  return readdirSync(folder).sort();
}

describe("the official download", () => {
  test("leaves only the CLI's parts in the folder", async () => {
    const parts = temporaryFolder();
    fakeCli(parts, pinnedVersion);
    const files = await download(temporaryFolder(), {
      installer: [`[ "$1" = ${pinnedVersion} ] && /bin/mkdir -p "$2/bin" && /bin/cp ${parts}/* "$2/bin"`],
    });
    expect(files).toEqual(["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]);
  });

  test("that fails shows the installer's message", async () => {
    const attempt = download(temporaryFolder(), { installer: ["echo cannot resolve host >&2", "exit 1"] });
    await expect(attempt).rejects.toThrow("cannot resolve host");
  });

  test("is abandoned when no byte arrives in time, and everything it started ends", async () => {
    const pidFile = path.join(temporaryFolder(), "pid");
    const attempt = download(temporaryFolder(), {
      installer: ["/bin/sleep 1000 &", `echo $! > ${pidFile}`, "wait"],
      limits: { firstByte: 2000, total: 100_000 },
    });
    await expect(attempt).rejects.toThrow("no answer from get.pulumi.com within 2 s");
    await vi.waitUntil(() => !isRunning(Number(readFileSync(pidFile, "utf8"))));
  });

  test("is abandoned at the second limit once bytes have arrived", async () => {
    const attempt = download(temporaryFolder(), {
      installer: ['echo some bytes > "$TMPDIR/part"', "/bin/sleep 1000"],
      limits: { firstByte: 100_000, total: 500 },
    });
    await expect(attempt).rejects.toThrow("not done within 0.5 s");
  });
});
