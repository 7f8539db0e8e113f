import * as z from "zod";
import { Deadline } from "../../http/deadline";
import { presentable } from "../../http/presentable";
import { parseReply } from "../../http/reply";
import { messageOf, plainError } from "../../lifecycle/outcome";
import { Settings } from "../../lifecycle/settings";
import { SignalWireAccount } from "./account";

const maybeText = z.string().nullish();
const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const profileSchema = z.object({
  domain: z.string().min(1),
  domain_identifier: maybeText,
  default_codecs: texts,
  default_ciphers: texts,
  default_encryption: maybeText,
  default_send_as: maybeText,
});

/** The SIP profile of a project, as the look-up returns it. */
export interface SipProfileAnswer {
  readonly domain: string;
  readonly domainIdentifier: string | null;
  readonly defaultCodecs: readonly string[];
  readonly defaultCiphers: readonly string[];
  readonly defaultEncryption: string | null;
  readonly defaultSendAs: string | null;
}

/**
 * Reads the SIP profile of the project that the settings name: in a program, so each error is one of its own.
 *
 * @param config a setting by its full key, such as `signalwire:space`
 */
export async function readSipProfile(config: (key: string) => string | undefined): Promise<SipProfileAnswer> {
  const title = "signalwire getSipProfile";
  const account = new SignalWireAccount(new Settings("signalwire", { config, env: process.env }));
  const deadline = new Deadline(account.operationTimeoutMs);
  try {
    const reply = await account.api.send({ method: "GET", path: "/api/relay/rest/sip_profile" }, deadline);
    const profile = parseReply(profileSchema, reply);
    return {
      domain: profile.domain,
      domainIdentifier: profile.domain_identifier ?? null,
      defaultCodecs: profile.default_codecs,
      defaultCiphers: profile.default_ciphers,
      defaultEncryption: profile.default_encryption ?? null,
      defaultSendAs: profile.default_send_as ?? null,
    };
  } catch (error) {
    throw plainError(presentable(`${title}: ${messageOf(error)}`, account.secrets));
  } finally {
    deadline.dispose();
  }
}
