import type * as z from "zod";
import { openVocabulary } from "../../lifecycle/open-vocabulary";
import { e164 } from "../../lifecycle/phone-number";
import { adopting } from "../../lifecycle/plain-resource";
import { fields, flag, oneOf, visible } from "../../lifecycle/schema";
import { oneNumber, uuid } from "../client/fields";
import type { Handler } from "../client/handler-set";
import { callHandlers, messageHandlers } from "../client/phone-numbers";
import { receiveModes } from "../vocabulary";

const known = { callHandler: callHandlers.types, messageHandler: messageHandlers.types };

const vocabulary = openVocabulary(known, (others) =>
  fields(
    {
      number: e164().optional(),
      phoneNumberId: uuid("the id of a phone number").optional(),
      name: visible("a text that is not empty").optional(),
      callHandler: callHandlers.schema(others.callHandler).optional(),
      callReceiveMode: oneOf(receiveModes).optional(),
      messageHandler: messageHandlers.schema(others.messageHandler).optional(),
      restoreOnDelete: flag().default(false),
      adopt: adopting,
    },
    oneNumber,
  ),
);

/** The inputs of a number that is not bound yet. */
export const { schema } = vocabulary;

/** The inputs of one that is, which may have handlers that this release does not know. */
export function schemaFor({
  callHandler,
  messageHandler,
  ...others
}: Partial<PhoneNumberInputs>): typeof schema {
  return vocabulary.schemaFor({
    ...others,
    callHandler: callHandler?.type,
    messageHandler: messageHandler?.type,
  });
}

/** Inputs of a number, in normal form. */
export type PhoneNumberInputs = z.output<typeof schema>;

/** What a number did before this package bound it. */
export interface FormerHandlers {
  readonly callHandler: Handler | null;
  readonly messageHandler: Handler | null;
}

/** Outputs of a number. */
export interface PhoneNumberOutputs {
  readonly e164: string | null;
  readonly capabilities: readonly string[];
  readonly numberType: string | null;
  readonly callHandlerName: string | null;
  readonly callingHandlerResourceId: string | null;
  readonly messagingHandlerResourceId: string | null;
  readonly formerHandlers: FormerHandlers;
  /** The handlers as SignalWire showed them when they were last as declared. */
  readonly __shown: FormerHandlers;
}
