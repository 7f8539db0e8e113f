import { z } from "zod";
import { jsonAnswer, type Route } from "../vendor.js";
import type { Account } from "./account.js";
import { auth, mediaEncryption, region, text, transport, type Direction } from "./fields.js";
import { refuseTakenName } from "./gateways.js";
import { Refusal, validated } from "./refusal.js";
import { gatewayInNumberView } from "./views.js";

const inboundFields = {
  name: text.optional(),
  mediaEncryption: mediaEncryption.optional(),
  sipRegion: region.optional(),
};
const updateSchemas = {
  inbound: z.object(inboundFields),
  outbound: z.object({
    ...inboundFields,
    address: text.optional(),
    transport: transport.optional(),
    auth: auth.optional(),
  }),
};

const membership = "cannot be changed here: use the create endpoint to attach and /detach to detach";
const outboundOnly = "is not allowed on an inbound gateway";
const always = { phoneNumbers: membership, numbers: membership, isShared: "can only be set on creation" };
const forbidden: Readonly<Record<Direction, Readonly<Record<string, string>>>> = {
  inbound: { ...always, address: outboundOnly, transport: outboundOnly, auth: outboundOnly },
  outbound: always,
};

/** PATCH `/v2/sip/phone-numbers/gateways/:gatewayId`: either direction, with the fields that this direction allows. */
export function gatewayUpdateRoute(account: Account): Route {
  return {
    method: "PATCH",
    path: "/v2/sip/phone-numbers/gateways/:gatewayId",
    handle: ({ body, param }) => {
      const { store, behaviour } = account;
      const id = param("gatewayId");
      const gateway = store.gateway(id, "inbound") ?? store.gateway(id, "outbound");
      if (gateway === undefined) throw new Refusal(behaviour.notFoundStatus, "Gateway not found");

      const given = validated(z.record(z.string(), z.unknown()), body);
      const problems = Object.entries(forbidden[gateway.direction])
        .filter(([field]) => field in given)
        .map(([field, reason]) => `${field} ${reason}`);
      if (problems.length > 0) throw new Refusal(400, problems.join("; "));

      const { sipRegion, ...settings } = validated(updateSchemas[gateway.direction], given);
      if (sipRegion === undefined && Object.keys(settings).length === 0) {
        throw new Refusal(400, "No editable fields provided");
      }
      if (settings.name !== undefined) refuseTakenName(account, settings.name, gateway.direction, gateway);
      Object.assign(gateway, settings);
      if (sipRegion !== undefined) gateway.geoRegion = sipRegion;
      else if (behaviour.patchResetsRegion) gateway.geoRegion = null;
      return jsonAnswer(200, {
        message: "Gateway updated successfully",
        gateway: gatewayInNumberView(gateway, behaviour),
      });
    },
  };
}
