import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type Cipher, type Codec, type EndpointEncryption } from "../vocabulary";

/**
 * Arguments of a {@link SubscriberSipEndpoint}, from the pages «Create Subscriber SIP Endpoint» and «Update Subscriber SIP
 * Endpoint». What the credentials have, declared or not, is in the output `effective`.
 */
export interface SubscriberSipEndpointArgs {
  /**
   * Id of the subscriber's resource. **A change replaces the credentials**; devices lose their registration.
   *
   * @change **replaces**: credentials belong to one subscriber
   * @calls devices register again
   */
  subscriberId: pulumi.Input<string>;
  /**
   * User name that devices register with: no white space, no `@`.
   *
   * @change in place, in one request
   * @calls devices register again
   */
  username: pulumi.Input<string>;
  /**
   * Password that devices register with. Always kept as a secret. SignalWire never shows it, so a change made elsewhere
   * is not noticed. Every update sends it, because SignalWire requires it.
   *
   * @change in place, in one request
   * @calls devices register again
   */
  password: pulumi.Input<string>;
  /**
   * Any text or number. A change sends the password again, as it is, which restores one that was changed elsewhere.
   *
   * @change in place, in one request
   * @calls devices register again
   */
  passwordVersion?: pulumi.Input<string | number>;
  /**
   * Name that is shown to numbers that are called.
   *
   * @change in place. Removed, they stay as they are, with a warning
   * @calls new calls
   */
  callerId?: pulumi.Input<string>;
  /**
   * Number that calls to the telephone network come from, in E.164 form, or `random`.
   *
   * @change in place. Removed, they stay as they are, with a warning
   * @calls new calls
   */
  sendAs?: pulumi.Input<string>;
  /**
   * Ciphers; at least one. The project's by default.
   *
   * @change in place. Removed, they stay as they are, with a warning
   * @calls new calls
   */
  ciphers?: pulumi.Input<pulumi.Input<Cipher>[]>;
  /**
   * Codecs; at least one. The project's by default.
   *
   * @change in place. Removed, they stay as they are, with a warning
   * @calls new calls
   */
  codecs?: pulumi.Input<pulumi.Input<Codec>[]>;
  /**
   * Whether connections are encrypted; `default` (the project's) by default.
   *
   * @change in place. Removed, the project's applies again
   * @calls new calls
   */
  encryption?: pulumi.Input<EndpointEncryption>;
  /**
   * Whether a creation may take over the subscriber's credentials with this user name: true, or the id that is
   * expected; false by default. A warning says what was taken over, and its settings are changed to the declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/** What credentials have, declared or not. */
export interface EffectiveSubscriberSettings {
  /** Name that is shown to numbers that are called. */
  readonly callerId: string | null;
  /** Number that calls come from. */
  readonly sendAs: string | null;
  /** Ciphers. */
  readonly ciphers: readonly Cipher[];
  /** Codecs. */
  readonly codecs: readonly Codec[];
  /** Encryption. */
  readonly encryption: string | null;
}

/**
 * SIP credentials of a subscriber at SignalWire, with which a device registers. Its id is `<id of the subscriber's
 * resource>/<its own id>`.
 *
 * Settings that name another space or project **replace the credentials**. Destroying the resource deletes them.
 *
 * @example
 * ```ts
 * const ada = new signalwire.Subscriber("ada", { email: "ada@example.com" });
 * new signalwire.SubscriberSipEndpoint("ada-desk", {
 *   subscriberId: ada.id,
 *   username: "ada",
 *   password: config.requireSecret("deskPassword"),
 * });
 * ```
 * @throws `that is <parent's id>/<its id>`: the id for `get` or an import lacks the subscriber's. Give both, with a
 * slash between.
 * @see https://signalwire.com/docs/apis
 */
export class SubscriberSipEndpoint extends SipResource {
  /** Id of the subscriber's resource. */
  declare public readonly subscriberId: pulumi.Output<string>;
  /** User name. */
  declare public readonly username: pulumi.Output<string>;
  /** Password. Secret. */
  declare public readonly password: pulumi.Output<string>;
  /** Name that is shown to numbers that are called, where the program says it. */
  declare public readonly callerId: pulumi.Output<string | undefined>;
  /** Number that calls come from, where the program says it. */
  declare public readonly sendAs: pulumi.Output<string | undefined>;
  /** Ciphers, where the program says them. */
  declare public readonly ciphers: pulumi.Output<Cipher[] | undefined>;
  /** Codecs, where the program says them. */
  declare public readonly codecs: pulumi.Output<Codec[] | undefined>;
  /** Encryption, where the program says it. Any text, because SignalWire may show words that are not known. */
  declare public readonly encryption: pulumi.Output<EndpointEncryption | (string & {}) | undefined>;
  /** What the credentials have, declared or not. */
  declare public readonly effective: pulumi.Output<EffectiveSubscriberSettings>;

  /**
   * Declares credentials.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SubscriberSipEndpointArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    args: SubscriberSipEndpointArgs | undefined,
    options?: pulumi.CustomResourceOptions,
  ) {
    super(description, name, args, options);
  }

  /** Looks up credentials by `<id of the subscriber's resource>/<their own id>`, without managing them. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): SubscriberSipEndpoint {
    return new SubscriberSipEndpoint(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "SubscriberSipEndpoint",
  outputs: [
    ...["subscriberId", "username", "password", "callerId", "sendAs", "ciphers", "codecs", "encryption"],
    "effective",
  ],
  secrets: secretPaths.SubscriberSipEndpoint,
} as const;
