import * as z from "zod";
import { parseReply } from "../../http/reply";
import { Lookups, type ConfigReader } from "../../lifecycle/lookups";
import { signalwire } from "./account";

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

const lookups = new Lookups(signalwire);

/**
 * Reads the SIP profile of the project that the settings name: in a program, so each error is one of its own.
 *
 * @param config a setting by its full key, such as `signalwire:space`
 */
export function readSipProfile(config: ConfigReader): Promise<SipProfileAnswer> {
  return lookups.read("getSipProfile", "SIP profile", config, async ({ api }, deadline) => {
    const reply = await api.send({ method: "GET", path: "/api/relay/rest/sip_profile" }, deadline);
    const profile = parseReply(profileSchema, reply);
    return {
      domain: profile.domain,
      domainIdentifier: profile.domain_identifier ?? null,
      defaultCodecs: profile.default_codecs,
      defaultCiphers: profile.default_ciphers,
      defaultEncryption: profile.default_encryption ?? null,
      defaultSendAs: profile.default_send_as ?? null,
    };
  });
}
