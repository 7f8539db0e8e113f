import { signalwireEndpoint, signalwireGateway, type Declared } from "./program.js";
import type { Properties } from "./wire.js";

export const uuid = "0823a606-0aff-4c90-9eba-f88ba118fe05";

/** Each call handler with all of its fields. */
export const allHandlers = [
  {
    type: "relay_context",
    relayContext: "office",
    relayContextStatusCallbackUrl: "https://example.com/status",
  },
  { type: "relay_topic", relayTopic: "office", relayTopicStatusCallbackUrl: "https://example.com/status" },
  { type: "relay_application", relayApplication: "office" },
  { type: "relay_connector" },
  { type: "relay_script", relayScriptUrl: "https://example.com/swml" },
  {
    type: "laml_webhooks",
    requestUrl: "https://example.com/laml",
    requestMethod: "POST",
    fallbackUrl: "http://example.com/fallback",
    fallbackMethod: "GET",
    statusCallbackUrl: "https://example.com/status",
    statusCallbackMethod: "POST",
  },
  { type: "laml_application", lamlApplicationId: "app-1" },
  { type: "dialogflow", dialogflowAgentId: "agent-1" },
  { type: "video_room", videoRoomId: uuid },
  { type: "call_flow", flowId: uuid, flowVersion: "working_copy" },
  { type: "ai_agent", aiAgentId: uuid },
];

/** Passwords that may appear only in state and in requests. */
export const phoneCanaries = { first: "CANARY-phone-password", second: "CANARY-phone-rotated" };

/** The arguments of a gateway that is good in every field. */
export const pbxArgs = {
  name: "Carrier",
  uri: "sip:calls@pbx.example.com",
  encryption: "required",
  ciphers: ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM_8"],
  codecs: ["PCMU", "OPUS"],
};

/** The arguments of an endpoint with every field. */
export const phoneArgs = {
  username: "front-desk",
  password: phoneCanaries.first,
  passwordVersion: 1,
  callerId: "Front desk",
  sendAs: "random",
  ciphers: ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM_8"],
  codecs: ["PCMU", "OPUS"],
  encryption: "required",
  callHandler: { type: "laml_webhooks", requestUrl: "https://example.com/laml", requestMethod: "POST" },
};

/** A SignalWire gateway called `pbx`; `changes` replace whole arguments. */
export function pbx(changes: Properties = {}): Declared {
  return signalwireGateway("pbx", { ...pbxArgs, ...changes });
}

/** A SignalWire endpoint called `phone`; `changes` replace whole arguments. */
export function phone(changes: Properties = {}): Declared {
  return signalwireEndpoint("phone", { ...phoneArgs, ...changes });
}

/** The least that an endpoint must have, also called `phone`. */
export function barePhone(changes: Properties = {}): Declared {
  const { username, password } = phoneArgs;
  return signalwireEndpoint("phone", { username, password, ...changes });
}

/** Numbers that the project of the samples owns. */
export const ownedNumbers = ["+14155550170", "+14155550171", "+14155550172", "+14155550173"];
