import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { SipBridge, type SipBridgeArgs } from "../../src/components";
import { signalwire, videosdk } from "../../src/index";
import { complaint, mockEngine, registered, valueOf, type Registered } from "../support/mocked-program";

beforeEach(() => mockEngine({ requestUrl: "https://acme.signalwire.example.com/relay-bins/1" }));

const number = "+14155550100";
const withoutPeer = { phoneNumbers: [number], sipRegion: "us002", agentId: "ag_abcdef" };
const args: SipBridgeArgs = { ...withoutPeer, outbound: { address: "sip.example.com" } };
const side = { sipDomain: "acme.sip.example.com", username: "videosdk", videosdkHost: "sip.example.net" };

/** The children of a bridge by class and name, once all are registered. */
async function childrenOf(bridge: SipBridge): Promise<Record<string, Registered>> {
  const { numbers, rule, endpoint, ownedNumbers } = bridge;
  for (const one of [numbers, rule, endpoint, ...Object.values(ownedNumbers)])
    if (one) await valueOf(one.urn);
  const children = registered.filter(({ type }) => type.startsWith("pulumi-nodejs:"));
  return Object.fromEntries(children.map((one) => [`${one.type.replace(/.*\//, "")} ${one.name}`, one]));
}

/** What a program hears of such arguments. */
const complaintOf = (wrong: object): string => complaint(() => new SipBridge("desk", wrong as SipBridgeArgs));

describe("a bridge", () => {
  test("is a component of a constant type, which sends none of its arguments to the engine", async () => {
    await valueOf(new SipBridge("desk", args).urn);
    const component = registered.find(({ name }) => name === "desk");
    expect(component).toMatchObject({ type: "pulumi-sip:components:SipBridge", inputs: {} });
  });

  test("is a set with its gateways and a rule to the agent, all named after it", async () => {
    const children = await childrenOf(new SipBridge("desk", { ...args, rule: { dtmf: true } }));
    expect(Object.keys(children).sort()).toEqual([
      "videosdk:PhoneNumberSet desk-numbers",
      "videosdk:RoutingRule desk-rule",
    ]);
    expect(children["videosdk:PhoneNumberSet desk-numbers"]?.inputs).toMatchObject({
      name: "desk",
      phoneNumbers: [number],
      inbound: { sipRegion: "us002" },
    });
    expect(children["videosdk:RoutingRule desk-rule"]?.inputs).toMatchObject({
      name: "desk",
      type: "inbound",
      phoneNumbers: [number],
      agentId: "ag_abcdef",
      dtmf: true,
    });
  });

  test("calls its objects by a name that is given, so that a renamed component changes nothing", async () => {
    const before = await childrenOf(new SipBridge("desk", { ...args, name: "Front desk" }));
    await mockEngine();
    const after = await childrenOf(new SipBridge("reception", { ...args, name: "Front desk" }));
    const shared = (all: Record<string, Registered>): unknown[] =>
      Object.values(all).map(({ type, inputs: { __urn, ...inputs } }) => [type, inputs, typeof __urn]);
    expect(shared(after)).toEqual(shared(before));
  });

  test("with SignalWire signs in there with an endpoint, whose password is passed on as a secret", async () => {
    const bridge = new SipBridge("desk", {
      ...withoutPeer,
      signalwire: { ...side, password: "CANARY-desk" },
    });
    const children = await childrenOf(bridge);
    expect(children["signalwire:SipEndpoint desk-endpoint"]?.inputs).toMatchObject({
      username: "videosdk",
      encryption: "required",
    });
    expect(await pulumi.isSecret(bridge.numbers.outbound)).toBe(true);
    expect(await valueOf(bridge.numbers.outbound)).toEqual({
      address: "acme.sip.example.com",
      sipRegion: "us002",
      transport: "tls",
      auth: { username: "videosdk", password: "CANARY-desk" },
    });
    expect(children["videosdk:PhoneNumberSet desk-numbers"]?.inputs).toMatchObject({
      mediaEncryption: "enable",
    });
  });

  test("leads numbers that SignalWire owns to VideoSDK, each by a script of its own, in any spelling", async () => {
    const ownedNumbers = ["+1 (415) 555-0100"];
    const bridge = new SipBridge("desk", {
      ...withoutPeer,
      signalwire: { ...side, ownedNumbers, restoreOnDelete: true },
    });
    const children = await childrenOf(bridge);
    expect(Object.keys(bridge.ownedNumbers)).toEqual([number]);
    expect(children[`signalwire:SwmlScript desk-${number}-script`]?.inputs).toMatchObject({
      name: `desk ${number}`,
      contents: {
        version: "1.0.0",
        sections: { main: [{ connect: { to: `sip:${number}@sip.example.net` } }] },
      },
    });
    expect(children[`signalwire:PhoneNumber desk-${number}`]?.inputs).toMatchObject({
      number,
      callHandler: {
        type: "relay_script",
        relayScriptUrl: "https://acme.signalwire.example.com/relay-bins/1",
      },
      restoreOnDelete: true,
    });
  });

  test("sets the provider of its vendor on each child, also against that of its parent", async () => {
    const videosdkProvider = new videosdk.Provider("v", { token: "t" });
    const signalwireProvider = new signalwire.Provider("s", { space: "a", projectId: "b", token: "c" });
    const providers = [new videosdk.Provider("outer", { token: "o" })];
    const parent = new pulumi.ComponentResource("a:b:C", "parent", {}, { providers });
    const bridge = new SipBridge(
      "desk",
      {
        ...withoutPeer,
        signalwire: { ...side, ownedNumbers: [number] },
        videosdkProvider,
        signalwireProvider,
      },
      { parent },
    );
    const children = Object.entries(await childrenOf(bridge));
    expect(children).toHaveLength(5);
    for (const [name, { inputs }] of children)
      expect(inputs["__through"], name).toBe(
        name.startsWith("videosdk") ? "videosdk.Provider v" : "signalwire.Provider s",
      );
  });

  test("takes a provider of its own vendor only, says the compiler", () => {
    type Given = NonNullable<SipBridgeArgs["signalwireProvider"]>;
    expectTypeOf<signalwire.Provider>().toExtend<Given>();
    expectTypeOf<videosdk.Provider>().not.toExtend<Given>();
  });
});

