import * as z from "zod";
import { fabricObject } from "./fabric";
import { restObjects } from "./rest-objects";

const maybeText = z.string().nullish();

/** SWML webhooks of the Fabric API. */
export const swmlWebhooks = restObjects({
  what: "SWML webhooks",
  collection: "/api/fabric/resources/swml_webhooks",
  update: "PATCH",
  schema: fabricObject("swml_webhook", {
    name: maybeText,
    used_for: maybeText,
    primary_request_url: maybeText,
    primary_request_method: maybeText,
    fallback_request_url: maybeText,
    fallback_request_method: maybeText,
    status_callback_url: maybeText,
    status_callback_method: maybeText,
  }),
});
