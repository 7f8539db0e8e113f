import { itemsIn, type Named } from "../lifecycle/inventory";
import type { SignalWireInventory } from "../signalwire/client/inventory";
import type { InventoryPhoneNumber } from "../signalwire/client/inventory-types";
import { toResource, toScript } from "./signalwire-resources";
import type { CallTrace, TraceEndKind } from "./types";
import { titleOf, type Way } from "./way";

type Handler = NonNullable<InventoryPhoneNumber["callHandler"]>;

/** Handlers that end a call, each with the field that says where, and with what that is. */
const ends: Readonly<Record<string, readonly [kind: TraceEndKind, field: string, what: string]>> = {
  relay_context: ["application", "relayContext", "whatever listens to Relay context"],
  relay_topic: ["application", "relayTopic", "whatever listens to Relay topic"],
  relay_application: ["application", "relayApplication", "Relay application"],
  relay_connector: ["application", "connectorId", "connector"],
  relay_verto_endpoint: ["phone", "resource", "Verto endpoint"],
  laml_application: ["application", "lamlApplicationId", "LaML application"],
  dialogflow: ["agent", "dialogflowAgentId", "Dialogflow agent"],
  video_room: ["room", "videoRoomId", "video room"],
  call_flow: ["application", "flowId", "call flow"],
  ai_agent: ["agent", "aiAgentId", "AI agent"],
};

/** A call that the handler of a number or an endpoint takes. */
export function byHandler(
  way: Way,
  inventory: SignalWireInventory,
  owner: Named,
  handler: Handler,
  resource: string | null,
): CallTrace {
  way.step("handler", "passes", owner, `the handler of ${titleOf(owner)} is ${handler.type}`);
  if (handler.type === "relay_sip_endpoint")
    return toEndpoint(way, inventory, owner, handler["sipEndpointId"]);
  if (handler.type === "relay_script") return byScriptUrl(way, inventory, owner, handler["relayScriptUrl"]);
  if (handler.type === "laml_webhooks") return toServer(way, owner, handler["requestUrl"], "LaML");
  const known = ends[handler.type];
  if (known !== undefined) {
    const [kind, field, what] = known;
    const id = handler[field] ?? null;
    return way.ends(
      kind,
      id,
      `the call ends at ${what} ${id ?? "that no answer names"}. No list here shows whether it exists`,
    );
  }
  if (resource !== null) return toResource(way, inventory, resource);
  return way.ends(
    "unknown",
    null,
    `the handler ${handler.type} is of a kind that is not known here, and names no resource`,
  );
}

function toEndpoint(
  way: Way,
  { sipEndpoints }: SignalWireInventory,
  owner: Named,
  id: string | undefined,
): CallTrace {
  if (id === undefined) return way.stops("endpoint", owner, `${titleOf(owner)} names no SIP endpoint`);
  if (!("items" in sipEndpoints))
    return way.ends(
      "unknown",
      id,
      `whether SIP endpoint ${id} exists is not known: ${sipEndpoints.notAvailable}`,
    );
  const endpoint = sipEndpoints.items.find((one) => one.id === id);
  if (endpoint === undefined)
    return way.stops(
      "endpoint",
      owner,
      `${titleOf(owner)} points to SIP endpoint ${id}, which does not exist: it was deleted or replaced`,
    );
  const object = { kind: "SIP endpoint", id, name: endpoint.username };
  way.step("endpoint", "passes", object, `${titleOf(object)} takes the call`);
  return way.ends(
    "phone",
    id,
    `the call rings at the phone that is registered as ${endpoint.username ?? id}`,
  );
}

function byScriptUrl(
  way: Way,
  inventory: SignalWireInventory,
  owner: Named,
  url: string | undefined,
): CallTrace {
  const script = itemsIn(inventory.swmlScripts).find(
    ({ requestUrl }) => requestUrl !== null && requestUrl === url,
  );
  if (script !== undefined) return toScript(way, script);
  return toServer(way, owner, url, "SWML");
}

function toServer(way: Way, owner: Named, url: string | undefined, language: string): CallTrace {
  if (url === undefined || !URL.canParse(url))
    return way.stops("handler", owner, `${titleOf(owner)} names no URL that could answer`);
  const { host, pathname } = new URL(url);
  if (/^\/api\/(?:relay|laml)-bins\//.test(pathname) || /(?:^|\.)signalwire\.com$/i.test(host))
    return way.ends(
      "unknown",
      host,
      `${titleOf(owner)} points to a script at SignalWire that no list shows: it was deleted or replaced, or SignalWire shows ` +
        `the URL of a resource that it made itself`,
    );
  return way.ends("web server", host, `${host} is asked with ${language} what happens to the call`);
}
