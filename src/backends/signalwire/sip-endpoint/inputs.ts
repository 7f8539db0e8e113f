import * as z from "zod";
import { accepts, fields, secretText, text, word } from "../../../lifecycle/schema";
import { callHandler, handlerTypes, type CallHandler } from "../call-handler";
import { cipherList, ciphers, codecList, codecs, endpointEncryptions, foreignWords } from "../fields";

/** Words that are accepted beside those that this release knows. */
interface ForeignWords {
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
  readonly encryption: readonly string[];
  readonly handlers: readonly string[];
}

function schemaWith(others?: ForeignWords) {
  return fields({
    username: text("a user name without white space and without @", /^[^\s@]+$/),
    password: secretText("the password, a text that is not empty"),
    passwordVersion: accepts(
      "a text or a number, which changes when the password is to be sent again",
      z.union([z.string().trim().min(1), z.number()]),
    ).optional(),
    callerId: accepts("a text", z.string()).optional(),
    sendAs: text(
      "random, or a number in E.164 form that was purchased or verified, such as +14155550100",
      /^(random|\+[1-9]\d{1,14})$/,
    ).optional(),
    ciphers: cipherList(others?.ciphers).optional(),
    codecs: codecList(others?.codecs).optional(),
    encryption: word("kind of encryption", endpointEncryptions, others?.encryption).optional(),
    callHandler: callHandler(others?.handlers).optional(),
  });
}

/** The inputs of a new endpoint. */
export const schema = schemaWith();

/** The inputs of an endpoint that is there: words that it has already are accepted even if this release does not know them. */
export function schemaFor(present: Partial<EndpointInputs>): typeof schema {
  const others = {
    ciphers: foreignWords(present.ciphers, ciphers),
    codecs: foreignWords(present.codecs, codecs),
    encryption: foreignWords(present.encryption, endpointEncryptions),
    handlers: foreignWords(present.callHandler?.type, handlerTypes),
  };
  return Object.values(others).every((words) => words.length === 0) ? schema : schemaWith(others);
}

/** Inputs of an endpoint, in normal form. */
export type EndpointInputs = z.output<typeof schema>;

/** What an endpoint has, declared or not. */
export interface EffectiveSettings {
  readonly callerId: string | null;
  readonly sendAs: string | null;
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
  readonly encryption: string | null;
  readonly callHandler: CallHandler | null;
}

/** Outputs of an endpoint. */
export interface EndpointOutputs {
  readonly effective: EffectiveSettings;
  readonly callingHandlerResourceId: string | null;
}
