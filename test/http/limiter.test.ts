import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Deadline } from "../../src/http/deadline";
import { Limiter } from "../../src/http/limiter";

const refusals = {
  timeout: (): Error => new Error("too late"),
  held: (pauseMs: number): Error => new Error(`held for ${pauseMs} ms`),
};
let deadline: Deadline;

beforeEach(() => {
  vi.useFakeTimers();
  deadline = new Deadline(3_600_000);
});
afterEach(() => {
  deadline.dispose();
  vi.useRealTimers();
});

/** Tasks that record when they start, and end when they are told to. */
class Tasks {
  readonly started: number[] = [];
  readonly startTimes: number[] = [];
  private readonly endings = new Map<number, () => void>();
  private readonly limiter: Limiter;

  constructor(limiter: Limiter) {
    this.limiter = limiter;
  }

  run(id: number, until: Deadline = deadline): Promise<void> {
    const task = (): Promise<void> => {
      this.started.push(id);
      this.startTimes.push(Date.now());
      return new Promise((resolve) => this.endings.set(id, resolve));
    };
    return this.limiter.run(task, until, refusals);
  }

  runAll(count: number): void {
    for (let id = 1; id <= count; id += 1) void this.run(id);
  }

  async end(...ids: number[]): Promise<void> {
    for (const id of ids) this.endings.get(id)?.();
    await pendingDone();
  }
}

/** Runs everything that does not wait for a timer. */
async function pendingDone(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

describe("the bound of concurrency", () => {
  test("lets that many tasks run at once, and starts the next in order of arrival when one ends", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 2 }));
    tasks.runAll(4);
    await pendingDone();
    expect(tasks.started).toEqual([1, 2]);
    await tasks.end(2);
    expect(tasks.started).toEqual([1, 2, 3]);
    await tasks.end(1, 3);
    expect(tasks.started).toEqual([1, 2, 3, 4]);
  });

  test("starts the next task when one failed", async () => {
    const limiter = new Limiter({ maxConcurrency: 1 });
    const tasks = new Tasks(limiter);
    const failing = limiter.run(() => Promise.reject(new Error("failed")), deadline, refusals);
    void tasks.run(2);
    await expect(failing).rejects.toThrow("failed");
    await pendingDone();
    expect(tasks.started).toEqual([2]);
  });

  test("passes on the result of a task", async () => {
    const limiter = new Limiter({ maxConcurrency: 1 });
    await expect(limiter.run(() => Promise.resolve(42), deadline, refusals)).resolves.toBe(42);
  });
});

describe("the bound of the rate", () => {
  test("spreads starts evenly", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 100, requestsPerSecond: 4 }));
    tasks.runAll(9);
    await vi.advanceTimersByTimeAsync(10_000);
    const gaps = tasks.startTimes.slice(2).map((time, index) => time - (tasks.startTimes[index + 1] ?? 0));
    expect(gaps).toEqual([250, 250, 250, 250, 250, 250, 250]);
  });

  test.each([1, 2, 5])("starts no more than %i in any second", async (requestsPerSecond) => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 100, requestsPerSecond }));
    tasks.runAll(4 * requestsPerSecond);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(tasks.startTimes).toHaveLength(4 * requestsPerSecond);
    const most = Math.max(
      ...tasks.startTimes.map(
        (from) => tasks.startTimes.filter((at) => at >= from && at < from + 1_000).length,
      ),
    );
    expect(most).toBe(requestsPerSecond);
  });

  test("does not save up turns that were not used", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 100, requestsPerSecond: 1 }));
    await vi.advanceTimersByTimeAsync(60_000);
    tasks.runAll(10);
    await pendingDone();
    expect(tasks.started.length).toBeLessThanOrEqual(2);
  });

  test("holds for fractions: one in four seconds", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 100, requestsPerSecond: 0.25 }));
    tasks.runAll(3);
    await vi.advanceTimersByTimeAsync(3_999);
    const early = tasks.started.length;
    await vi.advanceTimersByTimeAsync(8_000);
    expect(early).toBeLessThanOrEqual(2);
    expect(tasks.started).toEqual([1, 2, 3]);
  });
});

