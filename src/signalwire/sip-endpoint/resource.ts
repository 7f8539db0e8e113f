import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import type { CallHandler, CallHandlerArgs, EffectiveCallHandler } from "../call-handler";
import { secretPaths, type Cipher, type Codec, type EndpointEncryption } from "../vocabulary";

/**
 * Arguments of a {@link SipEndpoint}, from the page «Update a SIP Endpoint». A field that is left out is the project's
 * (its SIP profile) and never causes a change; what the endpoint then has is in the output `effective`.
 */
export interface SipEndpointArgs {
  /**
   * User name that devices register with: no white space, no `@`, unique in the project.
   *
   * @change in place, in one request
   * @calls devices register again
   */
  username: pulumi.Input<string>;
  /**
   * Password that devices register with. Always kept as a secret. SignalWire never shows it, so a change made elsewhere
   * is not noticed. Left out, a creation makes a random one, which the output `password` has. If removed later, the
   * endpoint keeps the one that it has.
   *
   * @change in place, in one request
   * @calls devices register again
   * @change removed: nothing: the endpoint keeps the one that it has, in the output `password`
   * @calls continue
   */
  password?: pulumi.Input<string>;
  /**
   * Any text or number. A change sends the password again, as it is, which restores one that was changed elsewhere.
   *
   * @change sends the same password again, which corrects one that was changed elsewhere
   * @calls devices register again
   */
  passwordVersion?: pulumi.Input<string | number>;
  /**
   * Name that is shown to numbers that the endpoint calls, and the From towards SIP; none by default. If removed, it
   * stays as it is, with a warning, because SignalWire has no way to clear it.
   *
   * @change in place. Removed, they stay as they are, with a warning: SignalWire has no way to clear them
   * @calls new calls
   */
  callerId?: pulumi.Input<string>;
  /**
   * Number that calls to the telephone network come from: one in E.164 form that the project purchased or verified, or
   * `random` for any of them. The project's by default. If removed, it stays as it is, with a warning, because
   * SignalWire has no way back to the project's.
   *
   * @change in place. Removed, they stay as they are, with a warning: SignalWire has no way to clear them
   * @calls new calls
   */
  sendAs?: pulumi.Input<string>;
  /**
   * Ciphers that the endpoint supports; at least one. The project's by default. Changed in place; their order is kept,
   * and a change of it is an update. If removed, the endpoint goes back to the project's.
   *
   * @change in place. Removed, the endpoint uses the project's again
   * @calls new calls
   */
  ciphers?: pulumi.Input<pulumi.Input<Cipher>[]>;
  /**
   * Codecs that the endpoint supports; at least one. The project's by default. Changed in place; their order is kept,
   * and a change of it is an update. If removed, the endpoint goes back to the project's.
   *
   * @change in place. Removed, the endpoint uses the project's again
   * @calls new calls
   */
  codecs?: pulumi.Input<pulumi.Input<Codec>[]>;
  /**
   * Whether connections to the endpoint are encrypted; `default`, the project's, by default. If removed, the endpoint
   * goes back to the project's.
   *
   * @change in place. Removed, the endpoint uses the project's again
   * @calls new calls
   */
  encryption?: pulumi.Input<EndpointEncryption>;
  /**
   * What happens to calls that the endpoint receives; nothing by default. Changed in place, also to another handler. If
   * removed, **the endpoint is replaced**, old first, because SignalWire has no way to remove a handler: its devices
   * lose their registration, and the new endpoint has another id.
   *
   * @change in place, also to another kind of handler
   * @calls new calls
   * @change one of its optional fields removed: nothing: it stays as it is, with a warning
   * @calls continue
   * @change removed: **replaces**, deleting first: SignalWire has no way to remove a handler
   * @calls interrupted; the new endpoint has another id
   */
  callHandler?: pulumi.Input<CallHandlerArgs>;
  /**
   * Whether a creation may take over an endpoint that has exactly this user name, instead of failing: true, or the id
   * that is expected; false by default. A warning says what was taken over, and its settings are changed to the
   * declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/** What an endpoint has, declared or not. */
export interface EffectiveEndpointSettings {
  /** Name that is shown to numbers it calls. */
  readonly callerId: string | null;
  /** Number that its calls to the telephone network come from, or `random`. */
  readonly sendAs: string | null;
  /** Ciphers it supports. */
  readonly ciphers: readonly Cipher[];
  /** Codecs it supports. */
  readonly codecs: readonly Codec[];
  /** Whether connections to it are encrypted: `required`, `optional`, or `default`, the project's. */
  readonly encryption: EndpointEncryption | null;
  /** What happens to calls that it receives. */
  readonly callHandler: EffectiveCallHandler | null;
}

/**
 * A SIP endpoint at SignalWire: a user name and a password with which devices register in the project, and what happens
 * to the calls that they receive.
 *
 * SignalWire calls this API legacy and points to «SIP Credentials», whose pages document no way to set a password.
 *
 * Settings that name another space or project **replace the endpoint**; the one in the old project stays there if the
 * new credentials cannot reach it, and a warning says so. Destroying the resource deletes the endpoint.
 *
 * From the pages «Create a SIP Endpoint», «Retrieve a SIP Endpoint», «Update a SIP Endpoint» and «Delete a SIP
 * Endpoint».
 *
 * @example
 * ```ts
 * const softphone = new signalwire.SipEndpoint("softphone", {
 *   username: "front-desk",
 *   password: config.requireSecret("softphonePassword"),
 *   encryption: "required",
 *   callHandler: { type: "relay_script", relayScriptUrl: "https://example.com/front-desk" },
 * });
 * export const codecs = softphone.effective.codecs;
 * ```
 * @throws `a user name without white space and without @`: `username` holds the domain. Give the part before the `@`.
 * @see https://signalwire.com/docs/apis
 */
export class SipEndpoint extends SipResource {
  /** User name. */
  declare public readonly username: pulumi.Output<string>;
  /**
   * Password, declared or made. Secret. Undefined for an endpoint that was taken over, imported or looked up without one: SignalWire
   * never shows it.
   */
  declare public readonly password: pulumi.Output<string>;
  /** The text or number whose change sends the password again, where declared. */
  declare public readonly passwordVersion: pulumi.Output<string | number | undefined>;
  /** Name that is shown to numbers it calls, where declared. */
  declare public readonly callerId: pulumi.Output<string | undefined>;
  /** Number that its calls come from, where declared. */
  declare public readonly sendAs: pulumi.Output<string | undefined>;
  /** Ciphers, where declared. */
  declare public readonly ciphers: pulumi.Output<Cipher[] | undefined>;
  /** Codecs, where declared. */
  declare public readonly codecs: pulumi.Output<Codec[] | undefined>;
  /** Encryption, where declared. */
  declare public readonly encryption: pulumi.Output<EndpointEncryption | undefined>;
  /** What happens to calls that it receives, where declared. */
  declare public readonly callHandler: pulumi.Output<CallHandler | undefined>;
  /** What the endpoint has, declared or not. */
  declare public readonly effective: pulumi.Output<EffectiveEndpointSettings>;
  /** Type of the object as SignalWire names it. Missing in the state of an older release until the next refresh or change. */
  declare public readonly type: pulumi.Output<string | null>;
  /** Id of the resource that handles its calls; null when there is none. */
  declare public readonly callingHandlerResourceId: pulumi.Output<string | null>;

  /**
   * Declares an endpoint.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SipEndpointArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: SipEndpointArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }

  /** Looks up an endpoint by its id, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): SipEndpoint {
    return new SipEndpoint(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "SipEndpoint",
  // Those that a program may declare are named as well: one that is left out is still an output.
  outputs: [
    ...["username", "password", "passwordVersion", "callerId", "sendAs", "ciphers", "codecs", "encryption"],
    ...["callHandler", "effective", "type", "callingHandlerResourceId"],
  ],
  secrets: secretPaths.SipEndpoint,
} as const;
