import * as z from "zod";
import { list, map, maybeFlag, maybeText, numberList, withWritten } from "./replies";
import { restObjects } from "./rest-objects";

const replySchema = z.preprocess(
  withWritten,
  z.object({
    id: z.string().min(1),
    name: maybeText,
    type: maybeText,
    numbers: numberList,
    room: z.object({ type: maybeText, prefix: maybeText, id: maybeText, pin: maybeText }).nullish(),
    agentId: maybeText,
    agentMetadata: z.record(z.string(), z.json()).nullish(),
    apiKey: maybeText,
    includeHeaders: maybeText,
    headers: map,
    headersToAttributes: map,
    allowedNumbers: list,
    allowedIpAddresses: list,
    tags: list,
    recording: maybeFlag,
    dtmf: maybeFlag,
    noiseCancellation: maybeFlag,
    hidePhoneNumber: maybeFlag,
    createdAt: maybeText,
    updatedAt: maybeText,
    written: list,
  }),
);

/** A rule as the vendor shows it. */
export type RuleReply = z.output<typeof replySchema>;

/** The routing rules of an account. */
export const rules = restObjects({ collection: "/v2/sip/routing-rule", noun: "rule", schema: replySchema });
