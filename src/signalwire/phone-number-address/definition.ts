import type * as z from "zod";
import { apiErrorOf } from "../../http/errors";
import type { Claim } from "../../lifecycle/claims";
import type { Change, Effect } from "../../lifecycle/definition";
import { e164 } from "../../lifecycle/phone-number";
import { adopting } from "../../lifecycle/plain-resource";
import { referenceTo } from "../../lifecycle/references";
import { fields, oneOf, visible } from "../../lifecycle/schema";
import { isUnknown } from "../../lifecycle/unknown";
import { callsOf, oneNumber, uuid } from "../client/fields";
import { phoneNumberAddresses } from "../client/phone-number-addresses";
import { restResource } from "../client/rest-resource";
import { scriptTypes, secretPaths } from "../vocabulary";

const schema = fields(
  {
    number: e164().optional(),
    phoneNumberId: uuid("the id of a phone number").optional(),
    resourceId: uuid("the id of a Fabric resource, such as that of a gateway or a script"),
    handlerType: oneOf(scriptTypes).default("calling"),
    name: visible("a text that is not empty").optional(),
    adopt: adopting,
  },
  oneNumber,
);

type Inputs = z.output<typeof schema>;

/** What an address shows beyond its inputs. */
interface Outputs {
  readonly e164: string | null;
  readonly boundPhoneNumberId: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** The way to a gateway or a phone that is documented and in use. */
const provenWay =
  "The proven way is a SwmlScript that connects to the SIP URI (the gateway's uri), and a PhoneNumber whose callHandler is " +
  "{ type: 'relay_script', relayScriptUrl: script.requestUrl }";

/**
 * Binds an owned number to any Fabric resource, gateways included. Beta at SignalWire: in its SDK's unreleased branches, and in no
 * published schema.
 *
 * @see https://github.com/signalwire/signalwire-python/pull/70
 */
export const phoneNumberAddress = restResource({
  type: "PhoneNumberAddress",
  idIs: "that of the address, not that of the number",
  noun: "phone number address",
  schema,
  secrets: secretPaths.PhoneNumberAddress,
  objects: phoneNumberAddresses,
  inputs: {
    number: {
      role: "fixed",
      shown: ({ phone_number: number }) => number,
      effect: otherNumber,
      why: "it is another number, and an address belongs to one",
    },
    phoneNumberId: {
      role: "fixed",
      // Answers show the number in both forms, and a program gives it in one.
      shown: () => undefined,
      effect: otherNumber,
      why: "it is another number, and an address belongs to one",
    },
    resourceId: {},
    handlerType: { role: "fixed", why: "handlerType is another, and SignalWire fixes it at creation" },
    name: {},
    adopt: { role: "local" },
  },
  outputs: (address): Outputs => ({
    e164: address.phone_number ?? null,
    boundPhoneNumberId: address.phone_number_id ?? null,
    createdAt: address.created_at ?? null,
    updatedAt: address.updated_at ?? null,
  }),
  refersTo: ({ resourceId }) => referenceTo("resourceId", resourceId),
  key: {
    field: "number",
    phrase: ({ handlerType, ...desired }) => `the ${nounOf(handlerType)} of ${nameOf(desired)}`,
    has: (address, { number, phoneNumberId, handlerType }) =>
      address.handler_type === handlerType &&
      (number === undefined ? address.phone_number_id === phoneNumberId : address.phone_number === number),
    alike: (address, { resourceId }) => address.resource_id === resourceId,
    describe: ({ resource_id: bound }) => `bound to resource ${bound ?? "none"}`,
  },
  claims: (desired, prior) => {
    const names = new Set([nameOf(desired), prior?.outputs.e164, prior?.outputs.boundPhoneNumberId]);
    return [...names].flatMap((name) =>
      name === undefined || name === null || isUnknown(name)
        ? []
        : [desired.handlerType === "calling" ? callsOf(name) : messagesOf(name)],
    );
  },
  advise(error, { resourceId }) {
    const code = apiErrorOf(error, 422)?.complaint;
    if (code === undefined || !`${code.code ?? ""} ${code.message}`.includes("invalid_resource_type"))
      return undefined;
    return apiErrorOf(error, 422)?.withAdvice(
      `SignalWire does not bind numbers to resource ${resourceId}, by its kind. ${provenWay}`,
    );
  },
  // No published page says that this API binds, so what it did is read back.
  async lacks(_answer, { resourceId }, again) {
    const address = await again();
    if (address?.resource_id === resourceId) return undefined;
    return (
      `SignalWire accepted the binding of ${address?.phone_number ?? "the number"} to resource ${resourceId} and shows ` +
      `${address?.resource_id ?? "none"}. This API is beta, and nobody has proved that it binds this kind of resource. ${provenWay}`
    );
  },
  // What a deletion unassigns besides is as little known.
  lacking: "kept",
});

function messagesOf(number: string): Claim {
  return {
    thing: `messages of ${number}`,
    conflict: (holder) => `${holder} says already where messages of ${number} go`,
  };
}

function nameOf({ number, phoneNumberId }: Pick<Inputs, "number" | "phoneNumberId">): string {
  return number ?? phoneNumberId ?? "";
}

function nounOf(handlerType: string): string {
  return handlerType === "calling" ? "calls" : "messages";
}

/** Another number, by whichever of the two a program names it, is another address. */
function otherNumber({ old, desired }: Change<Inputs, Outputs>): Effect {
  if (isUnknown(desired.number) || isUnknown(desired.phoneNumberId)) return "update";
  const isOther =
    desired.number === undefined
      ? desired.phoneNumberId !== old.outputs.boundPhoneNumberId
      : desired.number !== old.outputs.e164;
  return isOther ? "replace" : "none";
}
