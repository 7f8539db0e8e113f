import * as z from "zod";

/**
 * The answers of VideoSDK's SIP API, as far as they are used. Tolerant where its documentation and its own SDKs are:
 * fields may be missing, collections may be null, and what is not known is ignored.
 */

/** An id: opaque. Numbers are accepted too and become texts, because state holds texts only. */
export const id = z.union([z.string().min(1), z.number()]).transform(String);
/** A text, for which a number may stand. */
const textual = z.union([z.string(), z.number()]).transform(String);
/** A text that may be missing. */
export const maybeText = textual.nullish();
/** A number in E.164 form. The `+` may be missing; fewer digits than any such number has are an extension. */
const e164 = textual.transform((number) => (/^[1-9]\d{6,14}$/.test(number) ? `+${number}` : number));
/** A number that VideoSDK shows in E.164 form. */
export function inE164(number: string): string {
  return e164.parse(number);
}
/** Numbers in E.164 form, as a list that may be missing or null. */
const e164s = z
  .array(e164)
  .nullish()
  .transform((list) => list ?? undefined);

/** A list that is null where it is empty; undefined where it is not shown. */
const listed = <T extends z.ZodType>(member: T) =>
  z
    .array(member)
    .nullish()
    .transform((members) => (members === null ? [] : members));
/** Texts, as a list that is null where it is empty; undefined where it is not shown. */
export const list = listed(textual);
/** Numbers in E.164 form, as {@link list}. */
export const numberList = listed(e164);
/** Beside the numbers of an object, as `written`, the texts that it has for them: they may lack the `+`. */
export function withWritten(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  return { ...body, written: (body as { numbers?: unknown }).numbers };
}

/** Texts by name, as {@link list}. */
export const map = z
  .record(z.string(), textual)
  .nullish()
  .transform((texts) => (texts === null ? {} : texts));
/** A boolean, which VideoSDK's pages also show as a text. */
export const maybeFlag = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")])
  .nullish();

/** Credentials; empty where they are not shown. */
const credentials = z
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
  numbers: e164s,
  auth: credentials,
});

/** A gateway as the vendor shows it. */
export type Gateway = z.output<typeof gatewaySchema>;

/** A gateway as its own page shows it. Empty collections may be null, so that null says that it carries no number. */
export const ownGatewaySchema = gatewaySchema.extend({ numbers: numberList });

const phoneNumberSchema = z.object({
  phoneNumberId: id,
  e164: e164.pipe(z.string().min(1)),
  name: maybeText,
  countryCode: maybeText,
  provider: maybeText,
  origin: maybeText,
  status: maybeText,
});

/** A registered phone number. */
export type PhoneNumber = z.output<typeof phoneNumberSchema>;

/** Gateways that were checked. In a list, the rows of a shared one have one object, whose roster is as long as the list. */
const checked = new WeakMap<object, Gateway>();

const gatewayOrNothing = z
  .unknown()
  .optional()
  .transform((shown, context): Gateway | undefined => {
    if (shown === null || shown === undefined) return undefined;
    const before = typeof shown === "object" ? checked.get(shown) : undefined;
    if (before !== undefined) return before;
    const { data, error } = gatewaySchema.safeParse(shown);
    for (const { message, path } of error?.issues ?? [])
      context.addIssue({ code: "custom", message, path: [...path] });
    if (data !== undefined && typeof shown === "object") checked.set(shown, data);
    return data;
  });

/** A number with the gateways it is attached to. */
export const numberRecordSchema = z.object({
  phoneNumber: phoneNumberSchema,
  inbound: gatewayOrNothing,
  outbound: gatewayOrNothing,
});

/** A number with its gateways; a direction is undefined when the number is not attached in it. */
export type NumberRecord = z.output<typeof numberRecordSchema>;

/** The number that a row of the list is about; undefined where it does not say. */
export function e164In(row: unknown): string | undefined {
  return rowSchema.safeParse(row).data?.phoneNumber.e164;
}

const rowSchema = z.object({ phoneNumber: z.object({ e164: phoneNumberSchema.shape.e164 }) });

/** An object in a list as far as it says which it is; undefined where it does not. */
export function identifiedIn(object: unknown): { readonly id: string } | undefined {
  return z.object({ id }).safeParse(object).data;
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
  // As written: they may be extensions, which have no +.
  numbers: z
    .array(textual)
    .nullish()
    .transform((list) => list ?? undefined),
  auth: credentials,
});

/** A trunk as the vendor shows it. */
export type Trunk = z.output<typeof trunkSchema>;

/**
 * The vendor's words in the body of an error answer; its documentation names no form, and its SDKs read all of these. A
 * list of messages is the form of NestJS.
 */
export function readComplaint(body: unknown): { message: string; code?: string | undefined } {
  const words = wordsIn(body) ?? "";
  const code =
    first(body, ["code", "errorCode"], codeIn) ??
    first(body, ["error"], (error) => (typeof error === "object" ? codeIn(error) : undefined));
  return { message: words, code };
}

const wordKeys = ["message", "error", "errors", "msg", "statusMessage", "detail", "description"] as const;

/** The words in a text, in a list of any such values, or in an object. */
function wordsIn(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  if (Array.isArray(value)) {
    const all = value.map(wordsIn).filter((words) => words !== undefined);
    return all.length === 0 ? undefined : all.join("; ");
  }
  return first(value, wordKeys, wordsIn);
}

function codeIn(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return first(value, ["code", "errorCode"], codeIn);
}

function first<T>(
  body: unknown,
  keys: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const values = keys.map((key) => (body as Record<string, unknown>)[key]);
  return values
    .map((value) => (value === undefined ? undefined : read(value)))
    .find((one) => one !== undefined);
}

/** The body of an answer about one object, which may be below `data`. */
export function unwrapped(body: unknown): unknown {
  const { id, data } = (body ?? {}) as { id?: unknown; data?: unknown };
  return id === undefined && typeof data === "object" ? data : body;
}
