import { z } from "zod";

/** Direction of a gateway, seen from VideoSDK: `inbound` receives calls, `outbound` places them. */
export type Direction = "inbound" | "outbound";

export const text = z.string().trim().min(1, "must not be empty");
export const e164 = z.string().regex(/^\+[1-9]\d{1,14}$/, "must be an E.164 number such as +14155550100");
export const region = z.enum(["auto", "us002", "in002"]);
export const mediaEncryption = z.enum(["enable", "disable"]);
export const transport = z.enum(["udp", "tcp", "tls"]);
export const auth = z.object({ username: text, password: text });
export const stringMap = z.record(z.string(), z.string());

/** A list of E.164 numbers without duplicates. */
export const numberList = z
  .array(e164)
  .refine((numbers) => new Set(numbers).size === numbers.length, "must not hold a number twice");

/** As {@link numberList}, with at least one number. */
export const someNumbers = numberList.min(1, "must hold at least one number");
