import { itemsIn, withoutSecrets, type Part } from "../../lifecycle/inventory";
import { Lookups, onlyOne, type ConfigReader } from "../../lifecycle/lookups";
import type { Deadline } from "../../http/deadline";
import { videosdk, type VideoSdkAccount } from "./account";
import type { Direction } from "./api";
import { connectors } from "./connectors";
import { gatewayObjects } from "./gateway-objects";
import {
  connectorFrom,
  gatewaysFrom,
  numbersFrom,
  ruleFrom,
  trunkFrom,
  webhookFrom,
} from "./inventory-objects";
import type {
  InventoryConnector,
  InventoryGateway,
  InventoryNumber,
  InventoryRule,
  InventoryTrunk,
  InventoryWebhook,
} from "./inventory-types";
import { rules } from "./routing-rules";
import { webhooks } from "./webhooks";

const lookups = new Lookups(videosdk);

/** Reads a list, once in a run. */
function listOf<T>(
  name: string,
  what: string,
  config: ConfigReader,
  list: (account: VideoSdkAccount, deadline: Deadline) => Promise<readonly T[]>,
): Promise<Part<T>> {
  return lookups.read(name, what, config, list).then((items) => ({ items }));
}

const readNumbers = (name: string, config: ConfigReader) =>
  listOf(name, "numbers", config, async ({ api }, deadline) =>
    (await api.listNumbers(deadline)).map((record) => ({ id: record.phoneNumber.e164, record })),
  );
const readRules = (name: string, config: ConfigReader) => listOf(name, "rules", config, rules.list);
const readWebhooks = (name: string, config: ConfigReader) => listOf(name, "webhooks", config, webhooks.list);
const readConnectors = (name: string, config: ConfigReader) =>
  listOf(name, "connectors", config, connectors.list);

/** The numbers of an account, each with its gateways and rules. */
export async function numbers(
  config: ConfigReader,
  name = "listPhoneNumbers",
): Promise<readonly InventoryNumber[]> {
  const [records, shown] = await Promise.all([readNumbers(name, config), readRules(name, config)]);
  return itemsIn(
    numbersFrom(
      records,
      itemsIn(shown).map((rule) => ruleFrom(rule, false)),
    ),
  );
}

/** One number. */
export async function number(config: ConfigReader, e164: string): Promise<InventoryNumber> {
  const all = await numbers(config, "getPhoneNumber");
  return onlyOne(
    "videosdk getPhoneNumber",
    "phone number",
    e164,
    all.filter((one) => one.e164 === e164),
  );
}

/** The gateways of an account, those of number sets included. */
export async function gateways(
  config: ConfigReader,
  direction: Direction | undefined,
  secrets: boolean,
  name = "listGateways",
): Promise<readonly InventoryGateway[]> {
  const records = await readNumbers(name, config);
  const wanted = direction === undefined ? (["inbound", "outbound"] as const) : [direction];
  const found = await Promise.all(
    wanted.map(async (one) => {
      const listed = await listOf(name, `${one} gateways`, config, gatewayObjects[one].list);
      return itemsIn(gatewaysFrom(one, listed, records, secrets));
    }),
  );
  return cleaned(found.flat(), secrets);
}

/** One gateway. */
export async function gateway(config: ConfigReader, id: string, secrets: boolean): Promise<InventoryGateway> {
  const all = await gateways(config, undefined, secrets, "getGateway");
  return onlyOne(
    "videosdk getGateway",
    "gateway",
    `the id ${id}`,
    all.filter((one) => one.id === id),
  );
}

/** The routing rules of an account. */
export async function routingRules(
  config: ConfigReader,
  secrets: boolean,
  name = "listRoutingRules",
): Promise<readonly InventoryRule[]> {
  const found = itemsIn(await readRules(name, config));
  return cleaned(
    found.map((rule) => ruleFrom(rule, secrets)),
    secrets,
  );
}

/** One rule, by its id, or the inbound one of a number. */
export async function routingRule(
  config: ConfigReader,
  { id, phoneNumber }: { readonly id?: string; readonly phoneNumber?: string },
  secrets: boolean,
): Promise<InventoryRule> {
  const all = await routingRules(config, secrets, "getRoutingRule");
  if (id !== undefined)
    return onlyOne(
      "videosdk getRoutingRule",
      "routing rule",
      `the id ${id}`,
      all.filter((one) => one.id === id),
    );
  return onlyOne(
    "videosdk getRoutingRule",
    "inbound routing rule",
    `the number ${phoneNumber ?? ""}`,
    all.filter(({ type, numbers: its }) => type === "inbound" && its.includes(phoneNumber ?? "")),
  );
}

/** The webhooks of an account. */
export async function webhookList(
  config: ConfigReader,
  secrets: boolean,
  name = "listWebhooks",
): Promise<readonly InventoryWebhook[]> {
  const found = itemsIn(await readWebhooks(name, config));
  return found.map((webhook) => webhookFrom(webhook, secrets));
}

/** One webhook. */
export async function webhook(config: ConfigReader, id: string, secrets: boolean): Promise<InventoryWebhook> {
  const all = await webhookList(config, secrets, "getWebhook");
  return onlyOne(
    "videosdk getWebhook",
    "webhook",
    `the id ${id}`,
    all.filter((one) => one.id === id),
  );
}

/** The connectors of an account. */
export async function connectorList(
  config: ConfigReader,
  secrets: boolean,
  name = "listConnectors",
): Promise<readonly InventoryConnector[]> {
  const found = itemsIn(await readConnectors(name, config));
  return found.map((connector) => connectorFrom(connector, secrets));
}

/** One connector. */
export async function connector(
  config: ConfigReader,
  id: string,
  secrets: boolean,
): Promise<InventoryConnector> {
  const all = await connectorList(config, secrets, "getConnector");
  return onlyOne(
    "videosdk getConnector",
    "connector",
    `the id ${id}`,
    all.filter((one) => one.id === id),
  );
}

/** One trunk. VideoSDK has no list of them. */
export async function trunk(config: ConfigReader, id: string, secrets: boolean): Promise<InventoryTrunk> {
  const found = await lookups.read("getTrunk", `trunk ${id}`, config, async ({ api }, deadline) => {
    const shown = await api.getTrunk(id, deadline);
    return shown === undefined ? [] : [shown];
  });
  return trunkFrom(onlyOne("videosdk getTrunk", "trunk", `the id ${id}`, found), secrets);
}

/** What a program is told in clear holds no credentials, wherever they are. */
function cleaned<T>(found: T, secrets: boolean): T {
  return secrets ? found : withoutSecrets(found);
}
