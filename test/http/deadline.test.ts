import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Deadline } from "../../src/http/deadline";

vi.mock("node:timers/promises", () => import("../support/timers-promises.js"));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a deadline", () => {
  test("ends when its time is over, not before", async () => {
    const deadline = new Deadline(1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(deadline.signal.aborted).toBe(false);
    expect(deadline.remainingMs).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.remainingMs).toBe(0);
  });

  test("can be ended at once, and leaves no timer then", () => {
    const deadline = new Deadline(1_000);
    deadline.cancel();
    expect(deadline.signal.aborted).toBe(true);
    expect(deadline.remainingMs).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves no timer once it is disposed of, so that a process may end", () => {
    const deadline = new Deadline(1_000);
    expect(vi.getTimerCount()).toBe(1);
    deadline.dispose();
    expect(vi.getTimerCount()).toBe(0);
    expect(deadline.signal.aborted).toBe(false);
  });

  test("accepts the many listeners of an operation with many requests without a warning from Node", () => {
    const warned = vi.spyOn(process, "emitWarning");
    const { signal } = new Deadline(1_000);
    for (let count = 0; count < 200; count += 1) signal.addEventListener("abort", () => count);
    expect(warned).not.toHaveBeenCalled();
  });

  test("never has a negative time left", async () => {
    const deadline = new Deadline(10);
    deadline.dispose();
    await vi.advanceTimersByTimeAsync(50);
    expect(deadline.remainingMs).toBe(0);
  });

  test("may be longer than any timer can run, and does not end at once", async () => {
    const thirtyDays = 30 * 24 * 3_600 * 1_000;
    const deadline = new Deadline(thirtyDays);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(deadline.signal.aborted).toBe(false);
    deadline.dispose();
  });
});

describe("a wait within a deadline", () => {
  test("is completed when there is time for it", async () => {
    const deadline = new Deadline(1_000);
    const waited = deadline.wait(400);
    await vi.advanceTimersByTimeAsync(400);
    await expect(waited).resolves.toBe(true);
    deadline.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is not begun when the time would end before the wait", async () => {
    const deadline = new Deadline(1_000);
    await expect(deadline.wait(1_000)).resolves.toBe(false);
    expect(vi.getTimerCount()).toBe(1);
    deadline.dispose();
  });

  test("is not begun when the time is over", async () => {
    const deadline = new Deadline(1_000);
    deadline.cancel();
    await expect(deadline.wait(0)).resolves.toBe(false);
  });

  test("is interrupted by the end of the time, and leaves no timer", async () => {
    const deadline = new Deadline(1_000);
    const waited = deadline.wait(900);
    deadline.cancel();
    await expect(waited).resolves.toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
