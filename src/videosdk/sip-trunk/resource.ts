import * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type SipAuth, type SipAuthArgs, type TrunkDirection } from "../vocabulary";

/** Arguments of a {@link SipTrunk}. Every change is made in place, by one request that sends all fields. */
export interface SipTrunkArgs {
  /** Name of 3 or more characters; the resource's name by default. */
  name?: pulumi.Input<string>;
  /** Host of the SIP peer, such as `example.pstn.provider.com` or `[2001:db8::1]`, optionally with a port. */
  domain: pulumi.Input<string>;
  /** Which way the trunk carries calls. */
  direction: pulumi.Input<TrunkDirection>;
  /**
   * Numbers of the trunk; at least one, in no particular order. In E.164 form, such as `+14155550100`; VideoSDK's page names no
   * form, so digits such as the extension `1001` are sent as they are, with a warning.
   */
  numbers: pulumi.Input<pulumi.Input<string>[]>;
  /** Credentials at the peer. */
  auth: pulumi.Input<SipAuthArgs>;
  /**
   * Whether destroying the resource tries to delete the trunk; false by default. VideoSDK documents no way to delete
   * one, so by default a destroy only removes it from the state, and says so.
   */
  attemptDelete?: pulumi.Input<boolean>;
  /**
   * Id of a trunk that exists, to be taken over instead of creating one; its fields are changed to the declared ones.
   * **A change replaces the resource**; leaving it out later changes nothing.
   */
  adoptTrunkId?: pulumi.Input<string>;
}

/**
 * A trunk of VideoSDK's older trunk API: the link to a SIP peer, with its credentials and numbers.
 *
 * VideoSDK has no list of trunks. If the answer to a creation is lost, only a person can find out whether it happened:
 * the resource then stays unresolved and creates nothing more until `adoptTrunkId` is set or it is removed from the
 * state.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/add-sip-trunk
 */
export class SipTrunk extends SipResource {
  /** Name. */
  declare public readonly name: pulumi.Output<string>;
  /** Host of the SIP peer. */
  declare public readonly domain: pulumi.Output<string>;
  /** Which way the trunk carries calls. */
  declare public readonly direction: pulumi.Output<TrunkDirection>;
  /** Numbers of the trunk, sorted. */
  declare public readonly numbers: pulumi.Output<string[]>;
  /** Credentials. Secret. */
  declare public readonly auth: pulumi.Output<SipAuth>;
  /**
   * VideoSDK's id of the trunk: the same as `id`, or null while the answer to its creation is lost. Missing in the state of an
   * older release until the next refresh or change.
   */
  declare public readonly trunkId: pulumi.Output<string | null>;
  /** Whether destroying tries to delete the trunk. */
  declare public readonly attemptDelete: pulumi.Output<boolean>;

  /**
   * Declares a trunk.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SipTrunkArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: SipTrunkArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /** Looks up a trunk by its `trunkId`, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): SipTrunk {
    return new SipTrunk(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "videosdk",
  type: "SipTrunk",
  outputs: ["name", "domain", "direction", "numbers", "auth", "attemptDelete", "trunkId"],
  secrets: secretPaths.SipTrunk,
} as const;
