import type * as z from "zod";
import { fields, setOf, visible } from "../../lifecycle/schema";
import { isUnknown } from "../../lifecycle/unknown";
import { freeGateway, freeGatewayFields, type FreeGatewayOutputs } from "../client/free-gateway";
import { secretPaths } from "../vocabulary";

const schema = fields({
  ...freeGatewayFields,
  allowedAddresses: setOf(
    visible("an IP address, a range such as 203.0.113.0/24, or a SIP host, without white space", /^\S+$/),
    "address",
    0,
  ).default([]),
});

type Inputs = z.output<typeof schema>;

/** Outputs of an inbound gateway. */
interface Outputs extends FreeGatewayOutputs {
  readonly inboundSipUri: string | null;
}

/** Ranges that hold every address. */
const everywhere = ["0.0.0.0/0", "::/0", "*"];

/**
 * A gateway that receives calls from a carrier or a PBX, without phone numbers of VideoSDK.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/inbound-gateway/create-inbound-gateway
 */
export const inboundGateway = freeGateway<Inputs, Outputs>({
  direction: "inbound",
  type: "InboundGateway",
  schema,
  secrets: secretPaths.InboundGateway,
  ownFields: { allowedAddresses: { effect: "update" } },
  cautions: ({ auth, allowedAddresses }) => {
    if (auth !== undefined || allowedAddresses === undefined || isUnknown(allowedAddresses)) return [];
    const open = allowedAddresses.filter((address) => everywhere.includes(address));
    if (allowedAddresses.length > 0 && open.length === 0) return [];
    const why =
      open.length === 0
        ? "has neither auth nor allowedAddresses"
        : `has no auth and allows ${open.join(", ")}`;
    return [`it ${why}: anyone who knows its address may call in`];
  },
  outputs: (outputs, { organizationId }) => ({
    ...outputs,
    inboundSipUri: organizationId === undefined ? null : `sip:${organizationId}.sip.videosdk.live`,
  }),
});
