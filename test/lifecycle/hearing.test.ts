import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Hearing } from "../../src/lifecycle/hearing";
import { noting, ample } from "../support/transport";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => vi.useRealTimers());

/** A deadline whose waits pass at once, on the clock of the test. */
function clock(during: (waited: number) => void = () => undefined) {
  const deadline = noting();
  let waited = 0;
  deadline.wait = (ms) => {
    waited += ms;
    vi.setSystemTime(Date.now() + ms);
    during(waited);
    return Promise.resolve(true);
  };
  return { deadline, waited: () => waited };
}

describe("an operation looks out for checks", () => {
  test("until none has come for a moment, when all that were checked are under way", async () => {
    const hearing = new Hearing(() => 4);
    hearing.checked("a");
    hearing.began("a");
    const { deadline, waited } = clock();
    expect(await hearing.listen(deadline)).toBe(false);
    expect(waited()).toBe(210);
  });

  test("for longer where the engine has been slow to go on", async () => {
    for (const [pause, expected] of [
      [100, 405],
      [5_000, 1_005],
    ] as const) {
      const hearing = new Hearing(() => 4);
      hearing.checked("a");
      vi.setSystemTime(Date.now() + pause);
      hearing.began("a");
      vi.setSystemTime(Date.now() + 10_000);
      const { deadline, waited } = clock();
      expect(await hearing.listen(deadline)).toBe(false);
      expect(waited()).toBe(expected);
    }
  });

  test("and knows with one worker that more may come: the engine checks nothing ahead then", async () => {
    const hearing = new Hearing(() => 1);
    hearing.checked("a");
    hearing.began("a");
    expect(await hearing.listen(clock().deadline)).toBe(true);
    hearing.ended();
    expect(await hearing.listen(clock().deadline)).toBe(false);
  });

  test("as long as checks come", async () => {
    const hearing = new Hearing(() => 4);
    hearing.began("a");
    const { deadline, waited } = clock((ms) => {
      if (ms <= 150) hearing.checked(undefined);
    });
    expect(await hearing.listen(deadline)).toBe(false);
    expect(waited()).toBe(360);
  });

  test("no longer than what it looks for is not known", async () => {
    const hearing = new Hearing(() => 1);
    const { deadline, waited } = clock();
    let known = false;
    const listening = hearing.listen(
      Object.assign(deadline, {
        wait: (ms: number) => {
          known = true;
          vi.setSystemTime(Date.now() + ms);
          return Promise.resolve(true);
        },
      }),
      () => known,
    );
    await listening;
    expect(waited()).toBe(0);
  });

  test("600 ms at most, and not longer than its deadline", async () => {
    const hearing = new Hearing(() => 4);
    hearing.checked("waiting");
    const { deadline, waited } = clock();
    await hearing.listen(deadline);
    expect(waited()).toBe(600);
    const over = ample();
    over.cancel();
    await hearing.listen(over);
  });
});

describe("resources may remain that are not checked", () => {
  const listen = (hearing: Hearing): Promise<boolean> => hearing.listen(clock().deadline);

  test("while one that is checked waits for a worker", async () => {
    const hearing = new Hearing(() => 100);
    hearing.began("a");
    hearing.checked("b");
    expect(await listen(hearing)).toBe(true);
    hearing.began("b");
    expect(await listen(hearing)).toBe(false);
  });

  test("while all workers are busy and the engine has checked one ahead, with which nothing is to be done", async () => {
    const hearing = new Hearing(() => 1);
    hearing.checked("a");
    hearing.began("a");
    hearing.checked("b");
    hearing.unchanged("b");
    expect(await listen(hearing)).toBe(true);
    hearing.ended();
    expect(await listen(hearing)).toBe(false);
  });

  test("not where the engine has checked nothing after the last operation began: there is nothing more", async () => {
    const hearing = new Hearing(() => 2);
    for (const urn of ["a", "b"]) {
      hearing.checked(urn);
      hearing.began(urn);
    }
    expect(await listen(hearing)).toBe(false);
  });
});
