import * as z from "zod";
import type { Deadline } from "../../http/deadline";
import { oneOf, visible } from "../../lifecycle/schema";
import type { SignalWireAccount } from "./account";
import { commonHandlers, synonyms, unreadable } from "./call-handler";
import { hookMethods } from "../vocabulary";
import { uuid, webUrl } from "./fields";
import { HandlerSet } from "./handler-set";
import { restObjects } from "./rest-objects";

const maybeText = z.string().nullish();
const method = () => oneOf(hookMethods).optional();

/** What can happen to calls of a number. */
export const callHandlers = new HandlerSet({
  prefix: "call",
  what: "call handler",
  shapes: {
    relay_context: {
      relayContext: visible("the name of a Relay context"),
      relayContextStatusCallbackUrl: webUrl().optional(),
    },
    relay_topic: {
      relayTopic: visible("the name of a Relay topic"),
      relayTopicStatusCallbackUrl: webUrl().optional(),
    },
    relay_application: { relayApplication: visible("the name of a Relay application") },
    relay_script: commonHandlers.relay_script,
    relay_connector: { connectorId: visible("the id of a connector") },
    relay_sip_endpoint: { sipEndpointId: uuid("the id of a SIP endpoint") },
    relay_verto_endpoint: { resource: visible("the name of a Verto resource") },
    laml_webhooks: commonHandlers.laml_webhooks,
    laml_application: { lamlApplicationId: visible("the id of a LaML application") },
    dialogflow: { dialogflowAgentId: visible("the id of a Dialogflow agent") },
    video_room: commonHandlers.video_room,
    call_flow: commonHandlers.call_flow,
    ai_agent: commonHandlers.ai_agent,
  },
  synonyms: { ...synonyms, endpoint: "relay_sip_endpoint", sip_endpoint: "relay_sip_endpoint" },
  names: { connectorId: "relay_connector_id", resource: "verto_resource" },
  unreadable,
});

/** What can happen to messages of a number. */
export const messageHandlers = new HandlerSet({
  prefix: "message",
  what: "message handler",
  shapes: {
    relay_context: { relayContext: visible("the name of a Relay context") },
    relay_topic: { relayTopic: visible("the name of a Relay topic") },
    relay_application: { relayApplication: visible("the name of a Relay application") },
    laml_webhooks: {
      requestUrl: webUrl(),
      requestMethod: method(),
      fallbackUrl: webUrl().optional(),
      fallbackMethod: method(),
    },
    laml_application: { lamlApplicationId: visible("the id of a LaML application") },
  },
  unreadable: ["relayApplication"],
});

const objects = restObjects({
  what: "phone numbers",
  collection: "/api/relay/rest/phone_numbers",
  query: { page_size: "1000" },
  update: "PUT",
  schema: z.looseObject({
    id: z.string().min(1),
    number: maybeText,
    name: maybeText,
    number_type: maybeText,
    capabilities: z.array(z.string()).nullish(),
    call_handler: maybeText,
    call_receive_mode: maybeText,
    message_handler: maybeText,
    calling_handler_resource_id: maybeText,
    messaging_handler_resource_id: maybeText,
  }),
});

/**
 * The phone numbers of a project. What buys and what releases a number is left out here, so that no code can reach it: a number
 * that is released may be lost for ever.
 */
export const phoneNumbers = { list: objects.list, get: objects.get, update: objects.update };

/** A phone number as SignalWire shows it, with all that belongs to its handlers. */
export type PhoneNumberAnswer = NonNullable<Awaited<ReturnType<typeof phoneNumbers.get>>>;

/** The numbers with exactly these digits. The service's filter finds parts of numbers, if it filters at all. */
export async function numbersNamed(
  account: SignalWireAccount,
  number: string,
  deadline: Deadline,
): Promise<readonly PhoneNumberAnswer[]> {
  const listed = await objects.list(account, deadline, { filter: { filter_number: number } });
  return listed.filter((one) => one.number === number);
}
