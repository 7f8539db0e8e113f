import type * as pulumi from "@pulumi/pulumi";
import { FreeGateway, freeGatewayOutputs, type FreeGatewayArgs } from "../free-gateway";
import { secretPaths, type SipTransport } from "../vocabulary";

/** Arguments of an {@link OutboundGateway}. */
export interface OutboundGatewayArgs extends FreeGatewayArgs {
  /**
   * SIP host that calls are sent to, optionally with a port.
   *
   * @change in place
   * @calls new calls
   */
  address: pulumi.Input<string>;
  /**
   * How SIP messages travel to it; `tls` by default.
   *
   * @change in place
   * @calls new calls
   */
  transport?: pulumi.Input<SipTransport>;
}

/**
 * A gateway that places calls through a carrier or a PBX, for numbers that are not in a `PhoneNumberSet`. Destroying the
 * resource deletes it. `allowedNumbers` takes a second request when it is created.
 *
 * Never declare the gateway of a `PhoneNumberSet` here: a set owns its gateways.
 *
 * @example
 * ```ts
 * const toCarrier = new videosdk.OutboundGateway("to-carrier", {
 *   numbers: ["+14155550100"],
 *   address: "sip.example.com:5061",
 *   transport: "tls",
 *   mediaEncryption: "enable",
 *   auth: { username: "acme", password: config.requireSecret("sipPassword") },
 * });
 * export const outboundGatewayId = toCarrier.gatewayId;
 * ```
 * @throws `is not deleted: phone numbers that this resource does not declare are attached to it:`: somebody attached
 * further numbers. Detach them, or set `forceDestroy: true` and run `pulumi up` before the destroy.
 * @throws `and the gateway still has other numbers`: VideoSDK accepted a change of `numbers` and did not make it. A new
 * gateway has them: `pulumi up --replace` with its URN, which interrupts calls.
 * @throws `has two resources of this program:`: another resource sets the same gateway. Remove one of them.
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/outbound-gateway/create-outbound-gateway
 */
export class OutboundGateway extends FreeGateway {
  /** SIP host that calls are sent to. */
  declare public readonly address: pulumi.Output<string>;
  /** How SIP messages travel to it. */
  declare public readonly transport: pulumi.Output<SipTransport>;

  /**
   * Declares a gateway.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: OutboundGatewayArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: OutboundGatewayArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /** Looks up an outbound gateway by its id, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): OutboundGateway {
    return new OutboundGateway(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "videosdk",
  type: "OutboundGateway",
  outputs: [...freeGatewayOutputs, "address", "transport"],
  secrets: secretPaths.OutboundGateway,
} as const;
