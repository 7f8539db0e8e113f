import { randomUUID } from "node:crypto";
import { z } from "zod";
import { emptyAnswer, jsonAnswer, type Route } from "../vendor.js";
import type { SignalWireBehaviour } from "./behaviour.js";
import { pageOf } from "./paging.js";
import type { Project } from "./project.js";
import type { SipGatewayRecord } from "./records.js";
import { Refusal, refuseAny, type Problem } from "./refusal.js";
import { ciphers, codecs } from "./sip-profile.js";
import { checked, failing, parametersOf, text } from "./validation.js";
import { addressView, gatewayView } from "./views.js";

type GatewaySettings = Pick<SipGatewayRecord, "name" | "uri" | "encryption" | "ciphers" | "codecs">;

const required = ["name", "uri", "encryption", "ciphers", "codecs"] as const;

const uri = text
  .refine((value) => !/\s/.test(value), failing("invalid_parameter", "is invalid"))
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
export function gatewayRoutes(project: Project): Route[] {
  const { store } = project;
  const collection = "/api/fabric/resources/sip_gateways";
  const one = `${collection}/:id`;
  const find = (id: string): SipGatewayRecord => {
    const gateway = store.gateway(id);
    if (gateway === undefined) throw new Refusal(404);
    return gateway;
  };
  return [
    {
      method: "GET",
      path: collection,
      handle: (request) => {
        const items = store.gateways().reverse();
        return jsonAnswer(
          200,
          pageOf(items, request, project, "fabric", [], (gateway) => gatewayView(gateway, project)),
        );
      },
    },
    {
      method: "POST",
      path: collection,
      handle: ({ body }) => {
        const settings = settingsOf(body, project, undefined) as GatewaySettings;
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
        store.addGateway(gateway);
        return jsonAnswer(201, gatewayView(gateway, project));
      },
    },
    {
      method: "GET",
      path: one,
      handle: ({ param }) => jsonAnswer(200, gatewayView(find(param("id")), project)),
    },
    {
      method: "PATCH",
      path: one,
      handle: ({ body, param }) => {
        const gateway = find(param("id"));
        Object.assign(gateway, settingsOf(body, project, gateway), { updated_at: new Date().toISOString() });
        return jsonAnswer(200, gatewayView(gateway, project));
      },
    },
    {
      method: "DELETE",
      path: one,
      handle: ({ param }) => {
        store.deleteGateway(find(param("id")).id);
        return emptyAnswer(204);
      },
    },
    {
      method: "GET",
      path: `${one}/addresses`,
      handle: (request) => {
        const items = [find(request.param("id"))];
        const view = (gateway: SipGatewayRecord): Record<string, unknown> =>
          addressView(gateway, project.behaviour);
        return jsonAnswer(200, pageOf(items, request, project, "fabric", [], view));
      },
    },
  ];
}

/**
 * The settings in a body; all five unless an update may bring some of them.
 *
 * @param present the gateway to update, undefined on creation
 * @throws Refusal 422 that names every bad field; 500 for codecs as one text, as the live service does it.
 */
function settingsOf(
  body: unknown,
  { store, behaviour }: Project,
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
    other !== present && given !== undefined && bareUri(other.uri) === bareUri(given);
  if (store.gateways().some(isTaken)) {
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
