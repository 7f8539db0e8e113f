import {
  endpointInputs,
  endpoints,
  gatewayInputs,
  gateways,
  operationOn,
  startBench,
  type Bench,
} from "./support";
import { describe, expect, test } from "vitest";
import { sipEndpoint } from "../../src/signalwire/sip-endpoint/definition";
import { sipGateway } from "../../src/signalwire/sip-gateway/definition";
import type { Operation } from "../../src/lifecycle/definition";
import { hashesOf } from "../../src/lifecycle/hashes";
import type { Fault } from "../../src/simulator/index";
import { rejection } from "../support/transport";

type Changes = Partial<Operation<never, never, never>>;

/** Creates an endpoint, and returns what the operation did. */
function createEndpoint(bench: Bench, changes: Changes = {}, inputs: object = endpointInputs) {
  const spied = operationOn(bench, changes as never);
  const found = sipEndpoint.reconcile(spied.operation, sipEndpoint.schema.parse(inputs), undefined);
  return { ...spied, found };
}

/** Creates a gateway, and returns what the operation did. */
function createGateway(bench: Bench, changes: Changes = {}) {
  const spied = operationOn(bench, changes as never);
  const found = sipGateway.reconcile(spied.operation, sipGateway.schema.parse(gatewayInputs), undefined);
  return { ...spied, found };
}

/** Faults whose answer leaves open whether the request had its effect, and whether it had. */
const lost: [name: string, fault: Fault, hadEffect: boolean][] = [
  ["dropped before the effect", { kind: "drop-before" }, false],
  ["dropped after the effect", { kind: "drop-after" }, true],
  ["500 before the effect", { kind: "status", status: 500 }, false],
  ["500 after the effect", { kind: "status", status: 500, when: "after" }, true],
  ["cut-off JSON", { kind: "malformed", when: "after" }, true],
  ["an HTML page", { kind: "html", when: "after" }, true],
  ["nothing", { kind: "empty", when: "after" }, true],
];

describe.each(lost)("a creation answered with %s", (_, fault, hadEffect) => {
  test("leads to one endpoint, with the password of the program", async () => {
    const bench = await startBench();
    bench.simulator.addFault({ ...fault, method: "POST" });
    const { found, begun } = createEndpoint(bench);
    const { id, inputs } = await found;
    const state = bench.simulator.state().signalwire;
    expect(state.endpoints).toEqual([expect.objectContaining({ id, ...endpointInputs })]);
    expect(inputs).toEqual(endpointInputs);
    expect(begun()).toBe(hadEffect ? 1 : 2);
  });

  test("leads to one gateway", async () => {
    const bench = await startBench();
    bench.simulator.addFault({ ...fault, method: "POST" });
    const { id } = await createGateway(bench).found;
    expect(bench.simulator.state().signalwire.gateways).toEqual([
      expect.objectContaining({ id, ...gatewayInputs }),
    ]);
  });
});

