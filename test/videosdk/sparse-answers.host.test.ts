import { expect, test } from "vitest";
import { sipGateway } from "../support/program.js";
import { carrier, first, outbound, second, support } from "../support/samples.js";
import { useStack } from "../support/stack.js";

const bench = useStack();

const page = { total: 2, lastPage: 1 };

/** A number as its documentation guarantees it, and no field more. */
function bare(e164: string, id: unknown, gateway: object) {
  return {
    phoneNumber: { phoneNumberId: id, e164 },
    inbound: { id: 11, ...gateway },
    outbound: { id: 12, ...gateway },
  };
}

/** Every optional field as null, which is how the vendor shows what is empty. */
const nulls = {
  ...{ name: null, address: null, transport: null, auth: null, numbers: null },
  ...{ mediaEncryption: null, geoRegion: null, tags: null, metadata: null },
};

test.each([
  ["optional fields are missing", {}],
  ["optional fields are null", nulls],
  ["unknown fields appear", { colour: "red", nested: { deep: [1, null] } }],
])(
  "a set whose gateways are numbers, where %s, is created, kept and read without loss",
  async (_name, gateway) => {
    const { sim } = bench.current;
    const data = [bare(first, 1, gateway), bare(second, "two", gateway)];
    sim.addFault({
      kind: "status",
      status: 200,
      method: "GET",
      path: "/v2/sip/phone-numbers",
      times: 1000,
      body: { pageInfo: page, data },
    });
    // A region that is not shown counts as auto.
    const set = support({ inbound: { sipRegion: "auto" }, outbound: { ...outbound, sipRegion: "auto" } });
    const up = await bench.current.up([set]);
    expect(up.errors).toEqual([]);
    expect(bench.current.engine.state.get("support")).toMatchObject({
      id: "11",
      outputs: {
        inboundGatewayIds: ["11"],
        outboundGatewayIds: ["12"],
        numbers: [
          {
            ...{ e164: first, phoneNumberId: "1", inboundGatewayId: "11", outboundGatewayId: "12" },
            ...{ name: null, countryCode: null, provider: null, origin: null, status: null },
          },
          { e164: second, phoneNumberId: "two" },
        ],
      },
    });
    expect(await bench.current.up([set])).toMatchObject({ ops: { support: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "same" } });
    expect(bench.current.outputs("support")).toMatchObject({
      phoneNumbers: [first, second],
      inboundGatewayIds: ["11"],
    });
  },
);

test.each([
  ["missing", {}],
  ["null", { ...nulls, domain: null, direction: null }],
])("a trunk whose answer holds its id, and all other fields are %s", async (_name, rest) => {
  const { sim } = bench.current;
  sim.addFault({
    kind: "status",
    status: 200,
    path: "/v2/sip-trunk**",
    times: 1000,
    body: { trunkId: "4711", ...rest },
  });
  expect(await bench.current.up([carrier()])).toMatchObject({ errors: [] });
  expect(bench.current.engine.state.get("carrier")).toMatchObject({
    id: "4711",
    outputs: { name: "carrier" },
  });
  expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { carrier: "same" } });
  expect(await bench.current.up([carrier({ direction: "inbound" })])).toMatchObject({
    errors: [],
    ops: { carrier: "update" },
  });
});

test("a trunk whose id is no text counts as one without an id: the user is asked, and there is only one", async () => {
  const { sim } = bench.current;
  sim.addFault({ kind: "status", status: 200, method: "POST", when: "after", body: { trunkId: 4711 } });
  const { errors } = await bench.current.up([carrier()]);
  expect(errors.join()).toMatch(/trunkId: .*may exist/s);
  expect((await bench.current.up([carrier()])).errors.join()).toContain("may exist");
  expect(sim.state().videosdk.trunks).toHaveLength(1);
});

test.each([
  ["missing", {}],
  ["null", nulls],
])("a gateway whose id is a number, and all other fields are %s", async (_name, rest) => {
  const { sim } = bench.current;
  sim.addFault({
    kind: "status",
    status: 200,
    method: "GET",
    path: "/v2/sip/inbound-gateways/*",
    times: 1000,
    body: { id: 11, ...rest },
  });
  sim.addFault({ kind: "status", status: 200, method: "PATCH", times: 1000, body: {} });
  const tuned = sipGateway("tuned", { gatewayId: "11", mediaEncryption: "enable" });
  const up = await bench.current.up([tuned]);
  expect(up.errors).toEqual([]);
  expect(bench.current.engine.state.get("tuned")).toMatchObject({
    id: "11",
    outputs: { direction: "inbound", numbers: [] },
  });
  expect(await bench.current.up([tuned])).toMatchObject({ ops: { tuned: "same" }, lines: [] });
});
