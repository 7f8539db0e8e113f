import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type AddressEncryption, type Cipher, type Codec } from "../vocabulary";

/**
 * Arguments of a {@link SipAddress}, from the pages «Create SIP Address» and «Update SIP Address». What an address without a
 * field has is in the output `effective`.
 */
export interface SipAddressArgs {
  /**
   * Name: small letters and digits in words that are joined by hyphens, at most 50 characters, unique in the project;
   * that of the resource by default. No page says whether `uri` changes with it.
   *
   * @change in place; the output `uri` shows the URI that it then has
   * @calls new calls
   */
  name?: pulumi.Input<string>;
  /**
   * Id of the Fabric resource that takes the calls: a gateway, a script, a webhook or another. **A change replaces the
   * address**, deleting first: SignalWire ends its calls and registrations at once.
   *
   * @change **replaces**, deleting first: SignalWire fixes what an address leads to
   * @calls end
   */
  handlerResourceId: pulumi.Input<string>;
  /**
   * User part of the SIP URI, without white space; `*` (any) by default. Changed in place; `uri` changes with it.
   *
   * @change in place; the output `uri` shows the URI that it then has
   * @calls new calls
   */
  user?: pulumi.Input<string>;
  /**
   * Id of the context, a UUID; SignalWire chooses when left out. Answers show only its name, so a change made elsewhere
   * is not noticed.
   *
   * @change in place. Removed, it stays as it is, with a warning
   * @calls new calls
   */
  contextId?: pulumi.Input<string>;
  /**
   * Networks that may call, in CIDR notation, or single addresses; any by default. Changed in place; removed, any may
   * call again. With neither this nor a password, a warning says that anyone may call.
   *
   * @change in place, also when they are removed
   * @calls new calls
   */
  ipAuth?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Codecs that the address offers; `PCMU` and `PCMA` by default.
   *
   * @change in place, also when they are removed
   * @calls new calls
   */
  codecs?: pulumi.Input<pulumi.Input<Codec>[]>;
  /**
   * Ciphers that the address offers; all five by default.
   *
   * @change in place, also when they are removed
   * @calls new calls
   */
  ciphers?: pulumi.Input<pulumi.Input<Cipher>[]>;
  /**
   * Whether connections are encrypted; `optional` by default.
   *
   * @change in place, also when it is removed
   * @calls new calls
   */
  encryption?: pulumi.Input<AddressEncryption>;
  /**
   * Password that callers need; none by default. Always kept as a secret. SignalWire never shows it, so a change made
   * elsewhere is not noticed. Removing it **replaces the address**: no page says how to clear it.
   *
   * @change in place
   * @calls new calls
   * @change removed: **replaces**, deleting first: no page says how to clear it
   * @calls end
   */
  password?: pulumi.Input<string>;
  /**
   * Any text or number. A change sends the password again, as it is.
   *
   * @change in place
   * @calls new calls
   */
  passwordVersion?: pulumi.Input<string | number>;
  /**
   * Whether a creation may take over an address that has this name, instead of failing: true, or the id that is
   * expected; false by default. A warning says what was taken over, and its settings are changed to the declared ones;
   * but what it leads to cannot change.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/** What an address has, declared or not. */
export interface EffectiveAddressSettings {
  /** User part of its URI. */
  readonly user: string | null;
  /** Whether connections are encrypted. */
  readonly encryption: string | null;
  /** Codecs that it offers. */
  readonly codecs: readonly Codec[];
  /** Ciphers that it offers. */
  readonly ciphers: readonly Cipher[];
}

/**
 * A SIP address at SignalWire: calls that a carrier or a PBX sends to its `uri` go to one Fabric resource. An account whose space
 * does not have this API yet gets an error that says so. A SIP address and a domain application are one object under two names
 * in SignalWire's dashboard: manage it in one place.
 *
 * Settings that name another space or project **replace the address**. Destroying the resource deletes it, and SignalWire ends
 * its calls and registrations at once.
 *
 * @example
 * ```ts
 * const answering = new signalwire.SwmlWebhook("answering", {
 *   primaryRequestUrl: "https://example.com/answer",
 * });
 * const fromCarrier = new signalwire.SipAddress("from-carrier", {
 *   handlerResourceId: answering.id,
 *   ipAuth: ["203.0.113.0/24"],
 * });
 * export const uri = fromCarrier.uri;
 * ```
 * @throws `a name of at most 50 characters: small letters and digits in words, joined by hyphens, such as front-desk`:
 * the name, or that of the resource, has another form. Set `name`.
 * @throws `Such routes are`: the space does not have this API yet. Ask SignalWire whether yours has it.
 * @see https://signalwire.com/docs/apis
 */
export class SipAddress extends SipResource {
  /** Name. */
  declare public readonly name: pulumi.Output<string>;
  /** Id of the Fabric resource that takes the calls. */
  declare public readonly handlerResourceId: pulumi.Output<string>;
  /** User part of the URI, where the program says it. */
  declare public readonly user: pulumi.Output<string | undefined>;
  /** Id of the context, where the program says it. */
  declare public readonly contextId: pulumi.Output<string | undefined>;
  /** Networks that may call, where the program says them. */
  declare public readonly ipAuth: pulumi.Output<string[] | undefined>;
  /** Codecs, where the program says them. */
  declare public readonly codecs: pulumi.Output<Codec[] | undefined>;
  /** Ciphers, where the program says them. */
  declare public readonly ciphers: pulumi.Output<Cipher[] | undefined>;
  /** Encryption, where the program says it. Any text, because SignalWire may show words that are not known. */
  declare public readonly encryption: pulumi.Output<AddressEncryption | (string & {}) | undefined>;
  /** Password. Secret. */
  declare public readonly password: pulumi.Output<string | undefined>;
  /** SIP URI that carriers and PBXs call. */
  declare public readonly uri: pulumi.Output<string | null>;
  /** Id of the address's own Fabric resource. */
  declare public readonly addressResourceId: pulumi.Output<string | null>;
  /** Display name. */
  declare public readonly displayName: pulumi.Output<string | null>;
  /** Name of the context. */
  declare public readonly context: pulumi.Output<string | null>;
  /** What the address has, declared or not. */
  declare public readonly effective: pulumi.Output<EffectiveAddressSettings>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601. */
  declare public readonly updatedAt: pulumi.Output<string | null>;

  /**
   * Declares an address.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SipAddressArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: SipAddressArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /** Looks up an address by its id, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): SipAddress {
    return new SipAddress(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "SipAddress",
  outputs: [
    ...[
      "name",
      "handlerResourceId",
      "user",
      "contextId",
      "ipAuth",
      "codecs",
      "ciphers",
      "encryption",
      "password",
    ],
    ...["uri", "addressResourceId", "displayName", "context", "effective", "createdAt", "updatedAt"],
  ],
  secrets: secretPaths.SipAddress,
} as const;
