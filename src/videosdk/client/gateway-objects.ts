import * as z from "zod";
import type { Direction } from "./api";
import { list, map, maybeFlag, maybeText, ownGatewaySchema, withWritten } from "./replies";
import { restObjects, type RestObjects } from "./rest-objects";

const replySchema = z.preprocess(
  withWritten,
  ownGatewaySchema.extend({
    allowedAddresses: list,
    allowedNumbers: list,
    record: maybeFlag,
    noiseCancellation: maybeFlag,
    enableDtmf: maybeFlag,
    metadata: map,
    tags: list,
    createdAt: maybeText,
    updatedAt: maybeText,
    written: list,
  }),
);

/** A gateway as its own endpoint shows it. */
export type GatewayReply = z.output<typeof replySchema>;

/** The gateways of each direction, by the endpoints of that direction. */
export const gatewayObjects: Readonly<Record<Direction, RestObjects<GatewayReply>>> = {
  inbound: gatewaysOf("inbound"),
  outbound: gatewaysOf("outbound"),
};

function gatewaysOf(direction: Direction): RestObjects<GatewayReply> {
  const collection = `/v2/sip/${direction}-gateways`;
  return restObjects({ collection, schema: replySchema, noun: "gateway" });
}
