import type * as pulumi from "@pulumi/pulumi";
import { FreeGateway, freeGatewayOutputs, type FreeGatewayArgs } from "../free-gateway";
import { secretPaths } from "../vocabulary";

/** Arguments of an {@link InboundGateway}. */
export interface InboundGatewayArgs extends FreeGatewayArgs {
  /**
   * Where calls may come from: IP addresses, ranges such as `203.0.113.0/24`, or SIP hosts, in no particular order.
   * Empty by default: from anywhere. A carrier sends from several; one that is missing here is refused.
   *
   * @change in place
   * @calls new calls
   */
  allowedAddresses?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * A gateway that receives calls from a carrier or a PBX, for numbers that are not in a `PhoneNumberSet`. Destroying the
 * resource deletes it. With neither `auth` nor `allowedAddresses`, anyone who knows its address may call in; a warning says so.
 *
 * Never declare the gateway of a `PhoneNumberSet` here: a set owns its gateways.
 *
 * @example
 * ```ts
 * const fromCarrier = new videosdk.InboundGateway("from-carrier", {
 *   numbers: ["+14155550100"],
 *   allowedAddresses: ["203.0.113.0/24"],
 * });
 * export const inboundSipUri = fromCarrier.inboundSipUri;
 * ```
 * @throws `is not deleted: phone numbers that this resource does not declare are attached to it:`: somebody attached
 * further numbers. Detach them, or set `forceDestroy: true` and run `pulumi up` before the destroy.
 * @throws `and the gateway still has other numbers`: VideoSDK accepted a change of `numbers` and did not make it. A new
 * gateway has them: `pulumi up --replace` with its URN, which interrupts calls.
 * @throws `has two resources of this program:`: another resource sets the same gateway. Remove one of them.
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/inbound-gateway/create-inbound-gateway
 */
export class InboundGateway extends FreeGateway {
  /** Where calls may come from, sorted. */
  declare public readonly allowedAddresses: pulumi.Output<string[]>;
  /** Where the carrier sends calls to; null unless the setting `videosdk:organizationId` is given, which no API shows. */
  declare public readonly inboundSipUri: pulumi.Output<string | null>;

  /**
   * Declares a gateway.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: InboundGatewayArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: InboundGatewayArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /** Looks up an inbound gateway by its id, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): InboundGateway {
    return new InboundGateway(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "videosdk",
  type: "InboundGateway",
  outputs: [...freeGatewayOutputs, "allowedAddresses", "inboundSipUri"],
  secrets: secretPaths.InboundGateway,
} as const;
