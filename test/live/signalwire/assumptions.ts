import type { Assumption } from "../assumption";

const pages = {
  createGateway: "create SIP gateway",
  updateGateway: "update SIP gateway",
  deleteGateway: "delete SIP gateway",
  listGateways: "list SIP gateways",
  createEndpoint: "create SIP endpoint",
  readEndpoint: "retrieve SIP endpoint",
  updateEndpoint: "update SIP endpoint",
  address: "retrieve address",
  errors: "error codes",
  none: "none",
};

const behaviour = "test/simulator/signalwire/behaviour.test.ts";
const switches = "test/signalwire/switches.host.test.ts";
const lists = "test/simulator/signalwire/lists.test.ts";
const handlers = "test/simulator/signalwire/call-handlers.test.ts";
const gateways = "test/simulator/signalwire/gateways.test.ts";
const endpoints = "test/simulator/signalwire/endpoints.test.ts";

type Entry = Omit<Assumption, "vendor" | "id">;

/** An assumption that a switch of the simulator turns over. */
function switched(name: string, value: unknown, entry: Entry): Assumption {
  return { ...entry, id: `signalwire.${name}`, vendor: "signalwire", switch: { name, value } };
}

/** An assumption that no switch turns over. */
function fixed(name: string, entry: Entry): Assumption {
  return { ...entry, id: `signalwire.${name}`, vendor: "signalwire" };
}

