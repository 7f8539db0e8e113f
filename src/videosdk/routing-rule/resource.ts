import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type IncludedHeaders, type RoomPrefix } from "../vocabulary";

/** A room that all calls meet in. */
export interface StaticRoomArgs {
  /**
   * One room for all calls.
   *
   * @change in place
   * @calls new calls
   */
  type: pulumi.Input<"static">;
  /**
   * Its `roomId`, such as `abcd-efgh-ijkl`, or its `customRoomId`.
   *
   * @change in place
   * @calls new calls
   */
  id: pulumi.Input<string>;
  /**
   * Digits that callers type to enter; none by default. Always kept as a secret.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces**, deleting first: VideoSDK documents no way to clear them
   * @calls its numbers ring nowhere until the new rule is there
   */
  pin?: pulumi.Input<string>;
}

/** A room of its own for each call. */
export interface DynamicRoomArgs {
  /**
   * A room for each call.
   *
   * @change in place
   * @calls new calls
   */
  type: pulumi.Input<"dynamic">;
  /**
   * How it is named.
   *
   * @change in place
   * @calls new calls
   */
  prefix: pulumi.Input<RoomPrefix>;
  /**
   * Digits that callers type to enter; none by default. Always kept as a secret.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces**, deleting first: VideoSDK documents no way to clear them
   * @calls its numbers ring nowhere until the new rule is there
   */
  pin?: pulumi.Input<string>;
}

/** Where the calls of a rule meet. */
export type RoomArgs = StaticRoomArgs | DynamicRoomArgs;

/**
 * Arguments of a {@link RoutingRule}. Unless it says otherwise, a change is made in place, by one request that sends all that
 * is declared, and applies to new calls.
 */
