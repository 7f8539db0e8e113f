import { afterEach, describe, expect, test, vi } from "vitest";

const load = () => import("../../scripts/lib/run.mjs");

describe("a long step", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Runs a step of 25 seconds on fake timers. */
  async function watch(end: () => string): Promise<readonly string[]> {
    const { withProgress } = await load();
    vi.useFakeTimers();
    const lines: string[] = [];
    const step = withProgress(
      (line) => lines.push(line),
      "Baking",
      async (note) => {
        await new Promise((resolve) => setTimeout(resolve, 15_000));
        note("second tray");
        await new Promise((resolve) => setTimeout(resolve, 10_000));
        return end();
      },
    );
    await Promise.all([step.catch(() => undefined), vi.advanceTimersByTimeAsync(60_000)]);
    return lines;
  }

  test("shows its name, the elapsed time every 10 seconds, and its end", async () => {
    expect(await watch(() => "bread")).toEqual([
      "Baking ...",
      "Baking: 10 s",
      "Baking: 20 s (second tray)",
      "Baking: done in 25 s",
    ]);
  });

  test("that fails shows the first line of the error", async () => {
    const lines = await watch(() => {
      throw new Error("the oven is cold\nat oven 3");
    });
    expect(lines.at(-1)).toBe("Baking: failed after 25 s: the oven is cold");
  });
});

describe("a command", () => {
  test("gives its exit code and what it printed", async () => {
    const { runCommand } = await load();
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    expect(await runCommand(process.execPath, ["-e", script])).toEqual({
      code: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  test("that does not exist is named in the error", async () => {
    const { runCommand } = await load();
    await expect(runCommand("no-such-command", [])).rejects.toThrow("cannot run no-such-command: ");
  });
});

test("a command's lines of standard error arrive one by one, also where several come at once or one comes in parts", async () => {
  const { runCommand } = await load();
  const lines: string[] = [];
  const script =
    'const { stderr } = process; stderr.write("one\\ntwo\\nth"); setTimeout(() => stderr.write("ree\\n"), 50)';
  await runCommand(process.execPath, ["-e", script], { onLine: (line) => lines.push(line) });
  expect(lines).toEqual(["one", "two", "three"]);
});
