import * as pulumi from "@pulumi/pulumi";
import { videosdk } from "pulumi-sip";

const config = new pulumi.Config();
const numbers = config.requireObject<string[]>("numbers");

// Calls from the carrier. Without addresses or credentials, anyone who knows the gateway's address could call in.
const fromCarrier = new videosdk.InboundGateway("from-carrier", {
  numbers,
  allowedAddresses: config.requireObject<string[]>("carrierAddresses"),
});

// Calls to the carrier.
const toCarrier = new videosdk.OutboundGateway("to-carrier", {
  numbers,
  address: config.require("carrierHost"),
  transport: "tls",
  mediaEncryption: "enable",
  auth: { username: config.require("username"), password: config.requireSecret("password") },
});

// Calls of numbers at Twilio: it is told this URL in place of a SIP address. Another keyVersion gives it a new one.
const twilio = new videosdk.Connector("twilio", {
  provider: "twilio",
  defaultRoomId: config.get("room"),
  keyVersion: config.getNumber("keyVersion") ?? 1,
});

export const inboundGatewayId = fromCarrier.gatewayId;
export const outboundGatewayId = toCarrier.gatewayId;
// Where the carrier sends calls to, if videosdk:organizationId is set.
export const inboundSipUri = fromCarrier.inboundSipUri;
export const twilioUrl = twilio.webhookUrl;
