import { isDeepStrictEqual } from "node:util";
import type { Found, Operation, Prior } from "../../lifecycle/definition";
import type { Body } from "../../lifecycle/mapped-fields";
import { comparison } from "../../lifecycle/outcome";
import type { SignalWireAccount } from "../client/account";
import {
  callHandlers,
  messageHandlers,
  numbersNamed,
  phoneNumbers,
  type PhoneNumberAnswer,
} from "../client/phone-numbers";
import type { Handler } from "../client/handler-set";
import type { FormerHandlers, PhoneNumberInputs, PhoneNumberOutputs } from "./inputs";
import { foundFrom, handlersOf } from "./read";

/** An operation on a number. */
export type NumberOperation = Operation<SignalWireAccount, PhoneNumberInputs, PhoneNumberOutputs>;

/** A number that this resource has already, and its state. */
interface Bound {
  readonly number: PhoneNumberAnswer;
  readonly prior: Prior<PhoneNumberInputs, PhoneNumberOutputs>;
}

/**
 * Makes a number do what is declared, by one request or none. The request changes only what it names and may be repeated: it
 * creates nothing.
 */
export async function bind(
  operation: NumberOperation,
  desired: PhoneNumberInputs,
  bound?: Bound,
): Promise<Found<PhoneNumberInputs, PhoneNumberOutputs>> {
  const { account, begin, checkpoint, deadline, decide, warn } = operation;
  const { number, prior } = bound ?? (await adopted(operation, desired));
  for (const field of bound === undefined ? [] : abandoned(prior.inputs, desired))
    warn(
      `${field} of phone number ${nameOf(number)} is no longer managed and stays as it is: SignalWire has no way to clear it`,
    );
  const isDeclared = isAsDeclared(number, desired, prior);
  decide(() => comparison(`phone number ${nameOf(number)}`, isDeclared));
  const known = { inputs: desired, outputs: prior.outputs };
  if (isDeclared) return declaredAs(number, known.inputs, prior.outputs);
  checkpoint({ ...foundFrom(number, prior), id: number.id });
  // Without its note, a run after a kill here would take the new handlers for those that were there before.
  if (bound === undefined) begin();
  const answer =
    (await phoneNumbers.update(account, number.id, bodyOf(desired), deadline)) ??
    (await phoneNumbers.get(account, number.id, deadline));
  if (answer === undefined)
    throw new Error(`phone number ${nameOf(number)} left the project while it was bound`);
  const { callHandler, messageHandler } = desired;
  const isBound =
    (callHandler === undefined || callHandlers.has(answer, callHandler)) &&
    (messageHandler === undefined || messageHandlers.has(answer, messageHandler));
  if (!isBound)
    throw new Error(
      `SignalWire accepted the handler of phone number ${nameOf(number)} and shows another one. Another client may bind it: a ` +
        `PhoneNumberAddress, the dashboard. Run 'pulumi refresh' to see what it has`,
    );
  return declaredAs(answer, desired, prior.outputs);
}

/** A number that does what is declared. What SignalWire shows of it now is what it will show while nobody changes it. */
function declaredAs(
  number: PhoneNumberAnswer,
  desired: PhoneNumberInputs,
  outputs: Partial<PhoneNumberOutputs>,
): Found<PhoneNumberInputs, PhoneNumberOutputs> {
  return foundFrom(number, {
    inputs: desired,
    outputs: { ...outputs, __shown: handlersOf(number, desired) },
  });
}

