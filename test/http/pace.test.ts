import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Deadline } from "../../src/http/deadline";
import { Limiter } from "../../src/http/limiter";
import { Pace } from "../../src/http/pace";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An account that was answered so many times in the last second. */
function answered(pace: Pace, count: number): void {
  for (let answer = 0; answer < count; answer += 1) pace.succeeded(Date.now());
}

describe("a burst of refusals", () => {
  test("halves the rate that was answered, once", async () => {
    const pace = new Pace();
    answered(pace, 10);
    const startedAt = Date.now();
    expect(pace.refused(startedAt, undefined)).toBe(true);
    await vi.advanceTimersByTimeAsync(5);
    for (let refusal = 0; refusal < 9; refusal += 1) expect(pace.refused(startedAt, undefined)).toBe(false);
    expect(pace.perSecond).toBe(5);
  });

  test("halves the rate of the settings where nothing was answered yet", () => {
    const pace = new Pace(4);
    pace.refused(Date.now(), undefined);
    expect(pace.perSecond).toBe(2);
  });

  test("goes on until a later request is answered: tries come ever more seldom, and the rate stays", async () => {
    const pace = new Pace();
    answered(pace, 10);
    const pauses: number[] = [];
    for (let refusal = 0; refusal < 8; refusal += 1) {
      pace.refused(Date.now(), undefined);
      pauses.push(pace.startsAt - Date.now());
      await vi.advanceTimersByTimeAsync(pauses.at(-1) ?? 0);
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    expect(pace.perSecond).toBe(5);
    answered(pace, 1);
    pace.refused(Date.now(), undefined);
    expect(pace.startsAt - Date.now()).toBe(250);
  });

  test("holds for what the vendor asks, and not for less", () => {
    const pace = new Pace();
    pace.refused(Date.now(), 30_000);
    pace.refused(Date.now(), 2_000);
    expect(pace.startsAt - Date.now()).toBe(30_000);
  });

  test("is followed by quick growth to a little below what was too much, then by slow growth", async () => {
    const pace = new Pace();
    answered(pace, 10);
    pace.refused(Date.now(), undefined);
    await vi.advanceTimersByTimeAsync(250);
    const seconds: number[] = [];
    for (let second = 0; second < 4; second += 1) {
      answered(pace, 8);
      seconds.push(Math.round(pace.perSecond * 100) / 100);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(seconds).toEqual([9.51, 9.55, 9.6, 9.66]);
  });

  test("grows no further than the settings allow", () => {
    const pace = new Pace(4);
    pace.refused(Date.now(), undefined);
    vi.advanceTimersByTime(1_000);
    answered(pace, 100);
    expect(pace.perSecond).toBe(4);
  });
});

/** Sends that many requests through a limiter to a vendor with a bound; how long that takes, in milliseconds. */
async function sendAll(count: number, accepts: () => boolean, latencyMs: number): Promise<number> {
  const limiter = new Limiter({ maxConcurrency: 10 });
  const deadline = new Deadline(5_000);
  const refusals = { timeout: () => new Error("too late"), held: () => new Error("held") };
  const one = async (): Promise<void> => {
    const place = limiter.place();
    const attempt = async (): Promise<boolean> => {
      const startedAt = Date.now();
      const isAccepted = accepts();
      await new Promise((resolve) => setTimeout(resolve, latencyMs));
      if (isAccepted) limiter.succeeded(startedAt);
      else limiter.refused(startedAt, undefined);
      return isAccepted;
    };
    while (!(await limiter.run(attempt, deadline, refusals, place)));
  };
  const [begun, all] = [Date.now(), Promise.all(Array.from({ length: count }, one))];
  const ends: number[] = [];
  void all.then(() => ends.push(Date.now()));
  while (ends.length === 0) await vi.advanceTimersByTimeAsync(100);
  deadline.dispose();
  return (ends[0] ?? 0) - begun;
}

/** A vendor that allows 10 requests in each second of its clock. */
function window(): () => boolean {
  let [second, used] = [0, 0];
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) [second, used] = [now, 0];
    used += 1;
    return used <= 10;
  };
}

/** A vendor that allows 10 requests at once and 10 more with every second. */
function bucket(): () => boolean {
  let [at, tokens] = [Date.now(), 10];
  return () => {
    tokens = Math.min(10, tokens + (Date.now() - at) / 100);
    at = Date.now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

// 300 requests take 30 s at best. Their operation has 5 s: while it only waits for its turn, its clock stands.
test.each([
  ["a second of the clock", window, 5],
  ["a second of the clock", window, 200],
  ["any second", bucket, 5],
  ["any second", bucket, 200],
])(
  "300 requests to a vendor that allows 10 in %s are all answered in little more than 30 s",
  async (...of) => {
    const [, vendor, latencyMs] = of;
    expect(await sendAll(300, vendor(), latencyMs)).toBeLessThan(36_000);
  },
);
