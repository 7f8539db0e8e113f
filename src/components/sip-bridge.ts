import * as pulumi from "@pulumi/pulumi";
import { PhoneNumber, SipEndpoint, SwmlScript } from "../signalwire";
import { PhoneNumberSet, RoutingRule, type OutboundArgs } from "../videosdk";
import type { BridgeSignalWireArgs, SipBridgeArgs } from "./bridge-args";
import { plainNumber, problemsOf } from "./bridge-problems";
import { SipComponent } from "./sip-component";

/**
 * Numbers that are answered at VideoSDK: a `PhoneNumberSet` with its gateways, and the `RoutingRule` that leads calls to a room
 * or an agent. With `signalwire`, SignalWire is the peer: VideoSDK places its calls as a `SipEndpoint` there, and numbers that the
 * project owns ring at VideoSDK.
 *
 * Calls that SignalWire sends to VideoSDK carry no credentials: limit who may call with `rule: { allowedIpAddresses: […] }`.
 *
 * With an alias and a `name`, the component can be renamed, or moved into another one, without any change at the vendors.
 *
 * @child `<name>-numbers` videosdk.PhoneNumberSet: the numbers with their gateways; further arguments in `set`
 * @child `<name>-rule` videosdk.RoutingRule: leads calls to `room` or `agentId`; further arguments in `rule`
 * @child `<name>-endpoint` signalwire.SipEndpoint: with `signalwire`: VideoSDK places its calls as this endpoint
 * @child `<name>-<number>-script` signalwire.SwmlScript: for each of `signalwire.ownedNumbers`: sends its calls to
 * `<number>@<videosdkHost>`
 * @child `<name>-<number>` signalwire.PhoneNumber: leads the number to that script
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
 * @throws `outbound or signalwire is needed: the SIP peer that VideoSDK places calls through`: neither is given. Give the carrier or
 * PBX in `outbound`, or the project in `signalwire`.
 * @throws `outbound and signalwire: only one of them can be the SIP peer`: both are given. Leave one out.
 * @throws `room or agentId is needed: without one, the numbers ring nowhere`: give one of them, or both.
 * @throws `is not a list of numbers that the program knows`: `signalwire.ownedNumbers` is an Output. Its numbers are resources of
 * their own, so give a list of texts, for example from the configuration.
 * @throws `is not among phoneNumbers, so VideoSDK would not take its calls`: add the number to `phoneNumbers`, too.
 * @throws `signalwire.videosdkHost is needed: where SignalWire sends the calls of`: the dashboard of VideoSDK shows the host.
 * @see https://docs.videosdk.live/telephony/introduction
 * @see https://signalwire.com/docs/apis
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
