import { itemsIn } from "../lifecycle/inventory";
import type { VideoSdkInventory } from "../videosdk/client/inventory";
import type {
  InventoryConnector,
  InventoryGateway,
  InventoryNumber,
  InventoryRule,
} from "../videosdk/client/inventory-types";
import { refusesCaller, refusesSource } from "./checks";
import type { CallTrace } from "./types";
import { noteForms, noteHolders } from "./videosdk-notes";
import { named, titleOf, type Way } from "./way";

/** The way of a call to a number, through VideoSDK. */
export function inboundAtVideoSdk(way: Way, inventory: VideoSdkInventory): CallTrace {
  const { to, connector } = way.call;
  const number = itemsIn(inventory.phoneNumbers).find(({ e164 }) => e164 === to);
  noteNumber(way, inventory, number);
  noteForms(way, inventory);
  noteHolders(way, inventory, number);
  const arrived =
    connector === null
      ? atGateway(way, inventory, number)
      : throughConnector(way, itemsIn(inventory.connectors), connector);
  return "end" in arrived ? arrived : byRule(way, inventory, arrived.connector);
}

/** Where a call has arrived: at the rules, and by which connector. */
interface Arrival {
  readonly connector: InventoryConnector | undefined;
}

function noteNumber(
  way: Way,
  { phoneNumbers }: VideoSdkInventory,
  number: InventoryNumber | undefined,
): void {
  const { to } = way.call;
  if (number !== undefined)
    way.step("number", "passes", named("phone number", number), `${to} is registered at VideoSDK`);
  else if ("items" in phoneNumbers)
    way.step("number", "note", null, `${to} is not registered at VideoSDK, so no routing rule can have it`);
  else
    way.step(
      "number",
      "unknown",
      null,
      `whether ${to} is registered is not known: ${phoneNumbers.notAvailable}`,
    );
}

/** The inbound gateway that takes a call, and whether it lets it in. */
function atGateway(
  way: Way,
  { inboundGateways }: VideoSdkInventory,
  number: InventoryNumber | undefined,
): CallTrace | Arrival {
  const { to } = way.call;
  const gateways = itemsIn(inboundGateways);
  const id = number?.inboundGatewayId ?? null;
  const naming = gateways.filter(({ numbers }) => numbers?.includes(to) === true);
  if (number !== undefined && id === null)
    return way.stops(
      "gateway",
      null,
      `${to} is on no inbound gateway${naming.length === 0 ? "" : `, although ${titles(naming)} names it in a list of its own`}. ` +
        `Put it into a PhoneNumberSet`,
    );
  if (number === undefined && naming.length > 1)
    return way.ends(
      "unknown",
      null,
      `${titles(naming)} name ${to}, and no page says which of them takes its calls`,
    );
  const gateway = number === undefined ? naming[0] : gateways.find((one) => one.id === id);
  if (gateway === undefined && id !== null)
    return way.stops(
      "gateway",
      { kind: "inbound gateway", id, name: null },
      `${to} is on inbound gateway ${id}, which does not exist`,
    );
  if (gateway === undefined) return way.stops("gateway", null, `no inbound gateway has ${to}`);
  return refusal(way, gateway) ?? { connector: undefined };
}

/** What stops a call at a gateway; undefined where it passes. */
function refusal(way: Way, gateway: InventoryGateway): CallTrace | undefined {
  const object = named("inbound gateway", gateway);
  const title = titleOf(object);
  way.step("gateway", "passes", object, `${title} takes the call`);
  const { auth, allowedAddresses } = gateway;
  if (auth?.username != null)
    way.step("authentication", "note", object, `${title} asks for the password of ${auth.username}`);
  else if (!gateway.isWhole)
    way.step("authentication", "unknown", object, `no list shows whether ${title} asks for a password`);
  else if (allowedAddresses?.length === 0)
    way.step(
      "authentication",
      "note",
      object,
      `${title} asks for no password and lets any source address in: anyone may call`,
    );
  const source = refusesSource(way, object, allowedAddresses, "allowedAddresses");
  if (source !== undefined) return way.stops("source address", object, source);
  const caller = refusesCaller(way, object, gateway.allowedNumbers, "allowedNumbers");
  if (caller !== undefined) return way.stops("caller", object, caller);
  if (gateway.mediaEncryption === "enable")
    way.step(
      "transport",
      "note",
      object,
      `${title} takes encrypted media (SRTP) only: the carrier has to send it`,
    );
  return undefined;
}

