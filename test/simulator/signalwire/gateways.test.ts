import { describe, expect, test } from "vitest";
import {
  bodyOf,
  fabricProblems,
  gatewayBody,
  gatewaysPath,
  strangeId,
  useProject,
  type GatewayBody,
} from "./support.js";

const bench = useProject();
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;
const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string;

async function update(id: string, body: unknown): Promise<GatewayBody> {
  return bodyOf(await bench.current.send("PATCH", `${gatewaysPath}/${id}`, body)) as GatewayBody;
}

describe("a gateway", () => {
  test("is created with 201 in the documented shape, with two ids, and reads back the same", async () => {
    const { status, body } = await bench.current.send("POST", gatewaysPath, gatewayBody);
    const { projectId } = bench.current.simulator.signalwire;
    expect([status, body]).toEqual([
      201,
      {
        id: uuid,
        project_id: projectId,
        display_name: "To the carrier",
        type: "sip_gateway",
        created_at: timestamp,
        updated_at: timestamp,
        sip_gateway: { id: uuid, ...gatewayBody },
      },
    ]);
    const { id, sip_gateway } = body as GatewayBody;
    expect(id).not.toBe(sip_gateway.id);
    const read = await bench.current.send("GET", `${gatewaysPath}/${id}`);
    expect([read.status, read.body]).toEqual([200, body]);
    expect((await bench.current.send("GET", `${gatewaysPath}/${sip_gateway.id}`)).status).toBe(404);
  });

  test("keeps what an update leaves out, and shows a new name in both places", async () => {
    const { id, sip_gateway } = await bench.current.gateway();
    expect(await update(id, { name: "Renamed", unknown: 1 })).toMatchObject({
      id,
      display_name: "Renamed",
      sip_gateway: { ...sip_gateway, name: "Renamed" },
    });
    const others = {
      uri: "b@example.com",
      encryption: "default",
      ciphers: ["AEAD_AES_256_GCM_8"],
      codecs: ["VP8"],
    };
    const updated = await update(id, others);
    expect(updated.sip_gateway).toEqual({ id: sip_gateway.id, name: "Renamed", ...others });
    expect(await update(id, {})).toMatchObject({ sip_gateway: updated.sip_gateway });
  });

  test("shows when it was last updated; a read does not change that", async () => {
    bench.current.set({ timestampMilliseconds: true });
    const { id, created_at, updated_at } = await bench.current.gateway();
    expect(updated_at).toBe(created_at);
    await expect.poll(async () => (await update(id, {})).updated_at, { interval: 2 }).not.toBe(created_at);
    const [first, second] = [
      await bench.current.send("GET", `${gatewaysPath}/${id}`),
      await bench.current.send("GET", `${gatewaysPath}/${id}`),
    ];
    expect(first.body).toEqual(second.body);
    expect(first.body).toMatchObject({ created_at });
  });

  test("is deleted with an empty answer, and is a 404 from then on", async () => {
    const { id } = await bench.current.gateway();
    const deleted = await bench.current.send("DELETE", `${gatewaysPath}/${id}`);
    expect([deleted.status, deleted.body]).toEqual([204, ""]);
    const answers = [
      await bench.current.send("GET", `${gatewaysPath}/${id}`),
      await bench.current.send("PATCH", `${gatewaysPath}/${id}`, gatewayBody),
      await bench.current.send("DELETE", `${gatewaysPath}/${id}`),
      await bench.current.send("GET", `${gatewaysPath}/${id}/addresses`),
    ];
    for (const { status, body } of answers) expect([status, body]).toEqual([404, { error: "Not Found" }]);
    expect(bench.current.simulator.state().signalwire).toMatchObject({
      gateways: [],
      endpoints: [],
      deleted: [id],
    });
  });

  test("has an address that is named after its first name and shows the present one", async () => {
    const { id } = await bench.current.gateway();
    await update(id, { name: "Renamed" });
    const { links, data } = await bench.current.list(`${gatewaysPath}/${id}/addresses`);
    expect(data).toEqual([
      {
        id: uuid,
        name: "to-the-carrier",
        display_name: "Renamed",
        cover_url: expect.stringMatching(/^https:/) as string,
        preview_url: expect.stringMatching(/^https:/) as string,
        locked: false,
        channels: { audio: "/external/to-the-carrier?channel=audio" },
        created_at: timestamp,
        type: "call",
      },
    ]);
    expect(links.self).toContain(`${bench.current.simulator.url}${gatewaysPath}/${id}/addresses?`);
    expect(links).not.toHaveProperty("next");
  });

  test("that does not exist is a 404 before its body is checked", async () => {
    const { status } = await bench.current.send("PATCH", `${gatewaysPath}/${strangeId}`, { ciphers: [] });
    expect(status).toBe(404);
  });
});

