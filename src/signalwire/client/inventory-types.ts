import type { Part } from "../../lifecycle/inventory";
import type { Handler } from "./handler-set";

/** A text, or null where SignalWire does not show it. */
type Text = string | null;

/** A number that the project owns. */
export interface InventoryPhoneNumber {
  readonly id: string;
  readonly number: Text;
  readonly name: Text;
  readonly numberType: Text;
  readonly capabilities: readonly string[];
  /** What happens to calls: the handler in the vendor's words, and the fields that belong to it. */
  readonly callHandler: Handler | null;
  readonly callReceiveMode: Text;
  readonly messageHandler: Handler | null;
  /** The Fabric resource that takes calls, as SignalWire derives it. */
  readonly callingHandlerResourceId: Text;
  readonly messagingHandlerResourceId: Text;
}

/** What every SIP credential has. No answer shows a password. */
interface SipSettings {
  readonly id: string;
  readonly username: Text;
  readonly callerId: Text;
  readonly sendAs: Text;
  readonly encryption: Text;
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
}

/** A SIP endpoint of the Relay API, under the id of that. */
export interface InventorySipEndpoint extends SipSettings {
  /** What happens to calls that the endpoint makes. */
  readonly callHandler: Handler | null;
  readonly callingHandlerResourceId: Text;
}

/** What every Fabric resource has; its id is the outer one. */
interface Resource {
  readonly id: string;
  readonly name: Text;
  readonly createdAt: Text;
  readonly updatedAt: Text;
}

/** A gateway: where calls are sent to. */
export interface InventorySipGateway extends Resource {
  readonly gatewayId: Text;
  readonly uri: Text;
  readonly encryption: Text;
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
}

/** A SIP address: calls to its URI go to one resource. */
export interface InventorySipAddress extends Resource {
  readonly uri: Text;
  readonly user: Text;
  readonly context: Text;
  readonly encryption: Text;
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
  readonly ipAuthEnabled: boolean | null;
  readonly ipAuth: readonly string[];
  /** The resource that takes the calls. */
  readonly callingHandlerResourceId: Text;
  /** The address's own resource. */
  readonly resourceId: Text;
}

/** What a number is bound to by the Fabric API. */
export interface InventoryPhoneNumberAddress extends Resource {
  /** `calling` or `messaging`. */
  readonly handlerType: Text;
  readonly phoneNumber: Text;
  readonly phoneNumberId: Text;
  readonly resourceId: Text;
}

/** A SWML script. */
export interface InventorySwmlScript extends Resource {
  readonly scriptId: Text;
  readonly scriptType: Text;
  /** Where SignalWire serves it: what a number or an endpoint names. */
  readonly requestUrl: Text;
  readonly contents: unknown;
  readonly statusCallbackUrl: Text;
}

/** A SWML webhook. Its URLs may hold credentials, so without secrets only the host of the first is there. */
export interface InventorySwmlWebhook extends Resource {
  readonly usedFor: Text;
  readonly host: Text;
  readonly primaryRequestMethod: Text;
  readonly fallbackRequestMethod: Text;
  readonly statusCallbackMethod: Text;
  readonly primaryRequestUrl?: string;
  readonly fallbackRequestUrl?: string;
  readonly statusCallbackUrl?: string;
}

/** A subscriber, with the SIP credentials below it. */
export interface InventorySubscriber extends Resource {
  readonly email: Text;
  readonly firstName: Text;
  readonly lastName: Text;
  readonly jobTitle: Text;
  readonly timezone: Text;
  readonly country: Text;
  readonly companyName: Text;
  /** Each under its own id, without the subscriber's. */
  readonly sipEndpoints: Part<SipSettings>;
}

/** SIP credentials of a subscriber. */
export type InventorySubscriberSipEndpoint = SipSettings;

/** The lists of a project. */
export interface SignalWireParts {
  readonly phoneNumbers: Part<InventoryPhoneNumber>;
  readonly sipEndpoints: Part<InventorySipEndpoint>;
  readonly sipGateways: Part<InventorySipGateway>;
  readonly sipAddresses: Part<InventorySipAddress>;
  readonly phoneNumberAddresses: Part<InventoryPhoneNumberAddress>;
  readonly swmlScripts: Part<InventorySwmlScript>;
  readonly swmlWebhooks: Part<InventorySwmlWebhook>;
  readonly subscribers: Part<InventorySubscriber>;
}
