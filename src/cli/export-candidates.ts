import { itemsIn, type Part } from "../lifecycle/inventory.js";
import type { Handler } from "../signalwire/client/handler-set.js";
import type { SignalWireInventory } from "../signalwire/client/inventory.js";
import type { VideoSdkInventory } from "../videosdk/client/inventory.js";
import type { InventoryNumber } from "../videosdk/client/inventory-types.js";
import { knownType, type KnownType } from "./objects.js";

/** An object of an account that may become a resource. */
export interface Candidate {
  readonly type: KnownType;
  readonly id: string;
  /** What it may be called, the best first. */
  readonly labels: readonly string[];
}

/** What an account has: what may become a resource, and what cannot, each with the reason. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly leftOut: readonly string[];
}

/** What may become a resource of a VideoSDK account. */
export function videoSdkCandidates(inventory: VideoSdkInventory): Candidates {
  const { phoneNumbers, inboundGateways, outboundGateways, routingRules, webhooks, connectors, trunks } =
    inventory;
  const sets = setsIn(itemsIn(phoneNumbers));
  const candidates: Candidate[] = [
    ...sets.candidates,
    ...itemsIn(inboundGateways)
      .filter(({ attachedNumbers }) => attachedNumbers.length === 0)
      .map(({ id, name }) => candidate("videosdk.InboundGateway", id, name, "inbound")),
    ...itemsIn(outboundGateways)
      .filter(({ attachedNumbers }) => attachedNumbers.length === 0)
      .map(({ id, name }) => candidate("videosdk.OutboundGateway", id, name, "outbound")),
    ...itemsIn(routingRules).map(({ id, name }) => candidate("videosdk.RoutingRule", id, name, "rule")),
    ...itemsIn(connectors).map(({ id, name }) => candidate("videosdk.Connector", id, name, "connector")),
    ...itemsIn(webhooks).map(({ id, host }) => candidate("videosdk.Webhook", id, host, "webhook")),
    ...itemsIn(trunks).map(({ id, name }) => candidate("videosdk.SipTrunk", id, name, "trunk")),
  ];
  return {
    candidates,
    leftOut: [
      ...sets.leftOut,
      ...missing({ phoneNumbers, routingRules, webhooks, connectors }),
      ...unnamed(trunks),
    ],
  };
}

/** The numbers of an account by the pair of gateways that they are on. */
function setsIn(numbers: readonly InventoryNumber[]): Candidates {
  const pairs = new Map<string, InventoryNumber[]>();
  const leftOut: string[] = [];
  const outboundOf = new Map<string, Set<string>>();
  for (const number of numbers) {
    const { e164, inboundGatewayId: inbound, outboundGatewayId: outbound } = number;
    if (inbound === null || outbound === null) {
      const where = inbound ?? outbound;
      leftOut.push(
        where === null
          ? `phone number ${e164}: it is on no gateway`
          : `phone number ${e164}: it is on gateway ${where} in one direction only, and a PhoneNumberSet has both`,
      );
      continue;
    }
    const key = `${inbound} ${outbound}`;
    const members = pairs.get(key);
    if (members === undefined) pairs.set(key, [number]);
    else members.push(number);
    for (const [one, other] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const)
      outboundOf.set(one, (outboundOf.get(one) ?? new Set<string>()).add(other));
  }
  const candidates: Candidate[] = [];
  for (const [key, members] of pairs) {
    const [inbound = "", outbound = ""] = key.split(" ");
    const [first] = members;
    if (first === undefined) continue;
    if ((outboundOf.get(inbound)?.size ?? 0) > 1 || (outboundOf.get(outbound)?.size ?? 0) > 1) {
      leftOut.push(
        `phone numbers ${members.map(({ e164 }) => e164).join(", ")}: they share gateway ${inbound} or ${outbound} with numbers ` +
          `that have another one in the other direction, which no PhoneNumberSet has`,
      );
      continue;
    }
    const end = first.e164.slice(-4);
    // A pair for one number: its id by its number says that it is not shared.
    const id = members.length === 1 ? first.e164 : inbound;
    const name = first.name ?? "";
    candidates.push({
      type: knownType("videosdk.PhoneNumberSet"),
      id,
      labels: [name, `${name === "" ? "numbers" : name}-${end}`, `numbers-${first.e164.slice(1)}`],
    });
  }
  return { candidates, leftOut };
}

