import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput, type LookupInput, type LookupOptions, type Read } from "../program/lookup";
import type { NamedQuery } from "./lookup-resources";

// What an account has, for programs that use it without managing it. Every list is read at most once in a run, also in a preview. The
// functions that end in Output take outputs, ask nothing while an argument is not known, and return secrets, marked; the
// others hold no secret. Nothing of the client is loaded until one is called.

/** A number that the project owns, as a look-up shows it. */
export type InventoryPhoneNumber = import("./client/inventory-types.js").InventoryPhoneNumber;
/** What a number is bound to, as a look-up shows it. */
export type InventoryPhoneNumberAddress = import("./client/inventory-types.js").InventoryPhoneNumberAddress;
/** A SIP endpoint, as a look-up shows it. */
export type InventorySipEndpoint = import("./client/inventory-types.js").InventorySipEndpoint;
/** A subscriber with its SIP credentials, as a look-up shows it. */
export type InventorySubscriber = import("./client/inventory-types.js").InventorySubscriber;

const client = async () => {
  const loaded = await import("./client/lookups.js");
  return loaded;
};

/** One number. */
export interface PhoneNumberQuery {
  /** Its id in the Relay API. */
  id?: string;
  /** In E.164 form. */
  number?: string;
}

/** One SIP endpoint. */
export interface SipEndpointQuery {
  /** Its id in the Relay API. */
  id?: string;
  /** Its user name. */
  username?: string;
}

/** One subscriber. */
export interface SubscriberQuery {
  /** The id of its resource. */
  id?: string;
  /** Its e-mail address. */
  email?: string;
}

const listPhoneNumbersFrom: Read<object, readonly InventoryPhoneNumber[]> = async (config, _args, secrets) =>
  (await client()).listPhoneNumbers(config, "listPhoneNumbers", secrets);

/**
 * The phone numbers of the project.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function listPhoneNumbers(options?: LookupOptions): Promise<readonly InventoryPhoneNumber[]> {
  return lookUp("signalwire", listPhoneNumbersFrom, {}, options);
}

/** As {@link listPhoneNumbers}, with arguments that may be outputs. */
export function listPhoneNumbersOutput(
  options?: LookupOptions,
): pulumi.Output<readonly InventoryPhoneNumber[]> {
  return lookUpOutput("signalwire", listPhoneNumbersFrom, {}, options);
}

const getPhoneNumberFrom: Read<PhoneNumberQuery, InventoryPhoneNumber> = async (config, args, secrets) =>
  (await client()).getPhoneNumber(config, args, secrets);

/**
 * One phone number of the project.
 *
 * @param args its id, or its number in E.164 form
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function getPhoneNumber(
  args: PhoneNumberQuery,
  options?: LookupOptions,
): Promise<InventoryPhoneNumber> {
  return lookUp("signalwire", getPhoneNumberFrom, args, options);
}

/** As {@link getPhoneNumber}, with arguments that may be outputs. */
export function getPhoneNumberOutput(
  args: LookupInput<PhoneNumberQuery>,
  options?: LookupOptions,
): pulumi.Output<InventoryPhoneNumber> {
  return lookUpOutput("signalwire", getPhoneNumberFrom, args, options);
}

const listSipEndpointsFrom: Read<object, readonly InventorySipEndpoint[]> = async (config, _args, secrets) =>
  (await client()).listSipEndpoints(config, "listSipEndpoints", secrets);

/**
 * The SIP endpoints of the project.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function listSipEndpoints(options?: LookupOptions): Promise<readonly InventorySipEndpoint[]> {
  return lookUp("signalwire", listSipEndpointsFrom, {}, options);
}

/** As {@link listSipEndpoints}, with arguments that may be outputs. */
export function listSipEndpointsOutput(
  options?: LookupOptions,
): pulumi.Output<readonly InventorySipEndpoint[]> {
  return lookUpOutput("signalwire", listSipEndpointsFrom, {}, options);
}

