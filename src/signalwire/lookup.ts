import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput, type LookupInput, type LookupOptions, type Read } from "../program/lookup";
import type { Cipher, Codec } from "./vocabulary";

/** The project that a look-up asks: that of the stack's configuration, else of the environment, for what is left out. */
export interface LookupArgs {
  /** Name of the space: `acme` or `acme.signalwire.com`. */
  space?: string;
  /** Id of the project, a UUID. */
  projectId?: string;
  /** API token, with the scope Voice. */
  token?: string;
  /** Base URL of the API; `https://<space>.signalwire.com` by default. */
  endpoint?: string;
}

/** The SIP profile of a project: what SIP endpoints have unless they say otherwise. */
export interface SipProfile {
  /** Domain that devices register at, such as `acme-0123456789ab.sip.signalwire.com`. */
  readonly domain: string;
  /** The project's own part of the domain. */
  readonly domainIdentifier: string | null;
  /** Codecs. */
  readonly defaultCodecs: readonly Codec[];
  /** Ciphers. */
  readonly defaultCiphers: readonly Cipher[];
  /** Whether connections are encrypted: `required` or `optional`. */
  readonly defaultEncryption: string | null;
  /** Number that calls come from; null or empty for a random one. */
  readonly defaultSendAs: string | null;
}

/**
 * Reads the SIP profile of a SignalWire project, above all the domain that devices register at. One request, also in a preview. From
 * the page «Retrieve a SIP Profile».
 *
 * @param args another project than that of the stack's configuration
 * @param options a further account, of which `args` replaces parts
 * @throws Error when settings are missing, or SignalWire refuses or does not answer
 * @see https://signalwire.com/docs/apis
 */
export function getSipProfile(args: LookupArgs = {}, options?: LookupOptions): Promise<SipProfile> {
  return lookUp("signalwire", profileFrom, args, options);
}

/** As {@link getSipProfile}, with arguments that may be outputs. */
export function getSipProfileOutput(
  args: { readonly [K in keyof LookupArgs]: pulumi.Input<NonNullable<LookupArgs[K]>> } = {},
  options?: LookupOptions,
): pulumi.Output<SipProfile> {
  return lookUpOutput("signalwire", profileFrom, args as LookupInput<LookupArgs>, options);
}

const profileFrom: Read<LookupArgs, SipProfile> = async (config, args) => {
  // Loaded here, because a program that looks nothing up needs no client.
  const { readSipProfile } = await import("./client/sip-profile.js");
  const given: Readonly<Record<string, string | undefined>> = { ...args };
  return readSipProfile((key) => given[key.replace(/^signalwire:/, "")] ?? config(key));
};