describe("an object that was there before", () => {
  test("is never taken for one whose creation was lost", async () => {
    const bench = await startBench();
    const { account, deadline, simulator } = bench;
    const other = { ...endpointInputs, password: "of another" };
    await account.api.createEndpoint(other, deadline);
    simulator.addFault({ kind: "status", status: 500, method: "POST" });
    const { found, begun } = createEndpoint(bench);
    expect((await rejection(found)).message).toMatch(/HTTP 422/);
    expect(begun()).toBe(0);
    expect(simulator.state().signalwire.endpoints).toMatchObject([other]);
  });

  test("is named when the vendor refuses a second endpoint of its name, with what to do", async () => {
    const bench = await startBench();
    const { account, deadline } = bench;
    await account.api.createEndpoint({ username: "c3p0-2", password: "x" }, deadline);
    const { id } = await account.api.createEndpoint({ ...endpointInputs }, deadline);
    const { message } = await rejection(createEndpoint(bench).found);
    expect(message).toMatch(/Username must be unique within project.*\(HTTP 422, POST/);
    expect(message).toContain(
      `SIP endpoint ${id} has the user name "c3p0" already. If the resource was renamed or moved in the program, give it ` +
        `an alias (the option aliases). If that SIP endpoint is to become this resource's, set adopt: "${id}", or import ` +
        `it ('pulumi-sip import signalwire.SipEndpoint' with that id). If another stack has it, take it out there first ('pulumi state delete'): else both change and delete it. ` +
        `If a resource that comes later in the program gives the username up, take two runs: its change first. Otherwise give this one another username`,
    );
    expect(message).not.toContain("canary");
  });

  test("is named when the vendor refuses a second gateway to its URI, under whatever name", async () => {
    const bench = await startBench();
    const { account, deadline } = bench;
    const other = { ...gatewayInputs, name: "Other", uri: "calls@pbx.example.com" };
    const { id } = await account.api.createGateway(other, deadline);
    const { message } = await rejection(createGateway(bench).found);
    expect(message).toContain("uri: Uri must be unique within project (not_unique_within_project) (HTTP 422");
    expect(message).toContain(`SIP gateway ${id} has the URI sip:calls@pbx.example.com already`);
  });

  test("is not named in a refusal that has another reason", async () => {
    const bench = await startBench({ signalwire: { gatewayEncryption: "live" } });
    const desired = sipGateway.schema.parse({ ...gatewayInputs, encryption: "default" });
    const { operation } = operationOn(bench);
    const { message } = await rejection(sipGateway.reconcile(operation, desired, undefined));
    expect(message).toMatch(/^encryption: .*\(HTTP 422, POST [^)]*\)$/);
  });

  test("is taken over by a creation that was cut off, and changed to the program's settings, with its password", async () => {
    const bench = await startBench();
    const { account, deadline, simulator, requests } = bench;
    const { id } = await account.api.createEndpoint(
      { username: "c3p0", password: "of the first try" },
      deadline,
    );
    simulator.clearRequests();
    const { found, checkpoints } = createEndpoint(
      bench,
      { note: { asked: hashesOf({ username: "c3p0" }) } },
      { ...endpointInputs, callerId: "C-3PO" },
    );
    expect((await found).id).toBe(id);
    expect(simulator.state().signalwire.endpoints).toMatchObject([
      { id, ...endpointInputs, caller_id: "C-3PO" },
    ]);
    expect(requests()).toEqual([`GET ${endpoints}`, `PUT ${endpoints}/${id}`]);
    expect(checkpoints[0]).toEqual({
      id,
      inputs: { username: "c3p0" },
      outputs: expect.anything() as unknown,
    });
  });

  test("is taken over by a gateway's creation that was cut off, if name and URI are the same", async () => {
    const bench = await startBench();
    const { account, deadline, simulator, requests } = bench;
    const leftOver = { ...gatewayInputs, uri: "calls@pbx.example.com", codecs: ["G729"] };
    const { id } = await account.api.createGateway(leftOver, deadline);
    simulator.clearRequests();
    const note = { id, asked: hashesOf(leftOver) };
    expect((await createGateway(bench, { note }).found).id).toBe(id);
    expect(simulator.state().signalwire.gateways).toMatchObject([{ id, ...gatewayInputs }]);
    expect(requests()).toEqual([
      `GET ${gateways}`,
      `PATCH ${gateways}/${id}`,
      `GET ${gateways}/${id}/addresses`,
    ]);
  });

  test("is not taken over when its user name only contains the one that was cut off", async () => {
    const bench = await startBench();
    const { account, deadline, simulator } = bench;
    const { id } = await account.api.createEndpoint({ username: "c3p0-1", password: "x" }, deadline);
    const { found } = createEndpoint(bench, { note: { asked: {} } });
    expect((await found).id).not.toBe(id);
    expect(simulator.state().signalwire.endpoints).toMatchObject([{ username: "c3p0-1" }, endpointInputs]);
  });

  test("is not taken over when it has the URI under another name", async () => {
    const bench = await startBench();
    const { account, deadline, simulator } = bench;
    const other = { ...gatewayInputs, name: "Other" };
    await account.api.createGateway(other, deadline);
    const { message } = await rejection(createGateway(bench, { note: { asked: {} } }).found);
    expect(message).toMatch(/HTTP 422/);
    expect(simulator.state().signalwire.gateways).toMatchObject([other]);
  });

  test("is not taken over when another resource of the program has it", async () => {
    const bench = await startBench();
    const { account, deadline } = bench;
    const { id } = await account.api.createEndpoint({ ...endpointInputs }, deadline);
    const changes = {
      note: { id, asked: hashesOf({ username: "c3p0" }) },
      holder: (object: string) => (object === id ? "urn:other" : undefined),
    };
    const { message } = await rejection(createEndpoint(bench, changes).found);
    expect(message).toMatch(/HTTP 422/);
    expect(message).toContain(`SIP endpoint ${id} has the user name "c3p0" and belongs to urn:other`);
    expect(message).not.toContain("adopt");
  });

  test("is not taken over because of a note alone when it shows other contents than were asked for", async () => {
    const bench = await startBench();
    const { account, deadline, simulator } = bench;
    const foreign = { ...endpointInputs, password: "of another", caller_id: "Somebody" };
    const { id } = await account.api.createEndpoint(foreign, deadline);
    const note = { id, asked: hashesOf({ username: "c3p0", caller_id: "C-3PO" }) };
    const { message } = await rejection(createEndpoint(bench, { note }).found);
    expect(message).toContain(`adopt: "${id}"`);
    expect(simulator.state().signalwire.endpoints).toMatchObject([foreign]);
  });
});