/** What the simulator assumes of SignalWire. */
// prettier-ignore
export const assumptions: readonly Assumption[] = [
  switched("gatewayPatch", "full-only", { statement: "A PATCH of a gateway may have some of the five fields.", page: pages.updateGateway, tests: [`${behaviour}: «gatewayPatch full-only requires all five fields»`, "test/signalwire/sip-gateway/definition.test.ts"] }),
  switched("gatewayEncryption", "live", { statement: "A gateway's encryption may be required, optional or default, and not forbidden.", page: pages.createGateway, tests: [behaviour, switches] }),
  switched("endpointStatus", 201, { statement: "Creating and updating an endpoint is answered 200.", page: pages.createEndpoint, tests: [`${behaviour}: «endpointStatus 201 applies to creating and updating only»`, switches] }),
  switched("extraKeys", true, { statement: "Answers have the documented keys and no other.", page: pages.none, tests: [`${behaviour}: «extraKeys adds a key to every object and list, and removes none»`, switches] }),
  switched("handlerIdsReturned", true, { statement: "Endpoints do not show call_flow_id and call_ai_agent_id.", page: pages.readEndpoint, tests: [`${behaviour}: «handlerIdsReturned shows the ids of flow and agent, null when unset, but no flow version»`, switches] }),
  switched("errorShape", "relay", { statement: "A 422 has entries in the form of its API, Fabric or Relay; any other error is {error}.", page: pages.errors, tests: [`${behaviour}: «errorShape relay has Relay's entries on every route and for every status»`, switches] }),
  switched("relayErrorCodes", "status", { statement: "The code of a Relay error is one of the vendor's error codes.", page: pages.errors, tests: [`${behaviour}: «relayErrorCodes status shows the status instead of the code»`, switches] }),
  switched("nextLinks", "absolute", { statement: "Links of lists are URLs on Fabric and paths on Relay, and the last page has no next.", page: pages.listGateways, tests: [`${lists}: «lead forward and back with page size and token»`, switches] }),
  switched("listEnvelope", "bare", { statement: "Lists are data with links.", page: pages.listGateways, tests: [lists, switches] }),
  switched("listOrder", "reordered", { statement: "Ciphers and codecs read back in the order in which they were sent.", page: pages.updateGateway, tests: [`${behaviour}: «listOrder reordered shows ciphers and codecs in another order, and stores them unchanged»`, switches] }),
  switched("uriPrefix", "stripped", { statement: "A gateway's uri reads back with the sip: that was sent.", page: pages.createGateway, tests: [behaviour, switches] }),
  switched("usernames", "lower-case", { statement: "An endpoint's user name keeps its case.", page: pages.createEndpoint, tests: [switches] }),
  switched("companions", "strict", { statement: "A call handler is accepted without the callbacks and fallbacks that its page calls required.", page: pages.createEndpoint, tests: [handlers, switches] }),
  switched("normalises", "host-upper-case", { statement: "What was sent reads back in the form in which it was sent.", page: pages.none, tests: ["test/engine/normalisations.test.ts", switches] }),
  switched("timestampMilliseconds", true, { statement: "Timestamps have no milliseconds.", page: pages.listGateways, tests: [`${behaviour}: «timestampMilliseconds shows milliseconds in every timestamp»`, switches] }),
  switched("foreignProject", true, { statement: "Gateways show the caller's project.", page: pages.listGateways, tests: [`${switches}: «a project that is not that of the settings is an error on read, and never gone»`] }),
  switched("relayAliases", true, { statement: "Relay topic, context and application of an endpoint are three values.", page: pages.createEndpoint, tests: [`${handlers}: «off keeps topic, context and application apart»`, switches] }),
  switched("uriUnique", false, { statement: "Two gateways may not have one uri.", page: pages.createGateway, tests: [`${behaviour}: «uriUnique off accepts one uri twice»`, "test/signalwire/lost-answers.test.ts"] }),
  switched("addressPictures", "null", { statement: "Addresses show cover_url and preview_url as texts.", page: pages.address, tests: [gateways, switches] }),
  switched("pageSize", 1, { statement: "A page has 50 objects where the request names no size.", page: pages.listGateways, tests: [`${behaviour}: «pageSize applies when the request has no page_size»`, switches] }),
  switched("swmlContents", "string", { statement: "A SWML script shows its contents as an object.", page: "create SWML script", tests: ["test/signalwire/swml-script/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("swmlUpdateName", "name", { statement: "The parameter that renames a SWML script is display_name.", page: "update SWML script", tests: ["test/signalwire/swml-script/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("callbackClear", "refused", { statement: "null takes back a callback or fallback URL of SWML.", page: "update SWML webhook", tests: ["test/signalwire/swml-webhook/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("addressPaths", "nested", { statement: "SIP addresses are at /api/fabric/sip_addresses.", page: "create SIP address", tests: ["test/signalwire/sip-address/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("ipAuthClear", "refused", { statement: "A SIP address takes an empty ip_auth.", page: "update SIP address", tests: ["test/signalwire/sip-address/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("uriOnRename", "stays", { statement: "The URI of a SIP address changes with its name and user.", page: "update SIP address", tests: ["test/signalwire/sip-address/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("credentialPatch", "full", { statement: "A change of a subscriber's SIP credentials may leave out user name and password.", page: "update subscriber SIP endpoint", tests: ["test/signalwire/subscriber/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("ownedNumbers", ["+14155550170", "+14155550171", "+14155550172", "+14155550173"], { statement: "The project owns no numbers at first.", page: "list phone numbers", tests: ["test/signalwire/phone-number/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("handlersLinger", false, { statement: "A number keeps the fields of an earlier handler.", page: "update phone number", tests: ["test/signalwire/phone-number/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("scriptAutoResource", "null", { statement: "A number shows the resource that a handler with a URL makes by itself.", page: "update phone number", tests: ["test/signalwire/phone-number/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("requestUrlShown", "wrapped", { statement: "A number shows a URL as it was sent.", page: "update phone number", tests: ["test/signalwire/phone-number/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("phoneNumberAddresses", "absent", { statement: "Addresses of phone numbers are served.", page: "server SDK, phone number addresses", tests: ["test/signalwire/phone-number-address/definition.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("latency", 20, { statement: "The simulator answers without a pause; a real service takes longer, and nothing but time depends on it.", page: pages.none, tests: [switches], unasked: "nothing depends on it; the report names the slowest answer" }),
  switched("requestsPerSecond", 50, { statement: "The account has no bound of requests in a second; where it has one, requests wait.", page: pages.none, tests: ["test/http/pace.test.ts"], unasked: "a suite that sends until it is refused would disturb the account" }),
  fixed("create-gateway-201", { statement: "Creating a gateway is answered 201.", page: pages.createGateway, tests: [`${gateways}: «is created with 201 in the documented shape, with two ids, and reads back the same»`] }),
  fixed("inner-id-unknown", { statement: "The id inside sip_gateway is not one by which the gateway is read.", page: pages.createGateway, tests: [gateways] }),
  fixed("delete-204", { statement: "A deletion is answered 204, and a second one 404.", page: pages.deleteGateway, tests: [`${gateways}: «is deleted with an empty answer, and is a 404 from then on»`] }),
  fixed("password-hidden", { statement: "An endpoint's password is never shown.", page: pages.readEndpoint, tests: [`${endpoints}: «is created with 200 and all 25 keys, including the profile's defaults, but no password»`] }),
  fixed("put-is-partial", { statement: "A PUT of an endpoint keeps what it leaves out.", page: pages.updateEndpoint, tests: [`${endpoints}: «keeps what an update leaves out, including its password, which no answer shows»`] }),
  fixed("empty-list-resets", { statement: "An empty list of codecs gives an endpoint those of the SIP profile.", page: pages.updateEndpoint, tests: [`${endpoints}: «has the profile's lists after an update with empty ones»`] }),
  fixed("username-unique", { statement: "A second endpoint with one user name is answered 422.", page: pages.createEndpoint, tests: [`${endpoints}: «has the username of another; its own is accepted»`] }),
  fixed("handler-fields-stay", { statement: "An endpoint keeps the fields of its earlier call handlers.", page: pages.updateEndpoint, tests: [`${handlers}: «keep their companions after a switch, so that switching back needs the handler alone»`] }),
];
