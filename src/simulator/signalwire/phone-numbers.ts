import { createHash } from "node:crypto";
import { z } from "zod";
import { defineResource } from "../resource.js";
import { jsonAnswer, type Route } from "../route.js";
import { objectRoutes } from "./objects.js";
import { addressRecords, phoneNumberAddressRoutes } from "./phone-number-addresses.js";
import { checked, failing, httpUrl, parametersOf, refuseAny, text } from "./refusal.js";
import type { Project } from "./store.js";
import { extraKeys } from "./views.js";

/** Reads a number. Settings of its handlers are under the vendor's names. */
const numberSchema = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string().nullable(),
  calling_handler_resource_id: z.string().nullable(),
  settings: z.record(z.string(), z.string().nullable()),
});

/** A number of the project. */
type PhoneNumberRecord = z.infer<typeof numberSchema>;

/** Every writable handler with the parameter that it requires. */
const callHandlers = {
  relay_context: "call_relay_context",
  relay_topic: "call_relay_topic",
  relay_script: "call_relay_script_url",
  relay_application: "call_relay_application",
  relay_connector: "call_relay_connector_id",
  relay_sip_endpoint: "call_sip_endpoint_id",
  relay_verto_endpoint: "call_verto_resource",
  laml_webhooks: "call_request_url",
  laml_application: "call_laml_application_id",
  dialogflow: "call_dialogflow_agent_id",
  video_room: "call_video_room_id",
  call_flow: "call_flow_id",
  ai_agent: "call_ai_agent_id",
} as const;
const messageHandlers = {
  relay_context: "message_relay_context",
  relay_topic: "message_relay_topic",
  relay_application: "message_relay_application",
  laml_webhooks: "message_request_url",
  laml_application: "message_laml_application_id",
} as const;

const method = z
  .string()
  .refine(
    (value) => value === "GET" || value === "POST",
    failing("invalid_http_method", "must be GET or POST"),
  );
const urls = [
  ...["call_relay_script_url", "call_request_url", "call_fallback_url", "call_status_callback_url"],
  ...["call_relay_context_status_callback_url", "call_relay_topic_status_callback_url"],
  ...["message_request_url", "message_fallback_url"],
];
const methods = [
  ...["call_request_method", "call_fallback_method", "call_status_callback_method"],
  ...["message_request_method", "message_fallback_method"],
];
const named = [...Object.values(callHandlers), ...Object.values(messageHandlers), "call_flow_version"];
const all = [...new Set([...urls, ...methods, ...named])];
const shape = {
  name: z.string(),
  call_handler: z.enum(Object.keys(callHandlers) as [string, ...string[]]),
  message_handler: z.enum(Object.keys(messageHandlers) as [string, ...string[]]),
  call_receive_mode: z.enum(["voice", "fax"]),
  ...Object.fromEntries(all.map((field) => [field, text as z.ZodType<string>])),
  ...Object.fromEntries(urls.map((field) => [field, httpUrl as z.ZodType<string>])),
  ...Object.fromEntries(methods.map((field) => [field, method as z.ZodType<string>])),
};

/** Not returned by any answer. */
const unreturned = ["call_flow_id", "call_flow_version", "call_ai_agent_id", "message_relay_application"];

const path = "/api/relay/rest/phone_numbers";

/**
 * Phone numbers of the Relay REST API. The project owns those that a switch names. It can buy further ones and release any, as the
 * real one can, so a client that does it is seen in the objects.
 */
export const phoneNumbers = defineResource({
  serves: ["PhoneNumber", "PhoneNumberAddress"],
  records: {
    phoneNumbers: { schema: numberSchema, idOf: ({ id }: PhoneNumberRecord) => id },
    phoneNumberAddresses: addressRecords,
  },
  routes: (project: Project, { phoneNumbers: numbers, phoneNumberAddresses: addresses }) => {
    const view = (record: PhoneNumberRecord): Record<string, unknown> => numberView(record, project);
    const filters = {
      filter_number: ({ number }: PhoneNumberRecord) => number,
      filter_name: ({ name }: PhoneNumberRecord) => name ?? "",
    };
    const routes: Route[] = [
      ...objectRoutes(project, { path, objects: numbers, view, filters }),
      {
        method: "POST",
        path,
        handle: ({ body }) => {
          const bought = newNumber(String(parametersOf(body)["number"]));
          project.store.add(numbers, bought);
          return jsonAnswer(201, view(bought));
        },
      },
      {
        method: "PUT",
        path: `${path}/:id`,
        handle: ({ body, param }) => {
          const record = project.store.find(numbers, param("id"));
          change(record, parametersOf(body), project);
          return jsonAnswer(200, view(record));
        },
      },
      ...phoneNumberAddressRoutes(project, addresses, numbers),
    ];
    return routes.map((route) => ({
      ...route,
      handle: (request) => {
        ownNumbers(project, numbers);
        return route.handle(request);
      },
    }));
  },
});

