import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Activity } from "../../src/http/activity";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const slowed = (): boolean => true;
const free = (): boolean => false;

test("says nothing of an operation that has done nothing yet, and counts what was answered", () => {
  const activity = new Activity();
  expect(activity.describe()).toBeUndefined();
  activity.sending()();
  expect(activity.describe()).toBe("1 request answered");
  activity.sending()();
  activity.sending();
  expect(activity.describe()).toBe("2 requests answered");
});

test("what the operation itself says of it takes the place of the count", () => {
  const activity = new Activity();
  activity.sending()();
  expect(activity.describe("120 of 500 numbers detached")).toBe("120 of 500 numbers detached");
});

test("says for how long it waits, and whether that is because the vendor refuses requests", () => {
  const activity = new Activity();
  const turn = activity.queueing(slowed);
  vi.advanceTimersByTime(12_900);
  expect(activity.describe("3 of 4 numbers detached")).toBe(
    "3 of 4 numbers detached; waiting for the rate limit, 12 s",
  );
  turn();
  expect(activity.describe()).toBeUndefined();
  activity.queueing(free);
  vi.advanceTimersByTime(1_000);
  expect(activity.describe()).toBe("waiting for its turn, 1 s");
});

test("a request under way is no wait, unless the vendor refuses others meanwhile", () => {
  const activity = new Activity();
  const answered = activity.sending();
  const turn = activity.queueing(free);
  expect(activity.isWaiting).toBe(false);
  turn();
  activity.queueing(slowed);
  expect(activity.isWaiting).toBe(true);
  answered();
  vi.advanceTimersByTime(2_000);
  expect(activity.describe()).toBe("1 request answered; waiting for the rate limit, 2 s");
});

test("who waits for work that is shared tells what its requests do, until that is done", async () => {
  const [reader, listing] = [new Activity(), new Activity()];
  let done = (): void => undefined;
  const read = reader.following(new Promise<void>((resolve) => (done = resolve)), listing);
  listing.sending()();
  listing.queueing(slowed);
  vi.advanceTimersByTime(3_000);
  expect(reader.describe()).toBe("1 request answered; waiting for the rate limit, 3 s");
  done();
  await read;
  expect(reader.describe()).toBeUndefined();
});