describe("arguments of a bridge that cannot be used as a whole", () => {
  test.each([
    ["no peer", withoutPeer, ["outbound or signalwire is needed"]],
    ["two peers", { ...args, signalwire: side }, ["outbound and signalwire: only one of them"]],
    ["neither room nor agent", { ...args, agentId: undefined }, ["room or agentId is needed"]],
    [
      "owned numbers without a host",
      { ...withoutPeer, signalwire: { ...side, videosdkHost: undefined, ownedNumbers: [number] } },
      ["signalwire.videosdkHost is needed"],
    ],
    [
      "owned numbers of every wrong kind",
      {
        ...withoutPeer,
        signalwire: { ...side, ownedNumbers: ["4155550100", number, `${number} `, "+14155550199"] },
      },
      [
        '"4155550100" is not a number in E.164 form',
        `${number} is there twice`,
        "+14155550199 is not among phone",
      ],
    ],
    [
      "owned numbers that the program does not know",
      { ...withoutPeer, signalwire: { ...side, ownedNumbers: pulumi.output([number]) } },
      ["signalwire.ownedNumbers: an Output is not a list"],
    ],
  ])("are refused in the program: %s", (_what, wrong, sentences) => {
    const said = complaintOf(wrong);
    expect(said.split("\n  - ").slice(1)).toEqual(
      sentences.map((sentence) => expect.stringContaining(sentence) as unknown),
    );
    expect(registered).toEqual([]);
  });
});
