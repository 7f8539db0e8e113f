import * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import {
  secretPaths,
  type GatewaySettingsOwner,
  type MediaEncryption,
  type SipAuth,
  type SipAuthArgs,
  type SipRegion,
  type SipTransport,
} from "../vocabulary";

/** How calls reach VideoSDK. */
export interface InboundArgs {
  /**
   * Region that takes the calls.
   *
   * @change updates every gateway of the direction in place
   * @calls new calls
   */
  sipRegion: pulumi.Input<SipRegion>;
}

/** How VideoSDK reaches the SIP peer. */
export interface OutboundArgs {
  /**
   * Host of the peer, optionally with a port, such as `sip.example.com:5061`. A change updates the outbound gateways in
   * place; calls under way continue, new ones go to the new address.
   *
   * @change updates every outbound gateway in place
   * @calls new calls
   */
  address: pulumi.Input<string>;
  /**
   * Region that sends the calls.
   *
   * @change updates every outbound gateway in place
   * @calls new calls
   */
  sipRegion: pulumi.Input<SipRegion>;
  /**
   * SIP transport, `tls` by default.
   *
   * @change updates every outbound gateway in place
   * @calls new calls
   */
  transport?: pulumi.Input<SipTransport>;
  /**
   * Credentials at the peer; none by default. Added or changed in place. Removing them **replaces the set**, because
   * VideoSDK documents no way to clear them: calls of all its numbers are interrupted.
   *
   * @change updates every outbound gateway in place
   * @calls new calls
   * @change removed: **replaces**: VideoSDK documents no way to clear credentials
   * @calls interrupted
   */
  auth?: pulumi.Input<SipAuthArgs>;
}

/** Arguments of a {@link PhoneNumberSet}. */
export interface PhoneNumberSetArgs {
  /**
   * Label of the numbers and of their gateways; the resource's name by default. A change renames the gateways in place;
   * numbers keep the label they were registered with, because VideoSDK has no call that changes it.
   *
   * @change renames the gateways in place; numbers keep the label they were registered with
   * @calls continue
   */
  name?: pulumi.Input<string>;
  /**
   * Numbers in E.164 form, such as `+14155550100`; at least one, in no particular order. Spaces, dots, dashes and
   * parentheses are removed. Unknown numbers are registered; known ones that are attached to nothing are used.
   *
   * A number that is removed is detached in place and stays registered; gateways that carry no number any more are
   * deleted. Numbers that are added are attached in place, and calls of the others continue: VideoSDK attaches no
   * number to a gateway that exists, so they get a further pair with the same settings, together with `isShared: true`,
   * else each its own. With `consolidate: true` **a number that is added replaces the set**.
   *
   * @change some removed: detaches them in place; they stay registered; gateways without a number are deleted
   * @calls of these numbers end
   * @change some added: in place: they get a further pair of gateways, together or, with `isShared: false`, each its
   * own; with `consolidate: true` **replaces**
   * @calls continue; interrupted if replaced
   */
  phoneNumbers: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether numbers share a pair of gateways (true, the default) or each has its own. A shared set has one pair for the
   * numbers that it was created with, and one for those of each later addition. **A change replaces the set**, old
   * first: the numbers are detached, never released, and attached to new gateways with new ids.
   *
   * @change **replaces**
   * @calls interrupted
   */
  isShared?: pulumi.Input<boolean>;
  /**
   * Whether all numbers of a shared set use one pair of gateways, also after numbers were added; false by default. True
   * **replaces the set** where it has several pairs, and from then on whenever a number is added: calls of all its
   * numbers are interrupted meanwhile, and a warning of the preview names them. To consolidate once, set it for one
   * `up`. Without effect on a set with one pair, or with `isShared: false`.
   *
   * @change true **replaces** a shared set that has several pairs by one with one pair; else nothing
   * @calls interrupted if replaced
   */
  consolidate?: pulumi.Input<boolean>;
  /**
   * Encryption of media for both directions, `disable` by default.
   *
   * @change updates every gateway of the direction in place
   * @calls new calls
   */
  mediaEncryption?: pulumi.Input<MediaEncryption>;
  /**
   * How calls reach VideoSDK.
   *
   * @change as its fields say
   * @calls as its fields say
   */
  inbound: pulumi.Input<InboundArgs>;
  /**
   * How VideoSDK reaches the SIP peer.
   *
   * @change as its fields say
   * @calls as its fields say
   */
  outbound: pulumi.Input<OutboundArgs>;
  /**
   * Who owns the gateways' settings after their creation. `managed` (default): the set; every difference is fixed.
   * `initial`: the set only creates the gateways with them, and `SipGateway` resources own them from then on; later
   * changes of name, mediaEncryption, inbound and outbound here matter only for gateways that are still to be created.
   *
   * @change sets who owns the settings from then on
   * @calls continue
   */
  gatewaySettings?: pulumi.Input<GatewaySettingsOwner>;
  /**
   * Whether numbers that are attached elsewhere may become this set's, instead of an error: true, the id of an inbound
   * gateway, or a list of such ids; false by default. Gateways that carry exactly these numbers are taken over, with
   * their settings changed to the declared ones. Numbers on other gateways that are named here by id are detached there
   * and attached here at once. A warning says what was taken.
   *
   * @change nothing; they apply to a later creation or destroy
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string | pulumi.Input<string>[]>;
  /**
   * Whether destroying the set also **permanently releases its numbers**; false by default. Only numbers that the
   * program declares are released, and only in a run of the whole stack (`--target`, `--exclude` and
   * `--continue-on-error` leave resources out) in which no other resource wants the number; a warning names the numbers
   * that are not released. Numbers bought through VideoSDK are never released: the destroy fails. A replacement never
   * releases.
   *
   * @change nothing; they apply to a later creation or destroy
   * @calls continue
   */
  releaseOnDelete?: pulumi.Input<boolean>;
}