/** A call that a carrier's webhook tells of comes through no gateway. */
function throughConnector(
  way: Way,
  connectors: readonly InventoryConnector[],
  wanted: string,
): CallTrace | Arrival {
  const connector = connectors.find(({ id, name }) => id === wanted || name === wanted);
  if (connector === undefined) return way.stops("connector", null, `there is no connector ${wanted}`);
  const object = named("connector", connector);
  way.step(
    "connector",
    "passes",
    object,
    `${titleOf(object)} tells VideoSDK of the call, so it comes through no gateway`,
  );
  return { connector };
}

/** The rule that decides about a call, and where it leads. */
function byRule(
  way: Way,
  inventory: VideoSdkInventory,
  connector: InventoryConnector | undefined,
): CallTrace {
  const { to } = way.call;
  const { routingRules } = inventory;
  if (!("items" in routingRules))
    return way.ends("unknown", null, `which rule has ${to} is not known: ${routingRules.notAvailable}`);
  const inbound = routingRules.items.filter(({ type }) => type?.toLowerCase() !== "outbound");
  const having = inbound.filter(({ numbers }) => numbers.includes(to));
  const [rule, ...others] = having;
  if (others.length > 0)
    return way.ends(
      "unknown",
      null,
      `${having.map(ruleTitle).join(" and ")} have ${to}, and no page says which of them counts`,
    );
  if (rule !== undefined) return followed(way, rule);
  if (connector !== undefined) return byDefault(way, inbound, connector);
  return way.stops(
    "rule",
    null,
    `no inbound routing rule has ${to}, so it rings nowhere. Declare a RoutingRule with it in phoneNumbers`,
  );
}

function byDefault(way: Way, rules: readonly InventoryRule[], connector: InventoryConnector): CallTrace {
  const object = named("connector", connector);
  const { defaultRuleId, defaultRoomId } = connector;
  const title = titleOf(object);
  if (defaultRuleId !== null) {
    const rule = rules.find(({ id }) => id === defaultRuleId);
    if (rule !== undefined) {
      way.step("connector", "note", object, `no rule has the number, so the default rule of ${title} counts`);
      return followed(way, rule);
    }
    way.step(
      "connector",
      "note",
      object,
      `the default rule ${defaultRuleId} of ${title} does not exist: it was deleted or replaced`,
    );
  }
  if (defaultRoomId !== null)
    return way.ends("room", defaultRoomId, `the call ends in room ${defaultRoomId}, the default of ${title}`);
  return way.stops("rule", object, `no rule has ${way.call.to}, and ${title} has no default that exists`);
}

function followed(way: Way, rule: InventoryRule): CallTrace {
  const object = named("routing rule", rule);
  const title = titleOf(object);
  way.step("rule", "passes", object, `${title} takes the call`);
  const caller = refusesCaller(way, object, rule.allowedNumbers, "allowedNumbers");
  if (caller !== undefined) return way.stops("caller", object, caller);
  const source = refusesSource(way, object, rule.allowedIpAddresses, "allowedIpAddresses");
  if (source !== undefined) return way.stops("source address", object, source);
  const { room, agentId } = rule;
  const place = roomOf(room);
  if (agentId !== null) {
    const where = place === undefined ? "" : ` in ${place.text}`;
    return way.ends(
      "agent",
      agentId,
      `${title} gives the call to agent ${agentId}${where}. ${unlisted("agents")}`,
    );
  }
  if (place !== undefined)
    return way.ends("room", place.id, `${title} puts the call into ${place.text}. ${unlisted("rooms")}`);
  return way.stops(
    "rule",
    object,
    `${title} has neither a room nor an agent, and no page says where its calls end. Set room or agentId`,
  );
}

function unlisted(what: string): string {
  return `No list shows ${what}: whether it exists is not known`;
}

function roomOf(
  room: InventoryRule["room"],
): { readonly id: string | null; readonly text: string } | undefined {
  if (room === null) return undefined;
  if (room.id !== null) return { id: room.id, text: `room ${room.id}` };
  return {
    id: room.prefix,
    text: `a room of its own for each call${room.prefix === null ? "" : ` (prefix ${room.prefix})`}`,
  };
}

function titles(gateways: readonly InventoryGateway[]): string {
  return gateways.map((one) => titleOf(named("inbound gateway", one))).join(" and ");
}

function ruleTitle(rule: InventoryRule): string {
  return titleOf(named("routing rule", rule));
}