/** What may become a resource of a SignalWire project. */
export function signalWireCandidates(inventory: SignalWireInventory): Candidates {
  const { phoneNumbers, sipEndpoints, sipGateways, sipAddresses, phoneNumberAddresses } = inventory;
  const { swmlScripts, swmlWebhooks, subscribers } = inventory;
  const bound = new Set(
    itemsIn(phoneNumberAddresses).flatMap(({ phoneNumber, phoneNumberId }) => [phoneNumber, phoneNumberId]),
  );
  const isBound = (id: string, number: string | null): boolean => bound.has(id) || bound.has(number);
  const people = itemsIn(subscribers);
  const candidates: Candidate[] = [
    ...itemsIn(swmlScripts).map(({ id, name }) => candidate("signalwire.SwmlScript", id, name, "script")),
    ...itemsIn(swmlWebhooks).map(({ id, name }) => candidate("signalwire.SwmlWebhook", id, name, "webhook")),
    ...itemsIn(sipGateways).map(({ id, name }) => candidate("signalwire.SipGateway", id, name, "gateway")),
    ...itemsIn(sipEndpoints).map(({ id, username }) =>
      candidate("signalwire.SipEndpoint", id, username, "endpoint"),
    ),
    ...people.map(({ id, email, name }) =>
      candidate("signalwire.Subscriber", id, name ?? email?.split("@")[0] ?? null, "subscriber"),
    ),
    ...people.flatMap(({ id, sipEndpoints: own }) =>
      itemsIn(own).map((one) =>
        candidate("signalwire.SubscriberSipEndpoint", `${id}/${one.id}`, one.username, "phone"),
      ),
    ),
    ...itemsIn(sipAddresses).map(({ id, name }) => candidate("signalwire.SipAddress", id, name, "address")),
    ...itemsIn(phoneNumbers)
      .filter(({ id, number }) => !isBound(id, number))
      .map(({ id, name, number }) =>
        candidate("signalwire.PhoneNumber", id, name, `number-${(number ?? "").slice(-4)}`),
      ),
    ...itemsIn(phoneNumberAddresses).map(({ id, name, phoneNumber }) =>
      candidate("signalwire.PhoneNumberAddress", id, name, `number-${(phoneNumber ?? "").slice(-4)}`),
    ),
  ];
  const numbers = itemsIn(phoneNumbers)
    .filter(({ id, number }) => isBound(id, number))
    .map(({ number, id }) => `phone number ${number ?? id}: its PhoneNumberAddress has its calls`);
  return {
    candidates,
    leftOut: [
      ...numbers,
      ...hiddenHandlers("phone number", phoneNumbers, ({ number }) => number),
      ...hiddenHandlers("SIP endpoint", sipEndpoints, ({ username }) => username),
      ...missing({
        phoneNumbers,
        sipEndpoints,
        sipGateways,
        sipAddresses,
        phoneNumberAddresses,
        swmlScripts,
        swmlWebhooks,
        subscribers,
      }),
    ],
  };
}

/** Handlers of which answers do not say which they are: the flow, or the agent. They stay as they are. */
function hiddenHandlers<T extends { readonly id: string; readonly callHandler: Handler | null }>(
  noun: string,
  objects: Part<T>,
  nameOf: (object: T) => string | null,
): string[] {
  const named: Readonly<Record<string, string>> = { call_flow: "flowId", ai_agent: "aiAgentId" };
  return itemsIn(objects).flatMap((object) => {
    const type = object.callHandler?.type ?? "";
    const field = named[type];
    if (field === undefined || object.callHandler?.[field] !== undefined) return [];
    return [
      `the call handler of ${noun} ${nameOf(object) ?? object.id}: it is ${type}, and SignalWire does not show its ${field}. It ` +
        `stays as it is`,
    ];
  });
}

function candidate(type: string, id: string, name: string | null, kind: string): Candidate {
  return {
    type: knownType(type),
    id,
    labels: [name ?? "", `${name ?? ""}-${kind}`, `${kind}-${id.slice(0, 8)}`],
  };
}

/** What is missing of trunks: they have no list. */
function unnamed(trunks: Part<unknown>): string[] {
  return missing({ trunks }).map((reason) => `${reason}. Name each with --trunk <trunkId>`);
}

/** The lists that the account does not have. */
function missing(parts: Readonly<Record<string, Part<unknown>>>): string[] {
  return Object.values(parts).flatMap((part) => ("notAvailable" in part ? [part.notAvailable] : []));
}
