import { z } from "zod";
import { auth, mediaEncryption, region, stringMap, transport } from "./fields.js";

const strings = z.array(z.string());

export const numberSchema = z.object({
  phoneNumberId: z.string(),
  e164: z.string(),
  countryCode: z.string().nullable(),
  provider: z.string(),
  origin: z.enum(["SIP Configured", "PURCHASED"]),
  status: z.literal("ACTIVE"),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const gatewaySchema = z.object({
  id: z.string(),
  direction: z.enum(["inbound", "outbound"]),
  /** Whether a number create or a gateway endpoint made it. */
  madeBy: z.enum(["number-create", "gateway-endpoint"]),
  name: z.string(),
  address: z.string().nullable(),
  transport: transport.nullable(),
  auth: auth.nullable(),
  numbers: strings,
  mediaEncryption,
  geoRegion: region.nullable(),
  allowedAddresses: strings,
  allowedNumbers: strings,
  record: z.boolean(),
  noiseCancellation: z.boolean(),
  enableDtmf: z.boolean(),
  tags: strings,
  metadata: stringMap,
  deleted: z.boolean(),
  deletedAt: z.string().nullable(),
});

export const trunkSchema = z.object({
  trunkId: z.string(),
  auth,
  name: z.string(),
  domain: z.string(),
  direction: z.enum(["inbound", "outbound"]),
  numbers: strings,
});

export const ruleSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(["inbound", "outbound"]),
  numbers: strings,
  room: z.record(z.string(), z.unknown()).nullable(),
  agentId: z.string().nullable(),
  agentMetadata: z.record(z.string(), z.unknown()).nullable(),
  apiKey: z.string().nullable(),
  includeHeaders: z.string(),
  headers: stringMap,
  headersToAttributes: stringMap,
  allowedNumbers: strings,
  allowedIpAddresses: strings,
  tags: strings,
  recording: z.boolean(),
  dtmf: z.boolean(),
  noiseCancellation: z.boolean(),
  hidePhoneNumber: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const credentialsSchema = z.object({ apiKey: z.string().min(1), secret: z.string().min(1) });

export const savedSchema = z.object({
  credentials: credentialsSchema,
  phoneNumbers: z.array(numberSchema),
  gateways: z.array(gatewaySchema),
  trunks: z.array(trunkSchema),
  routingRules: z.array(ruleSchema),
  released: z.array(z.object({ phoneNumberId: z.string(), e164: z.string() })),
});

/** A registered phone number. */
export type NumberRecord = z.infer<typeof numberSchema>;
/** An inbound or outbound gateway. */
export type GatewayRecord = z.infer<typeof gatewaySchema>;
/** An object of `/v2/sip-trunk`. */
export type TrunkRecord = z.infer<typeof trunkSchema>;
/** A routing rule. */
export type RuleRecord = z.infer<typeof ruleSchema>;
/** What a client mints its tokens with. */
export type VideoSdkCredentials = z.infer<typeof credentialsSchema>;
/** What the data file keeps. */
export type SavedVideoSdk = z.infer<typeof savedSchema>;

/** A registered phone number and the gateways that it is attached to. */
export interface AttachedNumber extends NumberRecord {
  inboundGatewayId: string | null;
  outboundGatewayId: string | null;
}

/** Everything that the simulated VideoSDK holds. */
export interface VideoSdkState {
  phoneNumbers: AttachedNumber[];
  /** Living gateways in the order of creation, then deleted ones with `deleted` and `deletedAt`. */
  inboundGateways: GatewayRecord[];
  /** As `inboundGateways`. */
  outboundGateways: GatewayRecord[];
  trunks: TrunkRecord[];
  routingRules: RuleRecord[];
  /** E.164 number of every release since the last reset, in order. */
  released: string[];
}
