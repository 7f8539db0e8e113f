/** SRTP cipher suites that SignalWire's pages name. */
export const ciphers = [
  "AEAD_AES_256_GCM_8",
  "AES_256_CM_HMAC_SHA1_80",
  "AES_CM_128_HMAC_SHA1_80",
  "AES_256_CM_HMAC_SHA1_32",
  "AES_CM_128_HMAC_SHA1_32",
] as const;

/** An SRTP cipher suite that SignalWire's pages name. */
export type KnownCipher = (typeof ciphers)[number];

/**
 * A cipher suite. The type suggests those that are known and accepts any text, because SignalWire may show others, and so that
 * a value of the configuration can be passed. In a program, a name that is not known is refused for a gateway, whose page
 * has a list of names, unless the gateway has it already; for an endpoint, whose page has none, it is sent with a warning.
 */
export type Cipher = KnownCipher | (string & {});

/** Codecs that SignalWire's pages name. */
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

/** A codec that SignalWire's pages name. */
export type KnownCodec = (typeof codecs)[number];

/** A codec. As with {@link Cipher}, the type suggests those that are known and accepts any text. */
export type Codec = KnownCodec | (string & {});

/**
 * Encryption of a gateway. `default` is in the published schema and the live service refuses it; with `forbidden` it is
 * the other way round. All are accepted here, and the vendor refuses what it does not support.
 */
export const gatewayEncryptions = ["required", "optional", "forbidden", "default"] as const;

/**
 * Whether the connection of a gateway to its peer is encrypted: always, if the peer supports it, or never. SignalWire's
 * sources differ on two words: `default` is in the published schema and the live service refuses it; with `forbidden`
 * it is the other way round. `required` and `optional` work everywhere. The type accepts any text, as {@link Cipher} does.
 */
export type GatewayEncryption = (typeof gatewayEncryptions)[number] | (string & {});

/** Encryption of an endpoint. */
export const endpointEncryptions = ["default", "required", "optional"] as const;

/** Whether connections of devices to an endpoint are encrypted: as the project's SIP profile says, always, or if they can; any text, as with {@link Cipher}. */
export type EndpointEncryption = (typeof endpointEncryptions)[number] | (string & {});

/** Encryption of a SIP address. */
export const addressEncryptions = ["required", "optional", "forbidden"] as const;

/** Whether connections to a SIP address are encrypted: always, if the other side can, or never. */
export type AddressEncryption = (typeof addressEncryptions)[number];

/** The call handlers that a program can ask for. */
export const handlerTypes = [
  "relay_context",
  "relay_topic",
  "relay_application",
  "relay_connector",
  "relay_script",
  "laml_webhooks",
  "laml_application",
  "dialogflow",
  "video_room",
  "call_flow",
  "ai_agent",
] as const;

/** A call handler that a program can ask for. */
export type HandlerType = (typeof handlerTypes)[number];

/** HTTP methods of web hooks. */
export const hookMethods = ["GET", "POST"] as const;

/** HTTP method of a web hook; any text, as with {@link Cipher}. */
export type HookMethod = (typeof hookMethods)[number] | (string & {});

/** Versions of a call flow that can take calls. */
export const flowVersions = ["working_copy", "current_deployed"] as const;

/** Which version of a call flow takes the calls; any text, as with {@link Cipher}. */
export type FlowVersion = (typeof flowVersions)[number] | (string & {});

/** What a number takes calls as. */
export const receiveModes = ["voice", "fax"] as const;

/** Whether a number takes calls as voice or as fax. */
export type ReceiveMode = (typeof receiveModes)[number];

/** What SWML can be for. */
export const scriptTypes = ["calling", "messaging"] as const;

/** Whether SWML is for calls or for messages. */
export type ScriptType = (typeof scriptTypes)[number];

/**
 * The arguments of each class that hold secrets, dotted. Both sides of a resource take them from here: the program's, which
 * has the engine encrypt them, and the provider's, which keeps them out of messages.
 */
export const secretPaths = {
  PhoneNumber: [],
  PhoneNumberAddress: [],
  SipAddress: ["password"],
  SipEndpoint: ["password"],
  SipGateway: [],
  Subscriber: ["password"],
  SubscriberSipEndpoint: ["password"],
  SwmlScript: [],
  // Web servers are often protected by a user name and a password in the URL.
  SwmlWebhook: ["primaryRequestUrl", "fallbackRequestUrl", "statusCallbackUrl"],
} as const;

/** The outputs of each class that are encrypted in state although no argument has them. */
export const secretOutputs = {
  // URLs of web servers, which may hold a user name and a password.
  PhoneNumber: ["formerHandlers", "__shown"],
} as const;
