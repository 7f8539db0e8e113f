import type { Found, Known } from "../../lifecycle/definition";
import type { Handler, HandlerSet } from "../client/handler-set";
import { callHandlers, messageHandlers, type PhoneNumberAnswer } from "../client/phone-numbers";
import { receiveModes } from "../vocabulary";
import type { FormerHandlers, PhoneNumberInputs, PhoneNumberOutputs } from "./inputs";

/** The handlers that a number has, with all that belongs to them. */
export function handlersOf(number: PhoneNumberAnswer, known: Partial<PhoneNumberInputs>): FormerHandlers {
  return {
    callHandler: callHandlers.shown(number, known.callHandler) ?? null,
    messageHandler: messageHandlers.shown(number, known.messageHandler) ?? null,
  };
}

/**
 * A number from an answer. An input that the program leaves out stays out. Of one that only the id is known of, a look-up takes the
 * number alone; an import takes also what the number has and a program can declare.
 */
export function foundFrom(
  number: PhoneNumberAnswer,
  { inputs, outputs, reveals }: Known<PhoneNumberInputs, PhoneNumberOutputs>,
): Found<PhoneNumberInputs, PhoneNumberOutputs> {
  const isImport = inputs.number === undefined && inputs.phoneNumberId === undefined;
  const shown = handlersOf(number, inputs);
  const before = outputs.__shown;
  const e164 = number.number ?? outputs.e164 ?? null;
  const declarable = isImport && reveals === true ? declarableOf(number, shown) : {};
  return {
    id: number.id,
    inputs: {
      ...inputs,
      ...(isImport && e164 !== null ? { number: e164 } : {}),
      restoreOnDelete: inputs.restoreOnDelete ?? false,
      name: inputs.name && (number.name ?? undefined),
      callHandler: callHandlers.observed(number, inputs.callHandler, before?.callHandler),
      messageHandler: messageHandlers.observed(number, inputs.messageHandler, before?.messageHandler),
      callReceiveMode: inputs.callReceiveMode && receiveModeOf(number, inputs.callReceiveMode),
      ...declarable,
    },
    outputs: {
      e164,
      capabilities: number.capabilities ?? [],
      numberType: number.number_type ?? null,
      callHandlerName: number.call_handler ?? null,
      callingHandlerResourceId: number.calling_handler_resource_id ?? null,
      messagingHandlerResourceId: number.messaging_handler_resource_id ?? null,
      formerHandlers: outputs.formerHandlers ?? { callHandler: null, messageHandler: null },
      __shown: before ?? shown,
    },
  };
}

/** What a number has of what a program can declare; of a handler that answers do not show as a whole, nothing. */
function declarableOf(number: PhoneNumberAnswer, shown: FormerHandlers): Partial<PhoneNumberInputs> {
  const whole = (set: HandlerSet, handler: Handler | null): Handler | undefined =>
    handler !== null && set.isSettable(handler) && set.schema().safeParse(handler).success
      ? handler
      : undefined;
  // Nobody has to declare that a number takes calls.
  const mode = receiveModes.find((known) => known === number.call_receive_mode && known !== "voice");
  return {
    name: number.name ?? undefined,
    callHandler: whole(callHandlers, shown.callHandler),
    messageHandler: whole(messageHandlers, shown.messageHandler),
    ...(mode === undefined ? {} : { callReceiveMode: mode }),
  };
}

function receiveModeOf(
  { call_receive_mode: mode }: PhoneNumberAnswer,
  known: NonNullable<PhoneNumberInputs["callReceiveMode"]>,
): NonNullable<PhoneNumberInputs["callReceiveMode"]> {
  return mode === "voice" || mode === "fax" ? mode : known;
}
