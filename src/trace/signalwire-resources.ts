import { itemsIn } from "../lifecycle/inventory";
import type { SignalWireInventory } from "../signalwire/client/inventory";
import type { InventorySipGateway, InventorySwmlScript } from "../signalwire/client/inventory-types";
import type { CallTrace } from "./types";
import { named, titleOf, type Way } from "./way";

/** A call that goes to a Fabric resource. */
export function toResource(way: Way, inventory: SignalWireInventory, id: string): CallTrace {
  const gateway = itemsIn(inventory.sipGateways).find((one) => one.id === id);
  if (gateway !== undefined) return toGateway(way, gateway);
  const script = itemsIn(inventory.swmlScripts).find((one) => one.id === id);
  if (script !== undefined) return toScript(way, script);
  const webhook = itemsIn(inventory.swmlWebhooks).find((one) => one.id === id);
  if (webhook !== undefined) {
    const object = named("SWML webhook", webhook);
    way.step("handler", "passes", object, `${titleOf(object)} takes the call`);
    const host = webhook.host ?? "a web server";
    return way.ends(
      "web server",
      webhook.host,
      `${titleOf(object)} asks ${host} with SWML what happens to the call`,
    );
  }
  const person = itemsIn(inventory.subscribers).find((one) => one.id === id);
  if (person !== undefined) {
    const object = named("subscriber", person);
    const phones = itemsIn(person.sipEndpoints).map(({ username, id: own }) => username ?? own);
    way.step("handler", "passes", object, `${titleOf(object)} takes the call`);
    const rings =
      phones.length === 0
        ? "It has no SIP credentials, so no desk phone rings"
        : `Its phones are ${phones.join(", ")}`;
    return way.ends("person", id, `the call ends with ${titleOf(object)}. ${rings}`);
  }
  return way.ends(
    "unknown",
    id,
    `no gateway, script, webhook or subscriber of the project is resource ${id}: it was deleted or replaced, or is of a kind that has no list here`,
  );
}

/** A gateway sends calls to a SIP peer. */
function toGateway(way: Way, gateway: InventorySipGateway): CallTrace {
  const object = named("SIP gateway", gateway);
  const title = titleOf(object);
  way.step("gateway", "passes", object, `${title} takes the call`);
  const { uri, encryption } = gateway;
  if (uri === null) return way.stops("gateway", object, `${title} shows no URI to send the call to`);
  const transport = /;transport=(\w+)/i.exec(uri)?.[1] ?? (/^sips:/i.test(uri) ? "tls" : undefined);
  if (transport !== undefined || encryption !== null)
    way.step(
      "transport",
      "note",
      object,
      `${title} sends SIP ${transport === undefined ? "by a transport that its URI leaves open" : `over ${transport}`}, encryption ${encryption ?? "not shown"}`,
    );
  return way.ends("SIP peer", uri, `${title} sends the call to ${uri}${beyond(uri)}`);
}

/** Where a URI is VideoSDK's, the trace can be continued there. */
function beyond(uri: string): string {
  const [, user = "", host = ""] = /^(?:sips?:)?(?:([^@]*)@)?([^;:?]*)/i.exec(uri) ?? [];
  if (!/\.sip\.videosdk\.live$/i.test(host)) return "";
  return `. That is VideoSDK: trace the call there with --vendor videosdk${user === "" ? "" : ` --to ${user}`}`;
}

/** A script decides where a call goes on to. */
export function toScript(way: Way, script: InventorySwmlScript): CallTrace {
  const object = named("SWML script", script);
  const title = titleOf(object);
  if (script.scriptType === "messaging")
    way.step("script", "unknown", object, `${title} is for messages: no page says what it does with a call`);
  const targets = targetsIn(script.contents);
  way.step(
    "script",
    "passes",
    object,
    targets.length === 0
      ? `${title} takes the call`
      : `${title} takes the call and may connect it to ${targets.join(", ")}`,
  );
  return way.ends("script", script.id, `${title} says what happens to the call`);
}

/** What the `connect` steps of a SWML document name, at any depth. */
function targetsIn(document: unknown, isConnect = false): string[] {
  if (Array.isArray(document)) return document.flatMap((item) => targetsIn(item, isConnect));
  if (typeof document !== "object" || document === null) return [];
  return Object.entries(document).flatMap(([key, value]) =>
    isConnect && key === "to" && typeof value === "string"
      ? [value]
      : targetsIn(value, isConnect || key === "connect"),
  );
}
