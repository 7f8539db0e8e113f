import { describe, expect, test, vi } from "vitest";
import type { SetInputs, SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import { detachAll } from "../../../src/videosdk/phone-number-set/detach";
import { DeadlineError } from "../../../src/http/errors";
import { createBody, direct, first, operationOn, startBench } from "../../support/videosdk-account";

const detach = "POST /v2/sip/phone-numbers/detach";
const line = { method: "POST", path: "/v2/sip/phone-numbers/detach" };

/** A number with gateways, and a request to detach it that gets no answer within this time and takes no effect yet. */
async function unanswered(limitMs: number) {
  const bench = await startBench();
  const { api } = bench.account;
  await api.createNumbers(createBody([first]), bench.deadline);
  bench.requests();
  vi.spyOn(api, "detach").mockRejectedValueOnce(new DeadlineError(line, limitMs, true));
  return { bench, operation: operationOn<SetInputs, SetOutputs>(bench).operation };
}

describe("a request to detach that got no answer in time", () => {
  test("is not repeated while it may still be under way, because it could detach the number from its next gateways", async () => {
    const { bench, operation } = await unanswered(30_000);
    const { api } = bench.account;
    const look = api.getNumber.bind(api);
    vi.spyOn(api, "getNumber")
      .mockImplementationOnce(look)
      .mockImplementationOnce(look)
      .mockImplementationOnce(async (e164, deadline) => {
        await api.detach(e164, deadline);
        return look(e164, deadline);
      });
    await detachAll(operation, [first]);
    expect(bench.requests()).toEqual([direct(first), direct(first), detach, direct(first)]);
  });

  test("is repeated after the same time again", async () => {
    const { bench, operation } = await unanswered(1_000);
    await detachAll(operation, [first]);
    const waited = bench.deadline.waits.reduce((sum, each) => sum + each, 0);
    expect(waited).toBeCloseTo(1_000);
    expect(bench.requests().slice(-2)).toEqual([direct(first), detach]);
    expect(await bench.account.api.getNumber(first, bench.deadline)).toMatchObject({ inbound: undefined });
  });
});
