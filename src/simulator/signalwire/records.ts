import { z } from "zod";

const strings = z.array(z.string());
const optionalText = z.string().nullable();

/** Reads a {@link SipGatewayRecord}. */
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
  /** Last part of the address. It is derived from the first name and never changes. */
  address_name: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** Reads a {@link SipEndpointRecord}. */
export const endpointSchema = z.object({
  id: z.string(),
  username: z.string(),
  password: z.string(),
  caller_id: optionalText,
  /** Null: the value of the SIP profile. */
  send_as: optionalText,
  /** Null: the list of the SIP profile. */
  ciphers: strings.nullable(),
  /** Null: the list of the SIP profile. */
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

/** Reads {@link SignalWireCredentials}. */
export const credentialsSchema = z.object({ projectId: z.string().min(1), token: z.string().min(1) });

/** A gateway of the project. */
export type SipGatewayRecord = z.infer<typeof gatewaySchema>;
/** An endpoint of the project, including what answers do not show. */
export type SipEndpointRecord = z.infer<typeof endpointSchema>;
/** What a client authenticates with. */
export type SignalWireCredentials = z.infer<typeof credentialsSchema>;

/** The five ciphers that SignalWire names. */
export const ciphers = [
  "AEAD_AES_256_GCM_8",
  "AES_256_CM_HMAC_SHA1_80",
  "AES_CM_128_HMAC_SHA1_80",
  "AES_256_CM_HMAC_SHA1_32",
  "AES_CM_128_HMAC_SHA1_32",
] as const;

/** The eleven codecs that SignalWire names. */
export const codecs = [
  "PCMU",
  "PCMA",
  "G722",
  "G729",
  "OPUS",
  "OPUS@48000H@20I",
  "OPUS@24000H@20I",
  "OPUS@16000H@20I",
  "OPUS@8000H@20I",
  "VP8",
  "H264",
] as const;

/** The project's SIP profile: the values that an endpoint without its own has. */
export const sipProfile: {
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
  readonly sendAs: string;
} = {
  ciphers: [...ciphers],
  codecs: ["OPUS", "G722", "PCMU", "PCMA", "VP8", "H264"],
  sendAs: "random",
};