const getSipEndpointFrom: Read<SipEndpointQuery, InventorySipEndpoint> = async (config, args, secrets) =>
  (await client()).getSipEndpoint(config, args, secrets);

/**
 * One SIP endpoint of the project.
 *
 * @param args its id, or its user name
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function getSipEndpoint(
  args: SipEndpointQuery,
  options?: LookupOptions,
): Promise<InventorySipEndpoint> {
  return lookUp("signalwire", getSipEndpointFrom, args, options);
}

/** As {@link getSipEndpoint}, with arguments that may be outputs. */
export function getSipEndpointOutput(
  args: LookupInput<SipEndpointQuery>,
  options?: LookupOptions,
): pulumi.Output<InventorySipEndpoint> {
  return lookUpOutput("signalwire", getSipEndpointFrom, args, options);
}

const listPhoneNumberAddressesFrom: Read<object, readonly InventoryPhoneNumberAddress[]> = async (
  config,
  _args,
  secrets,
) => (await client()).listPhoneNumberAddresses(config, "listPhoneNumberAddresses", secrets);

/**
 * The addresses of phone numbers of the project.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function listPhoneNumberAddresses(
  options?: LookupOptions,
): Promise<readonly InventoryPhoneNumberAddress[]> {
  return lookUp("signalwire", listPhoneNumberAddressesFrom, {}, options);
}

/** As {@link listPhoneNumberAddresses}, with arguments that may be outputs. */
export function listPhoneNumberAddressesOutput(
  options?: LookupOptions,
): pulumi.Output<readonly InventoryPhoneNumberAddress[]> {
  return lookUpOutput("signalwire", listPhoneNumberAddressesFrom, {}, options);
}

const getPhoneNumberAddressFrom: Read<NamedQuery, InventoryPhoneNumberAddress> = async (
  config,
  args,
  secrets,
) => (await client()).getPhoneNumberAddress(config, args, secrets);

/**
 * One phone number address of the project.
 *
 * @param args its id, or its name
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function getPhoneNumberAddress(
  args: NamedQuery,
  options?: LookupOptions,
): Promise<InventoryPhoneNumberAddress> {
  return lookUp("signalwire", getPhoneNumberAddressFrom, args, options);
}

/** As {@link getPhoneNumberAddress}, with arguments that may be outputs. */
export function getPhoneNumberAddressOutput(
  args: LookupInput<NamedQuery>,
  options?: LookupOptions,
): pulumi.Output<InventoryPhoneNumberAddress> {
  return lookUpOutput("signalwire", getPhoneNumberAddressFrom, args, options);
}

const listSubscribersFrom: Read<object, readonly InventorySubscriber[]> = async (config, _args, secrets) =>
  (await client()).listSubscribers(config, "listSubscribers", secrets);

/**
 * The subscribers of the project.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function listSubscribers(options?: LookupOptions): Promise<readonly InventorySubscriber[]> {
  return lookUp("signalwire", listSubscribersFrom, {}, options);
}

/** As {@link listSubscribers}, with arguments that may be outputs. */
export function listSubscribersOutput(
  options?: LookupOptions,
): pulumi.Output<readonly InventorySubscriber[]> {
  return lookUpOutput("signalwire", listSubscribersFrom, {}, options);
}

const getSubscriberFrom: Read<SubscriberQuery, InventorySubscriber> = async (config, args, secrets) =>
  (await client()).getSubscriber(config, args, secrets);

/**
 * One subscriber of the project.
 *
 * @param args its id, or its e-mail address
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function getSubscriber(args: SubscriberQuery, options?: LookupOptions): Promise<InventorySubscriber> {
  return lookUp("signalwire", getSubscriberFrom, args, options);
}

/** As {@link getSubscriber}, with arguments that may be outputs. */
export function getSubscriberOutput(
  args: LookupInput<SubscriberQuery>,
  options?: LookupOptions,
): pulumi.Output<InventorySubscriber> {
  return lookUpOutput("signalwire", getSubscriberFrom, args, options);
}
