import { itemsIn, type Link, type Named, type Part } from "../../lifecycle/inventory";
import type { InventoryConnector, InventoryGateway, InventoryNumber, InventoryRule } from "./inventory-types";

/** The parts of an account whose objects name each other. */
interface Parts {
  readonly phoneNumbers: Part<InventoryNumber>;
  readonly inboundGateways: Part<InventoryGateway>;
  readonly outboundGateways: Part<InventoryGateway>;
  readonly routingRules: Part<InventoryRule>;
  readonly connectors: Part<InventoryConnector>;
}

/** What is attached to what in an account. Rooms and agents have no list, so whether they exist is not known. */
export function linksIn(parts: Parts): Link[] {
  const { phoneNumbers, inboundGateways, outboundGateways, routingRules, connectors } = parts;
  const number = finder("phone number", phoneNumbers);
  const inbound = finder("inbound gateway", inboundGateways);
  const outbound = finder("outbound gateway", outboundGateways);
  const rule = finder("routing rule", routingRules);
  return [
    ...itemsIn(phoneNumbers).flatMap((one) => {
      const from = named("phone number", one);
      return [
        ...linkTo(from, "inbound gateway", inbound(one.inboundGatewayId)),
        ...linkTo(from, "outbound gateway", outbound(one.outboundGatewayId)),
      ];
    }),
    ...itemsIn(routingRules).flatMap((one) => {
      const from = named("routing rule", one);
      return [
        ...one.numbers.flatMap((e164) => linkTo(from, "phoneNumbers", number(e164))),
        ...linkTo(from, "room", unlisted("room", one.room?.id ?? null)),
        ...linkTo(from, "agentId", unlisted("agent", one.agentId)),
      ];
    }),
    ...itemsIn(connectors).flatMap((one) => {
      const from = named("connector", one);
      return [
        ...linkTo(from, "defaultRuleId", rule(one.defaultRuleId)),
        ...linkTo(from, "defaultRoomId", unlisted("room", one.defaultRoomId)),
      ];
    }),
  ];
}

type Target = Pick<Link, "to" | "exists"> | undefined;

function linkTo(from: Named, by: string, target: Target): Link[] {
  return target === undefined ? [] : [{ from, by, ...target }];
}

function unlisted(kind: string, id: string | null): Target {
  return id === null ? undefined : { to: { kind, id, name: null }, exists: null };
}

/** Finds an object of a part by the id that another names. */
function finder<T extends { readonly id: string; readonly name: string | null }>(
  kind: string,
  part: Part<T>,
) {
  const byId = new Map(itemsIn(part).map((one) => [one.id, one]));
  return (id: string | null): Target => {
    if (id === null) return undefined;
    const found = byId.get(id);
    const isKnown = "items" in part;
    return { to: { kind, id, name: found?.name ?? null }, exists: isKnown ? found !== undefined : null };
  };
}

function named(kind: string, { id, name }: { readonly id: string; readonly name: string | null }): Named {
  return { kind, id, name };
}
