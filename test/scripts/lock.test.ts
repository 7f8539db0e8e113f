import { appendFileSync, readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { bareClone } from "./support";
import type { BareClone, Outcome } from "./support";

const shows = (body: string) => `
  import { appendFileSync } from "node:fs";
  const { withLock } = await lib("lock.mjs");
  const write = (line) => appendFileSync("log", line + "\\n");
  ${body}
`;

/** Holds the lock long enough for a second holder to be noticed; nothing else depends on how long. */
const holdsTheLock = shows(`
  await withLock("setup", () => {}, async () => {
    write("enter " + process.pid);
    await new Promise((resolve) => setTimeout(resolve, 100));
    write("leave " + process.pid);
  });
`);

function lines(clone: BareClone): readonly string[] {
  return readFileSync(path.join(clone.root, "log"), "utf8").trim().split("\n");
}

async function deadProcessId(clone: BareClone): Promise<string> {
  return (await clone.node(["-p", "process.pid"])).stdout.trim();
}

/** The file of a lock, in a clone whose lock is held at that moment. */
async function lockFile(clone: BareClone): Promise<string> {
  const { stdout } = await clone.module(`
    const { withLock } = await lib("lock.mjs");
    const { cacheRoot } = await lib("project.mjs");
    const { readdirSync } = await import("node:fs");
    await withLock("setup", () => {}, async () => console.log(cacheRoot() + "/" + readdirSync(cacheRoot()).find((name) => name.endsWith(".lock"))));
  `);
  return stdout.trim();
}

describe("the set-up lock", () => {
  test("lets processes in one after the other", async () => {
    const clone = bareClone();
    const outcomes: readonly Outcome[] = await Promise.all(
      [1, 2, 3, 4].map(() => clone.module(holdsTheLock)),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const log = lines(clone);
    expect(log).toHaveLength(8);
    for (let index = 0; index < log.length; index += 2) {
      expect(log[index + 1]).toBe(log[index]?.replace("enter", "leave"));
    }
  });

  test("makes a second process print which process it waits for", async () => {
    const clone = bareClone();
    const lock = await lockFile(clone);
    appendFileSync(lock, `${process.pid}`);
    const { stdout } = await clone.module(`
      const { withLock } = await lib("lock.mjs");
      const { rmSync } = await import("node:fs");
      await withLock("setup", (line) => { console.log(line); rmSync(${JSON.stringify(lock)}); }, async () => console.log("in"));
    `);
    expect(stdout).toBe(`Waiting for process ${process.pid}, which holds ${lock} (0 s)\nin\n`);
  });

  test("of a process that has ended is taken over", async () => {
    const clone = bareClone();
    const lock = await lockFile(clone);
    appendFileSync(lock, await deadProcessId(clone));
    expect(await clone.module(holdsTheLock)).toMatchObject({ code: 0 });
    expect(lines(clone)).toHaveLength(2);
  });

  test.each([
    ["a task that fails", 'throw new Error("no")', 1],
    [
      "an interrupt",
      'process.kill(process.pid, "SIGINT"); await new Promise((resolve) => setTimeout(resolve, 60_000))',
      130,
    ],
  ])("leaves nothing after %s", async (_what, body, expectedCode) => {
    const clone = bareClone();
    const { code } = await clone.module(shows(`await withLock("setup", () => {}, async () => { ${body} });`));
    expect(code).toBe(expectedCode);
    expect(readdirSync(path.join(clone.cache, "pulumi-sip"))).toEqual([]);
  });
});
