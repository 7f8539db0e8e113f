import { randomUUID } from "node:crypto";
import { z } from "zod";
import { defineResource } from "../resource.js";
import { jsonAnswer, Refusal } from "../route.js";
import { text } from "./records.js";
import { existing, validated } from "./refusal.js";
import type { Account } from "./store.js";

const maybeText = z.string().nullable();
const connectorSchema = z.object({
  id: z.string(),
  provider: z.string(),
  name: z.string(),
  webhookUrl: z.string(),
  defaultRoomId: maybeText,
  defaultRuleId: maybeText,
  region: maybeText,
  createdAt: z.string(),
});
const bodySchema = z.object({
  provider: z.enum(["twilio", "plivo", "telnyx"]),
  name: text.default("Connector"),
  defaultRoomId: text.nullable().default(null),
  defaultRuleId: text.nullable().default(null),
  region: z.enum(["us002", "in002"]).nullable().default(null),
});

/** A connector. */
export type ConnectorRecord = z.infer<typeof connectorSchema>;

/** The endpoints of `/v2/connectors`: no change but that of the key, and a list without pages. */
export const connectors = defineResource({
  serves: ["Connector"],
  records: { connectors: { schema: connectorSchema, idOf: (connector: ConnectorRecord) => connector.id } },
  routes(account: Account, { connectors: all, ...others }) {
    const collection = "/v2/connectors";
    const one = `${collection}/:id`;
    const find = (id: string): ConnectorRecord => existing(all.get(id), "Connector", account.behaviour);
    const newUrl = (provider: string): string =>
      `https://api.videosdk.live/v2/hooks/${provider}/whk_${randomUUID()}`;
    const hasRule = (id: string): boolean =>
      (others as { routingRules?: ReadonlyMap<string, unknown> }).routingRules?.has(id) === true;
    return [
      {
        method: "POST",
        path: collection,
        handle: ({ body }) => {
          const given = validated(bodySchema, body);
          const { connectorRule } = account.behaviour;
          const isUnknown = given.defaultRuleId !== null && !hasRule(given.defaultRuleId);
          if (isUnknown && connectorRule === "400")
            throw new Refusal(400, "defaultRuleId: there is no such rule");
          const connector = {
            id: `cn_${randomUUID()}`,
            ...given,
            defaultRuleId: isUnknown && connectorRule === "drop" ? null : given.defaultRuleId,
            webhookUrl: newUrl(given.provider),
            createdAt: new Date().toISOString(),
          };
          all.set(connector.id, connector);
          return jsonAnswer(201, { message: "Connector created successfully", data: connector });
        },
      },
      { method: "GET", path: collection, handle: () => jsonAnswer(200, { data: [...all.values()] }) },
      {
        method: "GET",
        path: one,
        handle: ({ param }) =>
          jsonAnswer(200, { message: "Connector retrieved successfully", data: find(param("id")) }),
      },
      {
        method: "POST",
        path: `${one}/rotate-key`,
        handle: ({ param }) => {
          const connector = find(param("id"));
          const rotated = { ...connector, webhookUrl: newUrl(connector.provider) };
          all.set(rotated.id, rotated);
          return jsonAnswer(200, { message: "Webhook key rotated successfully", data: rotated });
        },
      },
      {
        method: "DELETE",
        path: one,
        handle: ({ param }) => {
          all.delete(find(param("id")).id);
          return jsonAnswer(200, { message: "Connector deleted successfully" });
        },
      },
    ];
  },
});
