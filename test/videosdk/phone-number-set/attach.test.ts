import { describe, expect, test, vi } from "vitest";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import type { SetInputs, SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import { attach } from "../../../src/videosdk/phone-number-set/attach";
import { askedOf, targetOf } from "../../../src/videosdk/phone-number-set/target";
import type { Operation } from "../../../src/lifecycle/definition";
import type { VideoSdkAccount } from "../../../src/videosdk/client/account";
import { hashesOf } from "../../../src/lifecycle/hashes";
import { rejection } from "../../support/transport";
import {
  createBody,
  first,
  operationOn,
  second,
  startBench,
  third,
  type Bench,
} from "../../support/videosdk-account";

const desired = phoneNumberSet.schema.parse(createBody([first, second]));
const create = { method: "POST", path: "/v2/sip/phone-numbers" } as const;

/** Attaches both numbers; returns the result and the warnings. */
async function run(
  bench: Bench,
  inputs: SetInputs = desired,
  changes: Partial<Operation<VideoSdkAccount, SetInputs, SetOutputs>> = {},
) {
  const said: string[] = [];
  const { operation } = operationOn<SetInputs, SetOutputs>(bench, {
    begin: () => void said.push("begin"),
    ...changes,
  });
  bench.requests();
  const outcome = {
    sent: () => void said.push("sent"),
    refused: () => void said.push("refused"),
    shown: (records: ReadonlyMap<string, unknown>) => void said.push(`shown ${[...records.keys()].join()}`),
  };
  const result = await attach(operation, targetOf(inputs), outcome).then(
    ({ records }) => records,
    (error: unknown) => error,
  );
  const requests = bench.requests();
  return {
    said,
    result,
    requests,
    creations: requests.filter((line) => line === "POST /v2/sip/phone-numbers"),
  };
}

/** How many pairs of gateways there are. */
function pairs({ simulator }: Bench): number {
  return simulator.state().videosdk.inboundGateways.length;
}

describe("creating the gateways of numbers", () => {
  test("is one request, noted before it is sent, and one read for the ids that it does not show", async () => {
    const bench = await startBench();
    const { said, result, requests } = await run(bench);
    expect(requests).toEqual(["POST /v2/sip/phone-numbers", "GET /v2/sip/phone-numbers?page=1&perPage=100"]);
    expect(said).toEqual(["begin", "sent", "shown +14155550100,+14155550101"]);
    expect([...(result as Map<string, unknown>).keys()]).toEqual([first, second]);
  });

  test("is tried again after a 409, as VideoSDK advises, with pauses that grow", async () => {
    const bench = await startBench();
    bench.simulator.addFault({ ...create, kind: "status", status: 409, times: 3 });
    const { result, creations } = await run(bench);
    expect(result).toBeInstanceOf(Map);
    expect(creations).toHaveLength(4);
    expect(bench.deadline.waits).toHaveLength(3);
    [150, 300, 600].forEach((longest, index) => {
      expect(bench.deadline.waits[index]).toBeGreaterThanOrEqual(longest / 2);
      expect(bench.deadline.waits[index]).toBeLessThanOrEqual(longest);
    });
  });

  test("is abandoned after six 409, without having changed anything", async () => {
    const bench = await startBench();
    bench.simulator.addFault({ ...create, kind: "status", status: 409, times: 100 });
    const { result, creations, said } = await run(bench);
    expect(result).toMatchObject({ name: "ApiError", status: 409 });
    expect(creations).toHaveLength(6);
    expect(said).not.toContain("sent");
    expect(pairs(bench)).toBe(0);
  });

  test.each([400, 401, 403, 422])("is not tried again after a %i", async (status) => {
    const bench = await startBench();
    bench.simulator.addFault({ ...create, kind: "status", status, times: 100 });
    const { result, creations, said } = await run(bench);
    expect(result).toMatchObject({ name: "ApiError", status });
    expect(creations).toHaveLength(1);
    expect(said).toEqual(["begin"]);
  });
});

describe("an answer that leaves the effect open", () => {
  test.each([
    ["a dropped connection", { kind: "drop-after" }],
    ["a 500", { kind: "status", status: 500, when: "after" }],
    ["a cut-off body", { kind: "malformed", when: "after" }],
    ["an HTML page", { kind: "html", status: 200, when: "after" }],
  ] as const)("after the effect (%s) leads to no second creation", async (_what, fault) => {
    const bench = await startBench();
    bench.simulator.addFault({ ...create, ...fault });
    const { result, creations, said } = await run(bench);
    expect(result).toBeInstanceOf(Map);
    expect(creations).toHaveLength(1);
    expect(pairs(bench)).toBe(1);
    expect(said).toEqual(["begin", "sent", "sent", "shown +14155550100,+14155550101"]);
  });

  test.each([
    ["a dropped connection", { kind: "drop-before" }],
    ["a 502", { kind: "status", status: 502 }],
  ] as const)(
    "before the effect (%s) leads to a second creation, once the first is known to have had no effect",
    async (_what, fault) => {
      const bench = await startBench();
      bench.simulator.addFault({ ...create, ...fault });
      const { result, requests } = await run(bench);
      expect(result).toBeInstanceOf(Map);
      expect(requests).toEqual([
        "POST /v2/sip/phone-numbers",
        "GET /v2/sip/phone-numbers?page=1&perPage=100",
        `GET /v2/sip/phone-numbers/${encodeURIComponent(first)}`,
        `GET /v2/sip/phone-numbers/${encodeURIComponent(second)}`,
        "POST /v2/sip/phone-numbers",
        "GET /v2/sip/phone-numbers?page=1&perPage=100",
      ]);
      expect(pairs(bench)).toBe(1);
    },
  );

  test("and that takes effect between two reads is read once more, not taken for another owner's", async () => {
    const bench = await startBench();
    const { api } = bench.account;
    await api.createNumbers(createBody([first]), bench.deadline);
    await api.detach(first, bench.deadline);
    bench.simulator.addFault({ ...create, kind: "drop-before" });
    const look = api.getNumber.bind(api);
    // The list has shown the first number without gateways when the request arrives; then the second is asked for.
    vi.spyOn(api, "getNumber").mockImplementationOnce(async (e164, deadline) => {
      await api.createNumbers(createBody([first, second]), deadline);
      return look(e164, deadline);
    });
    const { result, said } = await run(bench);
    expect(result).toBeInstanceOf(Map);
    expect(said).not.toContain("refused");
  });

  test("whose effect shows late leads to no second pair: the second creation is refused", async () => {
    const bench = await startBench({ videosdk: { visibilityDelayReads: 2 } });
    bench.simulator.addFault({ ...create, kind: "drop-after" });
    const { result } = await run(bench);
    expect(result).toBeInstanceOf(Map);
    expect(pairs(bench)).toBe(1);
  });
});

describe("numbers that are attached already", () => {
  test("are refused with each number and its gateways; the checkpoint says that nothing was created", async () => {
    const bench = await startBench();
    await bench.account.api.createNumbers(createBody([second, third]), bench.deadline);
    const [gateway] = bench.simulator.state().videosdk.inboundGateways;
    const { result, said } = await run(bench);
    expect(said).toEqual(["begin", "refused"]);
    expect(String(result)).toContain(
      `${second} is attached to inbound gateway ${gateway?.id ?? ""} and outbound`,
    );
    expect(String(result)).toContain("Phone number is already attached to a gateway (HTTP 400");
    expect(String(result)).toContain("give it an alias");
    expect(String(result)).toContain(
      `set adopt: "${gateway?.id ?? ""}", and the numbers are detached there and attached here in one run; or take two runs`,
    );
    expect(String(result)).not.toContain(`${first} is attached`);
    expect(pairs(bench)).toBe(1);
  });

  test("exactly as wanted are taken over where the program allows it", async () => {
    const bench = await startBench();
    await bench.account.api.createNumbers(createBody([first, second]), bench.deadline);
    expect((await run(bench)).result).toBeInstanceOf(Error);
    expect((await run(bench, { ...desired, adopt: true })).result).toBeInstanceOf(Map);
    expect(pairs(bench)).toBe(1);
  });

  test("exactly as wanted are named with the one line that takes them over", async () => {
    const bench = await startBench();
    await bench.account.api.createNumbers(createBody([first, second]), bench.deadline);
    const id = bench.simulator.state().videosdk.inboundGateways[0]?.id ?? "";
    const { result, said } = await run(bench);
    expect(String(result)).toContain(`set adopt: "${id}"`);
    expect(said).toEqual(["begin", "refused"]);
    const warnings: string[] = [];
    const adopted = await run(
      bench,
      { ...desired, adopt: id },
      { warn: (message) => void warnings.push(message) },
    );
    expect(adopted.result).toBeInstanceOf(Map);
    expect(warnings).toEqual([expect.stringContaining(`${first} is attached to inbound gateway ${id}`)]);
  });

  test("to another gateway than the expected one are not taken over", async () => {
    const bench = await startBench();
    await bench.account.api.createNumbers(createBody([first, second]), bench.deadline);
    const { result } = await run(bench, { ...desired, adopt: "of another" });
    expect(String(result)).toContain("is attached to");
  });

  test("differently than wanted are not taken over even then", async () => {
    const bench = await startBench();
    await bench.account.api.createNumbers(createBody([first, second, third]), bench.deadline);
    const { result } = await run(bench, { ...desired, adopt: true });
    expect(String(result)).toContain("is attached to");
  });

  const note = { asked: hashesOf(askedOf(targetOf(desired).settings, desired.phoneNumbers)) };

  test("exactly as a creation that was cut off wanted them are taken over", async () => {
    const bench = await startBench();
    await bench.account.api.createNumbers(createBody([first, second]), bench.deadline);
    const changed = { ...desired, mediaEncryption: "enable" as const };
    const { result } = await run(bench, changed, { note });
    expect(result).toBeInstanceOf(Map);
  });

  test("with other settings than a creation that was cut off wanted are not taken over", async () => {
    const bench = await startBench();
    const others = createBody([first, second], { mediaEncryption: "enable" });
    await bench.account.api.createNumbers(others, bench.deadline);
    const { result } = await run(bench, desired, { note });
    expect(String(result)).toContain("is attached to");
  });

  test("by a set with the same settings are not taken over because a creation of other numbers was cut off", async () => {
    const bench = await startBench();
    await bench.account.api.createNumbers(createBody([first, second]), bench.deadline);
    const other = { asked: hashesOf(askedOf(targetOf(desired).settings, [third])) };
    const { result } = await run(bench, desired, { note: other });
    expect(String(result)).toContain("is attached to");
  });

  test("to gateways that another resource of the program has are never taken over", async () => {
    const bench = await startBench();
    await bench.account.api.createNumbers(createBody([first, second]), bench.deadline);
    const id = bench.simulator.state().videosdk.inboundGateways[0]?.id;
    const holder = (gateway: string) => (gateway === id ? "urn:another" : undefined);
    for (const adopt of [false, true]) {
      const { result } = await run(bench, { ...desired, adopt }, { note, holder });
      expect(String(result)).toContain("is attached to");
    }
  });
});

describe("the read of what was created", () => {
  test("is repeated until every number shows its gateways", async () => {
    const bench = await startBench({ videosdk: { visibilityDelayReads: 5 } });
    const { result } = await run(bench);
    expect(result).toBeInstanceOf(Map);
    expect(bench.deadline.waits.length).toBeGreaterThan(0);
  });

  test("is abandoned after ten times, with what to do: the creation is in the state", async () => {
    const bench = await startBench({ videosdk: { visibilityDelayReads: 1_000 } });
    const { result, said } = await run(bench);
    expect(said).toEqual(["begin", "sent"]);
    expect(String(result)).toContain(`does not show the gateways of ${first}, ${second} yet`);
    expect(String(result)).toContain("the next 'pulumi up' continues from here");
    expect(bench.deadline.waits).toHaveLength(9);
  });

  test("that fails leaves the checkpoint that the gateways exist", async () => {
    const bench = await startBench();
    bench.simulator.addFault({ method: "GET", kind: "status", status: 503, times: 100 });
    const { result, said } = await run(bench);
    expect(said).toEqual(["begin", "sent"]);
    expect(await rejection(Promise.reject(result as Error))).toMatchObject({ status: 503 });
  });
});
