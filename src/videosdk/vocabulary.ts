import type * as pulumi from "@pulumi/pulumi";

/** Regions of VideoSDK's SIP servers. */
export const sipRegions = ["auto", "us002", "in002"] as const;

/** A region of VideoSDK's SIP servers: `auto` lets VideoSDK choose, `us002` is in the United States, `in002` in India. */
export type KnownSipRegion = (typeof sipRegions)[number];

/**
 * A region. As with all words of the vendor, the type suggests those that are known and accepts any text, so that a value of
 * the configuration can be passed. In a program, a word that is not known is refused before anything is sent; VideoSDK may
 * show others.
 */
export type SipRegion = KnownSipRegion | (string & {});

/** Whether media is encrypted, in VideoSDK's words. */
export const mediaEncryptions = ["enable", "disable"] as const;

/** Whether media (the audio itself) is encrypted between VideoSDK and the SIP peer; any text, as with {@link SipRegion}. */
export type MediaEncryption = (typeof mediaEncryptions)[number] | (string & {});

/** SIP transports. */
export const transports = ["udp", "tcp", "tls"] as const;

/** How SIP messages travel to the peer; any text, as with {@link SipRegion}. */
export type SipTransport = (typeof transports)[number] | (string & {});

/** Which way a trunk carries calls; any text, as with {@link SipRegion}. */
export type TrunkDirection = "inbound" | "outbound" | (string & {});

/** Who owns the settings of a set's gateways; any text, as with {@link SipRegion}. */
export type GatewaySettingsOwner = "managed" | "initial" | (string & {});

/**
 * Events of calls that VideoSDK tells a webhook of. Its pages name 7, its guide 12, its SDK these 15; which of them its
 * servers accept is not known.
 */
export const webhookEvents = [
  "call-started",
  "call-answered",
  "call-hangup",
  "call-transferred",
  "call-missed",
  "call-update",
  "call-ringing",
  "call-transfer-initiated",
  "call-transfer-accepted",
  "call-transferring",
  "call-transfer-ringing",
  "call-transfer-failed",
  "switch-room-initiated",
  "switch-room-completed",
  "switch-room-failed",
] as const;

/** An event of a call. */
export type WebhookEvent = (typeof webhookEvents)[number];

/** Which way the calls of a routing rule go. */
export const ruleTypes = ["inbound", "outbound"] as const;

/** How the room of each call is named, where it has one of its own. */
export const roomPrefixes = ["blank", "participantNumber", "sipNumber", "random"] as const;

/** How the room of each call is named: after nothing, the caller's number, the called number, or at random. */
export type RoomPrefix = (typeof roomPrefixes)[number];

/** Which SIP headers a room is told of. */
export const includedHeaders = ["ALL", "SIP_X_HEADERS", "NONE"] as const;

/** Which SIP headers a room is told of: all, those that begin with `X-`, or none. */
export type IncludedHeaders = (typeof includedHeaders)[number];

/** Carriers that a connector is for. */
export const connectorProviders = ["twilio", "plivo", "telnyx"] as const;

/** A carrier that a connector is for. */
export type ConnectorProvider = (typeof connectorProviders)[number];

/** Credentials for a SIP peer. VideoSDK accepts both or none. */
export interface SipAuthArgs {
  /** User name at the peer. */
  username: pulumi.Input<string>;
  /** Password at the peer. Always kept as a secret, whether or not the program passes it as one. */
  password: pulumi.Input<string>;
}

/** Credentials as state holds them; the password is encrypted there. */
export interface SipAuth {
  /** User name at the peer. */
  readonly username: string;
  /** Password at the peer. */
  readonly password: string;
}

/**
 * The arguments of each class that hold secrets, dotted. Both sides of a resource take them from here: the program's, which
 * has the engine encrypt them, and the provider's, which keeps them out of messages.
 */
export const secretPaths = {
  PhoneNumberSet: ["outbound.auth.password"],
  SipGateway: ["auth.password"],
  SipTrunk: ["auth.password"],
  Webhook: ["url"],
  InboundGateway: ["auth.password"],
  OutboundGateway: ["auth.password"],
  RoutingRule: ["room.pin", "apiKey"],
  // An output: whoever has it can make calls.
  Connector: ["webhookUrl"],
} as const;