export interface RoutingRuleArgs {
  /**
   * Name; the resource's name by default. Several rules may have the same.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  name?: pulumi.Input<string>;
  /**
   * Which way its calls go.
   *
   * @change **replaces**, deleting first
   * @calls its numbers ring nowhere until the new rule is there
   */
  type: pulumi.Input<"inbound" | "outbound">;
  /**
   * **Called** numbers of an inbound rule, or the numbers that an outbound one calls from, in E.164 form; at least one,
   * in no particular order. They must be registered: pass those of a `PhoneNumberSet`, so that the set comes first. A
   * number can be in one inbound rule.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  phoneNumbers: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Where calls meet; none by default.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces**, deleting first: VideoSDK documents no way to clear them
   * @calls its numbers ring nowhere until the new rule is there
   */
  room?: pulumi.Input<RoomArgs>;
  /**
   * The agent that answers: the id of a cloud deployment, such as `ag_abcdef`, or the one that a worker of your own
   * registers with. None by default.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces**, deleting first: VideoSDK documents no way to clear them
   * @calls its numbers ring nowhere until the new rule is there
   */
  agentId?: pulumi.Input<string>;
  /**
   * What the agent is told: any JSON values by name. Needs `agentId`.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces**, deleting first: VideoSDK documents no way to clear them
   * @calls its numbers ring nowhere until the new rule is there
   */
  agentMetadata?: pulumi.Input<Record<string, unknown>>;
  /**
   * Which SIP headers the room is told of. Left out, it is the server's and is not managed; see `effective`.
   *
   * @change in place; removed, it stays as it is and is no longer managed
   * @calls new calls
   */
  includeHeaders?: pulumi.Input<IncludedHeaders>;
  /**
   * SIP headers of the calls of an outbound rule, by name; none by default. Refused for an inbound one.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  headers?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Names of the attributes that SIP headers of an inbound rule's calls become, by header; none by default.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  headersToAttributes?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * **Callers** that are let in, not called numbers: in E.164 form, in which `*` stands for any digits. Empty by
   * default: all are. No particular order.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  allowedNumbers?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * IP addresses that calls may come from; empty by default: all. No particular order.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  allowedIpAddresses?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Tags, in no particular order; none by default.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  tags?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether calls are recorded; false by default.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  recording?: pulumi.Input<boolean>;
  /**
   * Whether digits that a caller types reach the room; false by default.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  dtmf?: pulumi.Input<boolean>;
  /**
   * Whether noise is removed; false by default.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  noiseCancellation?: pulumi.Input<boolean>;
  /**
   * Whether the room is not shown the caller's number; false by default.
   *
   * @change in place, in one request that sends all that is declared
   * @calls new calls
   */
  hidePhoneNumber?: pulumi.Input<boolean>;
  /**
   * API key that its rooms are opened with; that of the token by default. Always a secret.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces**, deleting first: VideoSDK documents no way to clear them
   * @calls its numbers ring nowhere until the new rule is there
   */
  apiKey?: pulumi.Input<string>;
  /**
   * Whether a creation may take over a rule, instead of failing: an inbound one with exactly these numbers, an outbound
   * one with this name too. True, or the id that is expected; false by default. A warning says what was taken over, and
   * its settings are changed to the declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/** What a rule has, declared or not. */
export interface EffectiveRule {
  /** Its room, without the PIN; null where it has none. */
  readonly room: Readonly<Record<string, string>> | null;
  /** Its agent; null where it has none. */
  readonly agentId: string | null;
  /** Which SIP headers the room is told of. */
  readonly includeHeaders: string | null;
}

/**
 * A routing rule: which room or agent takes the calls of numbers. Without one, a number rings nowhere. Destroying the
 * resource deletes it; its numbers stay registered and attached.
 *
 * A replacement deletes first, because a number can be in one inbound rule.
 *
 * @example
 * ```ts
 * new videosdk.RoutingRule("desk", {
 *   type: "inbound",
 *   phoneNumbers: ["+14155550100"],
 *   room: { type: "dynamic", prefix: "random" },
 *   agentId: "ag_abcdef",
 * });
 * ```
 * @throws `is in another inbound RoutingRule of this program`: two inbound rules declare one number. Leave it in one.
 * @throws `VideoSDK answered without making a change of`: VideoSDK ignores a change of these fields. Where it happens
 * again, replace the rule with `pulumi up --replace <URN>`.
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/routing-rules/create-routing-rule
 */
export class RoutingRule extends SipResource {
  /** Name. */
  declare public readonly name: pulumi.Output<string>;
  /** Which way its calls go. */
  declare public readonly type: pulumi.Output<"inbound" | "outbound">;
  /** Its numbers in E.164 form, sorted. */
  declare public readonly phoneNumbers: pulumi.Output<string[]>;
  /** Where calls meet, where the program declares it. Secret, because of the PIN. */
  declare public readonly room: pulumi.Output<Readonly<Record<string, string>> | undefined>;
  /** The agent that answers, where the program declares one. */
  declare public readonly agentId: pulumi.Output<string | undefined>;
  /** What the agent is told, where the program declares it. */
  declare public readonly agentMetadata: pulumi.Output<Record<string, unknown> | undefined>;
  /** Which SIP headers the room is told of, where the program declares it. */
  declare public readonly includeHeaders: pulumi.Output<IncludedHeaders | undefined>;
  /** SIP headers of its calls. */
  declare public readonly headers: pulumi.Output<Record<string, string>>;
  /** Names of attributes by SIP header. */
  declare public readonly headersToAttributes: pulumi.Output<Record<string, string>>;
  /** Callers that are let in, sorted. */
  declare public readonly allowedNumbers: pulumi.Output<string[]>;
  /** IP addresses that calls may come from, sorted. */
  declare public readonly allowedIpAddresses: pulumi.Output<string[]>;
  /** Tags, sorted. */
  declare public readonly tags: pulumi.Output<string[]>;
  /** Whether calls are recorded. */
  declare public readonly recording: pulumi.Output<boolean>;
  /** Whether digits that a caller types reach the room. */
  declare public readonly dtmf: pulumi.Output<boolean>;
  /** Whether noise is removed. */
  declare public readonly noiseCancellation: pulumi.Output<boolean>;
  /** Whether the room is not shown the caller's number. */
  declare public readonly hidePhoneNumber: pulumi.Output<boolean>;
  /** API key, where the program declares one. Secret. */
  declare public readonly apiKey: pulumi.Output<string | undefined>;
  /** Its id, the same as that of the resource. */
  declare public readonly ruleId: pulumi.Output<string>;
  /** What it has, declared or not. */
  declare public readonly effective: pulumi.Output<EffectiveRule>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601. */
  declare public readonly updatedAt: pulumi.Output<string | null>;

  /**
   * Declares a rule.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: RoutingRuleArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: RoutingRuleArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /** Looks up a rule by its id, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): RoutingRule {
    return new RoutingRule(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "videosdk",
  type: "RoutingRule",
  outputs: [
    ...["name", "type", "phoneNumbers", "room", "agentId", "agentMetadata", "includeHeaders", "headers"],
    ...["headersToAttributes", "allowedNumbers", "allowedIpAddresses", "tags", "recording", "dtmf"],
    ...["noiseCancellation", "hidePhoneNumber", "apiKey", "ruleId", "effective", "createdAt", "updatedAt"],
  ],
  secrets: secretPaths.RoutingRule,
} as const;
