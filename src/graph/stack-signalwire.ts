import type { SignalWireInventory } from "../signalwire/client/inventory";
import type {
  InventoryPhoneNumber,
  InventorySipEndpoint,
  InventorySubscriber,
} from "../signalwire/client/inventory-types";
import { objectIn, ofType, textIn, textsIn, type StackObject } from "./stack-values";

type Handler = InventoryPhoneNumber["callHandler"];

/** The SignalWire project as far as a stack shows it. */
export function signalWireOfStack(objects: readonly StackObject[]): SignalWireInventory {
  const items = <T>(type: string, map: (object: StackObject) => T): { readonly items: readonly T[] } => ({
    items: ofType(objects, type).map(map),
  });
  const credentials = ofType(objects, "SubscriberSipEndpoint");
  return {
    vendor: "signalwire",
    account: "",
    phoneNumbers: items("PhoneNumber", phoneNumberOf),
    sipEndpoints: items("SipEndpoint", endpointOf),
    sipGateways: items("SipGateway", ({ id, properties }) => ({
      ...resourceOf(id, properties),
      gatewayId: textIn(properties, "gatewayId"),
      uri: textIn(properties, "uri"),
      encryption: textIn(properties, "encryption"),
      ciphers: textsIn(properties, "ciphers"),
      codecs: textsIn(properties, "codecs"),
    })),
    sipAddresses: items("SipAddress", ({ id, properties }) => ({
      ...resourceOf(id, properties),
      uri: textIn(properties, "uri"),
      user: textIn(properties, "user"),
      context: textIn(properties, "context"),
      encryption: textIn(objectIn(properties, "effective"), "encryption"),
      ciphers: [],
      codecs: [],
      ipAuthEnabled: textsIn(properties, "ipAuth").length > 0,
      ipAuth: textsIn(properties, "ipAuth"),
      callingHandlerResourceId: textIn(properties, "handlerResourceId"),
      resourceId: textIn(properties, "addressResourceId"),
    })),
    phoneNumberAddresses: items("PhoneNumberAddress", ({ id, properties }) => ({
      ...resourceOf(id, properties),
      handlerType: textIn(properties, "handlerType"),
      phoneNumber: textIn(properties, "e164") ?? textIn(properties, "number"),
      phoneNumberId: textIn(properties, "boundPhoneNumberId") ?? textIn(properties, "phoneNumberId"),
      resourceId: textIn(properties, "resourceId"),
    })),
    swmlScripts: items("SwmlScript", ({ id, properties }) => ({
      ...resourceOf(id, properties),
      scriptId: textIn(properties, "scriptId"),
      scriptType: textIn(properties, "scriptType"),
      requestUrl: textIn(properties, "requestUrl"),
      contents: null,
      statusCallbackUrl: null,
    })),
    swmlWebhooks: items("SwmlWebhook", ({ id, properties }) => ({
      ...resourceOf(id, properties),
      usedFor: textIn(properties, "usedFor"),
      host: hostOf(textIn(properties, "primaryRequestUrl")),
      primaryRequestMethod: null,
      fallbackRequestMethod: null,
      statusCallbackMethod: null,
    })),
    subscribers: items("Subscriber", (person) => subscriberOf(person, credentials)),
    links: [],
  };
}

function phoneNumberOf({ id, properties }: StackObject): InventoryPhoneNumber {
  return {
    id,
    number: textIn(properties, "e164") ?? textIn(properties, "number"),
    name: textIn(properties, "name"),
    numberType: null,
    capabilities: [],
    callHandler: handlerIn(properties),
    callReceiveMode: textIn(properties, "callReceiveMode"),
    messageHandler: null,
    callingHandlerResourceId: textIn(properties, "callingHandlerResourceId"),
    messagingHandlerResourceId: null,
  };
}

function endpointOf({ id, properties }: StackObject): InventorySipEndpoint {
  return {
    ...credentialsOf(id, properties),
    callHandler: handlerIn(properties),
    callingHandlerResourceId: textIn(properties, "callingHandlerResourceId"),
  };
}

function subscriberOf(
  { id, properties }: StackObject,
  credentials: readonly StackObject[],
): InventorySubscriber {
  const own = credentials.filter((one) => textIn(one.properties, "subscriberId") === id);
  return {
    ...resourceOf(id, properties),
    name: textIn(properties, "displayName") ?? textIn(properties, "email"),
    email: textIn(properties, "email"),
    firstName: textIn(properties, "firstName"),
    lastName: textIn(properties, "lastName"),
    jobTitle: null,
    timezone: null,
    country: null,
    companyName: null,
    sipEndpoints: { items: own.map((one) => credentialsOf(one.id, one.properties)) },
  };
}

function credentialsOf(id: string, properties: StackObject["properties"]) {
  return {
    id,
    username: textIn(properties, "username"),
    callerId: textIn(properties, "callerId"),
    sendAs: textIn(properties, "sendAs"),
    encryption: textIn(properties, "encryption"),
    ciphers: [],
    codecs: [],
  };
}

function resourceOf(id: string, properties: StackObject["properties"]) {
  return {
    id,
    name: textIn(properties, "name"),
    createdAt: textIn(properties, "createdAt"),
    updatedAt: textIn(properties, "updatedAt"),
  };
}

/** The handler of a number or an endpoint, without what is secret of it. */
function handlerIn(properties: StackObject["properties"]): Handler {
  const handler = {
    ...objectIn(properties, "callHandler"),
    ...objectIn(objectIn(properties, "effective"), "callHandler"),
  };
  const texts = Object.entries(handler).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const type = textIn(handler, "type");
  return type === null ? null : { ...Object.fromEntries(texts), type };
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}
