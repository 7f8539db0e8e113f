import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput, type LookupInput, type LookupOptions, type Read } from "../program/lookup";

// What an account has, for programs that use it without managing it. Every list is read at most once in a run, also in a preview. The
// functions that end in Output take outputs, ask nothing while an argument is not known, and return secrets, marked; the
// others hold no secret. Nothing of the client is loaded until one is called.

/** A connector, as a look-up shows it. */
export type InventoryConnector = import("./client/inventory-types.js").InventoryConnector;
/** A gateway of either direction, as a look-up shows it. */
export type InventoryGateway = import("./client/inventory-types.js").InventoryGateway;
/** A registered number, as a look-up shows it. */
export type InventoryNumber = import("./client/inventory-types.js").InventoryNumber;
/** A routing rule, as a look-up shows it. */
export type InventoryRule = import("./client/inventory-types.js").InventoryRule;
/** A trunk, as a look-up shows it. */
export type InventoryTrunk = import("./client/inventory-types.js").InventoryTrunk;
/** A webhook, as a look-up shows it. */
export type InventoryWebhook = import("./client/inventory-types.js").InventoryWebhook;

const client = async () => {
  const loaded = await import("./client/lookups.js");
  return loaded;
};

/** One number. */
export interface PhoneNumberQuery {
  /** In E.164 form, as VideoSDK shows it. */
  e164: string;
}

/** Gateways of one direction, or of both. */
export interface GatewaysQuery {
  /** Both where it is left out. */
  direction?: "inbound" | "outbound";
}

/** One object. */
export interface IdQuery {
  /** Its id, as VideoSDK shows it. */
  id: string;
}

/** One rule: by its id, or by a number of which it is the inbound rule. */
export interface RoutingRuleQuery {
  /** Its id. */
  id?: string;
  /** In E.164 form, as VideoSDK shows it. */
  phoneNumber?: string;
}

const listPhoneNumbersFrom: Read<object, readonly InventoryNumber[]> = async (config) =>
  (await client()).numbers(config);

/**
 * The numbers of the account, each with the gateways and rules that it is on.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/phone-numbers/fetch-phone-numbers
 */
export function listPhoneNumbers(options?: LookupOptions): Promise<readonly InventoryNumber[]> {
  return lookUp("videosdk", listPhoneNumbersFrom, {}, options);
}

/** As {@link listPhoneNumbers}, with arguments that may be outputs. */
export function listPhoneNumbersOutput(options?: LookupOptions): pulumi.Output<readonly InventoryNumber[]> {
  return lookUpOutput("videosdk", listPhoneNumbersFrom, {}, options);
}

const getPhoneNumberFrom: Read<PhoneNumberQuery, InventoryNumber> = async (config, args) =>
  (await client()).number(config, args.e164);

/**
 * One number of the account.
 *
 * @param args the number
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/phone-numbers/fetch-phone-number
 */
export function getPhoneNumber(args: PhoneNumberQuery, options?: LookupOptions): Promise<InventoryNumber> {
  return lookUp("videosdk", getPhoneNumberFrom, args, options);
}

/** As {@link getPhoneNumber}, with arguments that may be outputs. */
export function getPhoneNumberOutput(
  args: LookupInput<PhoneNumberQuery>,
  options?: LookupOptions,
): pulumi.Output<InventoryNumber> {
  return lookUpOutput("videosdk", getPhoneNumberFrom, args, options);
}

const listGatewaysFrom: Read<GatewaysQuery, readonly InventoryGateway[]> = async (config, args, secrets) =>
  (await client()).gateways(config, args.direction, secrets);

/**
 * The gateways of the account, those of number sets included.
 *
 * @param args the direction; both by default
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/inbound-gateway/fetch-inbound-gateways
 */
export function listGateways(
  args: GatewaysQuery,
  options?: LookupOptions,
): Promise<readonly InventoryGateway[]> {
  return lookUp("videosdk", listGatewaysFrom, args, options);
}

/** As {@link listGateways}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function listGatewaysOutput(
  args: LookupInput<GatewaysQuery>,
  options?: LookupOptions,
): pulumi.Output<readonly InventoryGateway[]> {
  return lookUpOutput("videosdk", listGatewaysFrom, args, options, true);
}

const getGatewayFrom: Read<IdQuery, InventoryGateway> = async (config, args, secrets) =>
  (await client()).gateway(config, args.id, secrets);

/**
 * One gateway of either direction.
 *
 * @param args its id
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/inbound-gateway/fetch-inbound-gateway
 */
export function getGateway(args: IdQuery, options?: LookupOptions): Promise<InventoryGateway> {
  return lookUp("videosdk", getGatewayFrom, args, options);
}

/** As {@link getGateway}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function getGatewayOutput(
  args: LookupInput<IdQuery>,
  options?: LookupOptions,
): pulumi.Output<InventoryGateway> {
  return lookUpOutput("videosdk", getGatewayFrom, args, options, true);
}

const listRoutingRulesFrom: Read<object, readonly InventoryRule[]> = async (config, _args, secrets) =>
  (await client()).routingRules(config, secrets);

/**
 * The routing rules of the account.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/routing-rules/fetch-routing-rules
 */
