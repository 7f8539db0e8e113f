import type * as pulumi from "@pulumi/pulumi";
import type * as signalwire from "../signalwire";
import type * as videosdk from "../videosdk";

/** How VideoSDK reaches the SIP peer of a bridge. */
export interface BridgeOutboundArgs extends Pick<videosdk.OutboundArgs, "address" | "transport" | "auth"> {
  /**
   * Region that sends the calls; the `sipRegion` of the bridge by default.
   *
   * @change updates every outbound gateway in place
   * @calls new calls
   */
  sipRegion?: pulumi.Input<videosdk.SipRegion>;
}

/** The SignalWire side of a bridge. */
export interface BridgeSignalWireArgs {
  /**
   * Domain of the project's SIP profile, to which VideoSDK sends its calls; `signalwire.getSipProfileOutput().domain` reads it.
   *
   * @change updates every outbound gateway in place
   * @calls new calls
   */
  sipDomain: pulumi.Input<string>;
  /**
   * User name of the `SipEndpoint` that VideoSDK signs in with, unique in the project.
   *
   * @change in place, first at SignalWire, then at VideoSDK
   * @calls new calls that VideoSDK places fail between the two requests
   */
  username: pulumi.Input<string>;
  /**
   * Its password, always kept as a secret; a random one by default.
   *
   * @change in place, first at SignalWire, then at VideoSDK
   * @calls new calls that VideoSDK places fail between the two requests
   * @change removed: nothing: the endpoint keeps the one that it has
   * @calls continue
   */
  password?: pulumi.Input<string>;
  /**
   * Further arguments of that endpoint; none by default, but for `encryption`, which is `required`.
   *
   * @change as the page of `signalwire.SipEndpoint` says
   * @calls as that page says
   */
  endpoint?: Omit<signalwire.SipEndpointArgs, "username" | "password">;
  /**
   * Those of the numbers that the SignalWire project owns, in E.164 form, in no particular order; none by default. Each gets a
   * `SwmlScript` that sends its calls to VideoSDK, and a `PhoneNumber` that leads to the script; none is ever bought or released.
   * The list has to be known to the program: it cannot be an Output. Needs `videosdkHost`.
   *
   * @change one added: its script is created, and its calls go to VideoSDK
   * @calls new calls to this number
   * @change one removed: its script is deleted; with `restoreOnDelete` the number has its earlier handlers again, else it keeps
   * the handler that leads to the script
   * @calls new calls to this number fail, unless its earlier handlers are back
   */
  ownedNumbers?: readonly string[];
  /**
   * Host at which VideoSDK takes the calls of `ownedNumbers`; its dashboard shows it, and no API does. None by default.
   *
   * @change updates every script in place
   * @calls new calls
   */
  videosdkHost?: pulumi.Input<string>;
  /**
   * Whether a handler that an owned number has already may be replaced; false by default: then its creation fails.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean>;
  /**
   * Whether a destroy gives the owned numbers their earlier handlers back; false by default.
   *
   * @change nothing; it applies to a later destroy
   * @calls continue
   */
  restoreOnDelete?: pulumi.Input<boolean>;
}

/**
 * Arguments of a `SipBridge`. Exactly one of `outbound` and `signalwire` is needed, and at least one of `room` and `agentId`.
 */
export interface SipBridgeArgs {
  /**
   * What the objects are called at the vendors; the component's name by default. Give it before you rename the component:
   * then nothing at all changes.
   *
   * @change renames the gateways, the rule and the scripts in place; numbers keep the label they were registered with
   * @calls continue
   */
  name?: pulumi.Input<string>;
  /**
   * The numbers, in E.164 form, in no particular order. They are registered at VideoSDK, and never released by default.
   *
   * @change some removed: detaches them in place; they stay registered; gateways without a number are deleted
   * @calls of these numbers end
   * @change some added: in place: they get a further pair of gateways
   * @calls continue
   */
  phoneNumbers: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Region of VideoSDK's servers that takes the calls.
   *
   * @change updates every gateway in place
   * @calls new calls
   */
  sipRegion: pulumi.Input<videosdk.SipRegion>;
  /**
   * The SIP peer that VideoSDK places calls through, such as a carrier or a PBX; none by default.
   *
   * @change as its fields say
   * @calls as its fields say
   * @change exchanged for `signalwire`: the endpoint is created, and the outbound gateways are updated in place
   * @calls new calls
   */
  outbound?: BridgeOutboundArgs;
  /**
   * SignalWire as the SIP peer; not by default.
   *
   * @change as its fields say
   * @calls as its fields say
   * @change exchanged for `outbound`: the outbound gateways are updated in place, and the endpoint is deleted; where `outbound` has
   * no `auth`, it **replaces** the `PhoneNumberSet`
   * @calls new calls; interrupted if replaced
   */
  signalwire?: BridgeSignalWireArgs;
  /**
   * The room that callers enter; none by default.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces** the rule, deleting first
   * @calls its numbers ring nowhere until the new rule is there
   */
  room?: pulumi.Input<videosdk.RoomArgs>;
  /**
   * The agent that answers; none by default.
   *
   * @change added or changed: in place
   * @calls new calls
   * @change removed: **replaces** the rule, deleting first
   * @calls its numbers ring nowhere until the new rule is there
   */
  agentId?: pulumi.Input<string>;
  /**
   * Further arguments of the `PhoneNumberSet`, such as `isShared`; none by default. With `signalwire`, its `mediaEncryption` is
   * `enable` by default.
   *
   * @change as the page of `videosdk.PhoneNumberSet` says
   * @calls as that page says
   */
  set?: Omit<videosdk.PhoneNumberSetArgs, "name" | "phoneNumbers" | "inbound" | "outbound">;
  /**
   * Further arguments of the `RoutingRule`, such as `allowedIpAddresses`; none by default.
   *
   * @change as the page of `videosdk.RoutingRule` says
   * @calls as that page says
   */
  rule?: Omit<videosdk.RoutingRuleArgs, "name" | "type" | "phoneNumbers" | "room" | "agentId">;
  /**
   * The VideoSDK account; that of the parent by default, else of the stack's configuration.
   *
   * @change to another account **replaces** the set and the rule; another key of the same account changes nothing
   * @calls interrupted if replaced
   */
  videosdkProvider?: videosdk.Provider;
  /**
   * The SignalWire project; that of the parent by default, else of the stack's configuration.
   *
   * @change to another project **replaces** the endpoint, the scripts and the numbers' handlers; another token of the same project
   * changes nothing
   * @calls interrupted if replaced
   */
  signalwireProvider?: signalwire.Provider;
}
