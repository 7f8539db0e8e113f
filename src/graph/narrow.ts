import type { Inventories } from "../inventory";
import { itemsIn, type Part } from "../lifecycle/inventory";
import { groupedBy } from "./grouped";
import type { InventoryGateway, InventoryRule } from "../videosdk/client/inventory-types";

/**
 * Cuts pictures of accounts down to what a call of one number can meet at VideoSDK: the number, gateways that it is on or that name
 * it, and rules that name it. A trace looks through all that it gets, so an account with n numbers would cost n times n.
 */
export function narrowed(inventories: Inventories): (number: string) => Inventories {
  const { videosdk } = inventories;
  if (videosdk === undefined) return () => inventories;
  const numbers = new Map(itemsIn(videosdk.phoneNumbers).map((one) => [one.e164, one]));
  const inbound = gatewayIndex(videosdk.inboundGateways);
  const outbound = gatewayIndex(videosdk.outboundGateways);
  const rules = groupedBy(
    itemsIn(videosdk.routingRules),
    ({ numbers: named }: InventoryRule) => new Set(named),
  );
  return (number) => {
    const own = numbers.get(number);
    return {
      ...inventories,
      videosdk: {
        ...videosdk,
        phoneNumbers: cut(videosdk.phoneNumbers, own === undefined ? [] : [own]),
        inboundGateways: cut(videosdk.inboundGateways, inbound(number, own?.inboundGatewayId)),
        outboundGateways: cut(videosdk.outboundGateways, outbound(number, own?.outboundGatewayId)),
        routingRules: cut(videosdk.routingRules, rules.get(number) ?? []),
      },
    };
  };
}

type Find = (number: string, id: string | null | undefined) => readonly InventoryGateway[];

function gatewayIndex(gateways: Part<InventoryGateway>): Find {
  const byId = new Map(itemsIn(gateways).map((one) => [one.id, one]));
  const naming = groupedBy(itemsIn(gateways), ({ numbers }) => new Set(numbers));
  return (number, id) => {
    const own = byId.get(id ?? "");
    return [...new Set([...(naming.get(number) ?? []), ...(own === undefined ? [] : [own])])];
  };
}

/** A part with fewer objects; one that is not available stays so. */
function cut<T>(part: Part<T>, items: readonly T[]): Part<T> {
  return "items" in part ? { items } : part;
}
