import type * as z from "zod";
import { fields } from "../../lifecycle/schema";
import { address, transport } from "../client/fields";
import { freeGateway, freeGatewayFields, type FreeGatewayOutputs } from "../client/free-gateway";
import { secretPaths } from "../vocabulary";

const schema = fields({
  ...freeGatewayFields,
  address: address(),
  transport: transport().default("tls"),
});

/**
 * A gateway that places calls through a carrier or a PBX, without phone numbers of VideoSDK.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/outbound-gateway/create-outbound-gateway
 */
export const outboundGateway = freeGateway<z.output<typeof schema>, FreeGatewayOutputs>({
  direction: "outbound",
  type: "OutboundGateway",
  schema,
  secrets: secretPaths.OutboundGateway,
  ownFields: { address: { effect: "update" }, transport: { effect: "update" } },
  // VideoSDK takes these with a change only.
  notOnCreate: ["allowedNumbers"],
  createsPartly: ({ allowedNumbers }) => allowedNumbers.length > 0,
  outputs: (outputs) => outputs,
});
