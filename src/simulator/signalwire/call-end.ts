import { CallPath, keepsOutSource, type CallEnd, type CallQuery } from "../call-end.js";
import type { SignalWireState } from "./signal-wire.js";

/** Handlers that end a call by themselves, with the setting that says where. */
const terminal: Readonly<Record<string, readonly [kind: string, setting: string]>> = {
  relay_context: ["application", "call_relay_context"],
  relay_topic: ["application", "call_relay_topic"],
  relay_application: ["application", "call_relay_application"],
  relay_connector: ["application", "call_relay_connector_id"],
  relay_verto_endpoint: ["phone", "call_verto_resource"],
  laml_application: ["application", "call_laml_application_id"],
  dialogflow: ["agent", "call_dialogflow_agent_id"],
  video_room: ["room", "call_video_room_id"],
  call_flow: ["application", "call_flow_id"],
  ai_agent: ["agent", "call_ai_agent_id"],
};

/** Settings by the vendor's names. */
type Settings = Readonly<Record<string, string | null | undefined>>;

/** Where a call ends at the simulated SignalWire. */
export function signalWireCallEnd(
  state: SignalWireState,
  { to, from = "", source, direction }: CallQuery,
): CallEnd {
  const path = new CallPath();
  if (direction === "outbound") {
    const caller = state.endpoints.find(({ username }) => username.toLowerCase() === from.toLowerCase());
    if (caller === undefined) return path.end("unknown", null);
    const settings = caller as unknown as Settings;
    path.pass(caller.id);
    return caller.call_handler === null ? path.end("unknown", null) : handled(state, path, settings);
  }
  const address = state.sipAddresses.find(({ uri }) => uri.toLowerCase() === to.toLowerCase());
  if (address !== undefined) {
    path.pass(address.id);
    const isOut = address.ip_auth_enabled && keepsOutSource(address.ip_auth, source);
    return isOut
      ? path.nowhere("the SIP address keeps the source address out")
      : given(state, path, address.calling_handler_resource_id);
  }
  const number = state.phoneNumbers.find((one) => one.number === to);
  if (number === undefined) return path.nowhere("the project does not own the number");
  path.pass(number.id);
  const bound = number.calling_handler_resource_id;
  const isBound = state.phoneNumberAddresses.some(
    (one) => one.phone_number_id === number.id && one.handler_type === "calling" && one.resource_id === bound,
  );
  if (bound !== null && (isBound || number.settings["call_handler"] == null))
    return given(state, path, bound);
  if (number.settings["call_handler"] == null) return path.nowhere("the number has no handler for calls");
  return handled(state, path, number.settings);
}

function handled(state: SignalWireState, path: CallPath, settings: Settings): CallEnd {
  const handler = settings["call_handler"] ?? "";
  const [kind, setting] = terminal[handler] ?? [];
  if (kind !== undefined && setting !== undefined) return path.end(kind, settings[setting] ?? null);
  if (handler === "relay_sip_endpoint") {
    const phone = state.endpoints.find(({ id }) => id === settings["call_sip_endpoint_id"]);
    return phone === undefined
      ? path.nowhere("the SIP endpoint of the handler does not exist")
      : path.pass(phone.id).end("phone", phone.id);
  }
  const url = settings[handler === "relay_script" ? "call_relay_script_url" : "call_request_url"] ?? "";
  const script = state.swmlScripts.find(({ inner_id: id }) => url.endsWith(`/api/relay-bins/${id}`));
  if (script !== undefined) return path.pass(script.id).end("script", script.id);
  const { host } = new URL(url);
  return path.end(host.endsWith("signalwire.com") ? "unknown" : "web server", host);
}

function given(state: SignalWireState, path: CallPath, id: string): CallEnd {
  const gateway = state.gateways.find((one) => one.id === id);
  if (gateway !== undefined) return path.pass(id).end("SIP peer", gateway.uri);
  if (state.swmlScripts.some((one) => one.id === id)) return path.pass(id).end("script", id);
  const webhook = state.swmlWebhooks.find((one) => one.id === id);
  if (webhook !== undefined)
    return path.pass(id).end("web server", new URL(webhook.primary_request_url).host);
  if (state.subscribers.some((one) => one.id === id)) return path.pass(id).end("person", id);
  return path.end("unknown", id);
}
