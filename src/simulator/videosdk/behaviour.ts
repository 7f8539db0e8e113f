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
  purchasedNumbers: z.array(z.string()).exactOptional(),
});