/** One number of a set, as VideoSDK has it. */
export interface PhoneNumberInfo {
  /** The number in E.164 form. */
  readonly e164: string;
  /** VideoSDK's id of the number; survives detaching and replacement of the set. */
  readonly phoneNumberId: string;
  /** Label it was registered with. */
  readonly name: string | null;
  /** Country, such as `US`. */
  readonly countryCode: string | null;
  /** Carrier, such as `other`, `Twilio`, `Plivo`. */
  readonly provider: string | null;
  /** `SIP Configured`, or `PURCHASED` for numbers bought through VideoSDK. */
  readonly origin: string | null;
  /** Such as `ACTIVE`. */
  readonly status: string | null;
  /** Gateway that takes its calls; null when it was detached elsewhere. */
  readonly inboundGatewayId: string | null;
  /** Gateway that sends its calls; null when it was detached elsewhere. */
  readonly outboundGatewayId: string | null;
}

/**
 * Phone numbers at VideoSDK together with the inbound and outbound gateways that carry their calls.
 *
 * Creation is atomic: when one number is attached elsewhere, nothing is created. Destroying detaches the numbers, which
 * stay registered, and deletes the gateways. The id of a shared set is its first inbound gateway's.
 *
 * @example
 * ```ts
 * const support = new videosdk.PhoneNumberSet("support", {
 *   phoneNumbers: ["+14155550100", "+14155550101"],
 *   inbound: { sipRegion: "us002" },
 *   outbound: {
 *     address: "sip.example.com:5061",
 *     sipRegion: "us002",
 *     auth: { username: "acme", password: config.requireSecret("sipPassword") },
 *   },
 * });
 * export const inboundGatewayId = support.inboundGatewayIds[0];
 * ```
 * @throws `A number can be attached to one gateway of a direction only`: a number is on gateways of somebody else. The
 * error names them and each way out: the option `aliases` after a rename, `adopt`, or a detach there.
 * @throws `belongs to another PhoneNumberSet of this program already`: two sets declare one number. Leave it in one.
 * @throws `yet. They are in the state now; the next 'pulumi up' continues from here`: VideoSDK's list is late. Run
 * `pulumi up` again.
 * @throws `another stack or client may have taken over`: the gateways have settings that this set did not give them.
 * Take the set out of this stack, or accept them with `pulumi refresh`.
 * @throws `was bought through VideoSDK, and a release would`: a destroy with `releaseOnDelete` of a number that cannot
 * be got back. Set `releaseOnDelete: false`, run `pulumi up`, then destroy.
 * @throws `a gateway of this set, although detached`: VideoSDK's answers are late, so `releaseOnDelete` releases nothing
 * yet. Run `pulumi destroy` again.
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/phone-numbers/create-phone-number
 */
export class PhoneNumberSet extends SipResource {
  /** Label of the gateways. */
  declare public readonly name: pulumi.Output<string>;
  /** The numbers, in E.164 form, sorted. */
  declare public readonly phoneNumbers: pulumi.Output<string[]>;
  /** Whether numbers share a pair of gateways. */
  declare public readonly isShared: pulumi.Output<boolean>;
  /** Encryption of media. */
  declare public readonly mediaEncryption: pulumi.Output<MediaEncryption>;
  /** How calls reach VideoSDK. */
  declare public readonly inbound: pulumi.Output<{ readonly sipRegion: SipRegion }>;
  /** How VideoSDK reaches the peer. Secret, because it may hold credentials. */
  declare public readonly outbound: pulumi.Output<{
    readonly address: string;
    readonly sipRegion: SipRegion;
    readonly transport: SipTransport;
    readonly auth?: SipAuth;
  }>;
  /** Each number with its ids. */
  declare public readonly numbers: pulumi.Output<PhoneNumberInfo[]>;
  /**
   * Numbers on the set's gateways that the program does not declare, because they were attached elsewhere. They are
   * never changed, and a gateway that carries one is not deleted with the set.
   */
  declare public readonly foreignNumbers: pulumi.Output<string[]>;
  /**
   * The distinct inbound gateways: one for each number, or in a shared set one for the numbers of each addition. A gateway
   * keeps its place in the list while it exists, new ones follow; the outbound gateway of a pair has the same place.
   */
  declare public readonly inboundGatewayIds: pulumi.Output<string[]>;
  /** The distinct outbound gateways, in the order of {@link inboundGatewayIds}. */
  declare public readonly outboundGatewayIds: pulumi.Output<string[]>;

  /**
   * Declares a set.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: PhoneNumberSetArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: PhoneNumberSetArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /**
   * Looks up a set that exists, without managing it.
   *
   * @param id the inbound gateway's id of a shared set with one pair, or the set's numbers separated by commas
   */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): PhoneNumberSet {
    return new PhoneNumberSet(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "videosdk",
  type: "PhoneNumberSet",
  outputs: [
    "name",
    "phoneNumbers",
    "isShared",
    "mediaEncryption",
    "inbound",
    "outbound",
    "numbers",
    "foreignNumbers",
    "inboundGatewayIds",
    "outboundGatewayIds",
  ],
  secrets: secretPaths.PhoneNumberSet,
} as const;
