import * as z from "zod";
import { fields, text, word } from "../../../lifecycle/schema";
import {
  cipherList,
  ciphers,
  codecList,
  codecs,
  externalSipUri,
  foreignWords,
  gatewayEncryptions,
} from "../fields";
import type { GatewayAddress } from "./addresses";

/** Words that are accepted beside those that this release knows. */
interface ForeignWords {
  readonly encryption: readonly string[];
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
}

function schemaWith(others?: ForeignWords) {
  return fields({
    name: text("a text that is not empty"),
    uri: externalSipUri(),
    encryption: word("kind of encryption", gatewayEncryptions, others?.encryption),
    ciphers: cipherList(others?.ciphers),
    codecs: codecList(others?.codecs),
  });
}

/** The inputs of a new gateway. */
export const schema = schemaWith();

/** The inputs of a gateway that is there: words that it has already are accepted even if this release does not know them. */
export function schemaFor(present: Partial<GatewayInputs>): typeof schema {
  const others = {
    encryption: foreignWords(present.encryption, gatewayEncryptions),
    ciphers: foreignWords(present.ciphers, ciphers),
    codecs: foreignWords(present.codecs, codecs),
  };
  return Object.values(others).every((words) => words.length === 0) ? schema : schemaWith(others);
}

/** Inputs of a gateway, in normal form. */
export type GatewayInputs = z.output<typeof schema>;

/** Outputs of a gateway. */
export interface GatewayOutputs {
  /** Id of the gateway inside the resource. */
  readonly gatewayId: string | null;
  readonly projectId: string | null;
  readonly displayName: string | null;
  readonly type: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly addresses: readonly GatewayAddress[];
}
