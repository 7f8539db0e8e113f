import { describe, expect, test } from "vitest";
import { startSimulator } from "../../../src/simulator";
import {
  endpointBody,
  endpointsPath,
  fabricProblems,
  gatewayBody,
  gatewaysPath,
  strangeId,
  useProject,
  type EndpointBody,
  type GatewayBody,
} from "./support.js";

const bench = useProject();

describe("gateways", () => {
  test("uriUnique off accepts one uri twice", async () => {
    await bench.current.gateway();
    expect((await bench.current.send("POST", gatewaysPath, gatewayBody)).status).toBe(422);
    bench.current.set({ uriUnique: false });
    expect((await bench.current.send("POST", gatewaysPath, gatewayBody)).status).toBe(201);
  });

  test.each([
    ["text", expect.stringMatching(/^https:/)],
    ["null", null],
  ] as const)("addressPictures %s", async (addressPictures, shown: unknown) => {
    bench.current.set({ addressPictures });
    const { id } = await bench.current.gateway();
    const { body } = await bench.current.send("GET", `${gatewaysPath}/${id}/addresses`);
    expect(body).toMatchObject({ data: [{ cover_url: shown, preview_url: shown }] });
  });

  test("gatewayPatch full-only requires all five fields", async () => {
    bench.current.set({ gatewayPatch: "full-only" });
    const { id } = await bench.current.gateway();
    const path = `${gatewaysPath}/${id}`;
    expect(fabricProblems(await bench.current.send("PATCH", path, { name: "New" }))).toEqual([
      422,
      "uri missing_required_parameter",
      "encryption missing_required_parameter",
      "ciphers missing_sip_configuration",
      "codecs missing_sip_configuration",
    ]);
    const allButCodecs = { ...gatewayBody, codecs: undefined };
    expect(fabricProblems(await bench.current.send("PATCH", path, allButCodecs))).toEqual([
      422,
      "codecs missing_sip_configuration",
    ]);
    const full = await bench.current.send("PATCH", path, { ...gatewayBody, name: "New" });
    expect(full).toMatchObject({ status: 200, body: { display_name: "New" } });
  });

  test.each([
    ["published", "default", "forbidden"],
    ["live", "forbidden", "default"],
  ] as const)("gatewayEncryption %s accepts %s and not %s", async (gatewayEncryption, taken, refused) => {
    bench.current.set({ gatewayEncryption });
    const { id, sip_gateway } = await bench.current.gateway({ encryption: taken });
    expect(sip_gateway.encryption).toBe(taken);
    const path = `${gatewaysPath}/${id}`;
    for (const encryption of ["required", "optional", taken]) {
      expect((await bench.current.send("PATCH", path, { encryption })).status).toBe(200);
    }
    const answers = [
      await bench.current.send("PATCH", path, { encryption: refused }),
      await bench.current.send("POST", gatewaysPath, {
        ...gatewayBody,
        uri: "x@example.com",
        encryption: refused,
      }),
    ];
    for (const answer of answers) {
      expect(fabricProblems(answer)).toEqual([422, "encryption invalid_parameter"]);
    }
    // A value that was stored before the switch still reads back.
    bench.current.set({ gatewayEncryption: gatewayEncryption === "live" ? "published" : "live" });
    expect((await bench.current.send("GET", path)).body).toMatchObject({
      sip_gateway: { encryption: taken },
    });
  });

  test.each(["sip:a@example.com", "SIP:a@example.com", "a@example.com"])(
    "uriPrefix stripped shows %s without sip:, and stores it unchanged",
    async (uri) => {
      bench.current.set({ uriPrefix: "stripped" });
      const { id, sip_gateway } = await bench.current.gateway({ uri });
      expect(sip_gateway.uri).toBe("a@example.com");
      bench.current.set({ uriPrefix: "kept" });
      expect((await bench.current.send("GET", `${gatewaysPath}/${id}`)).body).toMatchObject({
        sip_gateway: { uri },
      });
    },
  );

  test("timestampMilliseconds shows milliseconds in every timestamp", async () => {
    bench.current.set({ timestampMilliseconds: true });
    const { id, created_at, updated_at } = await bench.current.gateway();
    const addresses = await bench.current.list<{ id: string; created_at: string }>(
      `${gatewaysPath}/${id}/addresses`,
    );
    for (const timestamp of [created_at, updated_at, addresses.data[0]?.created_at]) {
      expect(timestamp).toMatch(/T\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  test("foreignProject shows the same other project in every answer", async () => {
    const { id } = await bench.current.gateway();
    bench.current.set({ foreignProject: true });
    const shown = [
      (await bench.current.send("GET", `${gatewaysPath}/${id}`)).body as GatewayBody,
      (await bench.current.send("PATCH", `${gatewaysPath}/${id}`, {})).body as GatewayBody,
      ...(await bench.current.list<GatewayBody>(gatewaysPath)).data,
    ].map(({ project_id }) => project_id);
    expect(new Set(shown).size).toBe(1);
    expect(shown[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(shown[0]).not.toBe(bench.current.simulator.signalwire.projectId);
  });
});

describe("endpoints", () => {
  test("endpointStatus 201 applies to creating and updating only", async () => {
    bench.current.set({ endpointStatus: 201 });
    const made = await bench.current.send("POST", endpointsPath, endpointBody);
    const path = `${endpointsPath}/${(made.body as EndpointBody).id}`;
    const statuses = [
      made.status,
      (await bench.current.send("PUT", path, {})).status,
      (await bench.current.send("GET", path)).status,
      (await bench.current.send("DELETE", path)).status,
    ];
    expect(statuses).toEqual([201, 201, 200, 204]);
  });

  test("handlerIdsReturned shows the ids of flow and agent, null when unset, but no flow version", async () => {
    bench.current.set({ handlerIdsReturned: true });
    const call_flow_id = "fe4093d9-58c2-4931-b4b9-5679f82652c6";
    const flow = { call_handler: "call_flow", call_flow_id, call_flow_version: "current_deployed" };
    const made = await bench.current.endpoint(flow);
    expect(made).toMatchObject({ call_flow_id, call_ai_agent_id: null });
    expect(made).not.toHaveProperty("call_flow_version");
    expect(made).not.toHaveProperty("password");
    expect((await bench.current.list<EndpointBody>(endpointsPath)).data).toEqual([made]);
  });
});

describe("gateways and endpoints", () => {
  test("listOrder reordered shows ciphers and codecs in another order, and stores them unchanged", async () => {
    bench.current.set({ listOrder: "reordered" });
    const gateway = await bench.current.gateway();
    expect(gateway.sip_gateway).toMatchObject({
      ciphers: gatewayBody.ciphers.toReversed(),
      codecs: gatewayBody.codecs.toReversed(),
    });
    const own = { ciphers: ["A", "B"], codecs: ["C", "D"] };
    const { id } = await bench.current.endpoint(own);
    expect((await bench.current.send("GET", `${endpointsPath}/${id}`)).body).toMatchObject({
      ciphers: ["B", "A"],
      codecs: ["D", "C"],
    });
    expect(bench.current.simulator.state().signalwire).toMatchObject({
      gateways: [{ ciphers: gatewayBody.ciphers, codecs: gatewayBody.codecs }],
      endpoints: [own],
    });
  });

  test("extraKeys adds a key to every object and list, and removes none", async () => {
    const gateway = await bench.current.gateway();
    const endpoint = await bench.current.endpoint();
    bench.current.set({ extraKeys: true });
    const extra = { recently_added: expect.anything() as unknown };
    const shownGateway = {
      ...gateway,
      ...extra,
      sip_gateway: { ...gateway.sip_gateway, ...extra },
    };
    const shownEndpoint = { ...endpoint, ...extra };
    expect((await bench.current.send("GET", `${gatewaysPath}/${gateway.id}`)).body).toEqual(shownGateway);
    expect((await bench.current.send("GET", `${endpointsPath}/${endpoint.id}`)).body).toEqual(shownEndpoint);
    const lists = [gatewaysPath, endpointsPath, `${gatewaysPath}/${gateway.id}/addresses`];
    for (const path of lists) {
      const page = await bench.current.list(path);
      expect(Object.keys(page).length).toBeGreaterThan(2);
      expect(page.data[0]).toMatchObject(extra);
    }
  });

  test("pageSize applies when the request has no page_size", async () => {
    bench.current.set({ pageSize: 1 });
    await bench.current.gateway();
    await bench.current.gateway({ uri: "b@example.com" });
    const page = await bench.current.list(gatewaysPath);
    expect(page.data).toHaveLength(1);
    expect((await bench.current.list(page.links.next ?? "")).data).toHaveLength(1);
    expect((await bench.current.list(`${gatewaysPath}?page_size=2`)).data).toHaveLength(2);
  });
});

describe("errors", () => {
  const refusedGateway = { ...gatewayBody, name: "", codecs: [] };
  const refusedEndpoint = { username: "", password: "" };

  test("errorShape relay has Relay's entries on every route and for every status", async () => {
    bench.current.set({ errorShape: "relay" });
    const entry = (detail: string, code: string): object => ({
      detail,
      status: "422",
      title: "Invalid Attribute",
      code,
    });
    expect((await bench.current.send("POST", gatewaysPath, refusedGateway)).body).toEqual({
      errors: [
        entry("Name can't be blank", "missing_required_parameter"),
        entry("Codecs requires at least one selection", "missing_sip_configuration"),
      ],
    });
    expect((await bench.current.send("GET", `${gatewaysPath}/${strangeId}`)).body).toEqual({
      errors: [{ detail: "Not Found", status: "404", title: "Not Found", code: "404" }],
    });
  });

  test("errorShape fabric has Fabric's entries on every route and for every status", async () => {
    bench.current.set({ errorShape: "fabric" });
    const url = "https://signalwire.com/docs/apis/error-codes";
    const code = "missing_required_parameter";
    expect((await bench.current.send("POST", endpointsPath, refusedEndpoint)).body).toEqual({
      errors: ["username", "password"].map((attribute) => ({
        type: "validation_error",
        code,
        message: `${attribute === "username" ? "Username" : "Password"} can't be blank`,
        attribute,
        url,
      })),
    });
    const unauthorized = await bench.current.send("GET", endpointsPath, undefined, { authorization: "x" });
    expect([unauthorized.status, unauthorized.body]).toEqual([
      401,
      { errors: [{ type: "request_error", code: "401", message: "Unauthorized", attribute: null, url }] },
    ]);
  });

  test("errorShape plain has texts on every route and for every status", async () => {
    bench.current.set({ errorShape: "plain" });
    const bodies = [
      (await bench.current.send("POST", gatewaysPath, refusedGateway)).body,
      (await bench.current.send("POST", endpointsPath, refusedEndpoint)).body,
      (await bench.current.send("GET", `${endpointsPath}/${strangeId}`)).body,
    ];
    expect(bodies).toEqual([
      { errors: ["Name can't be blank", "Codecs requires at least one selection"] },
      { errors: ["Username can't be blank", "Password can't be blank"] },
      { errors: ["Not Found"] },
    ]);
  });

  test("relayErrorCodes status shows the status instead of the code", async () => {
    bench.current.set({ relayErrorCodes: "status" });
    expect((await bench.current.send("POST", endpointsPath, refusedEndpoint)).body).toMatchObject({
      errors: [{ code: "422" }, { code: "422" }],
    });
  });
});

describe("switches", () => {
  test("of the start are restored by a reset, later ones are not", async () => {
    const simulator = await startSimulator({ signalwire: { endpointStatus: 201 } });
    const { projectId, token } = simulator.signalwire;
    const status = async (): Promise<number> => {
      const authorization = `Basic ${Buffer.from(`${projectId}:${token}`).toString("base64")}`;
      const headers = { authorization, "content-type": "application/json" };
      const body = JSON.stringify(endpointBody);
      simulator.reset();
      return (await fetch(simulator.url + endpointsPath, { method: "POST", headers, body })).status;
    };
    simulator.configure({ signalwire: { endpointStatus: 200 } });
    expect(await status()).toBe(201);
    await simulator.close();
  });

  test("that do not exist are refused by name, and change nothing", async () => {
    const { simulator } = bench.current;
    const wrong = { gatewayPatch: "no", pageSize: 0, listordr: "kept" };
    expect(() => simulator.configure({ signalwire: wrong as object })).toThrow(
      /signalwire\.gatewayPatch: .*signalwire\.pageSize: .*signalwire: .*listordr/,
    );
    const answer = await fetch(`${simulator.url}/_simulator/behaviour`, {
      method: "POST",
      body: JSON.stringify({ signalwire: { endpointStatus: 201, nextLinks: "no" } }),
    });
    expect(answer.status).toBe(400);
    expect((await bench.current.send("POST", endpointsPath, endpointBody)).status).toBe(200);
    await expect(startSimulator({ signalwire: wrong as object })).rejects.toThrow("listordr");
  });
});
