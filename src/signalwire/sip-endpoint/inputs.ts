import * as z from "zod";
import { openVocabulary } from "../../lifecycle/open-vocabulary";
import { adopting } from "../../lifecycle/plain-resource";
import { accepts, fields, secretText, visible, word } from "../../lifecycle/schema";
import { callHandler, missingCompanions, type CallHandler } from "../client/call-handler";
import { encryptionSynonyms, openList, sendAs, unknownWords } from "../client/fields";
import { isUnknown } from "../../lifecycle/unknown";
import { ciphers, codecs, endpointEncryptions, handlerTypes } from "../vocabulary";

const known = { encryption: endpointEncryptions, callHandler: handlerTypes };

const vocabulary = openVocabulary(known, (others) =>
  fields({
    username: visible("a user name without white space and without @", /^[^\s@]+$/),
    password: secretText("the password, a text that is not empty").optional(),
    passwordVersion: accepts(
      "a text or a number, which changes when the password is to be sent again",
      z.union([z.string().trim().min(1), z.number()]),
    ).optional(),
    callerId: accepts("a text", z.string()).optional(),
    sendAs: sendAs().optional(),
    ciphers: openList("cipher").optional(),
    codecs: openList("codec").optional(),
    encryption: word(
      "kind of encryption",
      endpointEncryptions,
      others.encryption,
      encryptionSynonyms,
    ).optional(),
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

/** What the user should hear of inputs that are accepted. */
export function cautions({
  ciphers: suites,
  codecs: names,
  callHandler: handler,
}: Partial<EndpointInputs>): string[] {
  const missing =
    handler === undefined || isUnknown(handler)
      ? []
      : missingCompanions(handler).map(
          (field) =>
            `callHandler.${field} is left out. SignalWire's page «Update a SIP Endpoint» calls it required with ` +
            `${handler.type}; it may refuse the endpoint without it`,
        );
  return [
    ...unknownWords("ciphers", "cipher", suites, ciphers),
    ...unknownWords("codecs", "codec", names, codecs),
    ...missing,
  ];
}

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
  /** The object's type, as the vendor names it. */
  readonly type: string | null;
  readonly callingHandlerResourceId: string | null;
  /** The password, where the program declares none: an input of that name would be in clear in state. */
  readonly password?: string;
  /** Whether the password is this resource's and not the program's. */
  readonly __kept?: boolean;
}
