import { z } from "zod";

/**
 * Switches for what SignalWire's documentation leaves open or contradicts. Each default follows the published API
 * description or, where that is silent, is the behaviour that a careless client fails on.
 */
export interface SignalWireBehaviour {
  /** Whether a gateway's PATCH accepts some of the five fields or requires all of them. Default `partial`. */
  gatewayPatch: "partial" | "full-only";
  /**
   * Values of a gateway's `encryption`: `published` accepts `required`, `optional`, `default`; `live` accepts
   * `required`, `optional`, `forbidden`. Default `published`.
   */
  gatewayEncryption: "published" | "live";
  /** Status of creating and updating an endpoint. Default 200. */
  endpointStatus: 200 | 201;
  /** Whether objects and lists have undocumented keys. Default false. */
  extraKeys: boolean;
  /** Whether endpoints show `call_flow_id` and `call_ai_agent_id`. Default false. */
  handlerIdsReturned: boolean;
  /**
   * Body of an error. `documented`: a 422 has entries in the shape of its API, Fabric or Relay, and any other status
   * is `{"error": "…"}`. `relay` and `fabric`: entries of that shape on every route and for every status. `plain`:
   * `errors` is a list of texts. Default `documented`.
   */
  errorShape: "documented" | "relay" | "fabric" | "plain";
  /** The `code` of a Relay entry: one of the vendor's error codes, or the status as text. Default `listed`. */
  relayErrorCodes: "listed" | "status";
  /**
   * Links of a list. `documented`: absolute on Fabric, paths on Relay. `absolute`, `relative`: the same on both.
   * `foreign-host`: absolute on 127.0.0.2, with the simulator's port. `loop`: every page's `next` is the page itself.
   * `empty-string`, `null`: as `documented`, but the last page has a `next` with that value. Default `documented`.
   */
  nextLinks: "documented" | "absolute" | "relative" | "foreign-host" | "loop" | "empty-string" | "null";
  /** Whether `ciphers` and `codecs` read back in the order sent. Default `kept`. */
  listOrder: "kept" | "reordered";
  /** Whether a gateway's `uri` reads back with the `sip:` that was sent. Default `kept`. */
  uriPrefix: "kept" | "stripped";
  /** Whether timestamps have milliseconds. Default false. */
  timestampMilliseconds: boolean;
  /** Whether gateways show a `project_id` that is not the caller's. Default false. */
  foreignProject: boolean;
  /**
   * Whether `call_relay_topic`, `call_relay_context` and `call_relay_application` of an endpoint are three names of one
   * value. When a body has several, the application wins, then the topic. Default false.
   */
  relayAliases: boolean;
  /** Whether a SWML script shows its `contents` as an object or as JSON text. Default `object`. */
  swmlContents: "object" | "string";
  /** The parameter that renames a SWML script; the other is ignored. Default `display_name`. */
  swmlUpdateName: "display_name" | "name";
  /** Whether null takes back a callback or fallback URL of SWML, or is refused. Default `null`. */
  callbackClear: "null" | "refused";
  /** Where addresses are: `flat` is `/api/fabric/sip_addresses`, `nested` `/api/fabric/addresses/sip`. Default `flat`. */
  addressPaths: "flat" | "nested";
  /** Whether a SIP address takes an empty `ip_auth`. Default `accepted`. */
  ipAuthClear: "accepted" | "refused";
  /** Whether the URI of a SIP address changes with its name and user. Default `changes`. */
  uriOnRename: "changes" | "stays";
  /** Whether a change of a subscriber's SIP credentials may leave out user name and password. Default `partial`. */
  credentialPatch: "partial" | "full";
  /** Numbers that the project owns, in E.164 form. None by default. */
  ownedNumbers: string[];
  /** Whether a number keeps the fields of an earlier handler. Default true. */
  handlersLinger: boolean;
  /** Whether a number shows the resource that a handler with a URL makes by itself. Default `appears`. */
  scriptAutoResource: "appears" | "null";
  /** Whether a number shows a URL as sent, or that of the resource that SignalWire made of it. Default `sent`. */
  requestUrlShown: "sent" | "wrapped";
  /**
   * Addresses of phone numbers: served; not at all; without gateways; or accepted without any effect. Default `on`.
   */
  phoneNumberAddresses: "on" | "absent" | "gateway-refused" | "ineffective";
  /** Objects on a page of a list when the request has no `page_size`. Default 50. */
  pageSize: number;
}

/** The behaviour without any switch. */
export const defaultBehaviour: SignalWireBehaviour = {
  gatewayPatch: "partial",
  gatewayEncryption: "published",
  endpointStatus: 200,
  extraKeys: false,
  handlerIdsReturned: false,
  errorShape: "documented",
  relayErrorCodes: "listed",
  nextLinks: "documented",
  listOrder: "kept",
  uriPrefix: "kept",
  timestampMilliseconds: false,
  foreignProject: false,
  relayAliases: false,
  swmlContents: "object",
  swmlUpdateName: "display_name",
  callbackClear: "null",
  addressPaths: "flat",
  ipAuthClear: "accepted",
  uriOnRename: "changes",
  credentialPatch: "partial",
  ownedNumbers: [],
  handlersLinger: true,
  scriptAutoResource: "appears",
  requestUrlShown: "sent",
  phoneNumberAddresses: "on",
  pageSize: 50,
};

/** Accepts any part of the switches, and no other key. */
export const behaviourSchema: z.ZodType<Partial<SignalWireBehaviour>> = z.strictObject({
  gatewayPatch: z.enum(["partial", "full-only"]).exactOptional(),
  gatewayEncryption: z.enum(["published", "live"]).exactOptional(),
  endpointStatus: z.literal([200, 201]).exactOptional(),
  extraKeys: z.boolean().exactOptional(),
  handlerIdsReturned: z.boolean().exactOptional(),
  errorShape: z.enum(["documented", "relay", "fabric", "plain"]).exactOptional(),
  relayErrorCodes: z.enum(["listed", "status"]).exactOptional(),
  nextLinks: z
    .enum(["documented", "absolute", "relative", "foreign-host", "loop", "empty-string", "null"])
    .exactOptional(),
  listOrder: z.enum(["kept", "reordered"]).exactOptional(),
  uriPrefix: z.enum(["kept", "stripped"]).exactOptional(),
  timestampMilliseconds: z.boolean().exactOptional(),
  foreignProject: z.boolean().exactOptional(),
  relayAliases: z.boolean().exactOptional(),
  swmlContents: z.enum(["object", "string"]).exactOptional(),
  swmlUpdateName: z.enum(["display_name", "name"]).exactOptional(),
  callbackClear: z.enum(["null", "refused"]).exactOptional(),
  addressPaths: z.enum(["flat", "nested"]).exactOptional(),
  ipAuthClear: z.enum(["accepted", "refused"]).exactOptional(),
  uriOnRename: z.enum(["changes", "stays"]).exactOptional(),
  credentialPatch: z.enum(["partial", "full"]).exactOptional(),
  ownedNumbers: z.array(z.string().regex(/^\+[1-9]\d{1,14}$/)).exactOptional(),
  handlersLinger: z.boolean().exactOptional(),
  scriptAutoResource: z.enum(["appears", "null"]).exactOptional(),
  requestUrlShown: z.enum(["sent", "wrapped"]).exactOptional(),
  phoneNumberAddresses: z.enum(["on", "absent", "gateway-refused", "ineffective"]).exactOptional(),
  pageSize: z.int().min(1).exactOptional(),
});
