import * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import {
  secretPaths,
  type MediaEncryption,
  type SipAuth,
  type SipAuthArgs,
  type SipRegion,
  type SipTransport,
} from "../vocabulary";

/**
 * Arguments of a {@link SipGateway}. A field that is left out is not managed: the gateway keeps what it has. Removing a
 * field later changes nothing either.
 */
export interface SipGatewayArgs {
  /**
   * Id of the gateway: an entry of a PhoneNumberSet's `inboundGatewayIds` or `outboundGatewayIds`. A change replaces
   * the resource, which leaves the old gateway as it is.
   *
   * @change **replaces** the resource; neither gateway is created or deleted
   * @calls continue
   */
  gatewayId: pulumi.Input<string>;
  /**
   * Label.
   *
   * @change in place
   * @calls new calls
   * @change removed: nothing: the field is no longer managed
   * @calls continue
   */
  name?: pulumi.Input<string>;
  /**
   * Encryption of media.
   *
   * @change in place
   * @calls new calls
   * @change removed: nothing: the field is no longer managed
   * @calls continue
   */
  mediaEncryption?: pulumi.Input<MediaEncryption>;
  /**
   * Region of the gateway.
   *
   * @change in place
   * @calls new calls
   * @change removed: nothing: the field is no longer managed
   * @calls continue
   */
  sipRegion?: pulumi.Input<SipRegion>;
  /**
   * Host of the SIP peer, optionally with a port. Outbound gateways only. Changed in place; new calls go there.
   *
   * @change in place, outbound gateways only; refused for inbound ones
   * @calls new calls
   * @change removed: nothing: the field is no longer managed
   * @calls continue
   */
  address?: pulumi.Input<string>;
  /**
   * SIP transport. Outbound gateways only.
   *
   * @change in place, outbound gateways only; refused for inbound ones
   * @calls new calls
   * @change removed: nothing: the field is no longer managed
   * @calls continue
   */
  transport?: pulumi.Input<SipTransport>;
  /**
   * Credentials at the peer. Outbound gateways only. Changed in place; VideoSDK has no way to clear them.
   *
   * @change in place, outbound gateways only; refused for inbound ones
   * @calls new calls
   * @change removed: nothing: the field is no longer managed
   * @calls continue
   */
  auth?: pulumi.Input<SipAuthArgs>;
}

/** What a gateway has, declared or not. */
export interface EffectiveGatewaySettings {
  /** Label, where VideoSDK shows it; missing where its answer did not, because nothing is assumed. */
  readonly name?: string;
  /** Encryption of media. */
  readonly mediaEncryption?: MediaEncryption;
  /** Region. */
  readonly sipRegion?: SipRegion;
  /** Host of the SIP peer; outbound gateways only. */
  readonly address?: string;
  /** SIP transport; outbound gateways only. */
  readonly transport?: SipTransport;
}

/**
 * Settings of a gateway that a {@link PhoneNumberSet} created with `gatewaySettings: "initial"`. Whether it is an
 * inbound or an outbound gateway is detected; fields that inbound gateways do not have are refused. Destroying this
 * resource leaves the gateway as it is: the set deletes it.
 *
 * @example
 * ```ts
 * const support = new videosdk.PhoneNumberSet("support", {
 *   phoneNumbers: ["+14155550100"],
 *   inbound: { sipRegion: "us002" },
 *   outbound: { address: "sip.example.com", sipRegion: "us002" },
 *   gatewaySettings: "initial",
 * });
 * // Encrypts the media of outgoing calls only.
 * new videosdk.SipGateway("support-outbound", {
 *   gatewayId: support.outboundGatewayIds[0],
 *   mediaEncryption: "enable",
 * });
 * ```
 * @throws `in this account, neither inbound nor outbound`: `gatewayId` is none of this account's. Pass an entry of a
 * set's `inboundGatewayIds` or `outboundGatewayIds`.
 * @throws `is an inbound gateway.`: an inbound gateway has no `address`, `transport` or `auth`. Leave them out.
 * @throws `to something else.`: two resources of the program want different values for a field of one gateway. Set
 * `gatewaySettings: "initial"` on the set, or remove the field here.
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/phone-numbers/update-gateway
 */
export class SipGateway extends SipResource {
  /** Id of the gateway. */
  declare public readonly gatewayId: pulumi.Output<string>;
  /** Label, where declared. */
  declare public readonly name: pulumi.Output<string | undefined>;
  /** Encryption of media, where declared. */
  declare public readonly mediaEncryption: pulumi.Output<MediaEncryption | undefined>;
  /** Region, where declared. */
  declare public readonly sipRegion: pulumi.Output<SipRegion | undefined>;
  /** Host of the SIP peer, where declared. */
  declare public readonly address: pulumi.Output<string | undefined>;
  /** SIP transport, where declared. */
  declare public readonly transport: pulumi.Output<SipTransport | undefined>;
  /** Credentials, where declared. Secret. */
  declare public readonly auth: pulumi.Output<SipAuth | undefined>;
  /** Which way the gateway carries calls. */
  declare public readonly direction: pulumi.Output<"inbound" | "outbound">;
  /** Numbers attached to it, in E.164 form, sorted. */
  declare public readonly numbers: pulumi.Output<string[]>;
  /** What the gateway has, declared or not. */
  declare public readonly effective: pulumi.Output<EffectiveGatewaySettings>;

  /**
   * Declares a gateway's settings.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SipGatewayArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: SipGatewayArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }

  /** Looks up a gateway by its id, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): SipGateway {
    return new SipGateway(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "videosdk",
  type: "SipGateway",
  outputs: [
    "gatewayId",
    "name",
    "mediaEncryption",
    "sipRegion",
    "address",
    "transport",
    "auth",
    "direction",
    "numbers",
    "effective",
  ],
  secrets: secretPaths.SipGateway,
} as const;