export function listRoutingRules(options?: LookupOptions): Promise<readonly InventoryRule[]> {
  return lookUp("videosdk", listRoutingRulesFrom, {}, options);
}

/** As {@link listRoutingRules}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function listRoutingRulesOutput(options?: LookupOptions): pulumi.Output<readonly InventoryRule[]> {
  return lookUpOutput("videosdk", listRoutingRulesFrom, {}, options, true);
}

const getRoutingRuleFrom: Read<RoutingRuleQuery, InventoryRule> = async (config, args, secrets) =>
  (await client()).routingRule(config, args, secrets);

/**
 * One routing rule.
 *
 * @param args its id, or a number of an inbound rule
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/routing-rules/fetch-routing-rule
 */
export function getRoutingRule(args: RoutingRuleQuery, options?: LookupOptions): Promise<InventoryRule> {
  return lookUp("videosdk", getRoutingRuleFrom, args, options);
}

/** As {@link getRoutingRule}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function getRoutingRuleOutput(
  args: LookupInput<RoutingRuleQuery>,
  options?: LookupOptions,
): pulumi.Output<InventoryRule> {
  return lookUpOutput("videosdk", getRoutingRuleFrom, args, options, true);
}

const listWebhooksFrom: Read<object, readonly InventoryWebhook[]> = async (config, _args, secrets) =>
  (await client()).webhookList(config, secrets);

/**
 * The webhooks of the account. The URL, which may hold a secret, is there in the form with Output only.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/webhook/fetch-webhooks
 */
export function listWebhooks(options?: LookupOptions): Promise<readonly InventoryWebhook[]> {
  return lookUp("videosdk", listWebhooksFrom, {}, options);
}

/** As {@link listWebhooks}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function listWebhooksOutput(options?: LookupOptions): pulumi.Output<readonly InventoryWebhook[]> {
  return lookUpOutput("videosdk", listWebhooksFrom, {}, options, true);
}

const getWebhookFrom: Read<IdQuery, InventoryWebhook> = async (config, args, secrets) =>
  (await client()).webhook(config, args.id, secrets);

/**
 * One webhook. The URL, which may hold a secret, is there in the form with Output only.
 *
 * @param args its id
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/webhook/fetch-webhooks
 */
export function getWebhook(args: IdQuery, options?: LookupOptions): Promise<InventoryWebhook> {
  return lookUp("videosdk", getWebhookFrom, args, options);
}

/** As {@link getWebhook}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function getWebhookOutput(
  args: LookupInput<IdQuery>,
  options?: LookupOptions,
): pulumi.Output<InventoryWebhook> {
  return lookUpOutput("videosdk", getWebhookFrom, args, options, true);
}

const listConnectorsFrom: Read<object, readonly InventoryConnector[]> = async (config, _args, secrets) =>
  (await client()).connectorList(config, secrets);

/**
 * The connectors of the account. The webhookUrl, which lets make calls, is there in the form with Output only.
 *
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/connectors
 */
export function listConnectors(options?: LookupOptions): Promise<readonly InventoryConnector[]> {
  return lookUp("videosdk", listConnectorsFrom, {}, options);
}

/** As {@link listConnectors}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function listConnectorsOutput(options?: LookupOptions): pulumi.Output<readonly InventoryConnector[]> {
  return lookUpOutput("videosdk", listConnectorsFrom, {}, options, true);
}

const getConnectorFrom: Read<IdQuery, InventoryConnector> = async (config, args, secrets) =>
  (await client()).connector(config, args.id, secrets);

/**
 * One connector. The webhookUrl, which lets make calls, is there in the form with Output only.
 *
 * @param args its id
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/connectors
 */
export function getConnector(args: IdQuery, options?: LookupOptions): Promise<InventoryConnector> {
  return lookUp("videosdk", getConnectorFrom, args, options);
}

/** As {@link getConnector}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function getConnectorOutput(
  args: LookupInput<IdQuery>,
  options?: LookupOptions,
): pulumi.Output<InventoryConnector> {
  return lookUpOutput("videosdk", getConnectorFrom, args, options, true);
}

const getTrunkFrom: Read<IdQuery, InventoryTrunk> = async (config, args, secrets) =>
  (await client()).trunk(config, args.id, secrets);

/**
 * One trunk, by its trunkId: VideoSDK has no list of them.
 *
 * @param args its trunkId
 * @param options another account than that of the stack's configuration
 * @throws Error when settings are missing, VideoSDK refuses or does not answer, or there is no such object
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/fetch-sip-trunk
 */
export function getTrunk(args: IdQuery, options?: LookupOptions): Promise<InventoryTrunk> {
  return lookUp("videosdk", getTrunkFrom, args, options);
}

/** As {@link getTrunk}, with arguments that may be outputs. It is a secret as a whole, because it holds secrets. */
export function getTrunkOutput(
  args: LookupInput<IdQuery>,
  options?: LookupOptions,
): pulumi.Output<InventoryTrunk> {
  return lookUpOutput("videosdk", getTrunkFrom, args, options, true);
}
