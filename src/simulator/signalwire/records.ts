import { z } from "zod";

const strings = z.array(z.string());
const optionalText = z.string().nullable();

export const gatewaySchema = z.object({
  /** The Fabric resource: what paths name. */
  id: z.string(),
  /** The gateway inside the resource. */
  sip_gateway_id: z.string(),
  name: z.string(),
  uri: z.string(),
  encryption: z.string(),
  ciphers: strings,
  codecs: strings,
  address_id: z.string(),
  /** Last part of the address; made from the first name and kept from then on. */
  address_name: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

export const endpointSchema = z.object({
  id: z.string(),
  username: z.string(),
  password: z.string(),
  caller_id: optionalText,
  /** Null for the SIP profile's. */
  send_as: optionalText,
  /** Null for the SIP profile's list. */
  ciphers: strings.nullable(),
  /** Null for the SIP profile's list. */
  codecs: strings.nullable(),
  encryption: z.string(),
  call_handler: optionalText,
  calling_handler_resource_id: optionalText,
  call_request_url: optionalText,
  call_request_method: optionalText,
  call_fallback_url: optionalText,
  call_fallback_method: optionalText,
  call_status_callback_url: optionalText,
  call_status_callback_method: optionalText,
  call_laml_application_id: optionalText,
  call_dialogflow_agent_id: optionalText,
  call_relay_topic: optionalText,
  call_relay_topic_status_callback_url: optionalText,
  call_relay_context: optionalText,
  call_relay_context_status_callback_url: optionalText,
  call_relay_application: optionalText,
  call_video_room_id: optionalText,
  call_relay_script_url: optionalText,
  call_flow_id: optionalText,
  call_flow_version: optionalText,
  call_ai_agent_id: optionalText,
});

export const credentialsSchema = z.object({ projectId: z.string().min(1), token: z.string().min(1) });

const stateSchema = z.object({
  gateways: z.array(gatewaySchema),
  endpoints: z.array(endpointSchema),
  deleted: strings,
});

export const savedSchema = stateSchema.extend({ credentials: credentialsSchema });

/** A gateway of the project. */
export type SipGatewayRecord = z.infer<typeof gatewaySchema>;
/** An endpoint of the project, with what no answer shows. */
export type SipEndpointRecord = z.infer<typeof endpointSchema>;
/** What a client authenticates with. */
export type SignalWireCredentials = z.infer<typeof credentialsSchema>;
/** What the data file keeps. */
export type SavedSignalWire = z.infer<typeof savedSchema>;

/** Everything that the simulated SignalWire project holds, each list in the order of creation. */
export interface SignalWireState {
  gateways: SipGatewayRecord[];
  /** Passwords in clear. */
  endpoints: SipEndpointRecord[];
  /** Ids of the gateways and endpoints that were deleted since the last reset, in order. */
  deleted: string[];
}
