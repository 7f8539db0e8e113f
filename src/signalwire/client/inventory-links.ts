import { itemsIn, type Link, type Named } from "../../lifecycle/inventory";
import type { SignalWireParts } from "./inventory-types";

type Target = Pick<Link, "to" | "exists">;

/**
 * What is attached to what in a project. SignalWire has resources of further kinds, which have no list here: of one that is not
 * found it is not known whether it exists.
 */
export function linksIn(parts: SignalWireParts): Link[] {
  const kinds = {
    "SIP gateway": itemsIn(parts.sipGateways),
    "SWML script": itemsIn(parts.swmlScripts),
    "SWML webhook": itemsIn(parts.swmlWebhooks),
    subscriber: itemsIn(parts.subscribers),
  };
  const all = Object.entries(kinds).flatMap(([kind, objects]) =>
    objects.map(({ id, name }): Named => ({ kind, id, name })),
  );
  const byId = new Map(all.map((one) => [one.id, one]));
  const resource = (id: string | null | undefined): Target | undefined => {
    if (id == null) return undefined;
    const found = byId.get(id);
    return { to: found ?? { kind: "resource", id, name: null }, exists: found === undefined ? null : true };
  };
  const endpoint = (id: string | undefined): Target | undefined => {
    if (id === undefined) return undefined;
    const found = itemsIn(parts.sipEndpoints).find((one) => one.id === id);
    const exists = "items" in parts.sipEndpoints ? found !== undefined : null;
    return { to: { kind: "SIP endpoint", id, name: found?.username ?? null }, exists };
  };
  const script = (url: string | undefined): Target | undefined => {
    const found = itemsIn(parts.swmlScripts).find(({ requestUrl }) => requestUrl === url);
    if (url === undefined || found === undefined) return undefined;
    return { to: { kind: "SWML script", id: found.id, name: found.name }, exists: true };
  };
  const number = (id: string | null, name: string | null): Target | undefined => {
    const found = itemsIn(parts.phoneNumbers).find((one) => one.id === id || one.number === name);
    const known = found?.id ?? id ?? name;
    if (known === null) return undefined;
    const exists = "items" in parts.phoneNumbers ? found !== undefined : null;
    return { to: { kind: "phone number", id: known, name: found?.number ?? name }, exists };
  };
  return [
    ...itemsIn(parts.phoneNumbers).flatMap(({ id, number: name, callHandler, ...one }) => {
      const from = { kind: "phone number", id, name };
      return [
        ...linkTo(from, "callHandler", endpoint(callHandler?.["sipEndpointId"])),
        ...linkTo(from, "callHandler", script(callHandler?.["relayScriptUrl"])),
        ...linkTo(from, "callingHandlerResourceId", resource(one.callingHandlerResourceId)),
      ];
    }),
    ...itemsIn(parts.sipEndpoints).flatMap(({ id, username: name, callHandler, ...one }) => {
      const from = { kind: "SIP endpoint", id, name };
      return [
        ...linkTo(from, "callHandler", script(callHandler?.["relayScriptUrl"])),
        ...linkTo(from, "callingHandlerResourceId", resource(one.callingHandlerResourceId)),
      ];
    }),
    ...itemsIn(parts.sipAddresses).flatMap(({ id, name, ...one }) =>
      linkTo(
        { kind: "SIP address", id, name },
        "callingHandlerResourceId",
        resource(one.callingHandlerResourceId),
      ),
    ),
    ...itemsIn(parts.phoneNumberAddresses).flatMap(({ id, name, phoneNumber, phoneNumberId, resourceId }) => {
      const from = { kind: "phone number address", id, name };
      return [
        ...linkTo(from, "phoneNumberId", number(phoneNumberId, phoneNumber)),
        ...linkTo(from, "resourceId", resource(resourceId)),
      ];
    }),
    ...itemsIn(parts.subscribers).flatMap(({ id, name, sipEndpoints }) =>
      itemsIn(sipEndpoints).flatMap((one) =>
        linkTo({ kind: "subscriber", id, name }, "sipEndpoints", {
          to: { kind: "SIP endpoint of a subscriber", id: one.id, name: one.username },
          exists: true,
        }),
      ),
    ),
  ];
}

function linkTo(from: Named, by: string, target: Target | undefined): Link[] {
  return target === undefined ? [] : [{ from, by, ...target }];
}
