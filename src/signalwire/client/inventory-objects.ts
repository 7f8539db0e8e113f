import type { Part } from "../../lifecycle/inventory";
import { shownHandler } from "./call-handler";
import { fabricOutputs } from "./fabric";
import type {
  InventoryPhoneNumber,
  InventoryPhoneNumberAddress,
  InventorySipAddress,
  InventorySipEndpoint,
  InventorySipGateway,
  InventorySubscriber,
  InventorySubscriberSipEndpoint,
  InventorySwmlScript,
  InventorySwmlWebhook,
} from "./inventory-types";
import type { phoneNumberAddresses } from "./phone-number-addresses";
import { callHandlers, messageHandlers, type PhoneNumberAnswer } from "./phone-numbers";
import type { Endpoint, Gateway } from "./replies";
import type { RestObjects } from "./rest-objects";
import type { sipAddresses } from "./sip-addresses";
import type { subscriberEndpoints, subscribers } from "./subscribers";
import type { swmlScripts } from "./swml-scripts";
import type { swmlWebhooks } from "./swml-webhooks";

/** What answers show of one of these objects. */
type AnswerOf<R> = R extends Pick<RestObjects<infer T>, "kind"> ? T : never;

/** A number as the picture has it. */
export function phoneNumberFrom(number: PhoneNumberAnswer): InventoryPhoneNumber {
  return {
    id: number.id,
    number: number.number ?? null,
    name: number.name ?? null,
    numberType: number.number_type ?? null,
    capabilities: sorted(number.capabilities),
    callHandler: callHandlers.shown(number, undefined) ?? null,
    callReceiveMode: number.call_receive_mode ?? null,
    messageHandler: messageHandlers.shown(number, undefined) ?? null,
    callingHandlerResourceId: number.calling_handler_resource_id ?? null,
    messagingHandlerResourceId: number.messaging_handler_resource_id ?? null,
  };
}

/** What a SIP credential shows, of whichever API it is. */
function sipSettings(shown: AnswerOf<typeof subscriberEndpoints> | Endpoint): InventorySubscriberSipEndpoint {
  return {
    id: shown.id,
    username: shown.username ?? null,
    callerId: shown.caller_id ?? null,
    sendAs: shown.send_as ?? null,
    encryption: shown.encryption ?? null,
    ciphers: sorted(shown.ciphers),
    codecs: sorted(shown.codecs),
  };
}

/** An endpoint as the picture has it. */
export function endpointFrom(endpoint: Endpoint): InventorySipEndpoint {
  return {
    ...sipSettings(endpoint),
    callHandler: shownHandler(endpoint, undefined) ?? null,
    callingHandlerResourceId: endpoint.calling_handler_resource_id ?? null,
  };
}

/** A gateway as the picture has it. */
export function gatewayFrom({ sip_gateway: inner, ...gateway }: Gateway): InventorySipGateway {
  return {
    ...resource({ ...gateway, name: inner.name }),
    gatewayId: inner.id ?? null,
    uri: inner.uri ?? null,
    encryption: inner.encryption ?? null,
    ciphers: sorted(inner.ciphers),
    codecs: sorted(inner.codecs),
  };
}

/** A SIP address as the picture has it. */
export function sipAddressFrom(address: AnswerOf<typeof sipAddresses>): InventorySipAddress {
  return {
    ...resource(address),
    uri: address.uri ?? null,
    user: address.user ?? null,
    context: address.context ?? null,
    encryption: address.encryption ?? null,
    ciphers: sorted(address.ciphers),
    codecs: sorted(address.codecs),
    ipAuthEnabled: address.ip_auth_enabled ?? null,
    ipAuth: sorted(address.ip_auth),
    callingHandlerResourceId: address.calling_handler_resource_id ?? null,
    resourceId: address.resource_id ?? null,
  };
}

/** The address of a number as the picture has it. */
export function numberAddressFrom(
  address: AnswerOf<typeof phoneNumberAddresses>,
): InventoryPhoneNumberAddress {
  return {
    ...resource(address),
    handlerType: address.handler_type ?? null,
    phoneNumber: address.phone_number ?? null,
    phoneNumberId: address.phone_number_id ?? null,
    resourceId: address.resource_id ?? null,
  };
}

/** A script as the picture has it. */
export function scriptFrom(script: AnswerOf<typeof swmlScripts>): InventorySwmlScript {
  return {
    ...resource(script),
    scriptId: script.inner_id ?? null,
    scriptType: script.script_type ?? null,
    requestUrl: script.request_url ?? null,
    contents: script.contents ?? null,
    statusCallbackUrl: script.status_callback_url ?? null,
  };
}

/** A webhook as the picture has it. */
export function webhookFrom(
  webhook: AnswerOf<typeof swmlWebhooks>,
  keepsSecrets: boolean,
): InventorySwmlWebhook {
  const { primary_request_url: url, fallback_request_url: fallback, status_callback_url: callback } = webhook;
  return {
    ...resource(webhook),
    usedFor: webhook.used_for ?? null,
    host: url != null && URL.canParse(url) ? new URL(url).host : null,
    primaryRequestMethod: webhook.primary_request_method ?? null,
    fallbackRequestMethod: webhook.fallback_request_method ?? null,
    statusCallbackMethod: webhook.status_callback_method ?? null,
    ...(keepsSecrets && url != null ? { primaryRequestUrl: url } : {}),
    ...(keepsSecrets && fallback != null ? { fallbackRequestUrl: fallback } : {}),
    ...(keepsSecrets && callback != null ? { statusCallbackUrl: callback } : {}),
  };
}

/** A subscriber as the picture has it. */
export function subscriberFrom(
  subscriber: AnswerOf<typeof subscribers>,
  endpoints: Part<AnswerOf<typeof subscriberEndpoints>>,
): InventorySubscriber {
  const ownId = (id: string): string => id.slice(id.indexOf("/") + 1);
  return {
    ...resource(subscriber),
    email: subscriber.email ?? null,
    firstName: subscriber.first_name ?? null,
    lastName: subscriber.last_name ?? null,
    jobTitle: subscriber.job_title ?? null,
    timezone: subscriber.timezone ?? subscriber.time_zone ?? null,
    country: subscriber.country ?? null,
    companyName: subscriber.company_name ?? null,
    sipEndpoints:
      "items" in endpoints
        ? { items: endpoints.items.map((one) => ({ ...sipSettings(one), id: ownId(one.id) })) }
        : endpoints,
  };
}

interface ResourceAnswer {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly display_name?: string | null | undefined;
  readonly created_at?: string | null | undefined;
  readonly updated_at?: string | null | undefined;
}

function resource({ id, name, display_name: shown, ...answer }: ResourceAnswer) {
  const { createdAt, updatedAt } = fabricOutputs(answer);
  return { id, name: name ?? shown ?? null, createdAt, updatedAt };
}

function sorted(texts: readonly string[] | null | undefined): string[] {
  return [...(texts ?? [])].sort();
}
