import * as z from "zod";
import { list, maybeText } from "./replies";
import { restObjects } from "./rest-objects";

/** The webhooks of an account. */
export const webhooks = restObjects({
  collection: "/v2/sip/webhooks",
  noun: "webhook",
  schema: z.object({
    id: z.string().min(1),
    url: maybeText,
    events: list,
    createdAt: maybeText,
    updatedAt: maybeText,
  }),
  listId: "webhookId",
});
