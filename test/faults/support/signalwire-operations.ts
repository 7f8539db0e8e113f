import type { Declared } from "../../support/program.js";
import type { Properties } from "../../support/wire.js";
import type { Operation } from "./operation.js";

const line = "signalwire.SipGateway";
const phone = "signalwire.SipEndpoint";

const gatewayArgs = {
  name: "Carrier",
  uri: "user@sip.example.com",
  encryption: "required",
  ciphers: ["AEAD_AES_256_GCM_8", "AES_256_CM_HMAC_SHA1_80"],
  codecs: ["PCMU", "OPUS"],
};
const webhooks = { type: "laml_webhooks", requestUrl: "https://example.com/calls", requestMethod: "POST" };
const endpointArgs = {
  username: "c3p0",
  password: "CANARY-endpoint-password",
  callerId: "C-3PO",
  codecs: ["OPUS", "PCMU"],
  callHandler: webhooks,
};

/** A SignalWire gateway called `line`; `changes` replace whole arguments. */
export function swGateway(changes: Properties = {}): Declared {
  return { vendor: "signalwire", type: "SipGateway", name: "line", inputs: { ...gatewayArgs, ...changes } };
}

/** A SignalWire endpoint called `phone`; `changes` replace whole arguments. */
export function swEndpoint(changes: Properties = {}): Declared {
  return {
    vendor: "signalwire",
    type: "SipEndpoint",
    name: "phone",
    inputs: { ...endpointArgs, ...changes },
  };
}

/** The settings of another space, in which the same project is found. */
const formerly = { "signalwire:space": "former" };

const gateways: Operation[] = [
  { resource: line, name: "create", program: [swGateway()] },
  ...(
    [
      ["name", { name: "Other carrier" }],
      ["uri", { uri: "other@sip.example.com" }],
      ["encryption", { encryption: "optional" }],
      ["ciphers, codecs", { ciphers: ["AES_CM_128_HMAC_SHA1_80"], codecs: ["OPUS", "PCMU"] }],
    ] as const
  ).map(([name, changes]): Operation => ({
    resource: line,
    name: `update: ${name}`,
    before: [swGateway()],
    program: [swGateway(changes)],
  })),
  { resource: line, name: "replace: another space", before: [swGateway()], formerly, program: [swGateway()] },
  { resource: line, name: "refresh", before: [swGateway()], run: "refresh", program: [swGateway()] },
  { resource: line, name: "delete", before: [swGateway()], run: "destroy", program: [] },
];

const endpoints: Operation[] = [
  { resource: phone, name: "create", program: [swEndpoint()] },
  ...(
    [
      ["username", { username: "r2d2" }],
      ["password", { password: "CANARY-rotated" }],
      ["passwordVersion", { passwordVersion: 2 }],
      ["callerId, sendAs", { callerId: "Threepio", sendAs: "+14155550123" }],
      ["codecs given back, encryption", { codecs: undefined, encryption: "required" }],
      ["call handler", { callHandler: { type: "relay_topic", relayTopic: "calls" } }],
    ] as const
  ).map(([name, changes]): Operation => ({
    resource: phone,
    name: `update: ${name}`,
    before: [swEndpoint()],
    program: [swEndpoint(changes)],
  })),
  {
    resource: phone,
    name: "replace: call handler taken away",
    before: [swEndpoint()],
    program: [swEndpoint({ callHandler: undefined })],
  },
  {
    resource: phone,
    name: "replace: another space",
    before: [swEndpoint()],
    formerly,
    program: [swEndpoint()],
  },
  { resource: phone, name: "refresh", before: [swEndpoint()], run: "refresh", program: [swEndpoint()] },
  { resource: phone, name: "delete", before: [swEndpoint()], run: "destroy", program: [] },
];

/** Every operation of every SignalWire resource. */
export const signalwireOperations: readonly Operation[] = [...gateways, ...endpoints];
