import { z } from "zod";
import { isHost } from "../host.js";

/** Direction of a gateway, seen from VideoSDK: `inbound` receives calls, `outbound` places them. */
export type Direction = "inbound" | "outbound";

/** A text that is not blank; kept as it was sent. */
export const text = z.string().regex(/\S/, "must not be empty");
/** A host to send calls to. */
export const address = z.string().refine(isHost, "must be a host, optionally with a port");
const e164 = z.string().regex(/^\+[1-9]\d{1,14}$/, "must be an E.164 number such as +14155550100");
/** Region of a gateway. */
export const region = z.enum(["auto", "us002", "in002"]);
/** Whether media is encrypted. */
export const mediaEncryption = z.enum(["enable", "disable"]);
/** Transport of SIP messages. */
export const transport = z.enum(["udp", "tcp", "tls"]);
/** Credentials of a gateway or trunk. */
export const auth = z.object({ username: text, password: text });
/** A boolean; VideoSDK's clients send it as a text, too. */
export const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")]);
/** A list of texts. */
export const strings = z.array(z.string());
/** Texts by name. */
export const stringMap = z.record(z.string(), z.string());

/** A list of E.164 numbers without duplicates. */
export const numberList = z
  .array(e164)
  .refine((numbers) => new Set(numbers).size === numbers.length, "must not hold a number twice");

/** As {@link numberList}, with at least one number. */
export const someNumbers = numberList.min(1, "must hold at least one number");

/** Reads a {@link NumberRecord}. */
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

/** Reads a {@link GatewayRecord}. */
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
  /** Its numbers are texts only: no number is attached to it. */
  hasLabels: z.literal(true).exactOptional(),
});

/** Reads {@link VideoSdkCredentials}. */
export const credentialsSchema = z.object({ apiKey: z.string().min(1), secret: z.string().min(1) });

/** A registered phone number. */
export type NumberRecord = z.infer<typeof numberSchema>;
/** An inbound or outbound gateway. */
export type GatewayRecord = z.infer<typeof gatewaySchema>;
/** What a client signs its tokens with. */
export type VideoSdkCredentials = z.infer<typeof credentialsSchema>;

/** A registered phone number and the gateways that it is attached to. */
export interface AttachedNumber extends NumberRecord {
  inboundGatewayId: string | null;
  outboundGatewayId: string | null;
}
