import { describe, expect, test } from "vitest";
import { Turns, turnsOf } from "../../src/lifecycle/turns";

describe("operations on one thing", () => {
  test("take turns, also after one that failed; those on another thing do not wait", async () => {
    const turns = new Turns();
    const done: string[] = [];
    let end = (): void => undefined;
    const first = turns.take("a", async () => {
      await new Promise<void>((resolve) => (end = resolve));
      done.push("first");
      throw new Error("refused");
    });
    const second = turns.take("a", () => Promise.resolve(done.push("second")));
    await turns.take("b", () => Promise.resolve(done.push("elsewhere")));
    end();
    await expect(first).rejects.toThrow("refused");
    await second;
    expect(done).toEqual(["elsewhere", "first", "second"]);
  });

  test("of one account share their turns, those of another do not", () => {
    const [account, other] = [{}, {}];
    expect(turnsOf(account)).toBe(turnsOf(account));
    expect(turnsOf(account)).not.toBe(turnsOf(other));
  });
});
