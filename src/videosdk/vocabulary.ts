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
} as const;