describe("a refused gateway", () => {
  test("names every missing field at once, in the Fabric shape", async () => {
    const answer = await bench.current.send("POST", gatewaysPath, {});
    expect(fabricProblems(answer)).toEqual([
      422,
      "name missing_required_parameter",
      "uri missing_required_parameter",
      "encryption missing_required_parameter",
      "ciphers missing_sip_configuration",
      "codecs missing_sip_configuration",
    ]);
    expect((answer.body as { errors: object[] }).errors[0]).toEqual({
      type: "validation_error",
      code: "missing_required_parameter",
      message: "Name can't be blank",
      attribute: "name",
      url: "https://signalwire.com/docs/apis/error-codes",
    });
  });

  test.each<[object, ...string[]]>([
    [{ name: "  " }, "name missing_required_parameter"],
    [{ name: null }, "name not_a_string"],
    [{ uri: "" }, "uri missing_required_parameter"],
    [{ uri: "sip:a b@example.com" }, "uri invalid_parameter"],
    [{ uri: "sip:a@acme-x1.sip.signalwire.com:5061;transport=tls" }, "uri sip_gateway_uri_must_be_external"],
    [{ uri: "a@SIGNALWIRE.com" }, "uri sip_gateway_uri_must_be_external"],
    [{ encryption: "forbidden" }, "encryption invalid_parameter"],
    [{ ciphers: [] }, "ciphers missing_sip_configuration"],
    [{ ciphers: "AEAD_AES_256_GCM_8" }, "ciphers not_an_array_of_strings"],
    [{ ciphers: ["AES"] }, "ciphers list_contains_invalid_entries"],
    [{ codecs: [] }, "codecs missing_sip_configuration"],
    [{ codecs: ["VP9"] }, "codecs list_contains_invalid_entries"],
    [
      { name: "", encryption: "no", codecs: [] },
      "name missing_required_parameter",
      "codecs missing_sip_configuration",
      "encryption invalid_parameter",
    ],
  ])("%j: %s, on creation and on update, with no effect", async (changes, ...problems) => {
    const { id } = await bench.current.gateway({ uri: "sip:other@example.com" });
    const before = bench.current.simulator.state();
    const answers = [
      await bench.current.send("POST", gatewaysPath, { ...gatewayBody, ...changes }),
      await bench.current.send("PATCH", `${gatewaysPath}/${id}`, changes),
    ];
    for (const answer of answers) expect(fabricProblems(answer)).toEqual([422, ...problems]);
    expect(bench.current.simulator.state()).toEqual(before);
  });

  test.each(["sip:a@signalwire.com.example.org", "signalwire.com@example.org", "a@notsignalwire.com"])(
    "is not one at %s, which is not a host of SignalWire",
    async (uri) => {
      expect((await bench.current.gateway({ uri })).sip_gateway.uri).toBe(uri);
    },
  );

  test("has the uri of another, with sip: or without; its own is accepted", async () => {
    const { id } = await bench.current.gateway();
    const other = await bench.current.gateway({ uri: "sip:other@example.com" });
    const taken = [422, "uri not_unique_within_project"];
    const uri = gatewayBody.uri.slice("sip:".length);
    expect(fabricProblems(await bench.current.send("POST", gatewaysPath, { ...gatewayBody, uri }))).toEqual(
      taken,
    );
    const path = `${gatewaysPath}/${other.id}`;
    expect(fabricProblems(await bench.current.send("PATCH", path, { uri }))).toEqual(taken);
    expect((await update(id, { uri })).sip_gateway.uri).toBe(uri);
    await bench.current.send("DELETE", `${gatewaysPath}/${id}`);
    expect((await bench.current.gateway()).sip_gateway.uri).toBe(gatewayBody.uri);
  });

  test("is a 500 when its codecs are one text", async () => {
    const answer = await bench.current.send("POST", gatewaysPath, { ...gatewayBody, codecs: "PCMU,PCMA" });
    expect([answer.status, answer.body]).toEqual([500, { error: "Internal Server Error" }]);
    expect(bench.current.simulator.state().signalwire.gateways).toEqual([]);
  });

  test.each(["a text", [1], null])("has no fields when its body is %j", async (body) => {
    expect(fabricProblems(await bench.current.send("POST", gatewaysPath, body))).toHaveLength(6);
  });
});
