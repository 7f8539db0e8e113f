import { describe, expect, test } from "vitest";
import {
  bodyOf,
  endpointBody,
  endpointsPath,
  relayProblems,
  useProject,
  type EndpointBody,
} from "./support.js";

const bench = useProject();
const url = "https://example.com/calls";
const uuid = "fe4093d9-58c2-4931-b4b9-5679f82652c6";

async function update(id: string, body: unknown): Promise<EndpointBody> {
  return bodyOf(await bench.current.send("PUT", `${endpointsPath}/${id}`, body)) as EndpointBody;
}

describe("call handlers", () => {
  test.each<[string, Record<string, string>]>([
    ["relay_context", { call_relay_context: "office", call_relay_context_status_callback_url: url }],
    ["relay_topic", { call_relay_topic: "office", call_relay_topic_status_callback_url: url }],
    ["relay_application", { call_relay_application: "office" }],
    ["relay_connector", {}],
    ["relay_script", { call_relay_script_url: url }],
    [
      "laml_webhooks",
      {
        call_request_url: url,
        call_request_method: "POST",
        call_fallback_url: `${url}/2`,
        call_fallback_method: "GET",
        call_status_callback_url: `${url}/3`,
        call_status_callback_method: "POST",
      },
    ],
    ["laml_application", { call_laml_application_id: "application" }],
    ["dialogflow", { call_dialogflow_agent_id: "agent" }],
    ["video_room", { call_video_room_id: uuid }],
  ])(
    "%s reads back with its companions, after a creation and after an update",
    async (handler, companions) => {
      const sent = { call_handler: handler, ...companions };
      const shown = {
        ...sent,
        calling_handler_resource_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      };
      expect(await bench.current.endpoint(sent)).toMatchObject(shown);
      const { id } = await bench.current.endpoint({ username: "other" });
      expect(await update(id, sent)).toMatchObject(shown);
      expect(bodyOf(await bench.current.send("GET", `${endpointsPath}/${id}`))).toMatchObject(shown);
    },
  );

  test.each([
    ["call_flow", { call_flow_id: uuid, call_flow_version: "working_copy" }],
    ["ai_agent", { call_ai_agent_id: uuid }],
  ])("%s reads back without its companions, which are stored", async (handler, companions) => {
    const sent = { call_handler: handler, ...companions };
    const made = await bench.current.endpoint(sent);
    expect(made).toMatchObject({ call_handler: handler });
    for (const key of Object.keys(companions)) expect(made).not.toHaveProperty(key);
    expect(bench.current.simulator.state().signalwire.endpoints[0]).toMatchObject(sent);
  });

  test.each([
    ["relay_context", "Call relay context"],
    ["relay_topic", "Call relay topic"],
    ["relay_application", "Call relay application"],
    ["relay_script", "Call relay script url"],
    ["laml_webhooks", "Call request url"],
    ["laml_application", "Call laml application id"],
    ["dialogflow", "Call dialogflow agent id"],
    ["video_room", "Call video room id"],
    ["call_flow", "Call flow id"],
    ["ai_agent", "Call ai agent id"],
  ])("%s is refused without its first companion, without effect", async (call_handler, name) => {
    const { id } = await bench.current.endpoint({ username: "other" });
    const before = bench.current.simulator.state();
    const others = { call_fallback_url: url, call_flow_version: "working_copy" };
    const answers = [
      await bench.current.send("POST", endpointsPath, { ...endpointBody, ...others, call_handler }),
      await bench.current.send("PUT", `${endpointsPath}/${id}`, { ...others, call_handler }),
    ];
    const problem = `${name} can't be blank (missing_required_parameter)`;
    for (const answer of answers) expect(relayProblems(answer)).toEqual([422, problem]);
    expect(bench.current.simulator.state()).toEqual(before);
  });

  test.each<[object, ...string[]]>([
    [{ call_handler: "sip_gateway" }, "Call handler is not included in the list (invalid_parameter)"],
    [{ call_handler: null }, "Call handler is not included in the list (invalid_parameter)"],
    [
      { call_handler: "laml_webhooks", call_request_url: "ftp://example.com" },
      "Call request url must be an HTTP or HTTPS URL (not_an_http_url)",
    ],
    [{ call_fallback_url: "" }, "Call fallback url must be an HTTP or HTTPS URL (not_an_http_url)"],
    [
      { call_status_callback_url: "example.com" },
      "Call status callback url must be an HTTP or HTTPS URL (not_an_http_url)",
    ],
    [
      { call_relay_topic_status_callback_url: "x", call_relay_context_status_callback_url: "x" },
      "Call relay topic status callback url must be an HTTP or HTTPS URL (not_an_http_url)",
      "Call relay context status callback url must be an HTTP or HTTPS URL (not_an_http_url)",
    ],
    [{ call_relay_script_url: "x" }, "Call relay script url must be an HTTP or HTTPS URL (not_an_http_url)"],
    [{ call_request_method: "PUT" }, "Call request method must be GET or POST (invalid_http_method)"],
    [{ call_fallback_method: "get" }, "Call fallback method must be GET or POST (invalid_http_method)"],
    [
      { call_status_callback_method: "" },
      "Call status callback method must be GET or POST (invalid_http_method)",
    ],
    [{ call_video_room_id: "1" }, "Call video room id must be a UUID (invalid_parameter)"],
    [{ call_flow_id: "1" }, "Call flow id must be a UUID (invalid_parameter)"],
    [{ call_ai_agent_id: "1" }, "Call ai agent id must be a UUID (invalid_parameter)"],
    [{ call_flow_version: "2" }, "Call flow version is not included in the list (invalid_parameter)"],
    [{ call_relay_topic: "" }, "Call relay topic can't be blank (missing_required_parameter)"],
    [
      { call_handler: "relay_topic", call_relay_topic: " " },
      "Call relay topic can't be blank (missing_required_parameter)",
    ],
  ])("%j: %s", async (changes, ...problems) => {
    const answer = await bench.current.send("POST", endpointsPath, { ...endpointBody, ...changes });
    expect(relayProblems(answer)).toEqual([422, ...problems]);
  });

  test("keep their companions after a switch, so that switching back needs the handler alone", async () => {
    const webhook = { call_handler: "laml_webhooks", call_request_url: url };
    const made = await bench.current.endpoint(webhook);
    const switched = await update(made.id, { call_handler: "video_room", call_video_room_id: uuid });
    expect(switched).toMatchObject({ call_handler: "video_room", call_request_url: url });
    expect(switched["calling_handler_resource_id"]).not.toBe(made["calling_handler_resource_id"]);
    expect(await update(made.id, { call_handler: "laml_webhooks" })).toMatchObject(webhook);
  });

  test("keep their resource id while they stay the same", async () => {
    const made = await bench.current.endpoint({ call_handler: "relay_script", call_relay_script_url: url });
    const again = await update(made.id, { call_handler: "relay_script", call_relay_script_url: `${url}/2` });
    expect(again["calling_handler_resource_id"]).toBe(made["calling_handler_resource_id"]);
  });
});

describe("relayAliases", () => {
  test("off keeps topic, context and application apart", async () => {
    const made = await bench.current.endpoint({ call_relay_topic: "t", call_relay_application: "a" });
    expect(made).toMatchObject({
      call_relay_topic: "t",
      call_relay_context: null,
      call_relay_application: "a",
    });
  });

  test("on shows one value for all three; of several, the application's", async () => {
    bench.current.set({ relayAliases: true });
    const all = (value: string): object => ({
      call_relay_topic: value,
      call_relay_context: value,
      call_relay_application: value,
    });
    const { id } = await bench.current.endpoint({ call_relay_topic: "t", call_relay_application: "a" });
    expect(await update(id, {})).toMatchObject(all("a"));
    expect(await update(id, { call_relay_context: "c" })).toMatchObject(all("c"));
    expect(await update(id, { call_relay_context: "c", call_relay_topic: "t" })).toMatchObject(all("t"));
  });

  test("on accepts any of the three for any of the three handlers", async () => {
    bench.current.set({ relayAliases: true });
    const made = await bench.current.endpoint({ call_handler: "relay_context", call_relay_application: "a" });
    expect(made).toMatchObject({ call_handler: "relay_context", call_relay_context: "a" });
  });
});
