import { isDeepStrictEqual } from "node:util";
import { snakeCase } from "../../lifecycle/mapped-fields";
import { oneOf, text } from "../../lifecycle/schema";
import { variants, type Shapes } from "../../lifecycle/variants";
import { flowVersions, handlerTypes, hookMethods, type HandlerType } from "../vocabulary";
import { uuid, webUrl } from "./fields";
import type { Companions, Endpoint } from "./replies";

/** What an endpoint does with calls: the handler, and the fields that belong to it. */
export interface CallHandler {
  /** The handler, as the vendor names it. */
  readonly type: string;
  readonly [companion: string]: string;
}

const method = () => oneOf(hookMethods).optional();

/** Handlers that endpoints and phone numbers have with the same companions. */
export const commonHandlers = {
  relay_script: { relayScriptUrl: webUrl() },
  laml_webhooks: {
    requestUrl: webUrl(),
    requestMethod: method(),
    fallbackUrl: webUrl().optional(),
    fallbackMethod: method(),
    statusCallbackUrl: webUrl().optional(),
    statusCallbackMethod: method(),
  },
  video_room: { videoRoomId: uuid("the id of a video room") },
  call_flow: {
    flowId: uuid("the id of a call flow"),
    flowVersion: oneOf(flowVersions).optional(),
  },
  ai_agent: { aiAgentId: uuid("the id of an AI agent") },
} satisfies Partial<Record<HandlerType, Shapes[string]>>;

/**
 * The handlers with their companion fields. The vendor's name of a companion is `call_` and the same words in snake
 * case. The page calls a fallback and the callbacks of `laml_webhooks`, `relay_topic` and `relay_context` required too
 * (see {@link missingCompanions}); no source says whether the service insists.
 */
const handlers = {
  relay_context: {
    relayContext: text("the name of a Relay context"),
    relayContextStatusCallbackUrl: webUrl().optional(),
  },
  relay_topic: {
    relayTopic: text("the name of a Relay topic"),
    relayTopicStatusCallbackUrl: webUrl().optional(),
  },
  relay_application: { relayApplication: text("the name of a Relay application") },
  relay_connector: {},
  relay_script: commonHandlers.relay_script,
  laml_webhooks: commonHandlers.laml_webhooks,
  laml_application: { lamlApplicationId: text("the id of a LaML application") },
  dialogflow: { dialogflowAgentId: text("the id of a Dialogflow agent") },
  video_room: commonHandlers.video_room,
  call_flow: commonHandlers.call_flow,
  ai_agent: commonHandlers.ai_agent,
} satisfies Record<HandlerType, Shapes[string]>;

/**
 * Companions that the page «Update a SIP Endpoint» calls required, and that are optional here: an endpoint whose service does
 * not insist needs none of them.
 */
const requiredByPage: Partial<Record<HandlerType, readonly string[]>> = {
  relay_context: ["relayContextStatusCallbackUrl"],
  relay_topic: ["relayTopicStatusCallbackUrl"],
  laml_webhooks: ["fallbackUrl", "statusCallbackUrl"],
};

/** The companions of a handler that its page calls required and that are left out. */
export function missingCompanions(handler: CallHandler): string[] {
  const asked = requiredByPage[handler.type as HandlerType] ?? [];
  return asked.filter((field) => handler[field] === undefined);
}

/** Companions that answers do not hold: what was last sent is kept. */
export const unreadable = ["flowId", "flowVersion", "aiAgentId"];

/** A call handler; `others` are types that are accepted in addition to the known ones. */
export const callHandler = (others: readonly string[] = []) =>
  variants<CallHandler>("call handler", handlers, { others, synonyms });

/** What the handlers are called in other products of SignalWire. */
export const synonyms: Record<string, HandlerType> = {
  ...{ swml: "relay_script", swml_script: "relay_script", swml_webhook: "relay_script" },
  ...{ laml: "laml_webhooks", cxml: "laml_webhooks", cxml_webhook: "laml_webhooks", twiml: "laml_webhooks" },
  ...{ webhook: "laml_webhooks", cxml_application: "laml_application", room: "video_room" },
  ...{ flow: "call_flow", agent: "ai_agent", ai: "ai_agent", context: "relay_context", topic: "relay_topic" },
};

/** Whether this API can set the handler. */
export function isSettable({ type }: CallHandler): boolean {
  return handlerTypes.some((known) => known === type);
}

/** The handler in the vendor's names. One that this API has no name for can only come from the vendor. */
export function handlerBody(handler: CallHandler): Record<string, string> {
  const { type, ...companions } = handler;
  if (!isSettable(handler)) return {};
  const fields = Object.entries(companions).map(([field, value]) => [vendorName(field), value] as const);
  return { call_handler: type, ...Object.fromEntries(fields) };
}

/**
 * The handler that an endpoint has, as far as it is managed: the companions of the known one if it is the same handler.
 * Fields of earlier handlers stay at the vendor and have no effect.
 */
export function observedHandler(endpoint: Endpoint, known: CallHandler | undefined): CallHandler | undefined {
  const type = endpoint.call_handler;
  if (type === undefined) return known;
  if (known?.type !== type) return shownHandler(endpoint, known);
  return withCompanions(type, Object.keys(known), endpoint.companions, known);
}

/** The handler that an endpoint has, with all its companions. What is not readable comes from the known handler. */
export function shownHandler(endpoint: Endpoint, known: CallHandler | undefined): CallHandler | undefined {
  const type = endpoint.call_handler ?? undefined;
  if (type === undefined) return undefined;
  const own = Object.entries(handlers).find(([handler]) => handler === type)?.[1] ?? {};
  return withCompanions(
    type,
    Object.keys(own),
    endpoint.companions,
    known?.type === type ? known : undefined,
  );
}

/**
 * Whether the handler is to be sent: it is another one, or has another companion, or has one that may never have
 * arrived.
 */
export function handlerDiffers(
  endpoint: Endpoint,
  desired: CallHandler,
  sent: CallHandler | undefined,
): boolean {
  if (endpoint.call_handler !== desired.type) return true;
  const known = sent?.type === desired.type ? sent : undefined;
  const present = withCompanions(desired.type, Object.keys(desired), endpoint.companions, known);
  return !isDeepStrictEqual(present, desired);
}

/** The handler without what cannot be read back, so that it counts as not sent. */
export function readablePart(handler: CallHandler): CallHandler {
  const kept = Object.entries(handler).filter(([field]) => !unreadable.includes(field));
  return { type: handler.type, ...Object.fromEntries(kept) };
}

/** The companions of the known handler that another of the same type leaves out. */
export function droppedCompanions(known: CallHandler, desired: CallHandler): string[] {
  if (known.type !== desired.type) return [];
  return Object.keys(known).filter((field) => !(field in desired));
}

function withCompanions(
  type: string,
  fields: readonly string[],
  shown: Companions,
  known: CallHandler | undefined,
): CallHandler {
  const companions = fields.flatMap((field) => {
    if (field === "type") return [];
    const answered = shown[vendorName(field)];
    const isShown = answered !== undefined && !(answered === null && unreadable.includes(field));
    const value = isShown ? answered : known?.[field];
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  return { type, ...Object.fromEntries(companions) };
}

function vendorName(field: string): string {
  return `call_${snakeCase(field)}`;
}
