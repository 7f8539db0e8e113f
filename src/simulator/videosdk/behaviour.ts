import { choice, count, defaultsOf, schemaOf, texts, type BehaviourOf } from "../switches.js";
import { normalisations } from "./normalisations.js";

/** Switches for what VideoSDK's documentation leaves open or contradicts. */
// prettier-ignore
export const switches = {
  gatewayNamesInListings: choice([false, true], "gateways in phone-number answers have a name; those of the gateway endpoints always do", "update-gateway"),
  createNamesGateways: choice([true, false], "a number create gives its name to both gateways; else they are inbound-<id> and outbound-<id>", "create-phone-number"),
  gatewayNamesUnique: choice([false, true], "gateways of one direction need different names: creating one with a taken name or renaming to it is a 400, and a number create adds a suffix", "create-inbound-gateway"),
  passwords: choice(["clear", "masked", "partial", "partly-masked", "word", "omitted"], "how auth.password reads back: in clear, as eight asterisks, as its first two characters and xxxx, all but the last two characters as asterisks, as the word [hidden], or not at all", "update-gateway"),
  autoRegion: choice(["auto", "null"], "how a region of auto reads back", "update-gateway"),
  notFoundStatus: choice([404, 402], "status when an object does not exist", "server SDK, errors"),
  notFoundWords: choice(["named", "generic"], "whether that answer names the object or only says Not Found", "server SDK, errors"),
  trunkDelete: choice([false, 204, 200], "status of DELETE on a trunk; false: there is no such route", "add-sip-trunk"),
  trunkGet: choice([true, false], "a trunk can be read; false: there is no such route", "get-sip-trunk-by-id"),
  reuseRenames: choice([true, false], "a create that reuses a detached number overwrites the number's name", "create-phone-number"),
  secondRelease: choice([404, 200], "status of releasing a number that was released before", "release-phone-number"),
  gatewayEndpoints: choice(["same-store", "not-visible"], "the gateway endpoints show the gateways of a number create", "detach-gateway"),
  gatewayPatchAttaches: choice([true, false], "numbers given to a PATCH of a gateway attach to it; else they are ignored", "update-inbound-gateway"),
  visibilityDelayReads: count({ default: 0, others: [2] }, "reads after a create (a list, or a GET of the number) that do not show what it attached", "create-phone-number"),
  numberReadLag: count({ default: 0, others: [2] }, "GETs of a number that show it as before a detach or an attachment", "detach-gateway"),
  listReadLag: count({ default: 0, others: [2] }, "lists that show a number as before a detach or an attachment", "detach-gateway"),
  gatewayReadLag: count({ default: 0, others: [2] }, "GETs of a gateway that show its numbers as before a detach or an attachment", "detach-gateway"),
  latency: count({ default: 0, others: [20] }, "milliseconds that every answer takes", "none"),
  requestsPerSecond: count({ default: 0, others: [50] }, "requests of one second of the clock that are answered; more are a 429 without Retry-After; 0 for no limit", "none"),
  patchResetsRegion: choice([false, true], "PATCH below phone-numbers/gateways without sipRegion clears the region", "update-gateway"),
  listOrder: choice(["created", "reverse", "random"], "order of all lists; random differs at every request", "fetch-all-phone-numbers"),
  listEnvelope: choice(["pageInfo", "pagination", "total-pages", "no-last-page", "bare", "unknown"], "form of lists: pageInfo, or pagination, or pageInfo with page and totalPages, or without lastPage and total, or an array, or one that no SDK reads", "server SDK, pagination"),
  perPageCap: count({ least: 1, default: 100, others: [50, 1] }, "items on a page at most, whatever perPage asks for", "fetch-all-phone-numbers"),
  rosters: choice(["full", "rows", "none"], "what gateways in phone-number answers show of their numbers: all, the one that the answer is about, or none", "fetch-all-phone-numbers"),
  numberForm: choice(["e164", "digits", "integer"], "form of phone numbers in answers: with +, without, or as integers", "server SDK, types"),
  nullCollections: choice([true, false], "empty arrays and maps read back as null", "server SDK, decode tests"),
  normalises: choice(["nothing", ...normalisations], "what VideoSDK changes in the form of what it was sent", "none"),
  transportRequired: choice([true, false], "a number create without outbound.transport is a 400; else the transport is tls", "create-phone-number"),
  createConflicts: count({ default: 0, others: [1] }, "number creates that are answered 409, as if another request had attached a number first", "create-phone-number"),
  bearerAccepted: choice([false, true], "a token with Bearer before it, as in the trunk page's sample, is accepted too", "add-sip-trunk"),
  gatewayBooleans: choice(["booleans", "strings"], "how booleans of gateways read back from the gateway endpoints", "update-inbound-gateway"),
  gatewayReply: choice(["top-level", "data"], "where answers of the gateway endpoints have the gateway", "create-inbound-gateway"),
  gatewayNumbers: choice(["attach", "label"], "numbers at a gateway endpoint attach phone numbers, or only say which they are", "create-inbound-gateway"),
  duplicateGatewayName: choice([400, 409], "status for a name that another gateway has, where gatewayNamesUnique", "create-inbound-gateway"),
  inboundAddress: choice(["null", "host"], "the address that an inbound gateway shows at its own endpoints", "get-inbound-gateway"),
  connectorRule: choice(["keep", "drop", "400"], "what becomes of a connector's default rule that does not exist", "create-connector"),
  ruleNumbersRequired: choice([true, false], "a routing rule needs at least one number", "create-routing-rule"),
  ruleNull: choice(["refuse", "clear", "ignore"], "what null does to the room, agent and agent's metadata of a rule", "update-routing-rule"),
  emptyCollections: choice(["clear", "ignore"], "what an empty list or map does in a change of a rule", "update-routing-rule"),
  ruleEmptyForeignHeaders: choice(["refuse", "accept"], "a rule's request may have an empty map of headers that its type does not have", "update-routing-rule"),
  ruleDeleteConflicts: count({ default: 0, others: [1] }, "deletions of each rule that are answered 409 before one succeeds", "delete-routing-rule"),
  ruleSearch: choice(["regex", "plain"], "search of the rules' list is a regular expression, or a part of a text", "fetch-all-routing-rules"),
  webhookListId: choice(["webhookId", "id"], "the name of the id in the list of webhooks", "fetch-all-webhooks"),
  webhookUpdate: choice(["PATCH", "PUT", "both"], "the method that changes a webhook", "update-webhook"),
  webhookEvents: choice([15, 12, 7], "how many of the 15 event names a webhook accepts, in the order of VideoSDK's lists", "create-webhook"),
  badWebhookEvent: choice([400, 500], "status for another event name", "create-webhook"),
  purchasedNumbers: texts(["+14155550199"], "E.164 numbers that are bought from the vendor: origin is PURCHASED", "release-phone-number"),
} as const;

/** What each switch is set to. */
export type VideoSdkBehaviour = BehaviourOf<typeof switches>;

/** The behaviour without any switch. */
export const defaultBehaviour = defaultsOf(switches);

/** Accepts any part of the switches, and no other key. */
export const behaviourSchema = schemaOf(switches);
