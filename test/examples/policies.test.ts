import { describe, expect, test } from "vitest";
import {
  gatewaysKnowTheirPeers,
  gatewaysUseTls,
  noRelease,
  numbersHaveAWay,
  type Seen,
} from "../../examples/policies/rules.js";

const seen = (type: string, props: Seen["props"]): Seen => ({
  type: `pulumi-nodejs:dynamic/${type}`,
  name: type,
  props,
});

const auth = { username: "acme", password: "secret" };
const number = "+14155550100";
const set = (props: Seen["props"] = {}): Seen =>
  seen("videosdk:PhoneNumberSet", {
    phoneNumbers: [number],
    mediaEncryption: "enable",
    outbound: { address: "sip.example.com", transport: "tls", auth },
    ...props,
  });
const rule = (props: Seen["props"] = {}): Seen =>
  seen("videosdk:RoutingRule", { type: "inbound", phoneNumbers: [number], ...props });

describe("the policies of examples/policies", () => {
  test("have nothing against a stack that is as it should be", () => {
    const stack = [
      set(),
      rule(),
      seen("videosdk:InboundGateway", { numbers: [number], allowedAddresses: ["203.0.113.0/24"] }),
      seen("videosdk:OutboundGateway", {
        numbers: [number],
        transport: "tls",
        mediaEncryption: "enable",
        auth,
      }),
      seen("signalwire:SipGateway", { encryption: "required" }),
      seen("signalwire:SipAddress", { ipAuth: ["203.0.113.0/24"] }),
      seen("signalwire:PhoneNumber", { number, callHandler: { type: "relay_script" } }),
      seen("aws:s3/bucket:Bucket", {}),
    ];
    for (const one of [numbersHaveAWay, gatewaysUseTls, gatewaysKnowTheirPeers, noRelease])
      expect(one(stack)).toEqual([]);
  });

  test.each<[string, Seen[], number]>([
    ["a number without a rule", [set()], 1],
    ["a number in an outbound rule only", [set(), rule({ type: "outbound" })], 1],
    ["one of two numbers", [set({ phoneNumbers: [number, "+14155550101"] }), rule()], 1],
    ["a number of SignalWire without a handler", [seen("signalwire:PhoneNumber", { number })], 1],
    [
      "a number of SignalWire that an address binds",
      [
        seen("signalwire:PhoneNumber", { number }),
        seen("signalwire:PhoneNumberAddress", { number, resourceId: "id" }),
      ],
      0,
    ],
  ])("find %s", (_what, stack, count) => {
    expect(numbersHaveAWay(stack)).toHaveLength(count);
  });

  test.each<[string, Seen, number]>([
    ["a set without TLS", set({ outbound: { transport: "udp", auth } }), 1],
    ["a set that does not encrypt media", set({ mediaEncryption: "disable" }), 1],
    ["an outbound gateway without either", seen("videosdk:OutboundGateway", {}), 2],
    [
      "a SignalWire gateway that may do without",
      seen("signalwire:SipGateway", { encryption: "optional" }),
      1,
    ],
  ])("find %s", (_what, resource, count) => {
    expect(gatewaysUseTls([resource])).toHaveLength(count);
  });

  test.each<[string, Seen]>([
    ["an open inbound gateway", seen("videosdk:InboundGateway", { allowedAddresses: [] })],
    ["an open SIP address", seen("signalwire:SipAddress", {})],
    ["an outbound gateway without credentials", seen("videosdk:OutboundGateway", {})],
    ["a set without credentials", set({ outbound: { transport: "tls" } })],
  ])("find %s", (_what, resource) => {
    expect(gatewaysKnowTheirPeers([resource])).toHaveLength(1);
  });

  test("find a set that releases its numbers", () => {
    expect(noRelease([set({ releaseOnDelete: true })])).toHaveLength(1);
  });
});
