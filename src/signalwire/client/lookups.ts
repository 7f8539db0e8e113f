import { Lookups, onlyOne, type ConfigReader } from "../../lifecycle/lookups";
import { withoutSecrets } from "../../lifecycle/inventory";
import type { Deadline } from "../../http/deadline";
import { signalwire, type SignalWireAccount } from "./account";
import {
  endpointFrom,
  gatewayFrom,
  numberAddressFrom,
  phoneNumberFrom,
  scriptFrom,
  sipAddressFrom,
  subscriberFrom,
  webhookFrom,
} from "./inventory-objects";
import type { InventorySubscriber } from "./inventory-types";
import { collect } from "./paging";
import { phoneNumberAddresses } from "./phone-number-addresses";
import { phoneNumbers } from "./phone-numbers";
import { sipAddresses } from "./sip-addresses";
import { subscriberEndpoints, subscribers } from "./subscribers";
import { swmlScripts } from "./swml-scripts";
import { swmlWebhooks } from "./swml-webhooks";

const lookups = new Lookups(signalwire);

/** What names an object: its id, or the value of one other field. */
type Query = Readonly<Partial<Record<string, string>>>;

/** The two look-ups of a kind of object. */
function kind<T extends { readonly id: string }, R extends { readonly id: string }>(
  noun: string,
  key: keyof R & string,
  list: (account: SignalWireAccount, deadline: Deadline) => Promise<readonly T[]>,
  form: (object: T, secrets: boolean) => R,
) {
  const all = async (config: ConfigReader, name: string, secrets: boolean): Promise<readonly R[]> => {
    const found = await lookups.read(name, noun, config, list);
    const shown = found.map((object) => form(object, secrets));
    return secrets ? shown : withoutSecrets(shown);
  };
  const one = async (name: string, config: ConfigReader, query: object, secrets: boolean): Promise<R> => {
    const { id, ...others } = query as Query;
    const value = others[key];
    if (id === undefined && value === undefined)
      throw new Error(`signalwire ${name}: neither id nor ${key} is given. Give one of them`);
    const found = await all(config, name, secrets);
    const matching = found.filter((object) => (id === undefined ? object[key] === value : object.id === id));
    return onlyOne(
      `signalwire ${name}`,
      noun,
      id === undefined ? `the ${key} ${value ?? ""}` : `the id ${id}`,
      matching,
    );
  };
  return { all, one };
}

const phoneNumberKind = kind("phone number", "number", phoneNumbers.list, phoneNumberFrom);
/** Every phone number. */
export const listPhoneNumbers = phoneNumberKind.all;
/** One phone number. */
export const getPhoneNumber = (config: ConfigReader, query: object, secrets: boolean) =>
  phoneNumberKind.one("getPhoneNumber", config, query, secrets);

const endpointKind = kind(
  "SIP endpoint",
  "username",
  ({ api }, deadline) => collect(api.allEndpoints(deadline)),
  endpointFrom,
);
/** Every SIP endpoint. */
export const listSipEndpoints = endpointKind.all;
/** One SIP endpoint. */
export const getSipEndpoint = (config: ConfigReader, query: object, secrets: boolean) =>
  endpointKind.one("getSipEndpoint", config, query, secrets);

const gatewayKind = kind(
  "SIP gateway",
  "name",
  ({ api }, deadline) => collect(api.listGateways(deadline)),
  gatewayFrom,
);
/** Every SIP gateway. */
export const listSipGateways = gatewayKind.all;
/** One SIP gateway. */
export const getSipGateway = (config: ConfigReader, query: object, secrets: boolean) =>
  gatewayKind.one("getSipGateway", config, query, secrets);

const sipAddressKind = kind("SIP address", "name", sipAddresses.list, sipAddressFrom);
/** Every SIP address. */
export const listSipAddresses = sipAddressKind.all;
/** One SIP address. */
export const getSipAddress = (config: ConfigReader, query: object, secrets: boolean) =>
  sipAddressKind.one("getSipAddress", config, query, secrets);

const numberAddressKind = kind("phone number address", "name", phoneNumberAddresses.list, numberAddressFrom);
/** Every phone number address. */
export const listPhoneNumberAddresses = numberAddressKind.all;
/** One phone number address. */
export const getPhoneNumberAddress = (config: ConfigReader, query: object, secrets: boolean) =>
  numberAddressKind.one("getPhoneNumberAddress", config, query, secrets);

const scriptKind = kind("SWML script", "name", swmlScripts.list, scriptFrom);
/** Every SWML script. */
export const listSwmlScripts = scriptKind.all;
/** One SWML script. */
export const getSwmlScript = (config: ConfigReader, query: object, secrets: boolean) =>
  scriptKind.one("getSwmlScript", config, query, secrets);

const webhookKind = kind("SWML webhook", "name", swmlWebhooks.list, webhookFrom);
/** Every SWML webhook. */
export const listSwmlWebhooks = webhookKind.all;
/** One SWML webhook. */
export const getSwmlWebhook = (config: ConfigReader, query: object, secrets: boolean) =>
  webhookKind.one("getSwmlWebhook", config, query, secrets);

const subscriberKind = kind(
  "subscriber",
  "email",
  subscribersWithEndpoints,
  (one: InventorySubscriber) => one,
);
/** Every subscriber. */
export const listSubscribers = subscriberKind.all;
/** One subscriber. */
export const getSubscriber = (config: ConfigReader, query: object, secrets: boolean) =>
  subscriberKind.one("getSubscriber", config, query, secrets);

/** The subscribers, each with its SIP credentials. */
async function subscribersWithEndpoints(
  account: SignalWireAccount,
  deadline: Deadline,
): Promise<readonly InventorySubscriber[]> {
  const people = await subscribers.list(account, deadline);
  return Promise.all(
    people.map(async (one) =>
      subscriberFrom(one, { items: await subscriberEndpoints.list(account, deadline, { parent: one.id }) }),
    ),
  );
}
