import type { z } from "zod";
import { fields, flag, oneOf, setOf, text } from "../../lifecycle/schema";
import { address, auth, e164, mediaEncryptions, sipRegion, transports } from "../client/fields";

/** What a program may say of a set. */
export const schema = fields({
  name: text("a text that is not empty: the label of the numbers and of their gateways"),
  phoneNumbers: setOf(e164(), "number in E.164 form"),
  isShared: flag().default(true),
  mediaEncryption: oneOf(mediaEncryptions).default("disable"),
  inbound: fields({ sipRegion: sipRegion() }),
  outbound: fields({
    address: address(),
    sipRegion: sipRegion(),
    transport: oneOf(transports).default("tls"),
    auth: auth().optional(),
  }),
  gatewaySettings: oneOf(["managed", "initial"]).default("managed"),
  adopt: flag().default(false),
  releaseOnDelete: flag().default(false),
});

/** Inputs of a set, in normal form. */
export type SetInputs = z.output<typeof schema>;

/** One number of a set. */
export interface NumberOutput {
  readonly e164: string;
  readonly phoneNumberId: string;
  readonly name: string | null;
  readonly countryCode: string | null;
  readonly provider: string | null;
  readonly origin: string | null;
  readonly status: string | null;
  readonly inboundGatewayId: string | null;
  readonly outboundGatewayId: string | null;
}

/** Outputs of a set. */
export interface SetOutputs {
  readonly numbers: readonly NumberOutput[];
  readonly inboundGatewayIds: readonly string[];
  readonly outboundGatewayIds: readonly string[];
}