describe("a 429", () => {
  test("puts the request that it refused before those that came after it", async () => {
    const limiter = new Limiter({ maxConcurrency: 1 });
    const tasks = new Tasks(limiter);
    const place = limiter.place();
    const refused = limiter.run(() => Promise.reject(new Error("429")), deadline, refusals, place);
    tasks.runAll(2);
    await expect(refused).rejects.toThrow("429");
    limiter.refused(Date.now(), 1_000);
    await tasks.end(1);
    const again = limiter.run(() => Promise.resolve("again"), deadline, refusals, place);
    expect(tasks.started).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(again).resolves.toBe("again");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tasks.started).toEqual([1, 2]);
  });

  test("holds new requests for the time that the vendor asked for", async () => {
    const limiter = new Limiter({ maxConcurrency: 4 });
    const tasks = new Tasks(limiter);
    limiter.refused(Date.now(), 2_000);
    tasks.runAll(1);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(tasks.started).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(tasks.started).toEqual([1]);
  });

  test("keeps the longest of several pauses, also one that comes while requests wait", async () => {
    const limiter = new Limiter({ maxConcurrency: 4 });
    const tasks = new Tasks(limiter);
    limiter.refused(Date.now(), 1_000);
    tasks.runAll(1);
    limiter.refused(Date.now(), 5_000);
    limiter.refused(Date.now(), 2_000);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(tasks.started).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(tasks.started).toEqual([1]);
  });

  test("holds for longer than any timer can run without waking up again and again", async () => {
    const limiter = new Limiter({ maxConcurrency: 4 });
    const tasks = new Tasks(limiter);
    const longest = 2 ** 31 - 1;
    const spy = vi.spyOn(globalThis, "setTimeout");
    limiter.refused(Date.now(), longest + 10_000);
    const patient = new Deadline(longest + 20_000);
    void tasks.run(1, patient);
    await pendingDone();
    expect(tasks.started).toEqual([]);
    patient.dispose();
    for (const [, milliseconds] of spy.mock.calls) expect(milliseconds).toBeLessThanOrEqual(longest);
    spy.mockRestore();
  });
});

describe("a request in the queue", () => {
  test("is refused at once when the vendor asked for a longer pause than its deadline has left", async () => {
    const limiter = new Limiter({ maxConcurrency: 1 });
    const tasks = new Tasks(limiter);
    const short = new Deadline(2_000);
    tasks.runAll(1);
    const waiting = tasks.run(2, short);
    void tasks.run(3);
    limiter.refused(Date.now(), 5_000);
    await expect(waiting).rejects.toThrow("held for 5000 ms");
    await expect(tasks.run(4, short)).rejects.toThrow("held for 5000 ms");
    expect(getEventListeners(short.signal, "abort")).toEqual([]);
    await tasks.end(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(tasks.started).toEqual([1, 3]);
    short.dispose();
  });

  test("is abandoned when its deadline ends, without being run, and the others keep their order", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 1 }));
    const short = new Deadline(100);
    tasks.runAll(1);
    const givenUp = expect(tasks.run(2, short)).rejects.toThrow("too late");
    void tasks.run(3);
    await vi.advanceTimersByTimeAsync(100);
    await givenUp;
    await tasks.end(1);
    expect(tasks.started).toEqual([1, 3]);
  });

  test("does not use up its deadline while others are answered, and gives up when nothing moves", async () => {
    const limiter = new Limiter({ maxConcurrency: 1 });
    const tasks = new Tasks(limiter);
    const short = new Deadline(1_000);
    tasks.runAll(5);
    const waiting = tasks.run(6, short);
    for (const id of [1, 2, 3, 4]) {
      await vi.advanceTimersByTimeAsync(900);
      limiter.succeeded(Date.now());
      await tasks.end(id);
    }
    expect(short.remainingMs).toBe(1_000);
    const givenUp = expect(waiting).rejects.toThrow("too late");
    await vi.advanceTimersByTimeAsync(1_001);
    await givenUp;
    expect(tasks.started).toEqual([1, 2, 3, 4, 5]);
    short.dispose();
  });

  test("uses it up while another request of the same operation is under way", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 1 }));
    const short = new Deadline(1_000);
    const running = tasks.run(1, short);
    const givenUp = expect(tasks.run(2, short)).rejects.toThrow("too late");
    await vi.advanceTimersByTimeAsync(1_000);
    await givenUp;
    expect(short.signal.aborted).toBe(true);
    await tasks.end(1);
    await running;
  });

  test("is refused when its deadline is over", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 1 }));
    const over = new Deadline(100);
    over.cancel();
    await expect(tasks.run(1, over)).rejects.toThrow("too late");
    expect(tasks.started).toEqual([]);
  });

  test("leaves no timer behind when it is abandoned", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 2, requestsPerSecond: 1 / 60 }));
    deadline.dispose();
    tasks.runAll(1);
    const short = new Deadline(100);
    const givenUp = expect(tasks.run(2, short)).rejects.toThrow("too late");
    expect(vi.getTimerCount()).toBe(2);
    await vi.advanceTimersByTimeAsync(100);
    await givenUp;
    short.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not listen to its deadline any more once it runs", async () => {
    const limiter = new Limiter({ maxConcurrency: 1 });
    const tasks = new Tasks(limiter);
    const short = new Deadline(100);
    const running = tasks.run(1, short);
    await pendingDone();
    expect(getEventListeners(short.signal, "abort")).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    await tasks.end(1);
    await expect(running).resolves.toBeUndefined();
  });

  test("leaves no timer behind when all tasks are done", async () => {
    const tasks = new Tasks(new Limiter({ maxConcurrency: 2, requestsPerSecond: 10 }));
    tasks.runAll(4);
    await vi.advanceTimersByTimeAsync(100);
    await tasks.end(1, 2);
    await vi.advanceTimersByTimeAsync(1_000);
    await tasks.end(3, 4);
    deadline.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});
