import { randomUUID } from "node:crypto";
import { z } from "zod";
import { defineResource } from "../resource.js";
import { jsonAnswer, type Route } from "../route.js";
import { objectRoutes } from "./objects.js";
import { endpointSchema, type SipEndpointRecord } from "./records.js";
import { checked, failing, httpUrl, parametersOf, refuseAny, text, type Problem } from "./refusal.js";
import type { Project } from "./store.js";
import { endpointView } from "./views.js";

/** SIP endpoints of the Relay REST API. */
export const endpoints = defineResource({
  serves: ["SipEndpoint"],
  records: {
    /** Passwords in clear. */
    endpoints: { schema: endpointSchema, idOf: (endpoint: SipEndpointRecord) => endpoint.id },
  },
  routes: (project: Project, records) => endpointRoutes(project, records.endpoints),
});

/** A parameter that says where a handler sends calls. */
type Companion = keyof SipEndpointRecord & `call_${string}`;

/** Every call handler with the parameter that it requires. */
const callHandlers = {
  relay_context: "call_relay_context",
  relay_topic: "call_relay_topic",
  relay_application: "call_relay_application",
  relay_connector: undefined,
  relay_script: "call_relay_script_url",
  laml_webhooks: "call_request_url",
  laml_application: "call_laml_application_id",
  dialogflow: "call_dialogflow_agent_id",
  video_room: "call_video_room_id",
  call_flow: "call_flow_id",
  ai_agent: "call_ai_agent_id",
} as const satisfies Record<string, Companion | undefined>;

type CallHandler = keyof typeof callHandlers;

/** What the page calls required for a handler, beside the parameter that says where it sends calls. */
const calledRequired: Partial<Record<CallHandler, readonly Companion[]>> = {
  relay_context: ["call_relay_context_status_callback_url"],
  relay_topic: ["call_relay_topic_status_callback_url"],
  laml_webhooks: ["call_fallback_url", "call_status_callback_url"],
};

const method = z
  .string()
  .refine(
    (value) => value === "GET" || value === "POST",
    failing("invalid_http_method", "must be GET or POST"),
  );
const uuid = z
  .string()
  .refine((value) => z.guid().safeParse(value).success, failing("invalid_parameter", "must be a UUID"));
const names = z.array(z.string().min(1));

const shape = {
  username: text.refine(
    (value) => !/[\s@]/.test(value),
    failing("invalid_parameter", "must not contain white space characters or @"),
  ),
  password: text,
  caller_id: z.string(),
  send_as: z
    .string()
    .refine(
      (value) => value === "random" || /^\+[1-9]\d{1,14}$/.test(value),
      failing("send_as_is_invalid", "is missing or invalid"),
    ),
  ciphers: names,
  codecs: names,
  encryption: z.enum(["default", "required", "optional"]),
  call_handler: z.enum(Object.keys(callHandlers) as [CallHandler, ...CallHandler[]]),
  call_request_url: httpUrl,
  call_request_method: method,
  call_fallback_url: httpUrl,
  call_fallback_method: method,
  call_status_callback_url: httpUrl,
  call_status_callback_method: method,
  call_laml_application_id: text,
  call_dialogflow_agent_id: text,
  call_relay_topic: text,
  call_relay_topic_status_callback_url: httpUrl,
  call_relay_context: text,
  call_relay_context_status_callback_url: httpUrl,
  call_relay_application: text,
  call_video_room_id: uuid,
  call_relay_script_url: httpUrl,
  call_flow_id: uuid,
  call_flow_version: z.enum(["working_copy", "current_deployed"]),
  call_ai_agent_id: uuid,
};

/** The settings of an endpoint that sets none. */
const unset: Omit<SipEndpointRecord, "id" | "username" | "password"> = {
  caller_id: null,
  send_as: null,
  ciphers: null,
  codecs: null,
  encryption: "default",
  call_handler: null,
  calling_handler_resource_id: null,
  call_request_url: null,
  call_request_method: null,
  call_fallback_url: null,
  call_fallback_method: null,
  call_status_callback_url: null,
  call_status_callback_method: null,
  call_laml_application_id: null,
  call_dialogflow_agent_id: null,
  call_relay_topic: null,
  call_relay_topic_status_callback_url: null,
  call_relay_context: null,
  call_relay_context_status_callback_url: null,
  call_relay_application: null,
  call_video_room_id: null,
  call_relay_script_url: null,
  call_flow_id: null,
  call_flow_version: null,
  call_ai_agent_id: null,
};

