import { z } from "zod";
import { defineResource } from "../resource.js";
import { jsonAnswer, Refusal, type Route } from "../route.js";
import { paginated, searchOf } from "./listing.js";
import {
  address,
  auth,
  flag,
  mediaEncryption,
  region,
  someNumbers,
  strings,
  stringMap,
  text,
  transport,
  type Direction,
  type GatewayRecord,
} from "./records.js";
import { existing, validated } from "./refusal.js";
import type { Account } from "./store.js";
import { gatewayInNumberView, gatewayView } from "./views.js";

/** Gateways of both directions, also below `phone-numbers`. The number store keeps them. */
export const gateways = defineResource({
  serves: ["SipGateway", "InboundGateway", "OutboundGateway"],
  records: {},
  routes: (account: Account) => [
    ...directionRoutes(account, "inbound"),
    ...directionRoutes(account, "outbound"),
    numberGatewayRoute(account),
  ],
});

const commonFields = {
  name: text,
  numbers: someNumbers,
  auth: auth.exactOptional(),
  mediaEncryption: mediaEncryption.exactOptional(),
  record: flag.exactOptional(),
  noiseCancellation: flag.exactOptional(),
  enableDtmf: flag.exactOptional(),
  geoRegion: region.exactOptional(),
  metadata: stringMap.exactOptional(),
  tags: strings.exactOptional(),
};
const allowedNumbers = strings.exactOptional();
const inboundFields = { ...commonFields, allowedAddresses: strings.exactOptional(), allowedNumbers };
const outboundFields = { ...commonFields, address };

const createSchemas = {
  inbound: z.object(inboundFields),
  outbound: z.object({ ...outboundFields, transport: transport.default("tls") }),
};
const updateSchemas = {
  inbound: z.object({ ...inboundFields, name: text.exactOptional(), numbers: someNumbers.exactOptional() }),
  outbound: z.object({
    ...outboundFields,
    name: text.exactOptional(),
    numbers: someNumbers.exactOptional(),
    address: address.exactOptional(),
    transport: transport.exactOptional(),
    allowedNumbers,
  }),
};

/** What an update resets when it leaves it out; every other omitted field keeps its value. */
const resetByOmission = { record: false, noiseCancellation: false, enableDtmf: false, geoRegion: null };

/** The endpoints below `/v2/sip/inbound-gateways` or `/v2/sip/outbound-gateways`. */
function directionRoutes(account: Account, direction: Direction): Route[] {
  const { store } = account;
  const collection = `/v2/sip/${direction}-gateways`;
  const one = `${collection}/:gatewayId`;
  const isVisible = (gateway: GatewayRecord): boolean =>
    gateway.madeBy === "gateway-endpoint" || account.behaviour.gatewayEndpoints === "same-store";
  const find = (id: string): GatewayRecord => {
    const gateway = store.gateway(id, direction);
    const visible = gateway !== undefined && isVisible(gateway) ? gateway : undefined;
    return existing(visible, "Gateway", account.behaviour);
  };
  const shown = (gateway: GatewayRecord): Record<string, unknown> =>
    gatewayView(gateway, store.lag.roster(gateway, "gateway"), account.behaviour);
  const answer = (gateway: GatewayRecord): unknown =>
    account.behaviour.gatewayReply === "data" ? { data: shown(gateway) } : shown(gateway);
  const refuseTakenNumbers = (numbers: readonly string[], except?: GatewayRecord): void => {
    if (except?.hasLabels ?? account.behaviour.gatewayNumbers === "label") return;
    if (numbers.some((number) => store.isAttached(number, direction, except))) {
      throw new Refusal(400, `One of the numbers is already attached to an ${direction} gateway`);
    }
  };
  return [
    {
      method: "POST",
      path: collection,
      handle: ({ body }) => {
        const settings = validated(createSchemas[direction], body);
        refuseTakenName(account, settings.name, direction);
        refuseTakenNumbers(settings.numbers);
        const labels = account.behaviour.gatewayNumbers === "label" ? { hasLabels: true as const } : {};
        const gateway = { ...settings, ...labels, direction, madeBy: "gateway-endpoint" as const };
        return jsonAnswer(200, answer(store.addGateway(gateway)));
      },
    },
    {
      method: "GET",
      path: collection,
      handle: (request) => {
        const id = request.query("id");
        const isSearched = searchOf(request);
        const found = [...store.gateways(direction)].filter(
          (gateway) =>
            isVisible(gateway) && (id === undefined || id === gateway.id) && isSearched(gateway.name),
        );
        return jsonAnswer(200, paginated(found, request, 10, account.behaviour, shown));
      },
    },
    {
      method: "GET",
      path: one,
      handle: ({ param }) => jsonAnswer(200, answer(find(param("gatewayId")))),
    },
    {
      method: "PATCH",
      path: one,
      handle: ({ body, param }) => {
        const gateway = find(param("gatewayId"));
        const { numbers, ...settings } = validated(updateSchemas[direction], body);
        if (settings.name !== undefined) refuseTakenName(account, settings.name, direction, gateway);
        if (numbers !== undefined && account.behaviour.gatewayPatchAttaches) {
          refuseTakenNumbers(numbers, gateway);
          store.setNumbers(gateway, numbers);
        }
        Object.assign(gateway, resetByOmission, settings);
        return jsonAnswer(200, answer(gateway));
      },
    },
    {
      method: "DELETE",
      path: one,
      handle: ({ param }) => {
        store.deleteGateway(find(param("gatewayId")));
        return jsonAnswer(200, { message: "Gateway deleted successfully" });
      },
    },
  ];
}

