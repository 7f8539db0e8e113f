import * as pulumi from "@pulumi/pulumi";
import { videosdk } from "pulumi-sip";

const config = new pulumi.Config();

// The carrier delivers calls for this number to the inbound gateway of the set.
const line = new videosdk.PhoneNumberSet("line", {
  phoneNumbers: [config.require("phoneNumber")],
  inbound: { sipRegion: "us002" },
  outbound: { address: config.require("sipAddress"), sipRegion: "us002" },
});

// The agent answers them, in a room of its own for each call.
const desk = new videosdk.RoutingRule("desk", {
  type: "inbound",
  phoneNumbers: line.phoneNumbers,
  room: { type: "dynamic", prefix: "random" },
  agentId: config.require("agentId"),
  includeHeaders: "SIP_X_HEADERS",
});

// server.ts is told of the calls. The secret in the path tells the server that a delivery is about this account.
const calls = new videosdk.Webhook("calls", {
  url: pulumi.interpolate`https://${config.require("webhookHost")}/calls/${config.requireSecret("webhookSecret")}`,
  events: ["call-started", "call-answered", "call-missed", "call-hangup"],
});

export const inboundGatewayId = line.inboundGatewayIds[0];
export const ruleId = desk.ruleId;
export const webhookId = calls.webhookId;
