import type { SipEndpointRecord } from "./records.js";

/** A parameter that names what a handler hands calls to. */
type Companion = keyof SipEndpointRecord & `call_${string}`;

/** Every call handler, and the parameter without which it leads nowhere. */
export const callHandlers = {
  relay_context: "call_relay_context",
  relay_topic: "call_relay_topic",
  relay_application: "call_relay_application",
  relay_connector: undefined,
  relay_script: "call_relay_script_url",
  laml_webhooks: "call_request_url",
  laml_application: "call_laml_application_id",
  dialogflow: "call_dialogflow_agent_id",
  video_room: "call_video_room_id",
  call_flow: "call_flow_id",
  ai_agent: "call_ai_agent_id",
} as const satisfies Record<string, Companion | undefined>;

/** The name of a call handler. */
export type CallHandler = keyof typeof callHandlers;

export const handlerNames = Object.keys(callHandlers) as [CallHandler, ...CallHandler[]];

/** Parameters that may be three names of one value, the one that wins first. */
const aliases = ["call_relay_application", "call_relay_topic", "call_relay_context"] as const;

/** The values that a body sets, where a value of one alias is a value of all. */
export function withAliases(values: Partial<SipEndpointRecord>): Partial<SipEndpointRecord> {
  const winner = aliases.find((alias) => values[alias] !== undefined);
  if (winner === undefined) return values;
  const value = values[winner] ?? null;
  return {
    ...values,
    call_relay_application: value,
    call_relay_topic: value,
    call_relay_context: value,
  };
}
