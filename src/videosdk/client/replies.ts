import * as z from "zod";

/**
 * The answers of VideoSDK's SIP API, as far as they are used. Tolerant where its documentation and its own SDKs are:
 * fields may be missing, collections may be null, and what is not known is ignored.
 */

/** An id: opaque. Numbers are accepted too and become texts, because state holds texts only. */
export const id = z.union([z.string().min(1), z.number()]).transform(String);
/** A text that may be missing. */
export const maybeText = z.string().nullish();
/** A list of texts that may be missing or null. */
export const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? undefined);

/** A list of texts that is null where it is empty; undefined where it is not shown. */
export const list = z
  .array(z.string())
  .nullish()
  .transform((texts) => (texts === null ? [] : texts));
/** Texts by name, as {@link list}. */
export const map = z
  .record(z.string(), z.string())
  .nullish()
  .transform((texts) => (texts === null ? {} : texts));
/** A boolean, which VideoSDK's pages also show as a text. */
export const maybeFlag = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")])
  .nullish();

/** Credentials; empty where they are not shown. */
export const credentials = z
  .object({ username: maybeText, password: maybeText })
  .nullish()
  .transform((auth) => auth ?? {});

/** A gateway of either direction; it does not show which. */
export const gatewaySchema = z.object({
  id,
  name: maybeText,
  address: maybeText,
  transport: maybeText,
  mediaEncryption: maybeText,
  geoRegion: maybeText,
  numbers: texts,
  auth: credentials,
});

/** A gateway as the vendor shows it. */
export type Gateway = z.output<typeof gatewaySchema>;

const phoneNumberSchema = z.object({
  phoneNumberId: id,
  e164: z.string().min(1),
  name: maybeText,
  countryCode: maybeText,
  provider: maybeText,
  origin: maybeText,
  status: maybeText,
});

/** A registered phone number. */
export type PhoneNumber = z.output<typeof phoneNumberSchema>;

const gatewayOrNothing = gatewaySchema.nullish().transform((gateway) => gateway ?? undefined);

/** A number with the gateways it is attached to. */
export const numberRecordSchema = z.object({
  phoneNumber: phoneNumberSchema,
  inbound: gatewayOrNothing,
  outbound: gatewayOrNothing,
});

/** A number with its gateways; a direction is undefined when the number is not attached in it. */
export type NumberRecord = z.output<typeof numberRecordSchema>;

/** An item of the number list, as far as it says which number it is. */
interface Numbered {
  readonly phoneNumber: { readonly e164: string };
}

/** A page of the number list. Its items are left as they came; {@link numberRecordSchema} checks those that are used. */
export const numberPageSchema = z.object({
  pageInfo: z.object({ total: z.number().int().nonnegative(), lastPage: z.number().int().nonnegative() }),
  data: z.array(z.custom<Numbered>(isNumbered, "expected a phoneNumber with its e164")),
});

function isNumbered(item: unknown): boolean {
  const { phoneNumber } = (item ?? {}) as { phoneNumber?: { e164?: unknown } | null };
  return typeof phoneNumber?.e164 === "string" && phoneNumber.e164 !== "";
}

/** The answer to a gateway's update. Whether it holds the gateway is not relied on. */
export const gatewayUpdateSchema = z.object({ gateway: gatewaySchema });

/**
 * A SIP trunk of `/v2/sip-trunk`. Its id must be the text that is documented: only the answer to its creation ever
 * names it. A wrong id would be found missing later, and a duplicate created.
 */
export const trunkSchema = z.object({
  trunkId: z.string().min(1),
  name: maybeText,
  domain: maybeText,
  direction: maybeText,
  numbers: texts,
  auth: credentials,
});

/** A trunk as the vendor shows it. */
export type Trunk = z.output<typeof trunkSchema>;

/**
 * The vendor's words in the body of an error answer; its documentation names no form, and its SDKs read all of these.
 */
export function readComplaint(body: unknown): { message: string; code?: string | undefined } {
  if (typeof body === "string") return { message: body.trim() };
  if (typeof body !== "object" || body === null) return { message: "" };
  const first = (...keys: string[]): string | undefined =>
    keys
      .map((key) => (body as Record<string, unknown>)[key])
      .find((value): value is string => typeof value === "string" && value !== "");
  return {
    message: first("message", "error", "msg", "statusMessage") ?? "",
    code: first("code", "errorCode"),
  };
}
