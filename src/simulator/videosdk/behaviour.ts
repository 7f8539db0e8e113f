import { z } from "zod";

/**
 * Switches for what VideoSDK's documentation leaves open or contradicts. Each default is the documented behaviour or,
 * where there is none, the one that a careless client fails on.
 */
export interface VideoSdkBehaviour {
  /**
   * Whether gateways in phone-number answers have `name`; those in answers of the gateway endpoints always do. Default
   * false.
   */
  gatewayNamesInListings: boolean;
  /** Whether a number create gives its `name` to both gateways, or they are `inbound-<id>` and `outbound-<id>`. Default true. */
  createNamesGateways: boolean;
  /**
   * Whether existing gateways of one direction need different names: creating one with a taken name or renaming to it is
   * then a 400, and a number create adds a suffix. Default false.
   */
  gatewayNamesUnique: boolean;
  /**
   * How `auth.password` reads back: in clear, as eight asterisks, as its first two characters and `xxxx`, as the word
   * `[hidden]`, or not at all. Default `clear`.
   */
  passwords: "clear" | "masked" | "partial" | "word" | "omitted";
  /** How a region of `auto` reads back. Default `auto`. */
  autoRegion: "auto" | "null";
  /** Status when an object does not exist. Default 404. */
  notFoundStatus: 404 | 402;
  /** Status of DELETE on a trunk; false: there is no such route. Default false. */
  trunkDelete: false | 204 | 200;
  /** Whether a trunk can be read; false: there is no such route. Default true. */
  trunkGet: boolean;
  /** Whether a create that reuses a detached number overwrites the number's name. Default true. */
  reuseRenames: boolean;
  /** Status of releasing a number that was released before. Default 404. */
  secondRelease: 200 | 404;
  /** Whether the gateway endpoints show the gateways of a number create. Default `same-store`. */
  gatewayEndpoints: "same-store" | "not-visible";
  /** How many reads after a create (a list, or a GET of the number) do not show what it attached. Default 0. */
  visibilityDelayReads: number;
  /** Whether PATCH below `phone-numbers/gateways` without `sipRegion` clears the region. Default false. */
  patchResetsRegion: boolean;
  /** Order of all lists; `random` differs at every request. Default `created`. */
  listOrder: "created" | "reverse" | "random";
  /** Whether empty arrays and maps read back as null. Default true. */
  nullCollections: boolean;
  /** How booleans of gateways read back from the gateway endpoints. Default `booleans`. */
  gatewayBooleans: "booleans" | "strings";
  /** Where answers of the gateway endpoints have the gateway. Default `top-level`. */
  gatewayReply: "top-level" | "data";
  /** Whether `numbers` at a gateway endpoint attach phone numbers, or only say which they are. Default `attach`. */
  gatewayNumbers: "attach" | "label";
  /** Status for a name that another gateway has, where `gatewayNamesUnique`. Default 400. */
  duplicateGatewayName: 400 | 409;
  /** The address that an inbound gateway shows at its own endpoints. Default `null`. */
  inboundAddress: "null" | "host";
  /** What becomes of a connector's default rule that does not exist. Default `keep`. */
  connectorRule: "keep" | "drop" | "400";
  /** Whether a routing rule needs at least one number. Default true. */
  ruleNumbersRequired: boolean;
  /** What null does to the room, agent and agent's metadata of a rule. Default `refuse`. */
  ruleNull: "refuse" | "clear" | "ignore";
  /** What an empty list or map does in a change of a rule. Default `clear`. */
  emptyCollections: "clear" | "ignore";
  /** Whether a rule's request may have an empty map of headers that its type does not have. Default `refuse`. */
  ruleEmptyForeignHeaders: "refuse" | "accept";
  /** How many deletions of each rule are answered with 409 before one succeeds. Default 0. */
  ruleDeleteConflicts: number;
  /** Whether `search` of the rules' list is a regular expression. Default `regex`. */
  ruleSearch: "regex" | "plain";
  /** The name of the id in the list of webhooks. Default `webhookId`. */
  webhookListId: "webhookId" | "id";
  /** The method that changes a webhook. Default `PATCH`. */
  webhookUpdate: "PATCH" | "PUT" | "both";
  /** How many of the 15 event names a webhook accepts, in the order of VideoSDK's lists. Default 15. */
  webhookEvents: 15 | 12 | 7;
  /** Status for another event name. Default 400. */
  badWebhookEvent: 400 | 500;
  /** E.164 numbers that are bought from the vendor: `origin` is `PURCHASED`. Default none. */
  purchasedNumbers: readonly string[];
}

