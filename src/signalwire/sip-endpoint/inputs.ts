import * as z from "zod";
import { openVocabulary } from "../../lifecycle/open-vocabulary";
import { adopting } from "../../lifecycle/plain-resource";
import { accepts, fields, secretText, text, word } from "../../lifecycle/schema";
import { callHandler, type CallHandler } from "../client/call-handler";
import { cipherList, codecList } from "../client/fields";
import { ciphers, codecs, endpointEncryptions, handlerTypes } from "../vocabulary";

const known = { ciphers, codecs, encryption: endpointEncryptions, callHandler: handlerTypes };

const vocabulary = openVocabulary(known, (others) =>
  fields({
    username: text("a user name without white space and without @", /^[^\s@]+$/),
    password: secretText("the password, a text that is not empty").optional(),
    passwordVersion: accepts(
      "a text or a number, which changes when the password is to be sent again",
      z.union([z.string().trim().min(1), z.number()]),
    ).optional(),
    callerId: accepts("a text", z.string()).optional(),
    sendAs: text(
      "random, or a number in E.164 form that was purchased or verified, such as +14155550100",
      /^(random|\+[1-9]\d{1,14})$/,
    ).optional(),
    ciphers: cipherList(others.ciphers).optional(),
    codecs: codecList(others.codecs).optional(),
    encryption: word("kind of encryption", endpointEncryptions, others.encryption).optional(),
    callHandler: callHandler(others.callHandler).optional(),
    adopt: adopting,
  }),
);

/** The inputs of a new endpoint. */
export const { schema } = vocabulary;

/**
 * The inputs of an endpoint that exists: words that it has already are accepted even if this release does not know
 * them.
 */
export function schemaFor({ callHandler: handler, ...others }: Partial<EndpointInputs>): typeof schema {
  return vocabulary.schemaFor({ ...others, callHandler: handler?.type });
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
  /** The password, where the program declares none: an input of that name would be in clear in state. */
  readonly password?: string;
  /** Whether the password is this resource's and not the program's. */
  readonly __kept?: boolean;
}
