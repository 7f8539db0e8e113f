import type { SimulatorState } from "../state.js";
import type { Place } from "./lanes.js";

/** One object, as its row shows it. */
export interface ObjectRow extends Place {
  /** What it leads to, or what is attached to it, in words. */
  readonly about: string;
}

/** The objects of one kind. */
export interface ObjectList {
  readonly vendor: keyof SimulatorState;
  readonly title: string;
  readonly rows: readonly ObjectRow[];
}

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly about: string;
}

/** Every list of both vendors, those without objects too. No password, PIN or key is among the words. */
export function objectLists({ videosdk, signalwire }: SimulatorState): readonly ObjectList[] {
  const list = (
    vendor: ObjectList["vendor"],
    title: string,
    kind: string,
    rows: readonly Row[],
  ): ObjectList => ({
    vendor,
    title,
    rows: rows.map(({ id, name, about }) => ({
      kind,
      id,
      name: name === null || name === "" ? id : name,
      about,
    })),
  });
  const gateways = (direction: "inbound" | "outbound"): Row[] =>
    videosdk[`${direction}Gateways`]
      .filter(({ deleted }) => !deleted)
      .map(({ id, name, numbers, address, transport }) => ({
        id,
        name,
        about: phrases(counted(numbers.length, "number"), address ?? "", transport ?? ""),
      }));
  return [
    list(
      "videosdk",
      "Numbers",
      "number",
      videosdk.phoneNumbers.map(({ phoneNumberId, e164, inboundGatewayId, outboundGatewayId, origin }) => ({
        id: phoneNumberId,
        name: e164,
        about: phrases(
          attached("in", inboundGatewayId),
          attached("out", outboundGatewayId),
          origin === "PURCHASED" ? "purchased" : "",
        ),
      })),
    ),
    list("videosdk", "Inbound gateways", "inbound gateway", gateways("inbound")),
    list("videosdk", "Outbound gateways", "outbound gateway", gateways("outbound")),
    list(
      "videosdk",
      "Routing rules",
      "routing rule",
      videosdk.routingRules.map(({ id, name, type, numbers, agentId, room }) => ({
        id,
        name,
        about: phrases(
          type,
          counted(numbers.length, "number"),
          agentId === null ? "" : `agent ${agentId}`,
          room === null ? "" : `room ${room.id ?? room.prefix ?? ""}`,
        ),
      })),
    ),
    list(
      "videosdk",
      "Trunks",
      "trunk",
      videosdk.trunks.map(({ trunkId, name, direction, domain, numbers }) => ({
        id: trunkId,
        name,
        about: phrases(direction, domain, counted(numbers.length, "number")),
      })),
    ),
    list(
      "videosdk",
      "Connectors",
      "connector",
      videosdk.connectors.map(({ id, name, provider, defaultRuleId, defaultRoomId }) => ({
        id,
        name,
        about: phrases(
          provider,
          attached("default rule", defaultRuleId),
          attached("default room", defaultRoomId),
        ),
      })),
    ),
    list(
      "videosdk",
      "Webhooks",
      "webhook",
      videosdk.webhooks.map(({ id, url, events }) => ({
        id,
        name: hostOf(url),
        about: counted(events.length, "event"),
      })),
    ),
    list(
      "signalwire",
      "Numbers",
      "phone number",
      signalwire.phoneNumbers.map(({ id, number, settings, calling_handler_resource_id: resource }) => ({
        id,
        name: number,
        about: phrases(attached("handler", settings["call_handler"] ?? null), attached("resource", resource)),
      })),
    ),
    list(
      "signalwire",
      "SIP addresses",
      "SIP address",
      signalwire.sipAddresses.map(({ id, uri, calling_handler_resource_id: resource }) => ({
        id,
        name: uri,
        about: attached("resource", resource),
      })),
    ),
    list(
      "signalwire",
      "Addresses of numbers",
      "phone number address",
      signalwire.phoneNumberAddresses.map(
        ({ id, phone_number: number, resource_id: resource, handler_type: type }) => ({
          id,
          name: number,
          about: phrases(type, attached("resource", resource)),
        }),
      ),
    ),
    list(
      "signalwire",
      "SIP gateways",
      "SIP gateway",
      signalwire.gateways.map(({ id, name, uri, encryption }) => ({
        id,
        name,
        about: phrases(uri, `encryption ${encryption}`),
      })),
    ),
    list(
      "signalwire",
      "SIP endpoints",
      "SIP endpoint",
      signalwire.endpoints.map(({ id, username, call_handler: handler }) => ({
        id,
        name: username,
        about: attached("handler", handler),
      })),
    ),
    list(
      "signalwire",
      "Subscribers",
      "subscriber",
      signalwire.subscribers.map(({ id, email, display_name: shown }) => ({
        id,
        name: shown === "" ? email : shown,
        about: phrases(
          email,
          ...signalwire.subscriberEndpoints
            .filter((one) => one.subscriber_id === id)
            .map(({ username }) => `phone ${username}`),
        ),
      })),
    ),
    list(
      "signalwire",
      "SWML scripts",
      "SWML script",
      signalwire.swmlScripts.map(({ id, name, script_type: type }) => ({ id, name, about: type })),
    ),
    list(
      "signalwire",
      "SWML webhooks",
      "SWML webhook",
      signalwire.swmlWebhooks.map(({ id, name, primary_request_url: url }) => ({
        id,
        name,
        about: hostOf(url),
      })),
    ),
  ];
}

function attached(what: string, id: string | null): string {
  return id === null || id === "" ? "" : `${what} ${id}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function phrases(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}

/** The host only: path and query of a webhook's URL may be its key. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "";
}
