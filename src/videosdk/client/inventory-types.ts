import type { Direction } from "./api";

/** A text, or null where VideoSDK does not show it. */
type Text = string | null;

/** A registered number. Its id is the number itself, under which requests name it. */
export interface InventoryNumber {
  readonly id: string;
  readonly e164: string;
  readonly phoneNumberId: string;
  readonly name: Text;
  readonly countryCode: Text;
  readonly provider: Text;
  /** `PURCHASED` for one that was bought through VideoSDK. */
  readonly origin: Text;
  readonly status: Text;
  readonly inboundGatewayId: Text;
  readonly outboundGatewayId: Text;
  /** The rules that name it; VideoSDK lets a number be in one inbound rule. */
  readonly routingRuleIds: readonly string[];
}

/** Credentials; the password is there only where it was asked for. */
export interface InventoryAuth {
  readonly username: Text;
  readonly password?: string;
}

/** A gateway of either direction. What the account does not show is null; an empty list is shown as empty. */
export interface InventoryGateway {
  readonly id: string;
  readonly direction: Direction;
  readonly name: Text;
  readonly address: Text;
  readonly transport: Text;
  readonly mediaEncryption: Text;
  readonly geoRegion: Text;
  /** Null where there are none, or where they are not shown: see `isWhole`. */
  readonly auth: InventoryAuth | null;
  readonly allowedAddresses: readonly string[] | null;
  readonly allowedNumbers: readonly string[] | null;
  readonly record: boolean | null;
  readonly noiseCancellation: boolean | null;
  readonly enableDtmf: boolean | null;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly tags: readonly string[] | null;
  readonly createdAt: Text;
  readonly updatedAt: Text;
  /** The numbers that the gateway itself shows. They may be only texts, to which no number is attached. */
  readonly numbers: readonly string[] | null;
  /** The same as VideoSDK shows them, where not all are in E.164 form. */
  readonly writtenNumbers?: readonly string[];
  /** The numbers that say that they are on this gateway. */
  readonly attachedNumbers: readonly string[];
  /** False where only numbers show it: then its credentials and its allowed callers and addresses are not known. */
  readonly isWhole: boolean;
}

/** A routing rule. */
export interface InventoryRule {
  readonly id: string;
  readonly name: Text;
  readonly type: Text;
  readonly numbers: readonly string[];
  /** The same as VideoSDK shows them, where not all are in E.164 form. */
  readonly writtenNumbers?: readonly string[];
  /** The room, without what does not apply; null where the rule has none. */
  readonly room: {
    readonly type: Text;
    readonly id: Text;
    readonly prefix: Text;
    readonly pin?: string;
  } | null;
  readonly agentId: Text;
  readonly agentMetadata: Readonly<Record<string, unknown>> | null;
  readonly includeHeaders: Text;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly headersToAttributes: Readonly<Record<string, string>> | null;
  /** Callers that are let in; empty for all. */
  readonly allowedNumbers: readonly string[] | null;
  readonly allowedIpAddresses: readonly string[] | null;
  readonly tags: readonly string[] | null;
  readonly recording: boolean | null;
  readonly dtmf: boolean | null;
  readonly noiseCancellation: boolean | null;
  readonly hidePhoneNumber: boolean | null;
  readonly createdAt: Text;
  readonly updatedAt: Text;
  readonly apiKey?: string;
}

/** A webhook. Its URL may hold a secret anywhere, so without secrets only the host is there. */
export interface InventoryWebhook {
  readonly id: string;
  readonly host: Text;
  readonly events: readonly string[];
  readonly createdAt: Text;
  readonly updatedAt: Text;
  readonly url?: string;
}

/** A connector. Whoever has its URL can make calls. */
export interface InventoryConnector {
  readonly id: string;
  readonly provider: Text;
  readonly name: Text;
  readonly defaultRoomId: Text;
  readonly defaultRuleId: Text;
  readonly region: Text;
  readonly createdAt: Text;
  readonly webhookUrl?: string;
}

/** A trunk. */
export interface InventoryTrunk {
  readonly id: string;
  readonly name: Text;
  readonly domain: Text;
  readonly direction: Text;
  readonly numbers: readonly string[] | null;
  readonly auth: InventoryAuth | null;
}
