import { describe, expect, test } from "vitest";
import {
  droppedCompanions,
  handlerBody,
  handlerDiffers,
  observedHandler,
  readablePart,
  shownHandler,
  type CallHandler,
} from "../../../src/signalwire/client/call-handler";
import { endpointSchema, type Endpoint } from "../../../src/signalwire/client/replies";
import { allHandlers, uuid } from "../support";

const handlers = allHandlers as readonly CallHandler[];
const vendorFields: Readonly<Record<string, string[]>> = {
  relay_context: ["call_relay_context", "call_relay_context_status_callback_url"],
  relay_topic: ["call_relay_topic", "call_relay_topic_status_callback_url"],
  relay_application: ["call_relay_application"],
  relay_connector: [],
  relay_script: ["call_relay_script_url"],
  laml_webhooks: [
    "call_request_url",
    "call_request_method",
    "call_fallback_url",
    "call_fallback_method",
    "call_status_callback_url",
    "call_status_callback_method",
  ],
  laml_application: ["call_laml_application_id"],
  dialogflow: ["call_dialogflow_agent_id"],
  video_room: ["call_video_room_id"],
  call_flow: ["call_flow_id", "call_flow_version"],
  ai_agent: ["call_ai_agent_id"],
};
const flow: CallHandler = { type: "call_flow", flowId: uuid, flowVersion: "working_copy" };

function endpoint(fields: object): Endpoint {
  return endpointSchema.parse({ id: "ep-1", username: "c3p0", ...fields });
}

const neverShown = ["call_flow_id", "call_flow_version", "call_ai_agent_id"];

/** An endpoint as the vendor shows it after a body was sent. */
function after(body: Record<string, string>): Endpoint {
  return endpoint(Object.fromEntries(Object.entries(body).filter(([field]) => !neverShown.includes(field))));
}

describe.each(handlers)("the handler $type", (handler) => {
  test("is sent under the vendor's names", () => {
    const { call_handler: type, ...companions } = handlerBody(handler);
    expect(type).toBe(handler.type);
    expect(Object.keys(companions)).toEqual(vendorFields[handler.type]);
    expect(Object.values(companions)).toEqual(Object.values(handler).slice(1));
  });

  test("reads back as it was sent, and is then not sent again", () => {
    const shown = after(handlerBody(handler));
    expect(observedHandler(shown, handler)).toEqual(handler);
    expect(shownHandler(shown, handler)).toEqual(handler);
    expect(handlerDiffers(shown, handler, handler)).toBe(false);
  });

  test("is found when it was set elsewhere, as far as it is shown", () => {
    const shown = after(handlerBody(handler));
    const other: CallHandler = { type: "other" };
    expect(observedHandler(shown, other)).toEqual(readablePart(handler));
  });
});

describe("a handler that is managed", () => {
  const webhooks: CallHandler = { type: "laml_webhooks", requestUrl: "https://example.com/laml" };
  const shown = (changes: object = {}) =>
    endpoint({
      call_handler: "laml_webhooks",
      call_request_url: "https://example.com/laml",
      call_request_method: "POST",
      call_relay_topic: "of an earlier handler",
      ...changes,
    });

  test("is compared in the fields that the program has, and in no others", () => {
    expect(observedHandler(shown(), webhooks)).toEqual(webhooks);
    expect(handlerDiffers(shown(), webhooks, webhooks)).toBe(false);
    expect(shownHandler(shown(), webhooks)).toEqual({ ...webhooks, requestMethod: "POST" });
  });

  test("shows what was changed elsewhere", () => {
    const changed = shown({ call_request_url: "https://example.com/changed" });
    expect(observedHandler(changed, webhooks)).toEqual({
      type: "laml_webhooks",
      requestUrl: "https://example.com/changed",
    });
    expect(handlerDiffers(changed, webhooks, webhooks)).toBe(true);
  });

  test("shows a field that was cleared elsewhere as missing", () => {
    const cleared = shown({ call_request_url: null });
    expect(observedHandler(cleared, webhooks)).toEqual({ type: "laml_webhooks" });
    expect(handlerDiffers(cleared, webhooks, webhooks)).toBe(true);
  });

  test("keeps a field that the answer does not show", () => {
    const bare = endpoint({ call_handler: "laml_webhooks" });
    expect(observedHandler(bare, webhooks)).toEqual(webhooks);
  });

  test("is gone where there is none any more, and kept where the answer does not show it", () => {
    expect(observedHandler(endpoint({ call_handler: null }), webhooks)).toBeUndefined();
    expect(observedHandler(endpoint({}), webhooks)).toEqual(webhooks);
  });

  test("shows a word that no page has as it is, and nothing fails", () => {
    const foreign = endpoint({ call_handler: "passthrough", call_request_url: "https://example.com" });
    expect(observedHandler(foreign, webhooks)).toEqual({ type: "passthrough" });
    expect(shownHandler(foreign, undefined)).toEqual({ type: "passthrough" });
    expect(handlerBody({ type: "passthrough" })).toEqual({});
    expect(handlerDiffers(foreign, { type: "passthrough" }, undefined)).toBe(false);
  });

  test("accepts one value under several names: only the name of the handler counts", () => {
    const topic: CallHandler = { type: "relay_topic", relayTopic: "office" };
    const aliased = endpoint({
      call_handler: "relay_topic",
      call_relay_topic: "office",
      call_relay_context: "office",
      call_relay_application: "office",
    });
    expect(observedHandler(aliased, topic)).toEqual(topic);
    expect(shownHandler(aliased, topic)).toEqual(topic);
  });
});

describe("what is never shown", () => {
  const shown = endpoint({ call_handler: "call_flow" });

  test("is kept, and sent again only when it changed or may not have arrived", () => {
    expect(observedHandler(shown, flow)).toEqual(flow);
    expect(handlerDiffers(shown, flow, flow)).toBe(false);
    expect(handlerDiffers(shown, { ...flow, flowVersion: "current_deployed" }, flow)).toBe(true);
    expect(handlerDiffers(shown, flow, { type: "call_flow" })).toBe(true);
    expect(handlerDiffers(shown, flow, undefined)).toBe(true);
    expect(handlerDiffers(shown, flow, { type: "ai_agent", flowId: uuid })).toBe(true);
  });

  test("is kept where it reads back empty, and used where it reads back", () => {
    expect(observedHandler(endpoint({ call_handler: "call_flow", call_flow_id: null }), flow)).toEqual(flow);
    const other = "11111111-0aff-4c90-9eba-f88ba118fe05";
    expect(observedHandler(endpoint({ call_handler: "call_flow", call_flow_id: other }), flow)).toEqual({
      ...flow,
      flowId: other,
    });
  });

  test("is left out of the part that can be read", () => {
    expect(readablePart(flow)).toEqual({ type: "call_flow" });
    expect(readablePart({ type: "relay_topic", relayTopic: "office" })).toEqual({
      type: "relay_topic",
      relayTopic: "office",
    });
  });
});

test("fields are dropped only by a handler of the same type", () => {
  expect(droppedCompanions(flow, { type: "call_flow", flowId: uuid })).toEqual(["flowVersion"]);
  expect(droppedCompanions(flow, { type: "relay_connector" })).toEqual([]);
});

test("values of other types than text are not taken from an answer", () => {
  const odd = endpoint({
    call_handler: "relay_script",
    call_relay_script_url: { url: 1 },
    call_relay_topic: 7,
  });
  expect(shownHandler(odd, undefined)).toEqual({ type: "relay_script" });
});
