import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../program/resource";
import type { MediaEncryption, SipAuth, SipAuthArgs, SipRegion } from "./vocabulary";

/**
 * Arguments that gateways of both directions have. Each change is made in place, by one request that sends all settings; it
 * applies to new calls. Numbers are called numbers; callers are in `allowedNumbers`.
 */
export interface FreeGatewayArgs {
  /**
   * Name, which is unique among the account's gateways of the direction; the resource's name by default.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  name?: pulumi.Input<string>;
  /**
   * Numbers that are called through it, or that it calls from, in E.164 form; at least one, in no particular order.
   * Whether they must be registered at VideoSDK, and whether this attaches them, is not documented.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  numbers: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Credentials: those that the peer presents to an inbound gateway, or that an outbound one presents. None by default.
   * **Removing them replaces the gateway**, because VideoSDK documents no way to clear them.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces**, deleting first: VideoSDK documents no way to clear credentials
   * @calls interrupted; the new gateway has another id
   */
  auth?: pulumi.Input<SipAuthArgs>;
  /**
   * **Callers** that are let in, not called numbers: in E.164 form, in which `*` stands for any digits, such as `+91*`.
   * Empty by default: all are. No particular order.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  allowedNumbers?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether media is encrypted; `disable` by default.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  mediaEncryption?: pulumi.Input<MediaEncryption>;
  /**
   * Region of VideoSDK's servers; `auto` by default. Any text is accepted; a warning names one that is not known.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  geoRegion?: pulumi.Input<SipRegion | (string & {})>;
  /**
   * Whether calls are recorded; false by default.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  record?: pulumi.Input<boolean>;
  /**
   * Whether noise is removed; false by default.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  noiseCancellation?: pulumi.Input<boolean>;
  /**
   * Whether digits that a caller types reach the room; false by default.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  enableDtmf?: pulumi.Input<boolean>;
  /**
   * Texts by name, for your own use; none by default.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  metadata?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Tags, in no particular order; none by default.
   *
   * @change in place, in one request that sends all settings
   * @calls new calls
   */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether a destroy deletes the gateway also while phone numbers are attached to it that `numbers` does not have;
   * false by default.
   *
   * @change nothing; it applies to a later destroy
   * @calls continue
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * Whether a creation may take over a gateway of the direction that has exactly this name, instead of failing: true,
   * or the id that is expected; false by default. A warning says what was taken over, and its settings are changed to
   * the declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/** What gateways of both directions have. */
export abstract class FreeGateway extends SipResource {
  /** Name. */
  declare public readonly name: pulumi.Output<string>;
  /** Numbers that are called through it or that it calls from, sorted. */
  declare public readonly numbers: pulumi.Output<string[]>;
  /** Credentials, where the program declares some. Secret. */
  declare public readonly auth: pulumi.Output<SipAuth | undefined>;
  /** Callers that are let in, sorted. */
  declare public readonly allowedNumbers: pulumi.Output<string[]>;
  /** Whether media is encrypted. */
  declare public readonly mediaEncryption: pulumi.Output<MediaEncryption>;
  /** Region of VideoSDK's servers. */
  declare public readonly geoRegion: pulumi.Output<string>;
  /** Whether calls are recorded. */
  declare public readonly record: pulumi.Output<boolean>;
  /** Whether noise is removed. */
  declare public readonly noiseCancellation: pulumi.Output<boolean>;
  /** Whether digits that a caller types reach the room. */
  declare public readonly enableDtmf: pulumi.Output<boolean>;
  /** Texts by name. */
  declare public readonly metadata: pulumi.Output<Record<string, string>>;
  /** Tags, sorted. */
  declare public readonly tags: pulumi.Output<string[]>;
  /** Whether a destroy deletes it although numbers are attached to it. */
  declare public readonly forceDestroy: pulumi.Output<boolean>;
  /** Its id, the same as that of the resource. */
  declare public readonly gatewayId: pulumi.Output<string>;
  /** When it was created, in ISO 8601; null where VideoSDK does not show it. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601; null where VideoSDK does not show it. */
  declare public readonly updatedAt: pulumi.Output<string | null>;
}

/** The outputs of both directions. */
export const freeGatewayOutputs = [
  ...["name", "numbers", "auth", "allowedNumbers", "mediaEncryption", "geoRegion", "record"],
  ...["noiseCancellation", "enableDtmf", "metadata", "tags", "forceDestroy"],
  ...["gatewayId", "createdAt", "updatedAt"],
] as const;
