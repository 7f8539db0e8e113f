import { isDeepStrictEqual } from "node:util";
import type { Prior } from "../../lifecycle/definition";
import type { Body } from "../../lifecycle/mapped-fields";
import type { Handler, HandlerSet } from "../client/handler-set";
import { callHandlers, messageHandlers, phoneNumbers } from "../client/phone-numbers";
import type { NumberOperation } from "./bind";
import type { PhoneNumberInputs, PhoneNumberOutputs } from "./inputs";
import { handlersOf } from "./read";

/**
 * Forgets a number, which stays in the project. With `restoreOnDelete`, what it did before is written back, side by side: where
 * the binding is still this resource's, and a request can set the earlier handler.
 */
export async function restore(
  { account, deadline, warn, decide }: NumberOperation,
  { id, inputs, outputs }: Prior<PhoneNumberInputs, PhoneNumberOutputs>,
): Promise<boolean> {
  if (inputs.restoreOnDelete !== true) return true;
  const number = await phoneNumbers.get(account, id, deadline);
  if (number === undefined) return false;
  const title = `phone number ${number.number ?? id}`;
  const now = handlersOf(number, inputs);
  const { formerHandlers: former, __shown: shown } = outputs;

  const back = (
    side: HandlerSet,
    field: keyof typeof now & ("callHandler" | "messageHandler"),
    declared: Handler | undefined,
  ): Body => {
    if (declared === undefined) return {};
    const keep = (why: string): Body => {
      warn(`${field} of ${title} stays as it is (${now[field]?.type ?? "none"}): ${why}`);
      return {};
    };
    const earlier = former?.[field] ?? null;
    const isOurs =
      shown === undefined ? side.has(number, declared) : isDeepStrictEqual(now[field], shown[field]);
    if (isDeepStrictEqual(now[field], earlier)) return {};
    if (!isOurs) return keep("somebody else has changed it since");
    if (earlier === null)
      return keep("it had none before, or nobody knows it, and SignalWire has no way to clear one");
    if (!side.isSettable(earlier) || !isWhole(side, earlier))
      return keep(
        `it was ${earlier.type} before, which no request can set back. Set it in SignalWire's dashboard`,
      );
    return side.body(earlier);
  };

  const body = {
    ...back(callHandlers, "callHandler", inputs.callHandler),
    ...back(messageHandlers, "messageHandler", inputs.messageHandler),
  };
  decide(() => `${title}: written back: ${Object.keys(body).join(", ") || "nothing"}`);
  if (Object.keys(body).length > 0) await phoneNumbers.update(account, id, body, deadline);
  return true;
}

/** Whether everything that the handler needs was shown: answers leave some out. */
function isWhole(side: HandlerSet, handler: Handler): boolean {
  return side.schema().safeParse(handler).success;
}
