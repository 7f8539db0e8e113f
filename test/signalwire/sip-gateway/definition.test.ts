import { gatewayInputs, gateways, gatewayStack, operationOn, startBench, type Bench } from "../support";
import { describe, expect, test } from "vitest";
import { sipGateway } from "../../../src/signalwire/sip-gateway/definition";
import { Claims } from "../../../src/lifecycle/claims";
import { difference } from "../../../src/lifecycle/diff";
import { unknownValue } from "../../../src/lifecycle/unknown";
import type { SignalWireBehaviour } from "../../../src/simulator/signalwire/behaviour";
import { rejection } from "../../support/transport";

const reversed = (list: readonly string[]) => [...list].reverse();

/** Creates a gateway outside the program. */
async function createElsewhere(bench: Bench, changes: object = {}): Promise<string> {
  const { account, deadline, simulator } = bench;
  const { id } = await account.api.createGateway({ ...gatewayInputs, ...changes }, deadline);
  simulator.clearRequests();
  return id;
}

describe("a gateway", () => {
  test("is created with its five fields and read with its addresses", async () => {
    const { simulator, requests } = await startBench();
    const stack = gatewayStack(simulator);
    expect(await stack.up(gatewayInputs)).toBe("create");
    const [record] = simulator.state().signalwire.gateways;
    expect(stack.id).toBe(record?.id);
    expect(stack.state).toMatchObject({
      ...gatewayInputs,
      gatewayId: record?.sip_gateway_id,
      projectId: simulator.signalwire.projectId,
      displayName: "Carrier",
      type: "sip_gateway",
      addresses: [{ name: "carrier", channels: { audio: "/external/carrier?channel=audio" }, locked: false }],
    });
    expect(stack.state["createdAt"]).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(requests()).toEqual([
      `GET ${gateways}`,
      `POST ${gateways}`,
      `GET ${gateways}/${stack.id ?? ""}/addresses`,
    ]);
  });

  test("sends no request while the program says the same", async () => {
    const { simulator, requests } = await startBench();
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    requests();
    expect(await stack.up(gatewayInputs)).toBe("same");
    expect(await stack.up({ ...gatewayInputs, uri: "calls@PBX.example.com" })).toBe("same");
    expect(requests()).toEqual([]);
  });

  test.each([
    { name: "Carrier 2" },
    { uri: "sip:calls@other.example.com" },
    { encryption: "optional" },
    { ciphers: ["AES_CM_128_HMAC_SHA1_32"] },
    { ciphers: reversed(gatewayInputs.ciphers) },
    { codecs: ["G729"] },
    { codecs: reversed(gatewayInputs.codecs) },
  ])("is changed in place, by one PATCH with all five fields: %j", async (changes) => {
    const { simulator, requests } = await startBench({ signalwire: { gatewayPatch: "full-only" } });
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    const { id } = stack;
    simulator.clearRequests();
    expect(await stack.up({ ...gatewayInputs, ...changes })).toBe("update");
    expect(simulator.requests().find(({ method }) => method === "PATCH")?.requestBody).toEqual({
      ...gatewayInputs,
      ...changes,
    });
    const one = `${gateways}/${id ?? ""}`;
    expect(requests()).toEqual([`GET ${one}`, `PATCH ${one}`, `GET ${one}/addresses`]);
    expect(stack.id).toBe(id);
    expect(stack.state).toMatchObject(changes);
    expect(await stack.up({ ...gatewayInputs, ...changes })).toBe("same");
  });

  test("that was changed elsewhere is found by a refresh and corrected", async () => {
    const bench = await startBench();
    const stack = gatewayStack(bench.simulator);
    await stack.up(gatewayInputs);
    const changed = { ...gatewayInputs, name: "Changed", codecs: ["VP8"] };
    await bench.account.api.patchGateway(stack.id ?? "", changed, bench.deadline);
    await stack.refresh();
    expect(stack.state).toMatchObject({ name: "Changed", codecs: ["VP8"] });
    expect(await stack.up(gatewayInputs)).toBe("update");
    expect(bench.simulator.state().signalwire.gateways).toMatchObject([gatewayInputs]);
  });

  test("that is gone is recreated after a refresh, and without one the error asks for it", async () => {
    const { account, deadline, simulator } = await startBench();
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    await account.api.deleteGateway(stack.id ?? "", deadline);
    expect((await rejection(stack.up({ ...gatewayInputs, name: "x" }))).message).toMatch(
      /Run 'pulumi refresh'/,
    );
    expect(await stack.refresh()).toBe(false);
    expect(await stack.up(gatewayInputs)).toBe("create");
  });

  test("is deleted once, and that it is gone already is success", async () => {
    const { account, deadline, simulator } = await startBench();
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    await account.api.deleteGateway(stack.id ?? "", deadline);
    await stack.destroy();
    expect(simulator.state().signalwire.gateways).toEqual([]);
  });

  test("is read by its id alone", async () => {
    const bench = await startBench();
    const id = await createElsewhere(bench);
    const found = await sipGateway.observe(operationOn(bench).operation, {
      id,
      inputs: {},
      outputs: {},
    });
    expect(found).toMatchObject({ id, inputs: gatewayInputs, outputs: { addresses: [{ name: "carrier" }] } });
  });

  test("is not found by the id inside it", async () => {
    const bench = await startBench();
    await createElsewhere(bench);
    const id = bench.simulator.state().signalwire.gateways[0]?.sip_gateway_id ?? "";
    const { operation } = operationOn(bench);
    expect(await sipGateway.observe(operation as never, { id, inputs: {}, outputs: {} })).toBeUndefined();
  });

  test("in another project is an error on read and on update, never gone", async () => {
    const { simulator } = await startBench();
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    simulator.configure({ signalwire: { foreignProject: true } });
    expect((await rejection(stack.refresh())).message).toMatch(/is in the project .* and the settings name/);
    const failed = await rejection(stack.up({ ...gatewayInputs, name: "x" }));
    expect(failed.message).toMatch(/is in the project/);
  });

  test("answered with the record of another is an error on read and on update, never gone", async () => {
    const bench = await startBench();
    const stack = gatewayStack(bench.simulator);
    await stack.up(gatewayInputs);
    const id = stack.id ?? "";
    const body = { ...(await bench.account.api.getGateway(id, bench.deadline)), id: "another" };
    bench.simulator.addFault({ kind: "status", status: 200, path: `${gateways}/${id}`, body, times: 2 });
    expect((await rejection(stack.refresh())).message).toContain(`id: is not ${id}`);
    expect((await rejection(stack.up({ ...gatewayInputs, name: "x" }))).message).toContain(
      `id: is not ${id}`,
    );
    expect(bench.simulator.state().signalwire.gateways).toMatchObject([gatewayInputs]);
  });
});

