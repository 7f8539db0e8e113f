import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Progress, progressPace } from "../../src/lifecycle/progress";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { firstMs, everyMs } = progressPace;

test("a short operation says nothing", () => {
  const say = vi.fn();
  const progress = new Progress(() => "1 of 2", say);
  vi.advanceTimersByTime(firstMs - 1);
  progress.dispose();
  vi.advanceTimersByTime(10 * firstMs);
  expect(say).not.toHaveBeenCalled();
});

test("a long one says how far it is, once each time, and only what is new", () => {
  const [say, text] = [vi.fn(), vi.fn<() => string | undefined>()];
  const progress = new Progress(text, say);
  for (const now of [undefined, "1 of 9", "1 of 9", "2 of 9", undefined, "3 of 9"]) {
    text.mockReturnValue(now);
    vi.advanceTimersByTime(text.mock.calls.length === 0 ? firstMs : everyMs);
  }
  expect(say.mock.calls).toEqual([["1 of 9"], ["2 of 9"], ["3 of 9"]]);
  progress.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
