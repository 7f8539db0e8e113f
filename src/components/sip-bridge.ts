import * as pulumi from "@pulumi/pulumi";
import {
  PhoneNumber,
  SipEndpoint,
  SwmlScript,
  type Provider as SignalWireProvider,
  type SipEndpointArgs,
} from "../signalwire";
import {
  PhoneNumberSet,
  RoutingRule,
  type OutboundArgs,
  type PhoneNumberSetArgs,
  type Provider as VideoSdkProvider,
  type RoutingRuleArgs,
  type SipRegion,
} from "../videosdk";
import { plainNumber, problemsOf } from "./bridge-problems";
import { SipComponent } from "./sip-component";

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
 * Arguments of a {@link SipBridge}. Exactly one of `outbound` and `signalwire` is needed, and at least one of `room` and
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

/**
 * Numbers that are answered at VideoSDK: a `PhoneNumberSet` with its gateways, and the `RoutingRule` that leads calls to a room
 * or an agent. With `signalwire`, SignalWire is the peer: VideoSDK places its calls as a `SipEndpoint` there, and numbers that the
 * project owns ring at VideoSDK.
 *
 * With an alias and a `name`, the component can be renamed, or moved into another one, without any change at the vendors.
 *
 * @example
 * ```ts
 * new components.SipBridge("desk", {
 *   name: "Front desk",
 *   phoneNumbers: ["+14155550100"],
 *   sipRegion: "us002",
 *   outbound: {
 *     address: "sip.example.com",
 *     auth: { username: "acme", password: config.requireSecret("sipPassword") },
 *   },
 *   agentId: "ag_abcdef",
 * });
 * ```
 * @see https://docs.videosdk.live/telephony/introduction
 */
export class SipBridge extends SipComponent {
  /** The numbers with their gateways: `<name>-numbers`. */
  public readonly numbers: PhoneNumberSet;
  /** The rule that leads calls to the room or the agent: `<name>-rule`. */
  public readonly rule: RoutingRule;
  /** The endpoint that VideoSDK signs in with, where SignalWire is the peer: `<name>-endpoint`. */
  public readonly endpoint: SipEndpoint | undefined;
  /** What the owned numbers lead to, by number: `<name>-<number>`. */
  public readonly ownedNumbers: Readonly<Record<string, PhoneNumber>>;

  /**
   * Declares a bridge.
   *
   * @param name name of the component in the program
   * @throws RunError that names everything that is wrong with the arguments as a whole
   */
  constructor(name: string, args: SipBridgeArgs, options?: pulumi.ComponentResourceOptions) {
    super("SipBridge", name, problemsOf(args), options);
    const { name: label = name, phoneNumbers, sipRegion, signalwire, room, agentId } = args;
    const { signalwireProvider, videosdkProvider } = args;
    const atVideoSdk = this.childOptions(videosdkProvider);
    const atSignalWire = this.childOptions(signalwireProvider);

    this.endpoint =
      signalwire &&
      new SipEndpoint(
        `${name}-endpoint`,
        {
          encryption: "required",
          ...signalwire.endpoint,
          username: signalwire.username,
          ...(signalwire.password !== undefined && { password: signalwire.password }),
        },
        atSignalWire,
      );
    this.numbers = new PhoneNumberSet(
      `${name}-numbers`,
      {
        ...(signalwire !== undefined && { mediaEncryption: "enable" }),
        ...args.set,
        name: label,
        phoneNumbers,
        inbound: { sipRegion },
        outbound: { sipRegion, ...peerOf(args, this.endpoint) },
      },
      atVideoSdk,
    );
    this.rule = new RoutingRule(
      `${name}-rule`,
      {
        ...args.rule,
        name: label,
        type: "inbound",
        // Not the argument itself: a rule may only have numbers that are registered.
        phoneNumbers: this.numbers.phoneNumbers,
        ...(room !== undefined && { room }),
        ...(agentId !== undefined && { agentId }),
      },
      atVideoSdk,
    );
    this.ownedNumbers = Object.fromEntries(
      (signalwire?.ownedNumbers ?? [])
        .map(plainNumber)
        .map((number) => [number, ownedNumber(`${name}-${number}`, label, number, signalwire, atSignalWire)]),
    );
    this.registerOutputs({});
  }
}

/** The peer of the outbound gateways. */
function peerOf(
  { outbound, signalwire }: SipBridgeArgs,
  endpoint: SipEndpoint | undefined,
): Omit<OutboundArgs, "sipRegion"> & Partial<Pick<OutboundArgs, "sipRegion">> {
  if (outbound !== undefined) return outbound;
  if (signalwire === undefined || endpoint === undefined) throw new Error("a bridge without a peer");
  const { username, password } = endpoint;
  return { address: signalwire.sipDomain, transport: "tls", auth: { username, password } };
}

/** A number of the SignalWire project, and the script that sends its calls to VideoSDK. */
function ownedNumber(
  name: string,
  label: pulumi.Input<string>,
  number: string,
  { videosdkHost = "", adopt, restoreOnDelete }: Partial<BridgeSignalWireArgs> = {},
  options: pulumi.CustomResourceOptions,
): PhoneNumber {
  const to = pulumi.interpolate`sip:${number}@${videosdkHost}`;
  const script = new SwmlScript(
    `${name}-script`,
    {
      name: pulumi.interpolate`${label} ${number}`,
      contents: { version: "1.0.0", sections: { main: [{ connect: { to } }] } },
    },
    options,
  );
  return new PhoneNumber(
    name,
    {
      number,
      callHandler: { type: "relay_script", relayScriptUrl: script.requestUrl.apply((url) => url ?? "") },
      ...(adopt !== undefined && { adopt }),
      ...(restoreOnDelete !== undefined && { restoreOnDelete }),
    },
    options,
  );
}
