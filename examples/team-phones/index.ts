import * as pulumi from "@pulumi/pulumi";
import { components, signalwire } from "pulumi-sip";

const config = new pulumi.Config();
const number = config.require("phoneNumber");

// A SIP endpoint for each person. Who joins or leaves changes no other phone; each gets a password of its own.
const team = new components.TeamPhones("team", {
  people: config.requireObject<string[]>("people"),
  encryption: "required",
  callHandler: { type: "relay_script", relayScriptUrl: config.require("scriptUrl") },
});

// The team's number, which the SignalWire project owns. An agent at VideoSDK answers it, and calls through SignalWire.
const desk = new components.SipBridge("desk", {
  name: "Front desk",
  phoneNumbers: [number],
  sipRegion: "us002",
  agentId: config.require("agentId"),
  signalwire: {
    sipDomain: signalwire.getSipProfileOutput().domain,
    username: "front-desk-agent",
    ownedNumbers: [number],
    videosdkHost: config.require("videosdkHost"),
    restoreOnDelete: true,
  },
});

// What the phones register with: pulumi stack output passwords --show-secrets
export const passwords = team.passwords;
export const ruleId = desk.rule.ruleId;
