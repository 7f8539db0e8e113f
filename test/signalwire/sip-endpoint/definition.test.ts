import { endpointInputs, endpoints, endpointStack, operationOn, startBench, uuid } from "../support";
import { describe, expect, test } from "vitest";
import { sipEndpoint } from "../../../src/signalwire/sip-endpoint/definition";
import { Claims } from "../../../src/lifecycle/claims";
import { difference } from "../../../src/lifecycle/diff";
import { unknownValue } from "../../../src/lifecycle/unknown";
import { startSimulator } from "../../../src/simulator/index";
import type { SignalWireBehaviour } from "../../../src/simulator/signalwire/behaviour";
import { rejection } from "../../support/transport";
import { everything, existing, warningsOf, topic } from "./endpoint";

describe("an endpoint", () => {
  test("is created with what the program says and nothing else", async () => {
    const { simulator, bodies } = await startBench();
    const stack = endpointStack(simulator);
    expect(await stack.up(endpointInputs)).toBe("create");
    expect(bodies()).toEqual([endpointInputs]);
    expect(stack.id).toBe(simulator.state().signalwire.endpoints[0]?.id);
    for (const field of ["callerId", "sendAs", "ciphers", "codecs", "encryption", "callHandler"]) {
      expect(stack.state).not.toHaveProperty(field);
    }
    expect(stack.state["effective"]).toMatchObject({
      callerId: null,
      sendAs: "random",
      codecs: ["OPUS", "G722", "PCMU", "PCMA", "VP8", "H264"],
      encryption: "default",
      callHandler: null,
    });
    await stack.refresh();
    expect(await stack.up(endpointInputs)).toBe("same");
  });

  test("is looked for by its user name before it is created", async () => {
    const { simulator } = await startBench();
    await endpointStack(simulator).up(endpointInputs);
    expect(simulator.requests()[0]?.url).toBe(`${endpoints}?filter_username=c3p0&page_size=1000`);
  });

  test("is created with every field in one request", async () => {
    const { simulator, requests } = await startBench({ signalwire: { endpointStatus: 201 } });
    const stack = endpointStack(simulator);
    await stack.up(everything);
    expect(requests()).toEqual([`GET ${endpoints}`, `POST ${endpoints}`]);
    const [record] = simulator.state().signalwire.endpoints;
    expect(record).toMatchObject({
      ...endpointInputs,
      caller_id: "C-3PO",
      send_as: "random",
      ciphers: everything.ciphers,
      codecs: everything.codecs,
      encryption: "required",
      call_handler: "relay_topic",
      call_relay_topic: "office",
    });
    expect(stack.state).toMatchObject({
      ...everything,
      effective: { callerId: "C-3PO", sendAs: "random", encryption: "required", callHandler: topic },
      callingHandlerResourceId: record?.calling_handler_resource_id,
    });
  });

  test("sends no request while the program says the same", async () => {
    const { stack, requests } = await existing();
    expect(await stack.up(everything)).toBe("same");
    expect(requests()).toEqual([]);
  });

  test.each([
    [{ username: "r2d2" }, { username: "r2d2" }],
    [{ callerId: "R2-D2" }, { caller_id: "R2-D2" }],
    [{ callerId: "" }, { caller_id: "" }],
    [{ sendAs: "+14155550100" }, { send_as: "+14155550100" }],
    [{ ciphers: ["AES_CM_128_HMAC_SHA1_32"] }, { ciphers: ["AES_CM_128_HMAC_SHA1_32"] }],
    [{ codecs: ["OPUS", "PCMU"] }, { codecs: ["OPUS", "PCMU"] }],
    [{ encryption: "optional" }, { encryption: "optional" }],
    [{ callHandler: { ...topic, relayTopic: "home" } }, { call_relay_topic: "home" }],
  ])(
    "is changed in place, by one PUT of all that is managed and without the password: %j",
    async (changes, sent) => {
      const { stack, simulator, one, requests } = await existing();
      expect(await stack.up({ ...everything, ...changes })).toBe("update");
      expect(simulator.requests().find(({ method }) => method === "PUT")?.requestBody).toEqual({
        username: "c3p0",
        caller_id: "C-3PO",
        send_as: "random",
        ciphers: everything.ciphers,
        codecs: everything.codecs,
        encryption: "required",
        call_handler: "relay_topic",
        call_relay_topic: "office",
        ...sent,
      });
      // Before it takes a name, it looks whether another endpoint has it.
      const look = "username" in changes ? [`GET ${endpoints}`] : [];
      expect(requests()).toEqual([`GET ${one}`, ...look, `PUT ${one}`]);
      expect(stack.state).toMatchObject(changes);
      await stack.refresh();
      expect(await stack.up({ ...everything, ...changes })).toBe("same");
    },
  );

  test("that was changed elsewhere is found by a refresh and corrected, in what the program manages", async () => {
    const { stack, account, deadline, record } = await existing({ ...endpointInputs, codecs: ["OPUS"] });
    const elsewhere = { codecs: ["VP8"], caller_id: "elsewhere", encryption: "required" };
    await account.api.putEndpoint(stack.id ?? "", elsewhere, deadline);
    await stack.refresh();
    expect(stack.state).toMatchObject({ codecs: ["VP8"], effective: { callerId: "elsewhere" } });
    expect(stack.state).not.toHaveProperty("callerId");
    expect(await stack.up({ ...endpointInputs, codecs: ["OPUS"] })).toBe("update");
    expect(record()).toMatchObject({ codecs: ["OPUS"], caller_id: "elsewhere" });
  });

  test("that is gone is recreated after a refresh, and without one the error asks for it", async () => {
    const { stack, account, deadline } = await existing();
    await account.api.deleteEndpoint(stack.id ?? "", deadline);
    expect((await rejection(stack.up({ ...everything, callerId: "x" }))).message).toMatch(
      /Run 'pulumi refresh'/,
    );
    expect(await stack.refresh()).toBe(false);
    expect(await stack.up(everything)).toBe("create");
  });

  test("is deleted once, and that it is gone already is success", async () => {
    const { stack, account, deadline, simulator } = await existing();
    await account.api.deleteEndpoint(stack.id ?? "", deadline);
    await stack.destroy();
    expect(simulator.state().signalwire.endpoints).toEqual([]);
  });

  test("whose deletion is refused shows the reason", async () => {
    const { stack, simulator } = await existing();
    const body = { error: "Bad Request" };
    simulator.addFault({ kind: "status", status: 400, method: "DELETE", body });
    expect((await rejection(stack.destroy())).message).toMatch(
      /delete failed: Bad Request \(HTTP 400, DELETE/,
    );
  });

  test("answered with the record of another is an error on read and on update, never gone", async () => {
    const { stack, account, deadline, simulator, one } = await existing();
    const id = stack.id ?? "";
    const body = { ...(await account.api.getEndpoint(id, deadline)), id: "another" };
    simulator.addFault({ kind: "status", status: 200, method: "GET", path: one, body, times: 2 });
    expect((await rejection(stack.refresh())).message).toContain(`id: is not ${id}`);
    expect((await rejection(stack.up({ ...everything, callerId: "x" }))).message).toContain(
      `id: is not ${id}`,
    );
    expect(simulator.state().signalwire.endpoints).toMatchObject([{ caller_id: "C-3PO" }]);
  });

  test("that is looked up by its id alone has what can be distinguished from the project's own settings", async () => {
    const bench = await existing();
    const { operation } = operationOn(bench);
    const id = bench.stack.id ?? "";
    const found = await sipEndpoint.observe(operation, { id, inputs: {}, outputs: {} });
    expect(JSON.parse(JSON.stringify(found))).toMatchObject({
      id,
      inputs: { username: "c3p0", callerId: "C-3PO", callHandler: topic },
      outputs: { effective: { codecs: everything.codecs, encryption: "required" } },
    });
    expect(found?.inputs.ciphers).toBeUndefined();
    expect(found?.inputs.password).toBeUndefined();
  });

  test("that is looked up by its id alone has no handler that a program cannot declare", async () => {
    const { stack, account, deadline, simulator } = await existing();
    const id = stack.id ?? "";
    const body = { ...(await account.api.getEndpoint(id, deadline)), call_handler: "passthrough" };
    simulator.addFault({ kind: "status", status: 200, method: "GET", body });
    const { operation } = operationOn({ account, deadline });
    const found = await sipEndpoint.observe(operation, { id, inputs: {}, outputs: {} });
    expect(found?.inputs.callHandler).toBeUndefined();
    expect(found?.outputs.effective.callHandler).toEqual({ type: "passthrough" });
  });

  test("with an id that no endpoint has is not found", async () => {
    const bench = await startBench();
    const { operation } = operationOn(bench);
    expect(
      await sipEndpoint.observe(operation as never, { id: uuid, inputs: {}, outputs: {} }),
    ).toBeUndefined();
  });

  test("in another account is an error on read, never gone", async () => {
    const { stack } = await existing();
    const other = await startSimulator();
    try {
      stack.configure({ endpoint: other.url, ...other.signalwire, space: "other" });
      expect((await rejection(stack.refresh())).message).toMatch(
        /is not known in the account of the present credentials/,
      );
      const warnings = await warningsOf(async () => {
        expect(await stack.up(everything)).toBe("replace");
      });
      expect(warnings.join("\n")).toMatch(/is to be replaced: the settings are those of other\//);
      expect(warnings.join("\n")).toMatch(/stays in the account acme\//);
      expect(other.state().signalwire.endpoints).toMatchObject([endpointInputs]);
    } finally {
      await other.close();
    }
  });
});

describe.each<Partial<SignalWireBehaviour>>([
  { endpointStatus: 201 },
  { listOrder: "reordered" },
  { extraKeys: true },
  { handlerIdsReturned: true },
  { relayAliases: true },
  { errorShape: "fabric" },
  { nextLinks: "loop" },
])("a service with %j", (signalwire) => {
  test("has an endpoint that is created, refreshed, updated and destroyed without a change of its own", async () => {
    const { simulator } = await startBench({ signalwire });
    const stack = endpointStack(simulator);
    await stack.up(everything);
    await stack.refresh();
    expect(stack.state).toMatchObject(everything);
    expect(await stack.up(everything)).toBe("same");
    const changed = { ...everything, codecs: ["VP8", "OPUS", "PCMU"] };
    expect(await stack.up(changed)).toBe("update");
    await stack.refresh();
    expect(await stack.up(changed)).toBe("same");
    await stack.destroy();
    expect(simulator.state().signalwire.endpoints).toEqual([]);
  });
});

describe("a diff", () => {
  const old = { id: "ep-1", inputs: everything, outputs: {} };
  const diff = (changes: object) => difference(sipEndpoint, { old, desired: { ...everything, ...changes } });
  const update = { changes: true, replaces: [], deleteBeforeReplace: false };

  test("replaces for a removed handler, and for nothing that is not known yet", () => {
    expect(diff({ callHandler: undefined })).toEqual({
      changes: true,
      replaces: ["callHandler"],
      deleteBeforeReplace: true,
    });
    for (const field of Object.keys(everything)) expect(diff({ [field]: unknownValue })).toEqual(update);
    expect(diff({ callHandler: { type: "relay_script", relayScriptUrl: unknownValue } })).toEqual(update);
  });

  test("is none for fields that neither the state nor the program has", () => {
    const least = { id: "ep-1", inputs: endpointInputs, outputs: {} };
    expect(difference(sipEndpoint, { old: least, desired: endpointInputs }).changes).toBe(false);
  });
});

test("two endpoints of one program may not have one user name", () => {
  const claims = new Claims();
  const declare = (urn: string, username: string): string[] =>
    claims.declare(urn, {}, sipEndpoint.claims?.({ ...endpointInputs, username }, undefined) ?? []);
  expect(declare("urn:one", "c3p0")).toEqual([]);
  expect(declare("urn:two", "c3p0")).toEqual([
    "username: another SipEndpoint of this program (urn:one) has c3p0 already",
  ]);
  expect(declare("urn:two", unknownValue)).toEqual([]);
});
