import * as pulumi from "@pulumi/pulumi";
import { videosdk } from "pulumi-sip";

const config = new pulumi.Config();

// The number, and the gateways that carry its calls. The carrier sends calls to the inbound one.
const line = new videosdk.PhoneNumberSet("line", {
  phoneNumbers: [config.require("phoneNumber")],
  inbound: { sipRegion: "us002" },
  outbound: {
    address: config.require("sipAddress"),
    sipRegion: "us002",
    transport: "tls",
    auth: { username: config.require("sipUsername"), password: config.requireSecret("sipPassword") },
  },
  mediaEncryption: "enable",
});

// The agent answers, in a room of its own for each call.
const desk = new videosdk.RoutingRule("desk", {
  type: "inbound",
  phoneNumbers: line.phoneNumbers,
  room: { type: "dynamic", prefix: "random" },
  agentId: config.require("agentId"),
});

export const inboundGatewayId = line.inboundGatewayIds[0];
export const outboundGatewayId = line.outboundGatewayIds[0];
export const ruleId = desk.ruleId;
