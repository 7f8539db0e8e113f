import { itemsIn } from "../lifecycle/inventory";
import type { VideoSdkInventory } from "../videosdk/client/inventory";
import type { InventoryGateway } from "../videosdk/client/inventory-types";
import type { CallTrace } from "./types";
import { numberIn } from "./numbers";
import { named, titleOf, type Way } from "./way";

/** The way of a call that a number of the account makes, through VideoSDK. */
export function outboundAtVideoSdk(way: Way, inventory: VideoSdkInventory): CallTrace {
  const from = numberIn(way.call.from ?? "") ?? way.call.from ?? "";
  const number = itemsIn(inventory.phoneNumbers).find(({ e164 }) => e164 === from);
  if (number === undefined)
    way.step("number", "note", null, `${from}, the caller, is not registered at VideoSDK`);
  else
    way.step(
      "number",
      "passes",
      named("phone number", number),
      `${from}, the caller, is registered at VideoSDK`,
    );
  noteRules(way, inventory, from);
  const gateways = itemsIn(inventory.outboundGateways);
  const naming = gateways.filter(({ numbers }) => numbers?.includes(from) === true);
  const id = number?.outboundGatewayId ?? null;
  if (number === undefined && naming.length > 1)
    return way.ends(
      "unknown",
      null,
      `several outbound gateways name ${from}, and no page says which of them calls`,
    );
  const gateway = number === undefined ? naming[0] : gateways.find((one) => one.id === id);
  if (gateway === undefined)
    return way.stops(
      "gateway",
      null,
      id === null
        ? `${from} is on no outbound gateway`
        : `${from} is on outbound gateway ${id}, which does not exist`,
    );
  return through(way, gateway);
}

function noteRules(way: Way, { routingRules }: VideoSdkInventory, from: string): void {
  if (!("items" in routingRules)) {
    way.step(
      "rule",
      "unknown",
      null,
      `whether a rule has ${from} is not known: ${routingRules.notAvailable}`,
    );
    return;
  }
  const having = routingRules.items.filter(
    ({ type, numbers }) => type?.toLowerCase() === "outbound" && numbers.includes(from),
  );
  for (const rule of having) {
    const object = named("routing rule", rule);
    way.step("rule", "passes", object, `${titleOf(object)} has ${from}: a call names this rule`);
  }
  if (having.length === 0)
    way.step(
      "rule",
      "unknown",
      null,
      `no outbound routing rule has ${from}. The newest page of VideoSDK wants a rule for a call, an older one a gateway`,
    );
}

/** The gateway that places the call, and the carrier behind it. */
function through(way: Way, gateway: InventoryGateway): CallTrace {
  const object = named("outbound gateway", gateway);
  const title = titleOf(object);
  const { address, transport, auth } = gateway;
  way.step("gateway", "passes", object, `${title} places the call`);
  if (gateway.allowedNumbers !== null && gateway.allowedNumbers.length > 0)
    way.step(
      "caller",
      "unknown",
      object,
      `allowedNumbers ${gateway.allowedNumbers.join(", ")} of ${title}: no page says what they are for outbound calls`,
    );
  if (auth?.username != null)
    way.step("authentication", "note", object, `${title} authenticates to the carrier as ${auth.username}`);
  if (address === null) return way.stops("gateway", object, `${title} has no address to send the call to`);
  if (transport !== null)
    way.step(
      "transport",
      "note",
      object,
      `${title} sends SIP over ${transport}${portRemark(address, transport)}`,
    );
  if (gateway.mediaEncryption === "enable")
    way.step(
      "transport",
      "note",
      object,
      `${title} sends encrypted media (SRTP): the carrier has to accept it`,
    );
  return way.ends("SIP peer", address, `${title} sends the call to ${way.call.to} to ${address}`);
}

/** What to say of a port that is usually that of another transport. */
function portRemark(address: string, transport: string): string {
  if (transport === "tls" && address.endsWith(":5060"))
    return ", and port 5060 is usually that of udp and tcp";
  return transport !== "tls" && address.endsWith(":5061") ? ", and port 5061 is usually that of tls" : "";
}
