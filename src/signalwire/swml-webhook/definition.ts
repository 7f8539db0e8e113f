import { adopting } from "../../lifecycle/plain-resource";
import { fields, oneOf, visible } from "../../lifecycle/schema";
import { fabricOutputs } from "../client/fabric";
import { webUrl } from "../client/fields";
import { restResource } from "../client/rest-resource";
import { swmlWebhooks } from "../client/swml-webhooks";
import { hookMethods, scriptTypes, secretPaths } from "../vocabulary";

const method = () => oneOf(hookMethods).optional();

const schema = fields({
  name: visible("a text that is not empty"),
  usedFor: oneOf(scriptTypes).optional(),
  primaryRequestUrl: webUrl(),
  primaryRequestMethod: method(),
  fallbackRequestUrl: webUrl().optional(),
  fallbackRequestMethod: method(),
  statusCallbackUrl: webUrl().optional(),
  statusCallbackMethod: method(),
  adopt: adopting,
});

/**
 * A web server of yours that answers with SWML what happens to a call. From the pages «Create SWML Webhook», «Get SWML
 * Webhook», «Update SWML Webhook» and «Delete SWML Webhook».
 *
 * @see https://signalwire.com/docs/apis
 */
export const swmlWebhook = restResource({
  type: "SwmlWebhook",
  idIs: "that of its resource, not swml_webhook.id",
  noun: "SWML webhook",
  schema,
  secrets: secretPaths.SwmlWebhook,
  objects: swmlWebhooks,
  inputs: {
    name: { shown: ({ name, display_name: display }) => name ?? display },
    usedFor: {
      role: "fixed",
      initial: "calling",
      effect: ({ old, desired }) => (useOf(old.inputs) === useOf(desired) ? "none" : "replace"),
      why: "usedFor is another, and no page says that it can change. What points at the webhook has to point at the new one",
    },
    primaryRequestUrl: {},
    primaryRequestMethod: { initial: "POST", cleared: { primary_request_method: "POST" } },
    fallbackRequestUrl: { cleared: { fallback_request_url: null } },
    fallbackRequestMethod: { initial: "POST" },
    statusCallbackUrl: { cleared: { status_callback_url: null } },
    statusCallbackMethod: { initial: "POST" },
    adopt: { role: "local" },
  },
  outputs: (webhook) => ({ webhookId: webhook.inner_id ?? null, ...fabricOutputs(webhook) }),
  key: {
    field: "name",
    phrase: ({ name }) => `the name ${JSON.stringify(name)}`,
    has: (webhook, { name }) => (webhook.name ?? webhook.display_name) === name,
    shared: true,
    alike: (webhook, { primaryRequestUrl }) => webhook.primary_request_url === primaryRequestUrl,
  },
});

function useOf({ usedFor = "calling" }: { readonly usedFor?: string | undefined }): string {
  return usedFor;
}
