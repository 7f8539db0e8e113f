import { afterEach, describe, expect, test, vi } from "vitest";
import { ample, rejection } from "../../support/transport";
import { benchWith, createBody, numbersFrom, page, startBench } from "../../support/videosdk-account";

afterEach(() => vi.useRealTimers());

describe("after a write", () => {
  test("a reader sees it", async () => {
    const { account, deadline } = await benchWith(3);
    await account.directory.find(numbersFrom(3), deadline);
    const [one = ""] = numbersFrom(1);
    await account.directory.write([one], () => account.api.detach(one, deadline));
    const records = await account.directory.find(numbersFrom(3), deadline);
    expect(numbersFrom(3).map((e164) => records.get(e164)?.inbound !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("that failed, the vendor is asked again: it may have taken effect", async () => {
    const { account, deadline, simulator } = await benchWith(2);
    await account.directory.find(numbersFrom(2), deadline);
    const [one = ""] = numbersFrom(1);
    simulator.addFault({ kind: "drop-after", path: "/v2/sip/phone-numbers/detach" });
    await rejection(account.directory.write([one], () => account.api.detach(one, deadline)));
    expect((await account.directory.find(numbersFrom(2), deadline)).get(one)?.inbound).toBeUndefined();
  });

  test("what was read while it was under way is not used", async () => {
    const { account, deadline } = await benchWith(3);
    const [one = ""] = numbersFrom(1);
    await account.directory.write([one], async () => {
      await account.directory.find(numbersFrom(3), deadline);
      await account.api.detach(one, deadline);
    });
    expect((await account.directory.find(numbersFrom(3), deadline)).get(one)?.inbound).toBeUndefined();
  });

  test("its result is passed on, and its error", async () => {
    const { account } = await benchWith(1);
    await expect(account.directory.write([], () => Promise.resolve(7))).resolves.toBe(7);
    await expect(account.directory.write([], () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
});

describe("what was read", () => {
  test("is read again when it may be out of date: after half a minute, because of writes of other clients", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { account, deadline, requests } = await benchWith(3);
    const show = () => account.directory.find(numbersFrom(3), deadline, "show");
    await show();
    requests();
    vi.setSystemTime(Date.now() + 30_000);
    await show();
    expect(requests()).toEqual([]);
    vi.setSystemTime(Date.now() + 1);
    await show();
    expect(requests()).toEqual([page(1)]);
  });

  test("before an operation began does not decide what it writes, but is enough to show what is there", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { account, deadline, requests } = await benchWith(3);
    await account.directory.find(numbersFrom(3), deadline);
    requests();
    vi.setSystemTime(Date.now() + 1);
    const later = ample();
    await account.directory.find(numbersFrom(3), later, "show");
    expect(requests()).toEqual([]);
    await account.directory.find(numbersFrom(3), later, "write");
    expect(requests()).toEqual([page(1)]);
  });

  test("is read again when the read failed", async () => {
    const { account, deadline, simulator } = await benchWith(150);
    for (const path of ["/v2/sip/phone-numbers"]) {
      simulator.addFault({ kind: "status", status: 500, path, nth: 1 });
      simulator.addFault({ kind: "status", status: 500, path, nth: 3 });
    }
    await rejection(account.directory.find(numbersFrom(150), deadline));
    await rejection(account.directory.find(numbersFrom(150), deadline));
    expect((await account.directory.find(numbersFrom(150), deadline)).size).toBe(150);
  });

  test("fails for all readers that wait for it", async () => {
    const { account, deadline, simulator } = await benchWith(2);
    simulator.addFault({ kind: "status", status: 503 });
    const readers = await Promise.allSettled(
      numbersFrom(2).map((e164) => account.directory.find([e164], deadline)),
    );
    expect(readers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});

test("a write to one of several numbers, while others of them are read, makes none of them absent", async () => {
  const { account, deadline } = await startBench();
  const numbers = numbersFrom(150);
  await account.api.createNumbers(createBody(numbers, { isShared: false }), deadline);
  const [one = ""] = numbers;
  await account.directory.find(numbers, deadline);
  account.directory.invalidate(numbers.slice(1));
  const read = account.api.firstNumbers.bind(account.api);
  vi.spyOn(account.api, "firstNumbers").mockImplementationOnce(async (limit) => {
    await account.directory.write([one], () => Promise.resolve());
    return read(limit);
  });
  expect([...(await account.directory.find(numbers, deadline)).keys()].sort()).toEqual(numbers);
});