describe.each<Partial<SignalWireBehaviour>>([
  { gatewayPatch: "full-only" },
  { listOrder: "reordered" },
  { uriPrefix: "stripped" },
  { extraKeys: true },
  { timestampMilliseconds: true },
  { nextLinks: "loop" },
  { nextLinks: "foreign-host" },
  { errorShape: "relay" },
  { errorShape: "plain" },
])("a service with %j", (signalwire) => {
  test("has a gateway that is created, refreshed, updated and destroyed without a change of its own", async () => {
    const { simulator } = await startBench({ signalwire });
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    expect(await stack.refresh()).toBe(true);
    expect(stack.state).toMatchObject(gatewayInputs);
    expect(stack.state["addresses"]).toHaveLength(1);
    expect(await stack.up(gatewayInputs)).toBe("same");
    const changed = { ...gatewayInputs, codecs: ["VP8", "OPUS"] };
    expect(await stack.up(changed)).toBe("update");
    expect(await stack.refresh()).toBe(true);
    expect(await stack.up(changed)).toBe("same");
    await stack.destroy();
    expect(simulator.state().signalwire.gateways).toEqual([]);
  });
});

test("encryption is passed on as it is, and the vendor's refusal names it", async () => {
  const { simulator } = await startBench({ signalwire: { gatewayEncryption: "live" } });
  const stack = gatewayStack(simulator);
  const { message } = await rejection(stack.up({ ...gatewayInputs, encryption: "default" }));
  expect(message).toMatch(/create failed: encryption: Encryption .* \(invalid_parameter\) \(HTTP 422, POST/);
  expect(await stack.up({ ...gatewayInputs, encryption: "forbidden" })).toBe("create");
  await stack.refresh();
  expect(await stack.up({ ...gatewayInputs, encryption: "forbidden" })).toBe("same");
});

describe("words that this release does not know", () => {
  const foreign = { encryption: "always", ciphers: ["NEW_CIPHER", "AEAD_AES_256_GCM_8"], codecs: ["LYRA"] };

  test("are kept when the vendor shows them, and no later operation fails", async () => {
    const { account, deadline, simulator } = await startBench();
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    const id = stack.id ?? "";
    const shown = await account.api.getGateway(id, deadline);
    const body = { ...shown, sip_gateway: { ...shown?.sip_gateway, ...foreign } };
    const show = () => simulator.addFault({ kind: "status", status: 200, path: `${gateways}/${id}`, body });
    show();
    expect(await stack.refresh()).toBe(true);
    expect(stack.state).toMatchObject(foreign);
    show();
    expect(await stack.up({ ...gatewayInputs, ...foreign })).toBe("same");
    expect(await stack.up(gatewayInputs)).toBe("update");
    expect(simulator.state().signalwire.gateways).toMatchObject([gatewayInputs]);
    await stack.destroy();
  });

  test("may be in the program once the gateway has them", async () => {
    const { simulator } = await startBench();
    const { provider } = gatewayStack(simulator);
    const known = { ...gatewayInputs, ...foreign };
    expect((await provider.check(known, known)).failures).toEqual([]);
    expect((await provider.check({}, known)).failures).toHaveLength(3);
  });
});

describe("addresses", () => {
  test.each([403, 404])("that are answered with %i are none, and no failure", async (status) => {
    const { simulator } = await startBench();
    simulator.addFault({ kind: "status", status, path: `${gateways}/*/addresses` });
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    expect(stack.state["addresses"]).toEqual([]);
  });

  test("come in an order that does not change", async () => {
    const { simulator } = await startBench();
    const stack = gatewayStack(simulator);
    const show = (...ids: string[]) => {
      const body = {
        links: {},
        data: ids.map((id) => ({ id, locked: null, channels: { audio: "/a", video: null } })),
      };
      simulator.addFault({ kind: "status", status: 200, path: `${gateways}/*/addresses`, body });
    };
    show("b", "a", "c");
    await stack.up(gatewayInputs);
    const { addresses } = stack.state;
    expect(addresses).toMatchObject([{ id: "a", channels: { audio: "/a" } }, { id: "b" }, { id: "c" }]);
    show("c", "b", "a");
    await stack.refresh();
    expect(stack.state["addresses"]).toEqual(addresses);
  });

  test("that were known stay when they can no longer be read", async () => {
    const { simulator } = await startBench();
    const stack = gatewayStack(simulator);
    await stack.up(gatewayInputs);
    const { addresses } = stack.state;
    simulator.addFault({ kind: "status", status: 403, path: `${gateways}/*/addresses` });
    await stack.refresh();
    expect(stack.state["addresses"]).toEqual(addresses);
  });

  test("that fail otherwise fail the creation, whose gateway is nevertheless in state", async () => {
    const { simulator } = await startBench();
    simulator.addFault({ kind: "status", status: 500, path: `${gateways}/*/addresses` });
    const error = await rejection(gatewayStack(simulator).up(gatewayInputs));
    expect(error).toMatchObject({
      name: "PartialOutcome",
      id: simulator.state().signalwire.gateways[0]?.id,
      properties: { ...gatewayInputs, addresses: [], __provider: "the text" },
    });
  });
});

describe("a diff", () => {
  const old = { id: "gw-1", inputs: gatewayInputs, outputs: {} };
  const diff = (changes: object) =>
    difference(sipGateway, { old, desired: { ...gatewayInputs, ...changes } });

  test("never replaces, whatever is not known yet", () => {
    for (const field of Object.keys(gatewayInputs)) {
      expect(diff({ [field]: unknownValue })).toEqual({
        changes: true,
        replaces: [],
        deleteBeforeReplace: false,
      });
    }
  });

  test("is empty for the same URI in another form", () => {
    expect(diff({ uri: "calls@pbx.example.com" }).changes).toBe(false);
  });
});

test("two gateways of one program may not have one URI", () => {
  const claims = new Claims();
  const declare = (urn: string, uri: string): string[] =>
    claims.declare(urn, {}, sipGateway.claims?.({ ...gatewayInputs, uri }, undefined) ?? []);
  expect(declare("urn:one", gatewayInputs.uri)).toEqual([]);
  expect(declare("urn:one", gatewayInputs.uri)).toEqual([]);
  expect(declare("urn:two", "calls@PBX.example.com")).toEqual([
    "uri: another SipGateway of this program (urn:one) has calls@PBX.example.com already",
  ]);
  expect(declare("urn:two", unknownValue)).toEqual([]);
});
