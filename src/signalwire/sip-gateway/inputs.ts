import * as z from "zod";
import { openVocabulary } from "../../lifecycle/open-vocabulary";
import { adopting } from "../../lifecycle/plain-resource";
import { fields, text, word } from "../../lifecycle/schema";
import { cipherList, codecList, encryptionSynonyms, externalSipUri } from "../client/fields";
import { ciphers, codecs, gatewayEncryptions } from "../vocabulary";

const known = { encryption: gatewayEncryptions, ciphers, codecs };

const vocabulary = openVocabulary(known, (others) =>
  fields({
    name: text("a text that is not empty"),
    uri: externalSipUri(),
    encryption: word("kind of encryption", gatewayEncryptions, others.encryption, encryptionSynonyms),
    ciphers: cipherList(others.ciphers),
    codecs: codecList(others.codecs),
    adopt: adopting,
  }),
);

/** The inputs of a new gateway, and of one that exists and may have words that this release does not know. */
export const { schema, schemaFor } = vocabulary;

/** Inputs of a gateway, in normal form. */
export type GatewayInputs = z.output<typeof schema>;

/** An address at which a gateway is called. */
export interface GatewayAddress {
  readonly id: string;
  readonly name: string | null;
  readonly displayName: string | null;
  readonly type: string | null;
  readonly channels: Readonly<Record<string, string>>;
  readonly coverUrl: string | null;
  readonly previewUrl: string | null;
  readonly locked: boolean | null;
  readonly createdAt: string | null;
}

/** What a gateway has; null for what the answer does not show. */
export interface EffectiveSettings {
  readonly name: string | null;
  readonly uri: string | null;
  readonly encryption: string | null;
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
}

/** Outputs of a gateway. */
export interface GatewayOutputs {
  readonly effective: EffectiveSettings;
  /** Id of the gateway inside the resource. */
  readonly gatewayId: string | null;
  readonly projectId: string | null;
  readonly displayName: string | null;
  readonly type: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly addresses: readonly GatewayAddress[];
}
