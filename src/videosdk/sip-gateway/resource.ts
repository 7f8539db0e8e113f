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
   * Id of the gateway: an entry of a PhoneNumberSet's `inboundGatewayIds` or `outboundGatewayIds`. A change replaces the
   * resource, which leaves the old gateway as it is.
   */
  gatewayId: pulumi.Input<string>;
  /** Label. Changed in place. */
  name?: pulumi.Input<string>;
  /** Encryption of media. Changed in place. */
  mediaEncryption?: pulumi.Input<MediaEncryption>;
  /** Region of the gateway. Changed in place. */
  sipRegion?: pulumi.Input<SipRegion>;
  /** Host of the SIP peer, optionally with a port. Outbound gateways only. Changed in place; new calls go there. */
  address?: pulumi.Input<string>;
  /** SIP transport. Outbound gateways only. Changed in place. */
  transport?: pulumi.Input<SipTransport>;
  /** Credentials at the peer. Outbound gateways only. Changed in place; VideoSDK has no way to clear them. */
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
