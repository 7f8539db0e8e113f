import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "./support";

const load = () => import("../../scripts/lib/watch.mjs");

/** Longer than the pause that ends a burst of changes. */
const aWhile = 500;

/** Watches a folder with a task that ends when it is told to; returns what it was called for. */
async function watched() {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, "below"));
  const { repeatOnChange } = await load();
  const finish: (() => void)[] = [];
  const stop = repeatOnChange(folder, () => new Promise((resolve) => void finish.push(resolve)));
  onTestFinished(stop);
  const change = (name: string) => writeFileSync(path.join(folder, "below", name), name);
  const runs = (count: number) => vi.waitFor(() => expect(finish).toHaveLength(count), 5_000);
  return { finish, stop, change, runs };
}

test("a task runs at once, and once more for a burst of changes in any folder below", async () => {
  const { finish, change, runs } = await watched();
  expect(finish).toHaveLength(1);
  finish[0]?.();
  for (const name of ["a", "b", "c"]) change(name);
  await runs(2);
  await sleep(aWhile);
  expect(finish).toHaveLength(2);
});

test("changes while the task runs lead to one more run, after it", async () => {
  const { finish, change, runs } = await watched();
  change("a");
  await sleep(aWhile);
  change("b");
  await sleep(aWhile);
  expect(finish).toHaveLength(1);
  finish[0]?.();
  await runs(2);
  finish[1]?.();
  await sleep(aWhile);
  expect(finish).toHaveLength(2);
});

test("after its end no change runs the task", async () => {
  const { finish, stop, change } = await watched();
  finish[0]?.();
  stop();
  change("a");
  await sleep(aWhile);
  expect(finish).toHaveLength(1);
});
