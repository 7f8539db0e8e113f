import { randomUUID } from "node:crypto";
import { z } from "zod";
import { defineResource } from "../resource.js";
import { jsonAnswer, Refusal } from "../route.js";
import { publicKey } from "./delivery-signature.js";
import { searchOf } from "./listing.js";
import { plainRoutes } from "./plain-routes.js";
import { strings } from "./records.js";
import { validated } from "./refusal.js";
import type { Account } from "./store.js";

/** In the order of VideoSDK's lists: 7 on its pages, 12 in its guide, all in its SDK. */
const events = [
  ...["call-started", "call-answered", "call-hangup", "call-transferred", "call-missed", "call-update"],
  ...["call-ringing", "call-transfer-initiated", "call-transfer-accepted", "call-transferring"],
  ...["call-transfer-ringing", "call-transfer-failed"],
  ...["switch-room-initiated", "switch-room-completed", "switch-room-failed"],
];

const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: strings,
  createdAt: z.string(),
  updatedAt: z.string(),
});
const bodySchema = z.object({ url: z.url(), events: strings.min(1, "must hold at least one event") });

/** A webhook. */
export type WebhookRecord = z.infer<typeof webhookSchema>;

/** The endpoints of `/v2/sip/webhooks`. */
export const webhooks = defineResource({
  serves: ["Webhook"],
  records: { webhooks: { schema: webhookSchema, idOf: (webhook: WebhookRecord) => webhook.id } },
  routes(account: Account, records) {
    /** Both fields are required in a change too, because it replaces them. */
    const read = (body: unknown): z.output<typeof bodySchema> => {
      const given = validated(bodySchema, body);
      const accepted = events.slice(0, account.behaviour.webhookEvents);
      if (given.events.some((event) => !accepted.includes(event))) {
        const status = account.behaviour.badWebhookEvent;
        throw new Refusal(status, status === 500 ? "Something went wrong" : "events: holds an invalid event");
      }
      return given;
    };
    const plain = plainRoutes<WebhookRecord>(account, records.webhooks, {
      collection: "/v2/sip/webhooks",
      noun: "Webhook",
      changedBy: (method) => ["both", method].includes(account.behaviour.webhookUpdate),
      create(body) {
        const now = new Date().toISOString();
        return { id: `wh_${randomUUID()}`, ...read(body), createdAt: now, updatedAt: now };
      },
      update: (webhook, body) => ({ ...webhook, ...read(body), updatedAt: new Date().toISOString() }),
      view: (webhook) => webhook,
      listed: ({ id, ...webhook }) => ({ [account.behaviour.webhookListId]: id, ...webhook }),
      filter(request) {
        const isSearched = searchOf(request);
        return ({ url }) => isSearched(url);
      },
    });
    return [
      ...plain,
      {
        method: "GET",
        path: "/v2/public/rsa-public-key",
        isPublic: true,
        handle: () => jsonAnswer(200, { publicKey: publicKey() }),
      },
    ];
  },
});
