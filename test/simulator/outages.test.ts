import { describe, expect, test } from "vitest";
import { first, numberPath, second, third, useBench } from "./support.js";

const bench = useBench();

describe("the log of numbers without gateways", () => {
  test("names a number that was detached, the requests meanwhile, and whether it is attached again", async () => {
    const { simulator } = bench.current;
    await bench.current.createNumbers();
    expect(simulator.outages()).toEqual([]);
    await bench.current.detach(first);
    await bench.current.detach(second);
    await bench.current.createNumbers({ phoneNumbers: [first] });
    expect(simulator.outages()).toEqual([
      {
        e164: first,
        requests: [`POST /v2/sip/phone-numbers/detach {"phoneNumber":"${second}"}`],
        isOver: true,
      },
      { e164: second, requests: [expect.stringMatching(/^POST \/v2\/sip\/phone-numbers \{/)], isOver: false },
    ]);
  });

  test("does not count a number that was never attached, nor one detached twice a second time", async () => {
    await bench.current.createNumbers({ phoneNumbers: [first] });
    await bench.current.detach(first);
    await bench.current.detach(first);
    await bench.current.detach(third);
    expect(bench.current.simulator.outages()).toMatchObject([{ e164: first, isOver: false }]);
  });

  test("counts a gateway that is deleted under its numbers", async () => {
    await bench.current.createNumbers({ phoneNumbers: [first] });
    const { outbound } = await bench.current.number(first);
    await bench.current.send("DELETE", `/v2/sip/outbound-gateways/${outbound?.id ?? ""}`);
    expect(bench.current.simulator.outages()).toEqual([{ e164: first, requests: [], isOver: false }]);
  });

  test("does not count a request that replaces a gateway's numbers and keeps one of them", async () => {
    await bench.current.createNumbers();
    const { inbound } = await bench.current.number(first);
    await bench.current.send("PATCH", `/v2/sip/inbound-gateways/${inbound?.id ?? ""}`, { numbers: [first] });
    expect(bench.current.simulator.outages().map(({ e164 }) => e164)).toEqual([second]);
  });

  test("counts reads too, and forgets on request what is over", async () => {
    const { simulator } = bench.current;
    await bench.current.createNumbers();
    await bench.current.detach(first);
    await bench.current.send("GET", numberPath(second));
    expect(simulator.outages()[0]?.requests).toHaveLength(1);
    simulator.clearOutages();
    expect(simulator.outages()).toEqual([{ e164: first, requests: [], isOver: false }]);
    await bench.current.createNumbers({ phoneNumbers: [first] });
    simulator.clearOutages();
    expect(simulator.outages()).toEqual([]);
  });
});
