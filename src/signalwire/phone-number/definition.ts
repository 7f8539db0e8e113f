import type { Claim } from "../../lifecycle/claims";
import type { Change, Effect, Known, ResourceDefinition } from "../../lifecycle/definition";
import { vanished } from "../../lifecycle/outcome";
import { referenceTo } from "../../lifecycle/references";
import { isUnknown } from "../../lifecycle/unknown";
import { signalwire, type SignalWireAccount } from "../client/account";
import { callsOf } from "../client/fields";
import { phoneNumbers } from "../client/phone-numbers";
import { secretOutputs, secretPaths } from "../vocabulary";
import { bind } from "./bind";
import { schema, schemaFor, type PhoneNumberInputs, type PhoneNumberOutputs } from "./inputs";
import { foundFrom } from "./read";
import { restore } from "./restore";

/**
 * A phone number that the project owns, and what its calls and messages lead to. It is never bought and never released. From the
 * pages «List Phone Numbers», «Retrieve a Phone Number» and «Update a Phone Number».
 *
 * @see https://signalwire.com/docs/apis
 */
export const phoneNumber: ResourceDefinition<SignalWireAccount, PhoneNumberInputs, PhoneNumberOutputs> = {
  vendor: signalwire,
  type: "PhoneNumber",
  idIs: "the number's in the Relay API",
  schema,
  schemaFor,
  fields: {
    number: { effect: otherNumber },
    phoneNumberId: { effect: otherNumber },
    name: { effect: "update" },
    callHandler: { effect: "update" },
    callReceiveMode: { effect: "update" },
    messageHandler: { effect: "update" },
    restoreOnDelete: { effect: "update" },
    adopt: { effect: "none" },
  },
  accountChange: "replace",
  secrets: secretPaths.PhoneNumber,
  secretOutputs: secretOutputs.PhoneNumber,
  claims: (desired, prior) => [...claimsOn(desired, prior)],
  refersTo: ({ callHandler }) => referenceTo("callHandler.sipEndpointId", callHandler?.["sipEndpointId"]),
  async observe({ account, deadline, warn }, prior) {
    const number = await phoneNumbers.get(account, prior.id, deadline);
    if (number === undefined) return undefined;
    const before = prior.outputs.callingHandlerResourceId ?? null;
    const now = number.calling_handler_resource_id ?? null;
    if (prior.inputs.callHandler !== undefined && before !== null && now !== null && before !== now)
      warn(
        `phone number ${number.number ?? prior.id} leads to the resource ${now} now, and led to ${before} before`,
      );
    // A number that the program does not bind may be bound by a PhoneNumberAddress, which its number then shows.
    const isForMessages = prior.inputs.messageHandler !== undefined;
    if (number.call_handler == null && now === null && !isForMessages)
      warn(
        `phone number ${number.number ?? prior.id} has no handler for calls, so it rings nowhere. Set callHandler, or declare a ` +
          `PhoneNumberAddress; npx pulumi-sip trace --to ${number.number ?? "<number>"} says more`,
      );
    return foundFrom(number, prior);
  },
  async reconcile(operation, desired, prior) {
    if (prior === undefined) return bind(operation, desired);
    const { account, deadline } = operation;
    const number = await phoneNumbers.get(account, prior.id, deadline);
    if (number === undefined) throw vanished(`phone number ${prior.id}`);
    return bind(operation, desired, { number, prior });
  },
  remove: restore,
};

/** Another number, by whichever of the two a program names it, is another resource. */
function otherNumber({ old, desired }: Change<PhoneNumberInputs, PhoneNumberOutputs>): Effect {
  const { number, phoneNumberId } = desired;
  if (isUnknown(number) || isUnknown(phoneNumberId)) return "update";
  const isOther = number === undefined ? phoneNumberId !== old.id : number !== old.outputs.e164;
  return isOther ? "replace" : "none";
}

/** The number, and its calls where their handler is declared: a `PhoneNumberAddress` may want those. */
function* claimsOn(
  { number, phoneNumberId, callHandler }: PhoneNumberInputs,
  prior: Known<PhoneNumberInputs, PhoneNumberOutputs> | undefined,
): Generator<Claim> {
  const names = [number ?? prior?.outputs.e164, phoneNumberId];
  for (const name of names) {
    if (name === undefined || name === null || isUnknown(name)) continue;
    yield {
      thing: `PhoneNumber ${name}`,
      conflict: (holder) => `another PhoneNumber of this program (${holder}) is ${name} already`,
    };
    if (callHandler !== undefined) yield callsOf(name);
  }
}
