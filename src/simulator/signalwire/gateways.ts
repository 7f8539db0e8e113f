import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isHost } from "../host.js";
import { defineResource } from "../resource.js";
import { jsonAnswer, Refusal, type Route } from "../route.js";
import type { SignalWireBehaviour } from "./behaviour.js";
import { objectRoutes } from "./objects.js";
import { pageOf } from "./paging.js";
import { ciphers, codecs, gatewaySchema, type SipGatewayRecord } from "./records.js";
import { checked, failing, parametersOf, refuseAny, text, type Problem } from "./refusal.js";
import type { Project } from "./store.js";
import { addressView, gatewayView } from "./views.js";

/** SIP gateways of the Fabric API. */
export const gateways = defineResource({
  serves: ["SipGateway"],
  records: { gateways: { schema: gatewaySchema, idOf: (gateway: SipGatewayRecord) => gateway.id } },
  routes: (project: Project, records) => gatewayRoutes(project, records.gateways),
});

type GatewaySettings = Pick<SipGatewayRecord, "name" | "uri" | "encryption" | "ciphers" | "codecs">;

const required = ["name", "uri", "encryption", "ciphers", "codecs"] as const;

const uri = text
  .refine(isSipUri, failing("invalid_parameter", "is invalid"))
  .refine(
    (value) => !isManaged(value),
    failing("sip_gateway_uri_must_be_external", "must not be a SignalWire-managed SIP entity"),
  );
const atLeastOne = failing("missing_sip_configuration", "requires at least one selection");
const fields = {
  name: text,
  uri,
  ciphers: z.array(z.enum(ciphers)).refine((list) => list.length > 0, atLeastOne),
  codecs: z.array(z.enum(codecs)).refine((list) => list.length > 0, atLeastOne),
};
const shapes: Record<
  SignalWireBehaviour["gatewayEncryption"],
  typeof fields & Record<"encryption", z.ZodType<string>>
> = {
  published: { ...fields, encryption: z.enum(["required", "optional", "default"]) },
  live: { ...fields, encryption: z.enum(["required", "optional", "forbidden"]) },
};

/** The six operations below `/api/fabric/resources/sip_gateways`. */
function gatewayRoutes(project: Project, gateways: Map<string, SipGatewayRecord>): Route[] {
  const { store } = project;
  const path = "/api/fabric/resources/sip_gateways";
  const view = (gateway: SipGatewayRecord): Record<string, unknown> => gatewayView(gateway, project);
  return [
    ...objectRoutes(project, { path, objects: gateways, view }),
    {
      method: "POST",
      path,
      handle: ({ body }) => {
        const settings = settingsOf(body, project, gateways, undefined) as GatewaySettings;
        const now = new Date().toISOString();
        const gateway: SipGatewayRecord = {
          ...settings,
          id: randomUUID(),
          sip_gateway_id: randomUUID(),
          address_id: randomUUID(),
          address_name: addressName(settings.name),
          created_at: now,
          updated_at: now,
        };
        store.add(gateways, gateway);
        return jsonAnswer(201, view(gateway));
      },
    },
    {
      method: "PATCH",
      path: `${path}/:id`,
      handle: ({ body, param }) => {
        const gateway = store.find(gateways, param("id"));
        const settings = settingsOf(body, project, gateways, gateway);
        Object.assign(gateway, settings, { updated_at: new Date().toISOString() });
        return jsonAnswer(200, view(gateway));
      },
    },
    {
      method: "GET",
      path: `${path}/:id/addresses`,
      handle: (request) => {
        const owner = store.find(gateways, request.param("id"));
        const addressOf = (gateway: SipGatewayRecord): Record<string, unknown> =>
          addressView(gateway, project.behaviour);
        return jsonAnswer(200, pageOf([owner], request, project, [], addressOf));
      },
    },
  ];
}

/**
 * The settings in a body: all five, or some where a partial update is accepted.
 *
 * @param present the gateway to update, undefined on creation
 * @throws Refusal 422 that names every bad field; 500 for codecs as one text, as the live service answers.
 */
function settingsOf(
  body: unknown,
  { behaviour }: Project,
  gateways: ReadonlyMap<string, SipGatewayRecord>,
  present: SipGatewayRecord | undefined,
): Partial<GatewaySettings> {
  const parameters = parametersOf(body);
  if (typeof parameters["codecs"] === "string") throw new Refusal(500);
  const problems: Problem[] = [];
  if (present === undefined || behaviour.gatewayPatch === "full-only") {
    for (const attribute of required) {
      if (parameters[attribute] === undefined) problems.push({ attribute, ...missing(attribute) });
    }
  }
  const { fields: settings, problems: bad } = checked(shapes[behaviour.gatewayEncryption], parameters);
  problems.push(...bad);
  const { uri: given } = settings;
  const isTaken = (other: SipGatewayRecord): boolean =>
    behaviour.uriUnique && other !== present && given !== undefined && bareUri(other.uri) === bareUri(given);
  if ([...gateways.values()].some(isTaken)) {
    problems.push({
      code: "not_unique_within_project",
      attribute: "uri",
      message: "must be unique within project",
    });
  }
  refuseAny(problems);
  return settings;
}

function missing(attribute: (typeof required)[number]): Omit<Problem, "attribute"> {
  return attribute === "ciphers" || attribute === "codecs"
    ? { code: "missing_sip_configuration", message: "requires at least one selection" }
    : { code: "missing_required_parameter", message: "can't be blank" };
}

function bareUri(value: string): string {
  return value.replace(/^sip:/i, "");
}

/** Whether a text is a SIP URI: a host with what may stand before and behind it. */
function isSipUri(value: string): boolean {
  const host = /^(?:sips?:)?(?:[^\s@]+@)?([^\s@;?]+)(?:[;?]\S*)?$/i.exec(value.trim())?.[1];
  return host !== undefined && isHost(host);
}

/** Whether the host of a SIP URI is one of SignalWire's own. */
function isManaged(value: string): boolean {
  const host = /^(?:sips?:)?(?:[^@]*@)?([^:;?>]*)/i.exec(value.trim())?.[1]?.toLowerCase() ?? "";
  return host === "signalwire.com" || host.endsWith(".signalwire.com");
}

function addressName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
