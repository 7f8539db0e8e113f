import { describe, expect, test } from "vitest";
import {
  bodyOf,
  endpointBody,
  endpointsPath,
  relayProblems,
  strangeId,
  useProject,
  type EndpointBody,
} from "./support.js";

const bench = useProject();

const profileCiphers = [
  "AEAD_AES_256_GCM_8",
  "AES_256_CM_HMAC_SHA1_80",
  "AES_CM_128_HMAC_SHA1_80",
  "AES_256_CM_HMAC_SHA1_32",
  "AES_CM_128_HMAC_SHA1_32",
];
const profileCodecs = ["OPUS", "G722", "PCMU", "PCMA", "VP8", "H264"];

async function update(id: string, body: unknown): Promise<EndpointBody> {
  return bodyOf(await bench.current.send("PUT", `${endpointsPath}/${id}`, body)) as EndpointBody;
}

describe("an endpoint", () => {
  test("is created with 200 and all 25 keys, including the profile's defaults, but no password", async () => {
    const { status, body } = await bench.current.send("POST", endpointsPath, endpointBody);
    expect([status, body]).toEqual([
      200,
      {
        type: "sip_endpoint",
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        username: "c3p0",
        caller_id: null,
        send_as: "random",
        ciphers: profileCiphers,
        codecs: profileCodecs,
        encryption: "default",
        call_handler: null,
        calling_handler_resource_id: null,
        call_request_url: null,
        call_request_method: null,
        call_fallback_url: null,
        call_fallback_method: null,
        call_status_callback_url: null,
        call_status_callback_method: null,
        call_laml_application_id: null,
        call_dialogflow_agent_id: null,
        call_relay_topic: null,
        call_relay_topic_status_callback_url: null,
        call_relay_context: null,
        call_relay_context_status_callback_url: null,
        call_relay_application: null,
        call_video_room_id: null,
        call_relay_script_url: null,
      },
    ]);
    expect(Object.keys(body as object)).toHaveLength(25);
    const read = await bench.current.send("GET", `${endpointsPath}/${(body as EndpointBody).id}`);
    expect([read.status, read.body]).toEqual([200, body]);
  });

  test("keeps what an update leaves out, including its password, which no answer shows", async () => {
    const settings = {
      caller_id: "C-3P0",
      send_as: "+14155550100",
      ciphers: ["AES_256_CM_HMAC_SHA1_80"],
      codecs: ["PCMA", "an unknown codec"],
      encryption: "required",
    };
    const { id } = await bench.current.endpoint(settings);
    expect(await update(id, { username: "r2d2" })).toMatchObject({ id, username: "r2d2", ...settings });
    expect(bench.current.simulator.state().signalwire.endpoints[0]?.password).toBe(endpointBody.password);
    expect(await update(id, { password: "another" })).not.toHaveProperty("password");
    expect(bench.current.simulator.state().signalwire.endpoints[0]).toMatchObject({
      username: "r2d2",
      password: "another",
      ...settings,
    });
    expect(await update(id, { encryption: "default", send_as: "random", caller_id: "" })).toMatchObject({
      encryption: "default",
      send_as: "random",
      caller_id: "",
    });
  });

  test("has the profile's lists after an update with empty ones", async () => {
    const { id } = await bench.current.endpoint({ ciphers: ["AES_256_CM_HMAC_SHA1_80"], codecs: ["G729"] });
    expect(await update(id, { ciphers: [] })).toMatchObject({ ciphers: profileCiphers, codecs: ["G729"] });
    expect(await update(id, { codecs: [] })).toMatchObject({
      ciphers: profileCiphers,
      codecs: profileCodecs,
    });
  });

  test("is deleted with an empty answer, and is a 404 from then on", async () => {
    const { id } = await bench.current.endpoint();
    const deleted = await bench.current.send("DELETE", `${endpointsPath}/${id}`);
    expect([deleted.status, deleted.body]).toEqual([204, ""]);
    const answers = [
      await bench.current.send("GET", `${endpointsPath}/${id}`),
      await bench.current.send("PUT", `${endpointsPath}/${id}`, { username: "a b" }),
      await bench.current.send("DELETE", `${endpointsPath}/${id}`),
      await bench.current.send("GET", `${endpointsPath}/${strangeId}`),
    ];
    for (const { status, body } of answers) expect([status, body]).toEqual([404, { error: "Not Found" }]);
    expect(bench.current.simulator.state().signalwire.deleted).toEqual([id]);
    expect(await bench.current.endpoint()).toMatchObject({ username: endpointBody.username });
  });
});