/** The five operations below `/api/relay/rest/endpoints/sip`. */
function endpointRoutes(project: Project, endpoints: Map<string, SipEndpointRecord>): Route[] {
  const { store } = project;
  const path = "/api/relay/rest/endpoints/sip";
  const view = (endpoint: SipEndpointRecord): Record<string, unknown> =>
    endpointView(endpoint, project.behaviour);
  const filters = {
    filter_username: ({ username }: SipEndpointRecord) => username,
    filter_caller_id: ({ caller_id }: SipEndpointRecord) => caller_id ?? "",
  };
  return [
    ...objectRoutes(project, { path, objects: endpoints, view, filters }),
    {
      method: "POST",
      path,
      handle: ({ body }) => {
        const endpoint = { id: randomUUID(), username: "", password: "", ...unset };
        Object.assign(endpoint, changesOf(body, project, endpoints, undefined));
        store.add(endpoints, endpoint);
        return jsonAnswer(project.behaviour.endpointStatus, view(endpoint));
      },
    },
    {
      method: "PUT",
      path: `${path}/:id`,
      handle: ({ body, param }) => {
        const endpoint = store.find(endpoints, param("id"));
        // The parameters of earlier handlers stay: `call_handler` says which are in use.
        Object.assign(endpoint, changesOf(body, project, endpoints, endpoint));
        return jsonAnswer(project.behaviour.endpointStatus, view(endpoint));
      },
    },
  ];
}

/**
 * The changes that a body makes to an endpoint.
 *
 * @param present the endpoint to update, undefined on creation
 * @throws Refusal 422 that names every bad field.
 */
function changesOf(
  body: unknown,
  { behaviour }: Project,
  endpoints: ReadonlyMap<string, SipEndpointRecord>,
  present: SipEndpointRecord | undefined,
): Partial<SipEndpointRecord> {
  const parameters = parametersOf(body);
  const problems: Problem[] = [];
  const missing = (attribute: string): Problem => ({
    code: "missing_required_parameter",
    attribute,
    message: "can't be blank",
  });
  if (present === undefined) {
    for (const attribute of ["username", "password"]) {
      if (!(attribute in parameters)) problems.push(missing(attribute));
    }
  }
  const { fields, problems: bad } = checked(shape, parameters);
  problems.push(...bad);
  const changes = resolved(fields, behaviour.relayAliases);
  if (behaviour.usernames === "lower-case" && changes.username !== undefined)
    changes.username = changes.username.toLowerCase();

  const isTaken = (other: SipEndpointRecord): boolean =>
    other !== present && other.username === changes.username;
  if ([...endpoints.values()].some(isTaken)) {
    problems.push({
      code: "not_unique_within_project",
      attribute: "username",
      message: "must be unique within project",
    });
  }

  const handler = fields.call_handler;
  const companion = handler === undefined ? undefined : callHandlers[handler];
  const isNamed = companion !== undefined && (companion in parameters || changes[companion] !== undefined);
  if (companion !== undefined && !isNamed && (present?.[companion] ?? null) === null) {
    problems.push(missing(companion));
  }
  const called = behaviour.companions === "strict" && handler !== undefined ? calledRequired[handler] : [];
  for (const attribute of called ?? []) {
    if (!(attribute in parameters) && (present?.[attribute] ?? null) === null)
      problems.push(missing(attribute));
  }
  refuseAny(problems);
  if (handler !== undefined && handler !== present?.call_handler) {
    changes.calling_handler_resource_id = randomUUID();
  }
  return changes;
}

/** The changes as they are stored: an empty list is null, and aliases share their value. */
function resolved(fields: Partial<SipEndpointRecord>, areAliases: boolean): Partial<SipEndpointRecord> {
  const changes: Partial<SipEndpointRecord> = { ...fields };
  if (changes.ciphers?.length === 0) changes.ciphers = null;
  if (changes.codecs?.length === 0) changes.codecs = null;
  return areAliases ? withAliases(changes) : changes;
}

/** Parameters that may be three names of one value, in the order of precedence. */
const aliases = ["call_relay_application", "call_relay_topic", "call_relay_context"] as const;

/** The values that a body sets, with the value of one alias set for all. */
function withAliases(values: Partial<SipEndpointRecord>): Partial<SipEndpointRecord> {
  const winner = aliases.find((alias) => values[alias] !== undefined);
  if (winner === undefined) return values;
  const value = values[winner] ?? null;
  return {
    ...values,
    call_relay_application: value,
    call_relay_topic: value,
    call_relay_context: value,
  };
}
