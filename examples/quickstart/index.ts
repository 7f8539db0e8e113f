import * as pulumi from "@pulumi/pulumi";
import { videosdk } from "pulumi-sip";

const config = new pulumi.Config();
const phoneNumbers = config.requireObject<string[]>("phoneNumbers");
const isShared = config.getBoolean("isShared") ?? true;
const auth = { username: config.require("sipUsername"), password: config.requireSecret("sipPassword") };

// The carrier's SIP server, which VideoSDK sends outgoing calls to.
const carrier = {
  address: config.require("sipAddress"),
  sipRegion: "us002",
  transport: "tls",
  auth,
} as const;

// The numbers, with one pair of gateways for all of them or a pair for each. With "initial", the set only creates the
// gateways; the SipGateway resources below own their settings from then on.
const support = new videosdk.PhoneNumberSet("support", {
  phoneNumbers,
  isShared,
  inbound: { sipRegion: "us002" },
  outbound: carrier,
  gatewaySettings: "initial",
});

// Encrypts the media of outgoing calls only; the setting of a set is for both directions.
const outboundGateways = isShared ? 1 : phoneNumbers.length;
for (let index = 0; index < outboundGateways; index += 1) {
  new videosdk.SipGateway(`support-outbound-${index}`, {
    gatewayId: support.outboundGatewayIds[index],
    mediaEncryption: "enable",
    ...carrier,
  });
}

const trunk = new videosdk.SipTrunk("support-trunk", {
  domain: config.require("trunkDomain"),
  direction: "outbound",
  numbers: phoneNumbers,
  auth,
});

export const phoneNumberIds = support.numbers.apply((all) => all.map((number) => number.phoneNumberId));
export const inboundGatewayIds = support.inboundGatewayIds;
export const outboundGatewayIds = support.outboundGatewayIds;
export const trunkId = trunk.id;
