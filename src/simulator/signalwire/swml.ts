import { z } from "zod";
import { defineResource } from "../resource.js";
import { fabricRoutes, plainFields, settingsView } from "./plain-routes.js";
import { failing, httpUrl, text } from "./refusal.js";
import type { Project } from "./store.js";

const maybeText = z.string().nullable();

/** Reads a script. */
const scriptSchema = z.object({
  ...plainFields,
  name: z.string(),
  script_type: z.string(),
  /** As it was sent: an object or a text. */
  contents: z.unknown(),
  status_callback_url: maybeText,
});

/** Reads a webhook. */
const webhookSchema = z.object({
  ...plainFields,
  name: z.string(),
  used_for: z.string(),
  primary_request_url: z.string(),
  primary_request_method: z.string(),
  fallback_request_url: maybeText,
  fallback_request_method: z.string(),
  status_callback_url: maybeText,
  status_callback_method: z.string(),
});

type ScriptRecord = z.infer<typeof scriptSchema>;
type WebhookRecord = z.infer<typeof webhookSchema>;

const use = z.enum(["calling", "messaging"]);
const method = z
  .string()
  .refine(
    (value) => value === "GET" || value === "POST",
    failing("invalid_http_method", "must be GET or POST"),
  );

/** SWML scripts of the Fabric API. */
export const swmlScripts = defineResource({
  serves: ["SwmlScript"],
  records: {
    swmlScripts: {
      schema: scriptSchema,
      idOf: ({ id }: ScriptRecord) => id,
      furtherIds: ({ inner_id }: ScriptRecord) => [inner_id],
    },
  },
  routes: (project: Project, { swmlScripts: scripts }) =>
    fabricRoutes<ScriptRecord>(project, "swml_script", {
      path: "/api/fabric/resources/swml_scripts",
      objects: scripts,
      createdStatus: 200,
      update: "PUT",
      // A creation has `name`, an update `display_name`; by a switch, an update has `name` too.
      parameters: {
        name: text,
        display_name: text,
        script_type: use,
        contents: z.unknown().refine(isDocument, failing("missing_required_parameter", "is required")),
        status_callback_url: clearable(project),
      },
      required: ["name", "contents"],
      applied: ({ display_name: displayed, name, script_type, ...settings }, present) => {
        if (present === undefined)
          return { ...settings, name, ...(script_type === undefined ? {} : { script_type }) };
        const renamed = project.behaviour.swmlUpdateName === "name" ? name : displayed;
        return { ...settings, ...(renamed === undefined ? {} : { name: renamed }) };
      },
      initial: () => ({ name: "", script_type: "calling", contents: {}, status_callback_url: null }),
      view: ({ name, script_type, contents, status_callback_url, inner_id }) => ({
        display_name: name,
        script_type,
        request_url: `https://example.signalwire.com/api/relay-bins/${inner_id}`,
        contents:
          project.behaviour.swmlContents === "string"
            ? JSON.stringify(asObject(contents))
            : asObject(contents),
        ...(script_type === "calling" ? { status_callback_url, status_callback_method: "POST" } : {}),
      }),
    }),
});

/** SWML webhooks of the Fabric API. */
export const swmlWebhooks = defineResource({
  serves: ["SwmlWebhook"],
  records: {
    swmlWebhooks: {
      schema: webhookSchema,
      idOf: ({ id }: WebhookRecord) => id,
      furtherIds: ({ inner_id }: WebhookRecord) => [inner_id],
    },
  },
  routes: (project: Project, { swmlWebhooks: webhooks }) =>
    fabricRoutes<WebhookRecord>(project, "swml_webhook", {
      path: "/api/fabric/resources/swml_webhooks",
      objects: webhooks,
      createdStatus: 201,
      update: "PATCH",
      parameters: {
        name: text,
        used_for: use,
        primary_request_url: httpUrl,
        primary_request_method: method,
        fallback_request_url: clearable(project),
        fallback_request_method: method,
        status_callback_url: clearable(project),
        status_callback_method: method,
      },
      required: ["primary_request_url"],
      applied: ({ used_for, ...settings }, present) =>
        present !== undefined || used_for === undefined ? settings : { ...settings, used_for },
      initial: () => ({
        name: "",
        used_for: "calling",
        primary_request_url: "",
        primary_request_method: "POST",
        fallback_request_url: null,
        fallback_request_method: "POST",
        status_callback_url: null,
        status_callback_method: "POST",
      }),
      view: settingsView,
    }),
});

/** A URL that null takes back, unless a switch refuses that. */
function clearable(project: Project): z.ZodType<string | null> {
  return z
    .union([httpUrl, z.null()])
    .refine(
      (value) => value !== null || project.behaviour.callbackClear === "null",
      failing("not_an_http_url", "must be an HTTP or HTTPS URL"),
    );
}

function isDocument(value: unknown): boolean {
  const document = asObject(value);
  return typeof document === "object" && document !== null && Object.keys(document).length > 0;
}

function asObject(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
