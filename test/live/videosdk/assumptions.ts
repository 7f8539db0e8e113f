import type { Assumption } from "../assumption";

const pages = {
  create: "Create Phone Numbers + SIP Gateways (create-phone-number)",
  patch: "Update SIP Gateway (update-gateway)",
  list: "Fetch All Phone Numbers (fetch-all-phone-numbers)",
  detach: "Detach Gateway (detach-gateway)",
  release: "Release Phone Number (release-phone-number)",
  inbound: "Create Inbound Gateway (create-inbound-gateway)",
  patchInbound: "Update Inbound Gateway (update-inbound-gateway)",
  deleteInbound: "Delete Inbound Gateway (delete-inbound-gateway)",
  trunk: "Add SIP Trunk (add-sip-trunk)",
  getTrunk: "Get SIP Trunk (get-sip-trunk-by-id)",
  sdkErrors: "server SDK, errors",
  sdkPaging: "server SDK, pagination",
  sdkTypes: "server SDK, types",
  sdkDecoding: "server SDK, decode tests",
  none: "none",
};

const behaviour = "test/simulator/behaviour.test.ts";
const switches = "test/videosdk/vendor-switches.host.test.ts";
const numbers = "test/simulator/phone-numbers.test.ts";
const creates = "test/simulator/number-create.test.ts";
const lists = "test/simulator/listing.test.ts";

type Entry = Omit<Assumption, "vendor" | "id">;

/** An assumption that a switch of the simulator turns over. */
function switched(name: string, value: unknown, entry: Entry): Assumption {
  return { ...entry, id: `videosdk.${name}`, vendor: "videosdk", switch: { name, value } };
}

/** An assumption that no switch turns over. */
function fixed(name: string, entry: Entry): Assumption {
  return { ...entry, id: `videosdk.${name}`, vendor: "videosdk" };
}

