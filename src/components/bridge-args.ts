import type * as pulumi from "@pulumi/pulumi";
import type { Provider as SignalWireProvider, SipEndpointArgs } from "../signalwire";
import type {
  OutboundArgs,
  PhoneNumberSetArgs,
  Provider as VideoSdkProvider,
  RoutingRuleArgs,
  SipRegion,
} from "../videosdk";

/** How VideoSDK reaches the SIP peer of a bridge. */
export interface BridgeOutboundArgs extends Pick<OutboundArgs, "address" | "transport" | "auth"> {
  /** Region that sends the calls; the `sipRegion` of the bridge by default. Changed in place. */
  sipRegion?: pulumi.Input<SipRegion>;
}

/** The SignalWire side of a bridge. */
export interface BridgeSignalWireArgs {
  /**
   * Domain of the project's SIP profile, to which VideoSDK sends its calls; `signalwire.getSipProfileOutput().domain` reads it.
   * Changed in place.
   */
  sipDomain: pulumi.Input<string>;
  /** User name of the `SipEndpoint` that VideoSDK signs in with, unique in the project. Changed in place, at both vendors. */
  username: pulumi.Input<string>;
  /** Its password; made when it is left out. Changed in place, at both vendors; new calls fail between the two requests. */
  password?: pulumi.Input<string>;
  /** Further arguments of that endpoint; its `encryption` is `required` by default. */
  endpoint?: Omit<SipEndpointArgs, "username" | "password">;
  /**
   * Those of the numbers that the SignalWire project owns, in E.164 form, in no particular order; none by default. Each gets a
   * `SwmlScript` that sends its calls to VideoSDK, and a `PhoneNumber` that leads to the script; none is ever bought or released.
   * The list has to be known to the program: it cannot be an Output. Needs `videosdkHost`.
   */
  ownedNumbers?: readonly string[];
  /** Host at which VideoSDK takes the calls of `ownedNumbers`; its dashboard shows it, and no API does. Changed in place. */
  videosdkHost?: pulumi.Input<string>;
  /** Whether a handler that an owned number has already may be replaced; false by default: then its creation fails. */
  adopt?: pulumi.Input<boolean>;
  /** Whether a destroy gives the owned numbers their earlier handlers back; false by default. */
  restoreOnDelete?: pulumi.Input<boolean>;
}

/**
 * Arguments of a `SipBridge`. Exactly one of `outbound` and `signalwire` is needed, and at least one of `room` and
 * `agentId`. What a change does, its resources say.
 */
export interface SipBridgeArgs {
  /**
   * What the objects are called at the vendors; the component's name by default. Give it before you rename the component:
   * then nothing at all changes. Changed in place.
   */
  name?: pulumi.Input<string>;
  /** The numbers, in E.164 form, in no particular order. They are registered at VideoSDK, and never released by default. */
  phoneNumbers: PhoneNumberSetArgs["phoneNumbers"];
  /** Region of VideoSDK's servers that takes the calls. Changed in place. */
  sipRegion: pulumi.Input<SipRegion>;
  /** The SIP peer that VideoSDK places calls through, such as a carrier or a PBX. */
  outbound?: BridgeOutboundArgs;
  /** SignalWire as the SIP peer. */
  signalwire?: BridgeSignalWireArgs;
  /** The room that callers enter; none by default. **Removing it replaces the rule.** */
  room?: RoutingRuleArgs["room"];
  /** The agent that answers; none by default. **Removing it replaces the rule.** */
  agentId?: RoutingRuleArgs["agentId"];
  /** Further arguments of the `PhoneNumberSet`, such as `isShared`. With `signalwire`, its `mediaEncryption` is `enable` by default. */
  set?: Omit<PhoneNumberSetArgs, "name" | "phoneNumbers" | "inbound" | "outbound">;
  /** Further arguments of the `RoutingRule`, such as `allowedIpAddresses`. */
  rule?: Omit<RoutingRuleArgs, "name" | "type" | "phoneNumbers" | "room" | "agentId">;
  /** The VideoSDK account; that of the parent by default, else of the stack's configuration. */
  videosdkProvider?: VideoSdkProvider;
  /** The SignalWire project; that of the parent by default, else of the stack's configuration. */
  signalwireProvider?: SignalWireProvider;
}
