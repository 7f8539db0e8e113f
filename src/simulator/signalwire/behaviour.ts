import { choice, count, defaultsOf, schemaOf, texts, type BehaviourOf } from "../switches.js";
import { normalisations } from "./normalisations.js";

/** Switches for what SignalWire's documentation leaves open or contradicts. */
// prettier-ignore
export const switches = {
  gatewayPatch: choice(["partial", "full-only"], "a gateway's PATCH accepts some of the five fields, or requires all of them", "update SIP gateway"),
  gatewayEncryption: choice(["published", "live"], "values of a gateway's encryption: required, optional and default, or required, optional and forbidden", "create SIP gateway"),
  endpointStatus: choice([200, 201], "status of creating and updating an endpoint", "create SIP endpoint"),
  extraKeys: choice([false, true], "objects and lists have undocumented keys", "none"),
  handlerIdsReturned: choice([false, true], "endpoints show call_flow_id and call_ai_agent_id", "retrieve SIP endpoint"),
  errorShape: choice(["documented", "relay", "fabric", "plain"], "body of an error: a 422 with entries of its API and any other status {error}; entries of the Relay or of the Fabric API everywhere; or a list of texts", "error codes"),
  relayErrorCodes: choice(["listed", "status"], "code of a Relay entry: one of the vendor's error codes, or the status as text", "error codes"),
  nextLinks: choice(["documented", "absolute", "relative", "foreign-host", "loop", "empty-string", "null"], "links of a list: absolute on Fabric and paths on Relay, the same on both, absolute on 127.0.0.2, next is the page itself, or the last page has a next that is empty or null", "list SIP gateways"),
  listEnvelope: choice(["links", "no-links", "bare"], "form of lists: data with links, data alone, or an array; without links a list is one page", "list SIP gateways"),
  listOrder: choice(["kept", "reordered"], "ciphers and codecs read back in the order sent", "update SIP gateway"),
  uriPrefix: choice(["kept", "stripped"], "a gateway's uri reads back with the sip: that was sent", "create SIP gateway"),
  usernames: choice(["kept", "lower-case"], "case of an endpoint's user name: kept, or lower for storing and comparing", "create SIP endpoint"),
  companions: choice(["lenient", "strict"], "an endpoint's call handler is accepted without what its page calls required beside its target: callbacks and fallbacks", "create SIP endpoint"),
  normalises: choice(["nothing", ...normalisations], "what SignalWire changes in the form of what it was sent", "none"),
  timestampMilliseconds: choice([false, true], "timestamps have milliseconds", "list SIP gateways"),
  foreignProject: choice([false, true], "gateways show a project_id that is not the caller's", "list SIP gateways"),
  relayAliases: choice([false, true], "call_relay_topic, call_relay_context and call_relay_application of an endpoint are three names of one value; of several in a body the application wins, then the topic", "create SIP endpoint"),
  uriUnique: choice([true, false], "two gateways may not have one uri", "create SIP gateway"),
  addressPictures: choice(["text", "null"], "addresses show cover_url and preview_url as texts or as null", "retrieve address"),
  swmlContents: choice(["object", "string"], "a SWML script shows its contents as an object or as JSON text", "create SWML script"),
  swmlUpdateName: choice(["display_name", "name"], "the parameter that renames a SWML script; the other is ignored", "update SWML script"),
  callbackClear: choice(["null", "refused"], "null takes back a callback or fallback URL of SWML, or is refused", "update SWML webhook"),
  addressPaths: choice(["flat", "nested"], "where addresses are: /api/fabric/sip_addresses, or /api/fabric/addresses/sip", "create SIP address"),
  ipAuthClear: choice(["accepted", "refused"], "a SIP address takes an empty ip_auth", "update SIP address"),
  uriOnRename: choice(["changes", "stays"], "the URI of a SIP address changes with its name and user", "update SIP address"),
  credentialPatch: choice(["partial", "full"], "a change of a subscriber's SIP credentials may leave out user name and password", "update subscriber SIP endpoint"),
  ownedNumbers: texts(["+14155550170", "+14155550171", "+14155550172", "+14155550173"], "E.164 numbers that the project owns", "list phone numbers"),
  handlersLinger: choice([true, false], "a number keeps the fields of an earlier handler", "update phone number"),
  scriptAutoResource: choice(["appears", "null"], "whether a number shows the resource that a handler with a URL makes by itself", "update phone number"),
  requestUrlShown: choice(["sent", "wrapped"], "a number shows a URL as sent, or that of the resource that SignalWire made of it", "update phone number"),
  phoneNumberAddresses: choice(["on", "absent", "gateway-refused", "ineffective"], "addresses of phone numbers: served, not at all, without gateways, or accepted without any effect", "server SDK, phone number addresses"),
  pageSize: count({ least: 1, default: 50, others: [1] }, "objects on a page of a list when the request has no page_size", "list SIP gateways"),
  latency: count({ default: 0, others: [20] }, "milliseconds that every answer takes", "none"),
  requestsPerSecond: count({ default: 0, others: [50] }, "requests of one second of the clock that are answered; more are a 429 without Retry-After; 0 for no limit", "none"),
} as const;

/** What each switch is set to. */
export type SignalWireBehaviour = BehaviourOf<typeof switches>;

/** The behaviour without any switch. */
export const defaultBehaviour = defaultsOf(switches);

/** Accepts any part of the switches, and no other key. */
export const behaviourSchema = schemaOf(switches);
