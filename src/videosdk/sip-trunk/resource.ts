import * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type SipAuth, type SipAuthArgs, type TrunkDirection } from "../vocabulary";

/** Arguments of a {@link SipTrunk}. Every change is made in place, by one request that sends all fields. */
export interface SipTrunkArgs {
  /**
   * Name of 3 or more characters; the resource's name by default.
   *
   * @change in place, in one request that sends all five
   * @calls new calls
   */
  name?: pulumi.Input<string>;
  /**
   * Host of the SIP peer, such as `example.pstn.provider.com` or `[2001:db8::1]`, optionally with a port.
   *
   * @change in place, in one request that sends all five
   * @calls new calls
   */
  domain: pulumi.Input<string>;
  /**
   * Which way the trunk carries calls.
   *
   * @change in place, in one request that sends all five
   * @calls new calls
   */
  direction: pulumi.Input<TrunkDirection>;
  /**
   * Numbers of the trunk; at least one, in no particular order. In E.164 form, such as `+14155550100`; VideoSDK's page
   * names no form, so digits such as the extension `1001` are sent as they are, with a warning.
   *
   * @change in place, in one request that sends all five
   * @calls new calls
   */
  numbers: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Credentials at the peer.
   *
   * @change in place, in one request that sends all five
   * @calls new calls
   */
  auth: pulumi.Input<SipAuthArgs>;
  /**
   * Whether destroying the resource tries to delete the trunk; false by default. VideoSDK documents no way to delete
   * one, so by default a destroy only removes it from the state, and says so.
   *
   * @change nothing; it applies to a later destroy
   * @calls continue
   */
  attemptDelete?: pulumi.Input<boolean>;
  /**
   * Id of a trunk that exists, to be taken over instead of creating one; its fields are changed to the declared ones.
   * **A change replaces the resource**; leaving it out later changes nothing.
   *
   * @change **replaces** the resource with the trunk of that id
   * @calls as the trunks differ
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
 * @example
 * ```ts
 * const carrier = new videosdk.SipTrunk("carrier", {
 *   domain: "sip.example.com",
 *   direction: "outbound",
 *   numbers: ["+14155550100"],
 *   auth: { username: "acme", password: config.requireSecret("sipPassword") },
 * });
 * export const trunkId = carrier.trunkId;
 * ```
 * @throws `may exist: VideoSDK did not answer whether it created it,`: the answer to a creation was lost, and there is
 * no list of trunks. Look in VideoSDK's dashboard: set `adoptTrunkId`, or remove the resource with
 * `pulumi state delete`.
 * @throws `belongs to another SipTrunk of this program already`: two resources name one trunk in `adoptTrunkId`.
 * Remove it from one.
 * @throws `VideoSDK knows no trunk`: the trunk was deleted elsewhere. Run `pulumi refresh`, then `pulumi up`, which
 * creates another.
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