describe("an object that the program says is to be adopted", () => {
  test.each([true, "its id"])(
    "is changed to the program's settings, with a warning (adopt: %s)",
    async (adopt) => {
      const bench = await startBench();
      const { account, deadline, simulator } = bench;
      const { id } = await account.api.createEndpoint({ username: "c3p0", password: "before" }, deadline);
      const inputs = { ...endpointInputs, adopt: adopt === true ? true : id };
      const { found, warnings } = createEndpoint(bench, {}, inputs);
      expect(await found).toMatchObject({ id, inputs });
      expect(simulator.state().signalwire.endpoints).toMatchObject([{ id, ...endpointInputs }]);
      expect(warnings).toEqual([
        `takes over SIP endpoint ${id}, which has the user name "c3p0" and exists already`,
      ]);
    },
  );

  test("is one with exactly the key: no other is taken over, and the message says which object has it", async () => {
    const bench = await startBench();
    const { account, deadline, simulator } = bench;
    const other = await account.api.createEndpoint({ username: "c3p0-1", password: "x" }, deadline);
    const { message } = await rejection(
      createEndpoint(bench, {}, { ...endpointInputs, adopt: other.id }).found,
    );
    expect(message).toContain(`SIP endpoint ${other.id} does not have the user name "c3p0": nothing has it`);
    expect(simulator.state().signalwire.endpoints).toHaveLength(1);
  });

  test("is created where there is none", async () => {
    const bench = await startBench();
    const { found, warnings } = createEndpoint(bench, {}, { ...endpointInputs, adopt: true });
    expect((await found).inputs).toMatchObject(endpointInputs);
    expect(warnings).toEqual([]);
  });

  test("is never one that another resource of the program has", async () => {
    const bench = await startBench();
    const { account, deadline } = bench;
    const { id } = await account.api.createGateway({ ...gatewayInputs }, deadline);
    const spied = operationOn(bench, { holder: () => "urn:other" });
    const desired = sipGateway.schema.parse({ ...gatewayInputs, adopt: true });
    const { message } = await rejection(sipGateway.reconcile(spied.operation, desired, undefined));
    expect(message).toBe(`adopt: SIP gateway ${id} belongs to urn:other. Nothing was changed`);
  });
});

test("a creation whose result cannot be found out is left to the next run", async () => {
  const bench = await startBench();
  bench.simulator.addFault({ kind: "drop-after", method: "POST" });
  bench.simulator.addFault({ kind: "status", status: 500, method: "GET", nth: 2 });
  let leftOpen = false;
  const error = await rejection(createEndpoint(bench, { leftOpen: () => (leftOpen = true) }).found);
  expect(leftOpen).toBe(true);
  expect(error.message).toMatch(
    /Whether the SIP endpoint with the user name "c3p0" was created is not known/,
  );
  const note = { asked: hashesOf({ username: "c3p0" }) };
  expect((await createEndpoint(bench, { note }).found).inputs).toEqual(endpointInputs);
  expect(bench.simulator.state().signalwire.endpoints).toHaveLength(1);
});

test("a repetition that is refused fails with the refusal when no look finds anything", async () => {
  const bench = await startBench();
  bench.simulator.addFault({ kind: "status", status: 500, method: "POST" });
  bench.simulator.addFault({ kind: "status", status: 400, method: "POST", nth: 2 });
  const error = await rejection(createEndpoint(bench).found);
  expect(error.message).not.toContain("is not known");
  expect(error.message).toMatch(/HTTP 400/);
});

test("the one endpoint of the name is found among many whose names hold it", async () => {
  const bench = await startBench();
  const { account, deadline, simulator } = bench;
  for (const suffix of ["-1", "-2", "-3"]) {
    await account.api.createEndpoint({ username: `c3p0${suffix}`, password: "x" }, deadline);
  }
  simulator.addFault({ kind: "drop-after", method: "POST" });
  const { id } = await createEndpoint(bench).found;
  expect(simulator.state().signalwire.endpoints.find((one) => one.id === id)).toMatchObject(endpointInputs);
});