/** The behaviour without any switch. */
export const defaultBehaviour: VideoSdkBehaviour = {
  gatewayNamesInListings: false,
  createNamesGateways: true,
  gatewayNamesUnique: false,
  passwords: "clear",
  autoRegion: "auto",
  notFoundStatus: 404,
  trunkDelete: false,
  trunkGet: true,
  reuseRenames: true,
  secondRelease: 404,
  gatewayEndpoints: "same-store",
  visibilityDelayReads: 0,
  patchResetsRegion: false,
  listOrder: "created",
  nullCollections: true,
  gatewayBooleans: "booleans",
  gatewayReply: "top-level",
  gatewayNumbers: "attach",
  duplicateGatewayName: 400,
  inboundAddress: "null",
  connectorRule: "keep",
  ruleNumbersRequired: true,
  ruleNull: "refuse",
  emptyCollections: "clear",
  ruleEmptyForeignHeaders: "refuse",
  ruleDeleteConflicts: 0,
  ruleSearch: "regex",
  webhookListId: "webhookId",
  webhookUpdate: "PATCH",
  webhookEvents: 15,
  badWebhookEvent: 400,
  purchasedNumbers: [],
};

/** Accepts any part of the switches, and no other key. */
export const behaviourSchema: z.ZodType<Partial<VideoSdkBehaviour>> = z.strictObject({
  gatewayNamesInListings: z.boolean().exactOptional(),
  createNamesGateways: z.boolean().exactOptional(),
  gatewayNamesUnique: z.boolean().exactOptional(),
  passwords: z.enum(["clear", "masked", "partial", "word", "omitted"]).exactOptional(),
  autoRegion: z.enum(["auto", "null"]).exactOptional(),
  notFoundStatus: z.literal([404, 402]).exactOptional(),
  trunkDelete: z.literal([false, 204, 200]).exactOptional(),
  trunkGet: z.boolean().exactOptional(),
  reuseRenames: z.boolean().exactOptional(),
  secondRelease: z.literal([200, 404]).exactOptional(),
  gatewayEndpoints: z.enum(["same-store", "not-visible"]).exactOptional(),
  visibilityDelayReads: z.int().min(0).exactOptional(),
  patchResetsRegion: z.boolean().exactOptional(),
  listOrder: z.enum(["created", "reverse", "random"]).exactOptional(),
  nullCollections: z.boolean().exactOptional(),
  gatewayBooleans: z.enum(["booleans", "strings"]).exactOptional(),
  gatewayReply: z.enum(["top-level", "data"]).exactOptional(),
  gatewayNumbers: z.enum(["attach", "label"]).exactOptional(),
  duplicateGatewayName: z.literal([400, 409]).exactOptional(),
  inboundAddress: z.enum(["null", "host"]).exactOptional(),
  connectorRule: z.enum(["keep", "drop", "400"]).exactOptional(),
  ruleNumbersRequired: z.boolean().exactOptional(),
  ruleNull: z.enum(["refuse", "clear", "ignore"]).exactOptional(),
  emptyCollections: z.enum(["clear", "ignore"]).exactOptional(),
  ruleEmptyForeignHeaders: z.enum(["refuse", "accept"]).exactOptional(),
  ruleDeleteConflicts: z.int().min(0).exactOptional(),
  ruleSearch: z.enum(["regex", "plain"]).exactOptional(),
  webhookListId: z.enum(["webhookId", "id"]).exactOptional(),
  webhookUpdate: z.enum(["PATCH", "PUT", "both"]).exactOptional(),
  webhookEvents: z.literal([15, 12, 7]).exactOptional(),
  badWebhookEvent: z.literal([400, 500]).exactOptional(),
  purchasedNumbers: z.array(z.string()).exactOptional(),
});