const inboundInNumber = {
  name: text.optional(),
  mediaEncryption: mediaEncryption.optional(),
  sipRegion: region.optional(),
};
const inNumberSchemas = {
  inbound: z.object(inboundInNumber),
  outbound: z.object({
    ...inboundInNumber,
    address: address.optional(),
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

/** PATCH `/v2/sip/phone-numbers/gateways/:gatewayId`: both directions, each with its own fields. */
function numberGatewayRoute(account: Account): Route {
  return {
    method: "PATCH",
    path: "/v2/sip/phone-numbers/gateways/:gatewayId",
    handle: ({ body, param }) => {
      const { store, behaviour } = account;
      const id = param("gatewayId");
      const known = store.gateway(id, "inbound") ?? store.gateway(id, "outbound");
      const gateway = existing(known, "Gateway", behaviour);

      const given = validated(z.record(z.string(), z.unknown()), body);
      const problems = Object.entries(forbidden[gateway.direction])
        .filter(([field]) => field in given)
        .map(([field, reason]) => `${field} ${reason}`);
      if (problems.length > 0) throw new Refusal(400, problems.join("; "));

      const { sipRegion, ...settings } = validated(inNumberSchemas[gateway.direction], given);
      if (sipRegion === undefined && Object.keys(settings).length === 0) {
        throw new Refusal(400, "No editable fields provided");
      }
      if (settings.name !== undefined) refuseTakenName(account, settings.name, gateway.direction, gateway);
      Object.assign(gateway, settings);
      if (sipRegion !== undefined) gateway.geoRegion = sipRegion;
      else if (behaviour.patchResetsRegion) gateway.geoRegion = null;
      return jsonAnswer(200, {
        message: "Gateway updated successfully",
        gateway: gatewayInNumberView(gateway, gateway.numbers, undefined, behaviour),
      });
    },
  };
}

/**
 * Refuses a name that another existing gateway of the direction has, where the switches require different names.
 *
 * @throws Refusal 400
 */
function refuseTakenName(account: Account, name: string, direction: Direction, except?: GatewayRecord): void {
  if (account.behaviour.gatewayNamesUnique && account.store.isNameTaken(name, direction, except)) {
    const status = account.behaviour.duplicateGatewayName;
    throw new Refusal(status, `name: an ${direction} gateway with this name already exists`);
  }
}
