import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Deadline } from "../../src/http/deadline";
import { Limiter } from "../../src/http/limiter";

const refusals = {
  timeout: (): Error => new Error("too late"),
  held: (pauseMs: number): Error => new Error(`held for ${pauseMs} ms`),
};
let deadline: Deadline;
let limiter: Limiter;
let started: string[];

beforeEach(() => {
  vi.useFakeTimers();
  deadline = new Deadline(3_600_000);
  limiter = new Limiter({ maxConcurrency: 3 });
  started = [];
});
afterEach(() => {
  deadline.dispose();
  vi.useRealTimers();
});

/** A task of some milliseconds. */
function task(name: string, ms = 10): Promise<void> {
  const run = async (): Promise<void> => {
    started.push(name);
    await new Promise((resolve) => setTimeout(resolve, ms));
  };
  return limiter.run(run, deadline, refusals);
}

/** Two tasks, one after the other, during which no other starts. */
function pair(name: string, until = deadline): Promise<void> {
  const work = async (): Promise<void> => {
    await task(`${name} 1`);
    await task(`${name} 2`);
  };
  return limiter.alone(work, until, refusals);
}

describe("work alone", () => {
  test("begins when no task is running, and others wait until it ends, in the order of arrival", async () => {
    void task("before");
    const alone = pair("alone");
    void task("after 1");
    void task("after 2");
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual(["before"]);
    await vi.advanceTimersByTimeAsync(15);
    expect(started).toEqual(["before", "alone 1"]);
    await vi.advanceTimersByTimeAsync(100);
    await alone;
    expect(started).toEqual(["before", "alone 1", "alone 2", "after 1", "after 2"]);
  });

  test("of several callers is one after the other", async () => {
    void pair("a");
    void pair("b");
    void task("c");
    await vi.advanceTimersByTimeAsync(100);
    expect(started).toEqual(["a 1", "a 2", "b 1", "b 2", "c"]);
  });

  test("inside work alone is part of it", async () => {
    const outer = limiter.alone(() => pair("inner"), deadline, refusals);
    void task("other");
    await vi.advanceTimersByTimeAsync(100);
    await outer;
    expect(started).toEqual(["inner 1", "inner 2", "other"]);
  });

  test("that fails lets the others start", async () => {
    const failing = limiter.alone(() => Promise.reject(new Error("failed")), deadline, refusals);
    void task("other");
    await expect(failing).rejects.toThrow("failed");
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual(["other"]);
  });

  test("may have as many tasks at once as any", async () => {
    const both = limiter.alone(() => Promise.all([task("a"), task("b")]), deadline, refusals);
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual(["a", "b"]);
    await vi.advanceTimersByTimeAsync(100);
    await both;
  });

  test("does not make what it has begun privileged when it is over", async () => {
    let late: Promise<void> | undefined;
    const first = limiter.alone(
      () => {
        late = new Promise((resolve) => setTimeout(resolve, 5)).then(() => task("late"));
        return Promise.resolve();
      },
      deadline,
      refusals,
    );
    await first;
    void pair("second");
    await vi.advanceTimersByTimeAsync(100);
    await late;
    expect(started).toEqual(["second 1", "second 2", "late"]);
  });
});

describe("the deadline of work alone", () => {
  test("ends the wait for its turn, and what waited behind it starts", async () => {
    void task("long", 10_000);
    const short = new Deadline(50);
    const late = expect(pair("late", short)).rejects.toThrow("too late");
    void task("behind");
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toEqual(["long"]);
    await vi.advanceTimersByTimeAsync(60);
    await late;
    expect(started).toEqual(["long", "behind"]);
    short.dispose();
  });

  test("refuses at once where the vendor asked for a longer pause", async () => {
    limiter.refused(Date.now(), 5_000);
    const short = new Deadline(50);
    await expect(pair("late", short)).rejects.toThrow("held for 5000 ms");
    short.dispose();
  });
});

describe("a pause that the vendor asks for inside work alone", () => {
  test("costs the others no more than the pause, and the work goes on first", async () => {
    const work = async (): Promise<void> => {
      await task("first");
      limiter.refused(Date.now(), 1_000);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await task("second");
    };
    const alone = limiter.alone(work, deadline, refusals);
    void task("other");
    await vi.advanceTimersByTimeAsync(900);
    expect(started).toEqual(["first"]);
    await vi.advanceTimersByTimeAsync(200);
    await alone;
    expect(started).toEqual(["first", "second"]);
    await vi.advanceTimersByTimeAsync(200);
    expect(started).toEqual(["first", "second", "other"]);
  });

  test("that is too long for the work ends it at once: the others wait only for the vendor", async () => {
    const short = new Deadline(500);
    const work = async (): Promise<void> => {
      limiter.refused(Date.now(), 1_000);
      await limiter.run(() => Promise.resolve(), short, refusals);
    };
    const alone = expect(limiter.alone(work, short, refusals)).rejects.toThrow("held for 1000 ms");
    void task("other");
    await alone;
    await vi.advanceTimersByTimeAsync(990);
    expect(started).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    expect(started).toEqual(["other"]);
    short.dispose();
  });
});
