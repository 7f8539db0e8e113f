import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { signalwire, videosdk } from "../../src/index";
import { mockEngine } from "../support/mocked-program";

/** The properties that a class adds; the compiler reports one that is missing here. */
type Own<R extends pulumi.CustomResource> = Record<Exclude<keyof R, keyof pulumi.CustomResource>, true>;
const ofSet: Own<videosdk.PhoneNumberSet> = {
  name: true,
  phoneNumbers: true,
  isShared: true,
  mediaEncryption: true,
  inbound: true,
  outbound: true,
  numbers: true,
  foreignNumbers: true,
  inboundGatewayIds: true,
  outboundGatewayIds: true,
};
const ofGateway: Own<videosdk.SipGateway> = {
  gatewayId: true,
  name: true,
  mediaEncryption: true,
  sipRegion: true,
  address: true,
  transport: true,
  auth: true,
  direction: true,
  numbers: true,
  effective: true,
};
const ofTrunk: Own<videosdk.SipTrunk> = {
  name: true,
  domain: true,
  direction: true,
  numbers: true,
  auth: true,
  attemptDelete: true,
};

const ofEndpoint: Own<signalwire.SipEndpoint> = {
  username: true,
  password: true,
  passwordVersion: true,
  callerId: true,
  sendAs: true,
  ciphers: true,
  codecs: true,
  encryption: true,
  callHandler: true,
  effective: true,
  callingHandlerResourceId: true,
};
const ofForwarder: Own<signalwire.SipGateway> = {
  name: true,
  uri: true,
  encryption: true,
  ciphers: true,
  codecs: true,
  gatewayId: true,
  projectId: true,
  displayName: true,
  type: true,
  createdAt: true,
  updatedAt: true,
  addresses: true,
};

const auth = { username: "u", password: "p" };
const numbers = ["+14155550100"];
const region = { sipRegion: "auto" as const };
const outbound = { ...region, address: "sip.example.com" };
const forwarder = {
  name: "n",
  uri: "user@example.com",
  encryption: "optional" as const,
  ciphers: ["AES_256_CM_HMAC_SHA1_80" as const],
  codecs: ["OPUS" as const],
};

/** Each class, created from the fewest arguments, and looked up; with its properties. */
const classes = [
  [
    "videosdk.PhoneNumberSet",
    () => new videosdk.PhoneNumberSet("a", { phoneNumbers: numbers, inbound: region, outbound }),
    () => videosdk.PhoneNumberSet.get("b", "id"),
    ofSet,
  ],
  [
    "videosdk.SipGateway",
    () => new videosdk.SipGateway("a", { gatewayId: "gw" }),
    () => videosdk.SipGateway.get("b", "id"),
    ofGateway,
  ],
  [
    "videosdk.SipTrunk",
    () => new videosdk.SipTrunk("a", { domain: "example.com", direction: "inbound", numbers, auth }),
    () => videosdk.SipTrunk.get("b", "id"),
    ofTrunk,
  ],
  [
    "signalwire.SipEndpoint",
    () => new signalwire.SipEndpoint("a", auth),
    () => signalwire.SipEndpoint.get("b", "id"),
    ofEndpoint,
  ],
  [
    "signalwire.SipGateway",
    () => new signalwire.SipGateway("a", forwarder),
    () => signalwire.SipGateway.get("b", "id"),
    ofForwarder,
  ],
] as const;

/** The properties that a resource has no output for: a program that uses one, as its type allows, would crash. */
function withoutOutput(resource: pulumi.CustomResource, own: object): string[] {
  const properties = resource as unknown as Readonly<Record<string, unknown>>;
  return Object.keys(own).filter((name) => !pulumi.Output.isInstance(properties[name]));
}

beforeAll(() => mockEngine());

describe.each(classes)("%s has an output for every property of its type", (_name, make, lookUp, own) => {
  test("when it is created from the fewest arguments", () => {
    expect(withoutOutput(make(), own)).toEqual([]);
  });

  test("when it is looked up by its id", () => {
    expect(withoutOutput(lookUp(), own)).toEqual([]);
  });
});