describe("a refused endpoint", () => {
  test("names username and password when both are missing, in the Relay shape", async () => {
    const { status, body } = await bench.current.send("POST", endpointsPath, {});
    expect([status, body]).toEqual([
      422,
      {
        errors: ["Username", "Password"].map((name) => ({
          detail: `${name} can't be blank`,
          status: "422",
          title: "Invalid Attribute",
          code: "missing_required_parameter",
        })),
      },
    ]);
  });

  test.each<[object, ...string[]]>([
    [{ username: "" }, "Username can't be blank (missing_required_parameter)"],
    [{ username: "c 3p0" }, "Username must not contain white space characters or @ (invalid_parameter)"],
    [
      { username: "c3p0@example.com" },
      "Username must not contain white space characters or @ (invalid_parameter)",
    ],
    [{ username: " c3p0" }, "Username must not contain white space characters or @ (invalid_parameter)"],
    [{ username: "c\t3p0" }, "Username must not contain white space characters or @ (invalid_parameter)"],
    [{ username: " " }, "Username can't be blank (missing_required_parameter)"],
    [{ password: "" }, "Password can't be blank (missing_required_parameter)"],
    [{ caller_id: null }, "Caller id must be a string (not_a_string)"],
    [{ send_as: "4155550100" }, "Send as is missing or invalid (send_as_is_invalid)"],
    [{ ciphers: null }, "Ciphers must be an array of strings (not_an_array_of_strings)"],
    [{ ciphers: [1] }, "Ciphers contains an invalid entry: 1 (list_contains_invalid_entries)"],
    [{ codecs: "PCMU" }, "Codecs must be an array of strings (not_an_array_of_strings)"],
    [{ encryption: "forbidden" }, "Encryption is not included in the list (invalid_parameter)"],
    [
      { username: "@", send_as: "", encryption: "" },
      "Username must not contain white space characters or @ (invalid_parameter)",
      "Send as is missing or invalid (send_as_is_invalid)",
      "Encryption is not included in the list (invalid_parameter)",
    ],
  ])("%j: %s, on creation and on update, with no effect", async (changes, ...problems) => {
    const { id } = await bench.current.endpoint({ username: "other" });
    const before = bench.current.simulator.state();
    const answers = [
      await bench.current.send("POST", endpointsPath, { ...endpointBody, ...changes }),
      await bench.current.send("PUT", `${endpointsPath}/${id}`, changes),
    ];
    for (const answer of answers) expect(relayProblems(answer)).toEqual([422, ...problems]);
    expect(bench.current.simulator.state()).toEqual(before);
  });

  test("has the username of another; its own is accepted", async () => {
    const { id } = await bench.current.endpoint();
    const other = await bench.current.endpoint({ username: "r2d2" });
    const taken = [422, "Username must be unique within project (not_unique_within_project)"];
    const path = `${endpointsPath}/${other.id}`;
    expect(relayProblems(await bench.current.send("POST", endpointsPath, endpointBody))).toEqual(taken);
    expect(relayProblems(await bench.current.send("PUT", path, { username: "c3p0" }))).toEqual(taken);
    expect(await update(id, { username: "c3p0", caller_id: "new" })).toMatchObject({ caller_id: "new" });
  });
});
