import type { Deadline } from "../../http/deadline";
import {
  itemsIn,
  mapped,
  PartReader,
  withoutSecrets,
  type InventoryOptions,
  type Link,
  type Part,
} from "../../lifecycle/inventory";
import type { VideoSdkAccount } from "./account";
import { connectors } from "./connectors";
import { gatewayObjects } from "./gateway-objects";
import {
  connectorFrom,
  gatewaysFrom,
  numbersFrom,
  ruleFrom,
  trunkFrom,
  webhookFrom,
  type ListedRecord,
} from "./inventory-objects";
import type {
  InventoryConnector,
  InventoryGateway,
  InventoryNumber,
  InventoryRule,
  InventoryTrunk,
  InventoryWebhook,
} from "./inventory-types";
import { linksIn } from "./inventory-links";
import type { NumberRecord } from "./replies";
import type { RestObjects } from "./rest-objects";
import { rules } from "./routing-rules";
import { webhooks } from "./webhooks";

/** A read-only picture of a VideoSDK account. */
export interface VideoSdkInventory {
  readonly vendor: "videosdk";
  /** The fingerprint of the account, as state has it; null where the credentials do not tell. */
  readonly account: string | null;
  /** Numbers, with the gateways and rules that each is on. */
  readonly phoneNumbers: Part<InventoryNumber>;
  /** Gateways that receive calls, those of number sets included. */
  readonly inboundGateways: Part<InventoryGateway>;
  /** Gateways that place calls, those of number sets included. */
  readonly outboundGateways: Part<InventoryGateway>;
  readonly routingRules: Part<InventoryRule>;
  readonly webhooks: Part<InventoryWebhook>;
  readonly connectors: Part<InventoryConnector>;
  /** The trunks that were asked for by their ids: VideoSDK has no list of them. */
  readonly trunks: Part<InventoryTrunk>;
  /** What is attached to what. */
  readonly links: readonly Link[];
}

/** How the picture is taken. */
export interface VideoSdkInventoryOptions extends InventoryOptions {
  /** Ids of trunks to read, each by a request of its own. */
  readonly trunkIds?: readonly string[];
  /** Called with the numbers as VideoSDK shows them, so that whoever reads some of them next need not read the list again. */
  readonly onNumbers?: (numbers: readonly NumberRecord[]) => void;
}

/**
 * Reads an account: each list once, page by page. It only reads.
 *
 * @throws Error that names each list that could not be read
 */
export async function readVideoSdkInventory(
  account: VideoSdkAccount,
  deadline: Deadline,
  options: VideoSdkInventoryOptions = {},
): Promise<VideoSdkInventory> {
  const reader = new PartReader(options);
  const keepsSecrets = options.secrets === true;
  const all =
    <T extends { readonly id: string }>({ list }: RestObjects<T>) =>
    (onPage: () => void): Promise<readonly T[]> =>
      list(account, deadline, undefined, onPage);
  const listed = async (onPage: () => void): Promise<ListedRecord[]> => {
    const found = await account.api.listNumbers(deadline, onPage);
    options.onNumbers?.(found);
    return found.map((record) => ({ id: record.phoneNumber.e164, record }));
  };
  const [records, inbound, outbound, shownRules, shownWebhooks, shownConnectors, trunks] = await Promise.all([
    reader.read("phone numbers", listed, ({ id }) => id),
    reader.read("inbound gateways", all(gatewayObjects.inbound), ({ name }) => name),
    reader.read("outbound gateways", all(gatewayObjects.outbound), ({ name }) => name),
    reader.read("routing rules", all(rules), ({ name }) => name),
    reader.read("webhooks", all(webhooks), ({ url }) => url),
    reader.read("connectors", all(connectors), ({ name }) => name),
    trunksOf(reader, account, deadline, options.trunkIds),
  ]);
  reader.assertRead();
  const routingRules = mapped(shownRules, (rule) => ruleFrom(rule, keepsSecrets));
  const parts = {
    phoneNumbers: numbersFrom(records, itemsIn(routingRules)),
    inboundGateways: gatewaysFrom("inbound", inbound, records, keepsSecrets),
    outboundGateways: gatewaysFrom("outbound", outbound, records, keepsSecrets),
    routingRules,
    webhooks: mapped(shownWebhooks, (webhook) => webhookFrom(webhook, keepsSecrets)),
    connectors: mapped(shownConnectors, (connector) => connectorFrom(connector, keepsSecrets)),
    trunks: mapped(trunks, (trunk) => trunkFrom(trunk, keepsSecrets)),
  };
  const inventory: VideoSdkInventory = {
    vendor: "videosdk",
    account: account.fingerprint ?? null,
    ...parts,
    links: linksIn(parts),
  };
  return keepsSecrets ? inventory : withoutSecrets(inventory);
}

/** The trunks with these ids; those that do not exist are left out. */
async function trunksOf(
  reader: PartReader,
  account: VideoSdkAccount,
  deadline: Deadline,
  ids: readonly string[] = [],
) {
  if (ids.length === 0)
    return { notAvailable: "VideoSDK has no list of trunks: they are read by their ids only" };
  const read = async (onPage: () => void) => {
    const found = await Promise.all(
      ids.map(async (id) => {
        const trunk = await account.api.getTrunk(id, deadline);
        onPage();
        return trunk;
      }),
    );
    return found.flatMap((trunk) => (trunk === undefined ? [] : [{ ...trunk, id: trunk.trunkId }]));
  };
  return reader.read("trunks", read, ({ name }) => name);
}
