import { z } from "zod";

/**
 * Switches for what VideoSDK's documentation leaves open or states in two ways. Each default is the documented answer
 * or, where there is none, the one that hurts a careless client.
 */
export interface VideoSdkBehaviour {
  /** Whether gateway objects in phone-number answers carry `name`; the gateway endpoints always do. Default false. */
  gatewayNamesInListings: boolean;
  /** Whether a number create gives both gateways its `name`; else they are called `inbound-<id>` and `outbound-<id>`. Default true. */
  createNamesGateways: boolean;
  /**
   * Whether two living gateways of one direction may not share a name: creating or renaming to a taken name is then a
   * 400, and a number create makes its names differ by a suffix. Default false.
   */
  gatewayNamesUnique: boolean;
  /** How `auth.password` reads back: as it is, as eight asterisks, or not at all. Default `clear`. */
  passwords: "clear" | "masked" | "omitted";
  /** How a region of `auto` reads back. Default `auto`. */
  autoRegion: "auto" | "null";
  /** Status for an object that does not exist. Default 404. */
  notFoundStatus: 404 | 402;
  /** Status of DELETE on a trunk; false: there is no such route. Default false. */
  trunkDelete: false | 204 | 200;
  /** Whether a trunk can be read; false: there is no such route. Default true. */
  trunkGet: boolean;
  /** Whether a create that reuses a detached number overwrites the number's name. Default true. */
  reuseRenames: boolean;
  /** Status of releasing a number that was released before. Default 404. */
  secondRelease: 200 | 404;
  /** Whether the gateway endpoints know the gateways that a number create made. Default `same-store`. */
  gatewayEndpoints: "same-store" | "not-visible";
  /** How many reads (a list, or a get of the number) still miss what a create has just attached. Default 0. */
  visibilityDelayReads: number;
  /** Whether PATCH below `phone-numbers/gateways` without `sipRegion` clears the region. Default false. */
  patchResetsRegion: boolean;
  /** Order of all lists; `random` is another one at every request. Default `created`. */
  listOrder: "created" | "reverse" | "random";
  /** Whether empty arrays and maps come back as null. Default true. */
  nullCollections: boolean;
  /** E.164 numbers that count as bought from the vendor (`origin` is `PURCHASED`) once registered. Default none. */
  purchasedNumbers: readonly string[];
}

/** The behaviour of a simulator that was told nothing else. */
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
  passwords: z.enum(["clear", "masked", "omitted"]).exactOptional(),
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
