import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput, type LookupInput, type LookupOptions, type Read } from "../program/lookup";

// What an account has, for programs that use it without managing it. Every list is read at most once in a run, also in a preview. The
// functions that end in Output take outputs, ask nothing while an argument is not known, and return secrets, marked; the
// others hold no secret. Nothing of the client is loaded until one is called.

/** A SIP address, as a look-up shows it. */
export type InventorySipAddress = import("./client/inventory-types.js").InventorySipAddress;
/** A SIP gateway, as a look-up shows it. */
export type InventorySipGateway = import("./client/inventory-types.js").InventorySipGateway;
/** A SWML script, as a look-up shows it. */
export type InventorySwmlScript = import("./client/inventory-types.js").InventorySwmlScript;
/** A SWML webhook, as a look-up shows it. */
export type InventorySwmlWebhook = import("./client/inventory-types.js").InventorySwmlWebhook;

const client = async () => {
  const loaded = await import("./client/lookups.js");
  return loaded;
};

/** One object that has a name. */
export interface NamedQuery {
  /** Its id, as the class has it. */
  id?: string;
  /** Its name, which must be that of one object only. */
  name?: string;
}

const listSipGatewaysFrom: Read<object, readonly InventorySipGateway[]> = async (config, _args, secrets) =>
  (await client()).listSipGateways(config, "listSipGateways", secrets);

/**
 * The SIP gateways of the project.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function listSipGateways(options?: LookupOptions): Promise<readonly InventorySipGateway[]> {
  return lookUp("signalwire", listSipGatewaysFrom, {}, options);
}

/** As {@link listSipGateways}, with arguments that may be outputs. */
export function listSipGatewaysOutput(
  options?: LookupOptions,
): pulumi.Output<readonly InventorySipGateway[]> {
  return lookUpOutput("signalwire", listSipGatewaysFrom, {}, options);
}

const getSipGatewayFrom: Read<NamedQuery, InventorySipGateway> = async (config, args, secrets) =>
  (await client()).getSipGateway(config, args, secrets);

/**
 * One SIP gateway of the project.
 *
 * @param args its id, or its name
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function getSipGateway(args: NamedQuery, options?: LookupOptions): Promise<InventorySipGateway> {
  return lookUp("signalwire", getSipGatewayFrom, args, options);
}

/** As {@link getSipGateway}, with arguments that may be outputs. */
export function getSipGatewayOutput(
  args: LookupInput<NamedQuery>,
  options?: LookupOptions,
): pulumi.Output<InventorySipGateway> {
  return lookUpOutput("signalwire", getSipGatewayFrom, args, options);
}

const listSipAddressesFrom: Read<object, readonly InventorySipAddress[]> = async (config, _args, secrets) =>
  (await client()).listSipAddresses(config, "listSipAddresses", secrets);

/**
 * The SIP addresses of the project.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function listSipAddresses(options?: LookupOptions): Promise<readonly InventorySipAddress[]> {
  return lookUp("signalwire", listSipAddressesFrom, {}, options);
}

/** As {@link listSipAddresses}, with arguments that may be outputs. */
export function listSipAddressesOutput(
  options?: LookupOptions,
): pulumi.Output<readonly InventorySipAddress[]> {
  return lookUpOutput("signalwire", listSipAddressesFrom, {}, options);
}

const getSipAddressFrom: Read<NamedQuery, InventorySipAddress> = async (config, args, secrets) =>
  (await client()).getSipAddress(config, args, secrets);

/**
 * One SIP address of the project.
 *
 * @param args its id, or its name
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function getSipAddress(args: NamedQuery, options?: LookupOptions): Promise<InventorySipAddress> {
  return lookUp("signalwire", getSipAddressFrom, args, options);
}

/** As {@link getSipAddress}, with arguments that may be outputs. */
export function getSipAddressOutput(
  args: LookupInput<NamedQuery>,
  options?: LookupOptions,
): pulumi.Output<InventorySipAddress> {
  return lookUpOutput("signalwire", getSipAddressFrom, args, options);
}

const listSwmlScriptsFrom: Read<object, readonly InventorySwmlScript[]> = async (config, _args, secrets) =>
  (await client()).listSwmlScripts(config, "listSwmlScripts", secrets);

/**
 * The SWML scripts of the project.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function listSwmlScripts(options?: LookupOptions): Promise<readonly InventorySwmlScript[]> {
  return lookUp("signalwire", listSwmlScriptsFrom, {}, options);
}

/** As {@link listSwmlScripts}, with arguments that may be outputs. */
export function listSwmlScriptsOutput(
  options?: LookupOptions,
): pulumi.Output<readonly InventorySwmlScript[]> {
  return lookUpOutput("signalwire", listSwmlScriptsFrom, {}, options);
}

const getSwmlScriptFrom: Read<NamedQuery, InventorySwmlScript> = async (config, args, secrets) =>
  (await client()).getSwmlScript(config, args, secrets);

/**
 * One SWML script of the project.
 *
 * @param args its id, or its name
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function getSwmlScript(args: NamedQuery, options?: LookupOptions): Promise<InventorySwmlScript> {
  return lookUp("signalwire", getSwmlScriptFrom, args, options);
}

/** As {@link getSwmlScript}, with arguments that may be outputs. */
export function getSwmlScriptOutput(
  args: LookupInput<NamedQuery>,
  options?: LookupOptions,
): pulumi.Output<InventorySwmlScript> {
  return lookUpOutput("signalwire", getSwmlScriptFrom, args, options);
}

const listSwmlWebhooksFrom: Read<object, readonly InventorySwmlWebhook[]> = async (config, _args, secrets) =>
  (await client()).listSwmlWebhooks(config, "listSwmlWebhooks", secrets);

/**
 * The SWML webhooks of the project. Its URLs, which may hold credentials, are there in the form with Output only.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function listSwmlWebhooks(options?: LookupOptions): Promise<readonly InventorySwmlWebhook[]> {
  return lookUp("signalwire", listSwmlWebhooksFrom, {}, options);
}

/** As {@link listSwmlWebhooks}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function listSwmlWebhooksOutput(
  options?: LookupOptions,
): pulumi.Output<readonly InventorySwmlWebhook[]> {
  return lookUpOutput("signalwire", listSwmlWebhooksFrom, {}, options, true);
}

const getSwmlWebhookFrom: Read<NamedQuery, InventorySwmlWebhook> = async (config, args, secrets) =>
  (await client()).getSwmlWebhook(config, args, secrets);

/**
 * One SWML webhook of the project. Its URLs, which may hold credentials, are there in the form with Output only.
 *
 * @param args its id, or its name
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, SignalWire refuses or does not answer, or there is no such object
 * @see https://signalwire.com/docs/apis
 */
export function getSwmlWebhook(args: NamedQuery, options?: LookupOptions): Promise<InventorySwmlWebhook> {
  return lookUp("signalwire", getSwmlWebhookFrom, args, options);
}

/** As {@link getSwmlWebhook}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function getSwmlWebhookOutput(
  args: LookupInput<NamedQuery>,
  options?: LookupOptions,
): pulumi.Output<InventorySwmlWebhook> {
  return lookUpOutput("signalwire", getSwmlWebhookFrom, args, options, true);
}
