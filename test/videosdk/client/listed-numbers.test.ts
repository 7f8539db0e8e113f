import { describe, expect, test, vi } from "vitest";
import { MalformedReplyError } from "../../../src/http/errors";
import { ListedNumbers } from "../../../src/videosdk/client/listed-numbers";
import { line } from "../../support/errors";
import { first, numberRecord, second } from "../../support/videosdk-account";

describe("numbers of a list", () => {
  test("are checked when they are asked for, and once", () => {
    const read = vi.fn(() => numberRecord(first));
    const spoilt = () => {
      throw new MalformedReplyError(line, 200, "phoneNumberId: missing");
    };
    const numbers = new ListedNumbers();
    numbers.add([
      { e164: first, read },
      { e164: second, read: spoilt },
    ]);
    expect(read).not.toHaveBeenCalled();
    expect(numbers.has(second)).toBe(true);
    expect(numbers.get(first)).toBe(numbers.get(first));
    expect(read).toHaveBeenCalledTimes(1);
    expect(() => numbers.assertReadable()).not.toThrow();
    expect(numbers.get(second)).toBeUndefined();
    expect([...numbers.values()]).toHaveLength(1);
    expect(() => numbers.assertReadable()).toThrow("phoneNumberId: missing");
    expect(numbers.get("+1")).toBeUndefined();
  });

  test("that are on two pages are as the later one has them", () => {
    const numbers = new ListedNumbers();
    numbers.add([{ e164: first, read: () => numberRecord(first) }]);
    expect(numbers.get(first)?.phoneNumber.phoneNumberId).toBe(`id of ${first}`);
    numbers.add([
      {
        e164: first,
        read: () => ({ ...numberRecord(first), phoneNumber: { e164: first, phoneNumberId: "new" } }),
      },
    ]);
    expect(numbers.get(first)?.phoneNumber.phoneNumberId).toBe("new");
    expect([...numbers.values()]).toHaveLength(1);
  });
});