/** The one number that the program names, which no other resource has and whose handlers may be replaced. */
async function adopted(operation: NumberOperation, desired: PhoneNumberInputs): Promise<Bound> {
  const { account, deadline, holder } = operation;
  const { number: e164, phoneNumberId, adopt } = desired;
  const title = `phone number ${e164 ?? phoneNumberId ?? ""}`;
  const one =
    phoneNumberId === undefined ? undefined : await phoneNumbers.get(account, phoneNumberId, deadline);
  const present =
    e164 === undefined ? [one].flatMap((found) => found ?? []) : await numbersNamed(account, e164, deadline);
  const [number, ...others] = present;
  if (number === undefined)
    throw new Error(
      `${title} is not one of this project's. It is never bought here: buy it in SignalWire's dashboard, or correct it`,
    );
  if (others.length > 0)
    throw new Error(
      `${title} is listed ${present.length} times: ${present.map(({ id }) => id).join(", ")}. Set phoneNumberId`,
    );
  const owner = holder(number.id);
  if (owner !== undefined) throw new Error(`${title} belongs to ${owner}. Nothing was changed`);
  const former = handlersOf(number, {});
  const sides = [
    [
      "callHandler",
      former.callHandler,
      desired.callHandler && !callHandlers.shows(number, desired.callHandler),
    ],
    [
      "messageHandler",
      former.messageHandler,
      desired.messageHandler && !messageHandlers.shows(number, desired.messageHandler),
    ],
  ] as const;
  const taken = sides.filter(([, handler, differs]) => handler !== null && differs === true);
  if (taken.length > 0 && adopt !== true && adopt !== number.id) {
    const held = taken.map(([field, handler]) => `${field} (${handler?.type ?? ""})`).join(" and ");
    throw new Error(
      `${title} has a ${held} already, which this would replace. If it may, set adopt: true. With restoreOnDelete: true a ` +
        `destroy writes it back. Nothing was changed`,
    );
  }
  const formerHandlers = operation.note === undefined ? former : withoutOwn(operation, former, sides);
  return { number, prior: { id: number.id, inputs: {}, outputs: { formerHandlers } } };
}

/** A handler that is as declared may be what a run that was cut off has written: what was there before, nobody knows. */
function withoutOwn(
  { warn }: NumberOperation,
  former: FormerHandlers,
  sides: readonly (readonly [keyof FormerHandlers, Handler | null, boolean | undefined])[],
): FormerHandlers {
  const written = sides.filter(([, handler, differs]) => handler !== null && differs === false);
  if (written.length > 0)
    warn(
      `an earlier run was cut off while it wrote ${written.map(([field]) => field).join(" and ")}. What was there before is not ` +
        `known, so restoreOnDelete does not write it back`,
    );
  return { ...former, ...Object.fromEntries(written.map(([field]) => [field, null])) };
}

/** Everything that the program manages. */
function bodyOf({ name, callHandler, callReceiveMode, messageHandler }: PhoneNumberInputs): Body {
  return {
    ...(name === undefined ? {} : { name }),
    ...(callReceiveMode === undefined ? {} : { call_receive_mode: callReceiveMode }),
    ...callHandlers.body(callHandler),
    ...messageHandlers.body(messageHandler),
  };
}

function isAsDeclared(
  number: PhoneNumberAnswer,
  desired: PhoneNumberInputs,
  { inputs, outputs }: Prior<PhoneNumberInputs, PhoneNumberOutputs>,
): boolean {
  const known = { ...inputs, ...desired };
  for (const field of ["name", "callHandler", "callReceiveMode", "messageHandler"] as const)
    Object.assign(known, { [field]: desired[field] && (inputs[field] ?? desired[field]) });
  return isDeepStrictEqual(bodyOf(foundFrom(number, { inputs: known, outputs }).inputs), bodyOf(desired));
}

/** The fields that the program no longer declares. Nothing clears them. */
function abandoned(prior: Partial<PhoneNumberInputs>, desired: PhoneNumberInputs): string[] {
  const plain = (["name", "callHandler", "callReceiveMode", "messageHandler"] as const).filter(
    (field) => prior[field] !== undefined && desired[field] === undefined,
  );
  return [
    ...plain,
    ...callHandlers.dropped(prior.callHandler, desired.callHandler).map((field) => `callHandler.${field}`),
    ...messageHandlers
      .dropped(prior.messageHandler, desired.messageHandler)
      .map((field) => `messageHandler.${field}`),
  ];
}

function nameOf({ number, id }: PhoneNumberAnswer): string {
  return number ?? id;
}
