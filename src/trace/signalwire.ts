import { itemsIn } from "../lifecycle/inventory";
import type { SignalWireInventory } from "../signalwire/client/inventory";
import type {
  InventoryPhoneNumber,
  InventoryPhoneNumberAddress,
  InventorySipAddress,
} from "../signalwire/client/inventory-types";
import { refusesSource } from "./checks";
import { mayMean, numberIn } from "./numbers";
import { byHandler } from "./signalwire-handlers";
import { toResource } from "./signalwire-resources";
import type { CallTrace } from "./types";
import { named, titleOf, type Way } from "./way";

/** The way of a call to a number or a SIP address, through SignalWire. */
export function inboundAtSignalWire(way: Way, inventory: SignalWireInventory): CallTrace {
  const { to, written } = way.call;
  if (/^sips?:/i.test(written) || written.includes("@")) return atSipAddress(way, inventory);
  const { phoneNumbers } = inventory;
  if (!("items" in phoneNumbers))
    return way.ends(
      "unknown",
      null,
      `whether the project owns ${to} is not known: ${phoneNumbers.notAvailable}`,
    );
  if (written !== to) way.step("number", "note", null, `${written} is looked for as ${to}`);
  const number = phoneNumbers.items.find((one) => one.number === to);
  if (number !== undefined) return atNumber(way, inventory, number);
  const similar = phoneNumbers.items.filter((one) => one.number !== null && isLike(one.number, to));
  const hint = similar.map((one) => `. It owns ${one.number ?? ""}, which may be meant`).join("");
  return way.stops("number", null, `the project does not own ${to}${hint}`);
}

function isLike(text: string, number: string): boolean {
  return numberIn(text) === number || mayMean(text, number);
}

/** A number leads to a resource that it is bound to, or else to its handler. */
function atNumber(way: Way, inventory: SignalWireInventory, number: InventoryPhoneNumber): CallTrace {
  const object = { kind: "phone number", id: number.id, name: number.number };
  const { callHandler: handler, callingHandlerResourceId: resource } = number;
  way.step("number", "passes", object, `the project owns ${way.call.to}`);
  if (number.callReceiveMode === "fax")
    way.step(
      "number",
      "unknown",
      object,
      `the number receives faxes: no page says what becomes of a voice call to it`,
    );
  const address = boundBy(way, inventory, number);
  if (address !== undefined && handler !== null)
    way.step(
      "handler",
      "note",
      object,
      `the number has the handler ${handler.type}, too, which is not used while the address binds it`,
    );
  if (address?.resourceId != null) return toResource(way, inventory, address.resourceId);
  if (handler !== null) return byHandler(way, inventory, object, handler, resource);
  if (resource !== null) {
    way.step(
      "handler",
      "note",
      object,
      `the number shows no handler, and the resource ${resource} as what takes calls`,
    );
    return toResource(way, inventory, resource);
  }
  return way.stops(
    "handler",
    object,
    `${way.call.to} has no handler for calls, so it rings nowhere. Set callHandler of a PhoneNumber, or bind it with a PhoneNumberAddress`,
  );
}

/** The address that binds a number to a resource, as far as the number itself agrees. */
function boundBy(
  way: Way,
  { phoneNumberAddresses }: SignalWireInventory,
  { id, number, callingHandlerResourceId: shown }: InventoryPhoneNumber,
): InventoryPhoneNumberAddress | undefined {
  const address = itemsIn(phoneNumberAddresses).find(
    (one) => (one.phoneNumberId === id || one.phoneNumber === number) && one.handlerType !== "messaging",
  );
  if (address === undefined) return undefined;
  const object = named("phone number address", address);
  const title = titleOf(object);
  if (address.resourceId === null) {
    way.step("address", "note", object, `${title} is of this number, and is bound to nothing`);
    return undefined;
  }
  if (shown !== address.resourceId) {
    way.step(
      "address",
      "note",
      object,
      `${title} binds the number to resource ${address.resourceId}, but the number shows ${shown ?? "none"}: the address has no effect`,
    );
    return undefined;
  }
  way.step(
    "address",
    "passes",
    object,
    `${title} binds the number to resource ${address.resourceId}. This API is beta`,
  );
  return address;
}

/** A call to the URI of a SIP address. */
function atSipAddress(way: Way, inventory: SignalWireInventory): CallTrace {
  const { sipAddresses } = inventory;
  const wanted = uriForm(way.call.written);
  if (!("items" in sipAddresses))
    return way.ends(
      "unknown",
      null,
      `whether there is such a SIP address is not known: ${sipAddresses.notAvailable}`,
    );
  const address = sipAddresses.items.find(({ uri }) => uri !== null && uriForm(uri) === wanted);
  if (address === undefined)
    return way.stops("address", null, `no SIP address of the project has the URI ${way.call.written}`);
  return refusal(way, address) ?? toResource(way, inventory, address.callingHandlerResourceId ?? "");
}

function refusal(way: Way, address: InventorySipAddress): CallTrace | undefined {
  const object = named("SIP address", address);
  const title = titleOf(object);
  way.step("address", "passes", object, `${title} takes the call`);
  if (address.ipAuthEnabled === true) {
    const source = refusesSource(way, object, address.ipAuth, "ipAuth");
    if (source !== undefined) return way.stops("source address", object, source);
  } else
    way.step(
      "source address",
      "note",
      object,
      `${title} lets any source address in. No answer shows whether it asks for a password: without one, anyone may call`,
    );
  if (address.encryption === "required")
    way.step("transport", "note", object, `${title} takes encrypted media (SRTP) only`);
  if (address.callingHandlerResourceId === null)
    return way.stops("handler", object, `${title} leads to no resource`);
  return undefined;
}

/** A SIP URI without scheme, parameters and case. */
function uriForm(uri: string): string {
  const [plain = ""] = uri
    .trim()
    .replace(/^sips?:/i, "")
    .split(/[;?]/);
  return plain.toLowerCase();
}

/** The way of a call that a SIP endpoint makes, through SignalWire. */
export function outboundAtSignalWire(way: Way, inventory: SignalWireInventory): CallTrace {
  const from = way.call.from ?? "";
  const { sipEndpoints } = inventory;
  const username = uriForm(from).split("@")[0] ?? "";
  const endpoint = itemsIn(sipEndpoints).find((one) => one.username?.toLowerCase() === username);
  if (endpoint === undefined)
    return way.ends(
      "unknown",
      null,
      `no SIP endpoint has the user name ${from}. Calls of numbers begin in scripts and programs, of which no list tells where they go`,
    );
  const object = { kind: "SIP endpoint", id: endpoint.id, name: endpoint.username };
  way.step("endpoint", "passes", object, `${titleOf(object)} makes the call`);
  const { callHandler: handler, callingHandlerResourceId: resource } = endpoint;
  if (handler !== null) return byHandler(way, inventory, object, handler, resource);
  return way.ends(
    "unknown",
    null,
    `${titleOf(object)} has no handler: the project's policy for outbound calls decides, which no documented answer shows`,
  );
}
