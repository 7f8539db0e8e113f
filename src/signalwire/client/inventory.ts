import type { Deadline } from "../../http/deadline";
import {
  itemsIn,
  mapped,
  PartReader,
  withoutSecrets,
  type InventoryOptions,
  type Link,
} from "../../lifecycle/inventory";
import type { SignalWireAccount } from "./account";
import { linksIn } from "./inventory-links";
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
import type { SignalWireParts } from "./inventory-types";
import { collect } from "./paging";
import { phoneNumberAddresses } from "./phone-number-addresses";
import { phoneNumbers } from "./phone-numbers";
import type { RestObjects } from "./rest-objects";
import { sipAddresses } from "./sip-addresses";
import { subscriberEndpoints, subscribers } from "./subscribers";
import { swmlScripts } from "./swml-scripts";
import { swmlWebhooks } from "./swml-webhooks";

/** A read-only picture of a SignalWire project. */
export interface SignalWireInventory extends SignalWireParts {
  readonly vendor: "signalwire";
  /** The fingerprint of the account, as state has it. */
  readonly account: string;
  /** What is attached to what. */
  readonly links: readonly Link[];
}

/**
 * Reads a project: each list once, page by page, and of each subscriber the list of its SIP credentials. It only reads.
 *
 * @throws Error that names each list that could not be read
 */
export async function readSignalWireInventory(
  account: SignalWireAccount,
  deadline: Deadline,
  options: InventoryOptions = {},
): Promise<SignalWireInventory> {
  const reader = new PartReader(options);
  const keepsSecrets = options.secrets === true;
  const { api } = account;
  const all =
    <T extends { readonly id: string }>({ list }: Pick<RestObjects<T>, "list">) =>
    (onPage: () => void): Promise<readonly T[]> =>
      list(account, deadline, { onPage });
  const ofPeople = async () => {
    const people = await reader.read("subscribers", all(subscribers), ({ email }) => email);
    const owned = itemsIn(people).map(async ({ id, email }) => {
      const list = (onPage: () => void) =>
        subscriberEndpoints.list(account, deadline, { parent: id, onPage });
      return reader.read(`SIP credentials of ${email ?? id}`, list, ({ username }) => username);
    });
    const endpoints = await Promise.all(owned);
    return mapped(people, (one, index) =>
      subscriberFrom(one, endpoints[index] ?? { notAvailable: "they were not read" }),
    );
  };
  const [numbers, endpoints, gateways, addresses, ofNumbers, scripts, webhooks, people] = await Promise.all([
    reader.read("phone numbers", all(phoneNumbers), ({ number }) => number),
    reader.read(
      "SIP endpoints",
      (onPage) => collect(api.allEndpoints(deadline, onPage)),
      (one) => one.username,
    ),
    reader.read(
      "SIP gateways",
      (onPage) => collect(api.listGateways(deadline, onPage)),
      (one) => one.sip_gateway.name,
    ),
    reader.read("SIP addresses", all(sipAddresses), ({ name }) => name),
    reader.read("addresses of phone numbers", all(phoneNumberAddresses), (one) => one.phone_number),
    reader.read("SWML scripts", all(swmlScripts), (one) => one.display_name),
    reader.read("SWML webhooks", all(swmlWebhooks), (one) => one.name ?? one.display_name),
    ofPeople(),
  ]);
  reader.assertRead();
  const parts: SignalWireParts = {
    phoneNumbers: mapped(numbers, phoneNumberFrom),
    sipEndpoints: mapped(endpoints, endpointFrom),
    sipGateways: mapped(gateways, gatewayFrom),
    sipAddresses: mapped(addresses, sipAddressFrom),
    phoneNumberAddresses: mapped(ofNumbers, numberAddressFrom),
    swmlScripts: mapped(scripts, scriptFrom),
    swmlWebhooks: mapped(webhooks, (one) => webhookFrom(one, keepsSecrets)),
    subscribers: people,
  };
  const inventory: SignalWireInventory = {
    vendor: "signalwire",
    account: account.fingerprint,
    ...parts,
    links: linksIn(parts),
  };
  return keepsSecrets ? inventory : withoutSecrets(inventory);
}