/** Gives the project the numbers that a switch names, unless it has released them. */
function ownNumbers({ store, behaviour }: Project, numbers: Map<string, PhoneNumberRecord>): void {
  for (const number of behaviour.ownedNumbers) {
    const record = newNumber(number);
    if (!numbers.has(record.id) && !store.state().deleted.includes(record.id)) store.add(numbers, record);
  }
}

/** A number without handlers. Its id follows from it. */
function newNumber(number: string): PhoneNumberRecord {
  const hex = createHash("sha256").update(number).digest("hex");
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { id, number, name: null, calling_handler_resource_id: null, settings: {} };
}

/** @throws Refusal 422 that names every bad parameter. */
function change(
  record: PhoneNumberRecord,
  parameters: Readonly<Record<string, unknown>>,
  { behaviour }: Project,
): void {
  const { fields, problems } = checked(shape, parameters);
  const { name, ...settings } = fields as Record<string, string>;
  const next: Record<string, string | null> = { ...record.settings, ...settings };
  const sides = [
    ["call_handler", callHandlers],
    ["message_handler", messageHandlers],
  ] as const;
  refuseAny([
    ...problems,
    ...sides.flatMap(([side, handlers]) => {
      const companion = (handlers as Readonly<Record<string, string>>)[settings[side] ?? ""];
      const isMissing = companion !== undefined && (next[companion] ?? null) === null;
      return isMissing
        ? [{ code: "missing_required_parameter", attribute: companion, message: "can't be blank" }]
        : [];
    }),
  ]);
  if (!behaviour.handlersLinger && settings["call_handler"] !== undefined) {
    for (const field of Object.keys(record.settings))
      if (field.startsWith("call_") && !(field in settings)) next[field] = null;
  }
  record.settings = next;
  if (name !== undefined) record.name = name;
  const makesResource =
    settings["call_handler"] === "relay_script" || settings["call_handler"] === "laml_webhooks";
  if (settings["call_handler"] !== undefined)
    record.calling_handler_resource_id =
      makesResource && behaviour.scriptAutoResource === "appears" ? reversed(record.id) : null;
}

/** The id of the resource that a handler of a number makes by itself. */
function reversed(id: string): string {
  return id.split("-").toReversed().join("-");
}

function numberView(record: PhoneNumberRecord, { behaviour }: Project): Record<string, unknown> {
  const shown = (value: string | null, field: string): string | null => {
    const isWrapped = behaviour.requestUrlShown === "wrapped" && value !== null;
    if (isWrapped && field === "call_relay_script_url") return wrap("relay-bins", value);
    return isWrapped && field === "call_request_url" ? wrap("laml-bins", value) : value;
  };
  const settings = all
    .filter((field) => !unreturned.includes(field))
    .map((field) => [field, shown(record.settings[field] ?? null, field)]);
  return {
    id: record.id,
    number: record.number,
    name: record.name,
    number_type: "longcode",
    country_code: "US",
    capabilities: ["voice", "sms"],
    ...(Object.fromEntries(settings) as object),
    call_handler: record.settings["call_handler"] ?? null,
    call_receive_mode: record.settings["call_receive_mode"] ?? "voice",
    message_handler: record.settings["message_handler"] ?? null,
    calling_handler_resource_id: record.calling_handler_resource_id,
    messaging_handler_resource_id: null,
    ...extraKeys(behaviour),
  };
}

function wrap(kind: string, url: string): string {
  return `https://example.signalwire.com/api/${kind}/${createHash("sha256").update(url).digest("hex").slice(0, 12)}`;
}
