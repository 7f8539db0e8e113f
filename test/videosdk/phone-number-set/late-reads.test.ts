import { describe, expect, test } from "vitest";
import { attach } from "../../../src/videosdk/phone-number-set/attach";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import type { SetInputs, SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import { targetOf } from "../../../src/videosdk/phone-number-set/target";
import type { Moves } from "../../../src/lifecycle/definition";
import { noMoves } from "../../support/operation";
import { rejection } from "../../support/transport";
import {
  createBody,
  first,
  operationOn,
  second,
  startBench,
  type Bench,
} from "../../support/videosdk-account";

const desired = phoneNumberSet.schema.parse(createBody([first, second]));
const silent = { sent: () => undefined, refused: () => undefined, shown: () => undefined };

/** Attaches the numbers of a set. */
function attached(bench: Bench, inputs: SetInputs, moves: Partial<Moves> = {}) {
  const { operation } = operationOn<SetInputs, SetOutputs>(bench, { moves: { ...noMoves, ...moves } });
  return attach(operation, targetOf(inputs), silent);
}

describe("numbers that still show gateways that they have left", () => {
  test.each([
    ["is answered", undefined],
    ["loses its answer", { method: "POST", path: "/v2/sip/phone-numbers", kind: "drop-after" }],
  ] as const)(
    "are not taken off their new ones, where another set gave the old ones up: the request %s",
    async (_what, fault) => {
      const bench = await startBench();
      const { api, directory } = bench.account;
      await api.createNumbers(createBody([first]), bench.deadline);
      const before = [...(await directory.find([first], bench.deadline)).values()][0];
      const former = [before?.inbound?.id, before?.outbound?.id];
      bench.simulator.configure({ videosdk: { numberReadLag: 3, listReadLag: 3 } });
      await api.detach(first, bench.deadline);
      directory.invalidate();
      if (fault !== undefined) bench.simulator.addFault(fault);
      bench.requests();
      const other = "urn:pulumi:stack::project::type::other";
      const { records } = await attached(
        bench,
        { ...desired, phoneNumbers: [first] },
        {
          owner: (id) => (former.includes(id) ? other : undefined),
          hasGivenUp: () => true,
          givenUpBy: () => other,
        },
      );
      expect(bench.requests().filter((line) => line.endsWith("/detach"))).toEqual([]);
      const gateway = bench.simulator.state().videosdk.phoneNumbers[0]?.inboundGatewayId;
      expect(former).not.toContain(gateway);
      expect(records.get(first)?.inbound?.id).toBe(gateway);
    },
  );

  test("are looked up again: the gateways of another that they are on are named", async () => {
    const bench = await startBench();
    const { api, directory } = bench.account;
    await api.createNumbers(createBody([first]), bench.deadline);
    const before = [...(await directory.find([first], bench.deadline)).values()][0]?.inbound?.id ?? "";
    bench.simulator.configure({ videosdk: { listReadLag: 2 } });
    await api.detach(first, bench.deadline);
    await api.createNumbers(createBody([first]), bench.deadline);
    directory.invalidate();
    const { message } = await rejection(attached(bench, { ...desired, adopt: [before] }));
    const now = (await api.getNumber(first, bench.deadline))?.inbound?.id ?? "";
    expect(now).not.toBe(before);
    expect(message).toContain(`${first} is attached to inbound gateway ${now}`);
  });
});
