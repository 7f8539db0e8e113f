import type * as z from "zod";
import type { Operation, Prior } from "../../lifecycle/definition";
import { adoptions, fields, flag, oneOf, setOf, text } from "../../lifecycle/schema";
import type { VideoSdkAccount } from "../client/account";
import { address, auth, e164, mediaEncryption, sipRegion, transport } from "../client/fields";

/** What a program may declare of a set. */
export const schema = fields({
  name: text("a text that is not empty: the label of the numbers and of their gateways"),
  phoneNumbers: setOf(e164(), "number in E.164 form"),
  isShared: flag().default(true),
  mediaEncryption: mediaEncryption().default("disable"),
  inbound: fields({ sipRegion: sipRegion() }),
  outbound: fields({
    address: address(),
    sipRegion: sipRegion(),
    transport: transport().default("tls"),
    auth: auth().optional(),
  }),
  gatewaySettings: oneOf(["managed", "initial"]).default("managed"),
  consolidate: flag().default(false),
  adopt: adoptions("an inbound gateway").default(false),
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
  /** Numbers on the set's gateways that its program does not declare. */
  readonly foreignNumbers: readonly string[];
  /**
   * The numbers that a program declared: the only ones that are ever detached or released. The input `phoneNumbers` in
   * state is what the vendor shows of them. Null in a state of release 0.1.0, until an update has recorded it.
   */
  readonly __declared: readonly string[] | null;
  /**
   * That an import could not tell whether the set is shared: no two of its numbers use one pair of gateways, so it is what its
   * program says.
   */
  readonly __sharedOpen?: true;
  /**
   * Numbers that the set wants and another resource of the program had not given up yet when it was operated on: that one
   * may have handed them over afterwards, on gateways that this state does not hold.
   */
  readonly __awaited?: readonly string[];
  /** The gateways that these were on: those that they were handed over on are others. */
  readonly __awaitedFrom?: readonly string[];
  /** Numbers that were left where they are because a resource that the engine had not checked yet may want them. */
  readonly __left?: readonly string[];
  /** Whether VideoSDK shows the password in clear, so that another one is drift; null where that is not known. */
  readonly __passwordShown: boolean | null;
}

/** An operation on a set. */
export type SetOperation = Operation<VideoSdkAccount, SetInputs, SetOutputs>;

/** A set as state knows it. */
export type PriorSet = Prior<SetInputs, SetOutputs>;

/** That a set has a number in state as one that another resource may have handed over to it, as a thing. */
export function awaitedThing(e164: string): string {
  return `awaited ${e164}`;
}

/** The thing that a number is, for claims. */
export function numberThing(e164: string): string {
  return `number ${e164}`;
}
