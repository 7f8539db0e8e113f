import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type ConnectorProvider, type SipRegion } from "../vocabulary";

/**
 * Arguments of a {@link Connector}. VideoSDK cannot change a connector: **every change but that of `keyVersion` replaces it**,
 * and the new one has another URL, which the carrier must be told. The old one is deleted last.
 */
export interface ConnectorArgs {
  /**
   * The carrier. Any text is accepted; a warning names one that this release does not know.
   *
   * @change **replaces**, creating first: VideoSDK cannot change a connector
   * @calls continue until the old one is deleted; the new one has another `webhookUrl`
   */
  provider: pulumi.Input<ConnectorProvider | (string & {})>;
  /**
   * Name; the resource's name by default.
   *
   * @change **replaces**, creating first: VideoSDK cannot change a connector
   * @calls continue until the old one is deleted; the new one has another `webhookUrl`
   */
  name?: pulumi.Input<string>;
  /**
   * Room for calls that no rule takes: its `roomId` or `customRoomId`. None by default.
   *
   * @change **replaces**, creating first: VideoSDK cannot change a connector
   * @calls continue until the old one is deleted; the new one has another `webhookUrl`
   */
  defaultRoomId?: pulumi.Input<string>;
  /**
   * Rule for calls to numbers that no rule has: its id, such as `rule.ruleId`. None by default.
   *
   * @change **replaces**, creating first: VideoSDK cannot change a connector
   * @calls continue until the old one is deleted; the new one has another `webhookUrl`
   */
  defaultRuleId?: pulumi.Input<string>;
  /**
   * Region of VideoSDK's servers; by default that of the caller.
   *
   * @change **replaces**, creating first: VideoSDK cannot change a connector
   * @calls continue until the old one is deleted; the new one has another `webhookUrl`
   */
  region?: pulumi.Input<Exclude<SipRegion, "auto"> | (string & {})>;
  /**
   * Any value, kept here only. **A change from one value to another makes VideoSDK give the connector a new URL**; the
   * old one stops at once, and calls fail until the carrier has the new one. Giving a first value changes nothing.
   *
   * @change from one value to another: in place: a new `webhookUrl`, and the old one stops at once
   * @calls fail until the carrier has the new URL
   * @change given for the first time or left out: nothing
   * @calls continue
   */
  keyVersion?: pulumi.Input<string | number>;
  /**
   * Whether a creation may take over a connector with the same provider, name and defaults: true, or the id that is
   * expected; false by default. A warning says what was taken over.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/**
 * A connector: a URL that a carrier (Twilio, Plivo, Telnyx) tells of its calls, which VideoSDK then takes. Destroying the
 * resource deletes it.
 *
 * @example
 * ```ts
 * const twilio = new videosdk.Connector("twilio", { provider: "twilio", defaultRoomId: "abcd-efgh-ijkl" });
 * // Tell the carrier this URL, in place of a SIP address.
 * export const webhookUrl = twilio.webhookUrl;
 * ```
 * @throws `has the same provider, name and defaults; nothing could tell the`: two connectors of the program cannot be
 * distinguished. Give one another `name`.
 * @see https://docs.videosdk.live/api-reference/realtime-communication/connectors
 */
export class Connector extends SipResource {
  /** The carrier. */
  declare public readonly provider: pulumi.Output<string>;
  /** Name. */
  declare public readonly name: pulumi.Output<string>;
  /** Room for calls that no rule takes. */
  declare public readonly defaultRoomId: pulumi.Output<string | undefined>;
  /** Rule for calls to numbers that no rule has. */
  declare public readonly defaultRuleId: pulumi.Output<string | undefined>;
  /** Region of VideoSDK's servers. */
  declare public readonly region: pulumi.Output<string | undefined>;
  /** The value of the last rotation. */
  declare public readonly keyVersion: pulumi.Output<string | number | undefined>;
  /** Its id, the same as that of the resource. */
  declare public readonly connectorId: pulumi.Output<string>;
  /** What the carrier is to call. Secret: who has it can make calls. Missing after an import, until the first update. */
  declare public readonly webhookUrl: pulumi.Output<string>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;

  /**
   * Declares a connector.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: ConnectorArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: ConnectorArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /** Looks up a connector by its id, without managing it. Its `webhookUrl` is not shown then. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): Connector {
    return new Connector(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "videosdk",
  type: "Connector",
  outputs: [
    ...["provider", "name", "defaultRoomId", "defaultRuleId", "region", "keyVersion"],
    ...["connectorId", "webhookUrl", "createdAt"],
  ],
  secrets: secretPaths.Connector,
  createBeforeDelete: true,
} as const;