/** What the simulator assumes of VideoSDK. */
// prettier-ignore
export const assumptions: readonly Assumption[] = [
  switched("gatewayPatchAttaches", false, { statement: "Numbers given to a PATCH of an inbound gateway attach to it.", page: pages.patchInbound, tests: [`${behaviour}: «gatewayPatchAttaches off ignores the numbers of a gateway's PATCH, and keeps its other fields»`, "test/simulator/gateways.test.ts"], consequence: "A shared set could grow on its own pair of gateways: without the further pair that a new number gets today, and without the interruption that consolidate brings. The product waits for the answer of a real account." }),
  switched("gatewayNamesInListings", true, { statement: "Gateways in phone-number answers have no name; those of the gateway endpoints have one.", page: pages.patch, tests: [`${behaviour}: «gatewayNamesInListings shows them in lists, reads and updates of numbers»`, switches] }),
  switched("createNamesGateways", false, { statement: "A number create gives its name to both gateways.", page: pages.create, tests: [`${behaviour}: «createNamesGateways off gives them generated names»`, switches] }),
  switched("gatewayNamesUnique", true, { statement: "Gateways of one direction may have the same name.", page: pages.inbound, tests: [`${behaviour}: «gatewayNamesUnique refuses a taken name, but not the gateway's own or a deleted one's»`, switches] }),
  switched("passwords", "masked", { statement: "The password of an outbound gateway reads back in clear.", page: pages.patch, tests: ["test/videosdk/secrets.host.test.ts", switches] }),
  switched("autoRegion", "null", { statement: "The region auto reads back as auto.", page: pages.patch, tests: [`${behaviour}: «autoRegion null shows auto as null, and other regions unchanged»`, switches] }),
  switched("notFoundStatus", 402, { statement: "An object that does not exist is answered 404.", page: pages.sdkErrors, tests: [`${behaviour}: «notFoundStatus 402 applies to every object, not to routes»`, "test/http/absence.test.ts"] }),
  switched("notFoundWords", "generic", { statement: "That answer names the kind of object.", page: pages.sdkErrors, tests: ["test/http/absence.test.ts"] }),
  switched("trunkDelete", 204, { statement: "A trunk cannot be deleted: there is no such route.", page: pages.trunk, tests: ["test/simulator/trunks.test.ts", "test/videosdk/sip-trunk/sip-trunk.host.test.ts"] }),
  switched("trunkGet", false, { statement: "A trunk can be read.", page: pages.getTrunk, tests: [`${behaviour}: «trunkGet off removes the route that reads a trunk»`, "test/videosdk/sip-trunk/sip-trunk.host.test.ts"] }),
  switched("reuseRenames", false, { statement: "A create that reuses a detached number overwrites the number's name.", page: pages.create, tests: [`${behaviour}: «reuseRenames off keeps the name of a reused number»`, switches] }),
  switched("secondRelease", 200, { statement: "Releasing a number a second time is answered 404.", page: pages.release, tests: [`${behaviour}: «secondRelease 200 repeats the first answer, but does not release twice»`, "test/videosdk/phone-number-set/destroy.host.test.ts"], unasked: "the suite never releases a number" }),
  switched("gatewayEndpoints", "not-visible", { statement: "The gateway endpoints show the gateways of a number create.", page: pages.detach, tests: [`${behaviour}: «gatewayEndpoints not-visible hides only the gateways of number creates»`, switches], consequence: "If it is refuted, no client can delete these gateways." }),
  switched("visibilityDelayReads", 2, { statement: "The first read after a create shows what it attached.", page: pages.create, tests: [`${behaviour}: «visibilityDelayReads hides a new number from that many reads, but not from writes»`, switches] }),
  switched("numberReadLag", 2, { statement: "A GET of a number shows a detach at once.", page: pages.detach, tests: [switches, "test/faults/sweep.test.ts"] }),
  switched("listReadLag", 2, { statement: "The list of numbers shows a detach at once.", page: pages.detach, tests: [switches, "test/faults/sweep.test.ts"] }),
  switched("gatewayReadLag", 2, { statement: "A GET of a gateway shows a detach at once.", page: pages.detach, tests: [switches, "test/faults/sweep.test.ts"] }),
  switched("gatewayBooleans", "strings", { statement: "Booleans of gateways read back as booleans from the gateway endpoints.", page: "update-inbound-gateway", tests: ["test/videosdk/inbound-gateway/inbound-gateway.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("gatewayReply", "data", { statement: "Answers of the gateway endpoints have the gateway at the top.", page: "create-inbound-gateway", tests: ["test/videosdk/inbound-gateway/inbound-gateway.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("gatewayNumbers", "label", { statement: "Numbers given to a gateway that is created attach to it.", page: "create-inbound-gateway", tests: ["test/videosdk/inbound-gateway/inbound-gateway.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("duplicateGatewayName", 409, { statement: "A name that another gateway has, where names are unique, is answered 400.", page: "create-inbound-gateway", tests: ["test/videosdk/outbound-gateway/outbound-gateway.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("inboundAddress", "host", { statement: "The address that an inbound gateway shows at its own endpoints is null.", page: "get-inbound-gateway", tests: ["test/videosdk/inbound-gateway/inbound-gateway.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("connectorRule", "drop", { statement: "A connector keeps a default rule that does not exist.", page: "create-connector", tests: ["test/videosdk/connector/connector.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("ruleNumbersRequired", false, { statement: "A routing rule needs at least one number.", page: "create-routing-rule", tests: ["test/videosdk/routing-rule/moves.host.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("ruleNull", "clear", { statement: "A rule refuses null as its room, agent and agent's metadata.", page: "update-routing-rule", tests: ["test/videosdk/routing-rule/routing-rule.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("emptyCollections", "ignore", { statement: "An empty list or map in a change of a rule takes its entries away.", page: "update-routing-rule", tests: ["test/videosdk/routing-rule/routing-rule.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("ruleEmptyForeignHeaders", "accept", { statement: "A rule refuses an empty map of headers that its type does not have.", page: "update-routing-rule", tests: ["test/videosdk/routing-rule/routing-rule.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("ruleDeleteConflicts", 1, { statement: "The deletion of a rule succeeds at once.", page: "delete-routing-rule", tests: ["test/videosdk/routing-rule/routing-rule.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("ruleSearch", "plain", { statement: "The search of the rules' list is a regular expression.", page: "fetch-all-routing-rules", tests: ["test/videosdk/routing-rule/routing-rule.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("webhookListId", "id", { statement: "The list of webhooks names the id webhookId.", page: "fetch-all-webhooks", tests: ["test/videosdk/webhook/webhook.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("webhookUpdate", "PUT", { statement: "A webhook is changed by PATCH.", page: "update-webhook", tests: ["test/videosdk/webhook/webhook.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("webhookEvents", 12, { statement: "A webhook accepts all 15 event names.", page: "create-webhook", tests: ["test/videosdk/webhook/webhook.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("badWebhookEvent", 500, { statement: "Another event name is answered 400.", page: "create-webhook", tests: ["test/videosdk/webhook/webhook.test.ts"], unasked: "the suite has no step for this class yet" }),
  switched("latency", 20, { statement: "The simulator answers without a pause; a real service takes longer, and nothing but time depends on it.", page: pages.none, tests: [switches], unasked: "nothing depends on it; the report names the slowest answer" }),
  switched("requestsPerSecond", 50, { statement: "The account has no bound of requests in a second; where it has one, requests wait.", page: pages.none, tests: ["test/videosdk/rate-limit.host.test.ts"], unasked: "a suite that sends until it is refused would disturb the account" }),
  switched("patchResetsRegion", true, { statement: "A PATCH below phone-numbers/gateways without a region keeps the region.", page: pages.patch, tests: [`${behaviour}: «patchResetsRegion clears the region when an update leaves it out»`, switches] }),
  switched("listOrder", "reverse", { statement: "Lists are in the order of creation.", page: pages.list, tests: [`${lists}: «is in the order of creation, and its pages hold each number once»`, switches] }),
  switched("listEnvelope", "pagination", { statement: "Lists are pageInfo, with currentPage, perPage, lastPage and total, and data.", page: pages.sdkPaging, tests: ["test/videosdk/client/listing.test.ts", switches] }),
  switched("perPageCap", 50, { statement: "A page has at most 100 numbers, whatever is asked for.", page: pages.list, tests: [`${lists}: «has 20 numbers on a page by default, and at most 100, without an error»`, "test/videosdk/client/listing.test.ts"] }),
  switched("rosters", "rows", { statement: "Gateways in phone-number answers show all of their numbers.", page: pages.list, tests: [`${numbers}: «a number shows both gateways with exactly the documented fields»`, switches] }),
  switched("numberForm", "digits", { statement: "Numbers in answers are in E.164 form, with the +.", page: pages.sdkTypes, tests: ["test/videosdk/client/listing.test.ts", switches] }),
  switched("nullCollections", false, { statement: "Empty arrays and maps read back as null.", page: pages.sdkDecoding, tests: [`${behaviour}: «nullCollections off shows empty arrays and maps»`, switches] }),
  switched("normalises", "host-upper-case", { statement: "What was sent reads back in the form in which it was sent.", page: pages.none, tests: ["test/engine/normalisations.test.ts", switches] }),
  switched("transportRequired", false, { statement: "A number create without outbound.transport is answered 400.", page: pages.create, tests: [creates, "test/simulator/official-sdk.test.ts"] }),
  switched("createConflicts", 1, { statement: "A number create is answered 409 only where another request attached a number first.", page: pages.create, tests: [creates, "test/faults/sweep.test.ts"] }),
  switched("bearerAccepted", true, { statement: "A token with Bearer before it is refused.", page: pages.trunk, tests: ["test/simulator/authentication.test.ts"] }),
  switched("purchasedNumbers", ["+14155550199"], { statement: "A number that a create registers has another origin than PURCHASED.", page: pages.release, tests: [`${behaviour}: «purchasedNumbers marks a number as purchased»`, "test/videosdk/phone-number-set/destroy.host.test.ts"] }),
  fixed("attached-refused", { statement: "A number create with an attached number is answered 400.", page: pages.create, tests: [`${creates}: «is refused as a whole when one number is attached, without naming it»`] }),
  fixed("reuse-keeps-id", { statement: "A number that is detached and registered again keeps its phoneNumberId.", page: pages.create, tests: [`${creates}: «reuses a detached number with its id, the new name and a new pair»`] }),
  fixed("detach-keeps-gateways", { statement: "A detach leaves the emptied gateways in the account.", page: pages.detach, tests: [`${numbers}: «detaches in both directions, answers with ids, and keeps the gateways»`] }),
  fixed("second-detach-refused", { statement: "Detaching a number that is on no gateway is answered 400.", page: pages.detach, tests: [`${numbers}: «answers null for a direction whose gateway was deleted, then 400 when no gateway is left»`] }),
  fixed("empty-patch-refused", { statement: "A PATCH of a gateway without a field is answered 400.", page: pages.patch, tests: [`${numbers}: «refuses a body without an editable field, and an unknown or deleted gateway»`] }),
  fixed("inbound-address-refused", { statement: "A PATCH of an inbound gateway with an address is answered 400.", page: pages.patch, tests: [`${numbers}: «refuses the fields of outbound gateways on an inbound one, naming each»`] }),
  fixed("second-delete-missing", { statement: "Deleting a gateway a second time is answered as an object that does not exist.", page: pages.deleteInbound, tests: ["test/simulator/gateways.test.ts"] }),
];
