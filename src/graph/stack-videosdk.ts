import type { Part } from "../lifecycle/inventory";
import type { VideoSdkInventory } from "../videosdk/client/inventory";
import type {
  InventoryConnector,
  InventoryGateway,
  InventoryNumber,
  InventoryRule,
} from "../videosdk/client/inventory-types";
import { objectIn, objectsIn, ofType, textIn, textsIn, type StackObject } from "./stack-values";

type Direction = InventoryGateway["direction"];

const unread: Part<never> = { notAvailable: "no call passes it" };

/** The VideoSDK account as far as a stack shows it. */
export function videoSdkOfStack(objects: readonly StackObject[]): VideoSdkInventory {
  const routingRules = ofType(objects, "RoutingRule").map(ruleOf);
  const declared = ofType(objects, "PhoneNumberSet").flatMap(numbersOf);
  const free = gatewaysAlone(objects);
  const known = new Set([
    ...declared.map(({ e164 }) => e164),
    ...free.flatMap(({ numbers }) => numbers ?? []),
  ]);
  // A rule may name a number that another stack, or nobody, declares.
  const elsewhere = routingRules.flatMap(({ numbers }) => numbers).filter((number) => !known.has(number));
  const phoneNumbers = [...declared, ...[...new Set(elsewhere)].map(numberElsewhere)];
  const gateways = (direction: Direction): Part<InventoryGateway> => ({
    items: uniqueById([
      ...free.filter((one) => one.direction === direction),
      ...ofType(objects, "PhoneNumberSet").flatMap((set) => gatewaysOfSet(set, direction)),
      ...(elsewhere.length === 0
        ? []
        : [gatewayOf(`elsewhere-${direction}`, direction, { name: "not in this stack" })]),
    ]),
  });
  return {
    vendor: "videosdk",
    account: null,
    phoneNumbers: { items: phoneNumbers },
    inboundGateways: gateways("inbound"),
    outboundGateways: gateways("outbound"),
    routingRules: { items: routingRules },
    webhooks: unread,
    connectors: { items: ofType(objects, "Connector").map(connectorOf) },
    trunks: unread,
    links: [],
  };
}

function numbersOf({ properties }: StackObject): InventoryNumber[] {
  return objectsIn(properties, "numbers").map((number) =>
    numberOf(textIn(number, "e164") ?? "", {
      inboundGatewayId: textIn(number, "inboundGatewayId"),
      outboundGatewayId: textIn(number, "outboundGatewayId"),
    }),
  );
}

function numberElsewhere(e164: string): InventoryNumber {
  return numberOf(e164, {
    inboundGatewayId: "elsewhere-inbound",
    outboundGatewayId: "elsewhere-outbound",
  });
}

function numberOf(
  e164: string,
  gateways: Pick<InventoryNumber, "inboundGatewayId" | "outboundGatewayId">,
): InventoryNumber {
  return {
    id: e164,
    e164,
    phoneNumberId: e164,
    name: null,
    countryCode: null,
    provider: null,
    origin: null,
    status: null,
    routingRuleIds: [],
    ...gateways,
  };
}

/** Gateways that are resources of their own; one of a set has its settings from there. */
function gatewaysAlone(objects: readonly StackObject[]): InventoryGateway[] {
  return ofType(objects, "SipGateway", "InboundGateway", "OutboundGateway").map(
    ({ type, id, properties }) => {
      const effective = objectIn(properties, "effective");
      const ownDirection = type === "InboundGateway" ? "inbound" : "outbound";
      const direction = type === "SipGateway" ? textIn(properties, "direction") : ownDirection;
      return gatewayOf(id, direction === "inbound" ? "inbound" : "outbound", {
        name: textIn(effective, "name") ?? textIn(properties, "name"),
        address: textIn(effective, "address") ?? textIn(properties, "address"),
        transport: textIn(effective, "transport") ?? textIn(properties, "transport"),
        allowedAddresses: textsIn(properties, "allowedAddresses"),
        allowedNumbers: textsIn(properties, "allowedNumbers"),
        numbers: textsIn(properties, "numbers"),
      });
    },
  );
}

function gatewaysOfSet({ properties }: StackObject, direction: Direction): InventoryGateway[] {
  const outbound = objectIn(properties, "outbound");
  return textsIn(properties, `${direction}GatewayIds`).map((id) =>
    gatewayOf(id, direction, {
      name: textIn(properties, "name"),
      ...(direction === "outbound"
        ? { address: textIn(outbound, "address"), transport: textIn(outbound, "transport") }
        : {}),
    }),
  );
}

function gatewayOf(id: string, direction: Direction, known: Partial<InventoryGateway>): InventoryGateway {
  return {
    id,
    direction,
    name: null,
    address: null,
    transport: null,
    mediaEncryption: null,
    geoRegion: null,
    auth: null,
    allowedAddresses: null,
    allowedNumbers: null,
    record: null,
    noiseCancellation: null,
    enableDtmf: null,
    metadata: null,
    tags: null,
    createdAt: null,
    updatedAt: null,
    numbers: null,
    attachedNumbers: [],
    isWhole: false,
    ...known,
  };
}

function ruleOf({ id, properties }: StackObject): InventoryRule {
  // A room with a PIN is secret as a whole; what the rule has in effect shows it without.
  const effective = objectIn(properties, "effective");
  const room = { ...objectIn(properties, "room"), ...objectIn(effective, "room") };
  return {
    id,
    name: textIn(properties, "name"),
    type: textIn(properties, "type"),
    numbers: textsIn(properties, "phoneNumbers"),
    room:
      textIn(room, "type") === null
        ? null
        : { type: textIn(room, "type"), id: textIn(room, "id"), prefix: textIn(room, "prefix") },
    agentId: textIn(effective, "agentId") ?? textIn(properties, "agentId"),
    agentMetadata: null,
    includeHeaders: null,
    headers: null,
    headersToAttributes: null,
    allowedNumbers: textsIn(properties, "allowedNumbers"),
    allowedIpAddresses: textsIn(properties, "allowedIpAddresses"),
    tags: null,
    recording: null,
    dtmf: null,
    noiseCancellation: null,
    hidePhoneNumber: null,
    createdAt: null,
    updatedAt: null,
  };
}

function connectorOf({ id, properties }: StackObject): InventoryConnector {
  return {
    id,
    provider: textIn(properties, "provider"),
    name: textIn(properties, "name"),
    defaultRoomId: textIn(properties, "defaultRoomId"),
    defaultRuleId: textIn(properties, "defaultRuleId"),
    region: null,
    createdAt: null,
  };
}

/** The first of each: a gateway's own resource before the set that made it. */
function uniqueById(gateways: readonly InventoryGateway[]): InventoryGateway[] {
  return [...new Map([...gateways].reverse().map((one) => [one.id, one])).values()].reverse();
}
