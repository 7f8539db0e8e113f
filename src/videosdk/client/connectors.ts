import * as z from "zod";
import { maybeText } from "./replies";
import { restObjects } from "./rest-objects";

const replySchema = z.object({
  id: z.string().min(1),
  provider: maybeText,
  name: maybeText,
  webhookUrl: maybeText,
  defaultRoomId: maybeText,
  defaultRuleId: maybeText,
  region: maybeText,
  createdAt: maybeText,
});

/** A connector as the vendor shows it. */
export type ConnectorReply = z.output<typeof replySchema>;

/** The connectors of an account. */
export const connectors = restObjects({
  collection: "/v2/connectors",
  noun: "connector",
  schema: replySchema,
});
