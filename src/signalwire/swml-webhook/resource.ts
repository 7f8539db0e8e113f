import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type HookMethod, type ScriptType } from "../vocabulary";

/**
 * Arguments of a {@link SwmlWebhook}, from the pages «Create SWML Webhook» and «Update SWML Webhook». The three URLs are always
 * kept as secrets, because they often hold a user name and a password.
 */
export interface SwmlWebhookArgs {
  /**
   * Display name; that of the resource by default. Several webhooks may have one name.
   *
   * @change in place
   * @calls new calls
   */
  name?: pulumi.Input<string>;
  /**
   * Whether it is for calls or for messages; `calling` by default.
   *
   * @change **replaces**: no page says that it changes
   * @calls interrupted; its id changes
   */
  usedFor?: pulumi.Input<ScriptType>;
  /**
   * http(s) URL that answers with SWML.
   *
   * @change in place
   * @calls new calls
   */
  primaryRequestUrl: pulumi.Input<string>;
  /**
   * HTTP method for `primaryRequestUrl`; `POST` by default.
   *
   * @change in place
   * @calls new calls
   */
  primaryRequestMethod?: pulumi.Input<HookMethod>;
  /**
   * http(s) URL that is requested when the former fails; none by default.
   *
   * @change in place, also when they are removed
   * @calls new calls
   */
  fallbackRequestUrl?: pulumi.Input<string>;
  /**
   * HTTP method for `fallbackRequestUrl`; SignalWire chooses when left out.
   *
   * @change in place. Removed, they stay as they are, with a warning
   * @calls new calls
   */
  fallbackRequestMethod?: pulumi.Input<HookMethod>;
  /**
   * http(s) URL that status changes of calls are sent to; none by default.
   *
   * @change in place, also when they are removed
   * @calls new calls
   */
  statusCallbackUrl?: pulumi.Input<string>;
  /**
   * HTTP method for `statusCallbackUrl`; SignalWire chooses when left out.
   *
   * @change in place. Removed, they stay as they are, with a warning
   * @calls new calls
   */
  statusCallbackMethod?: pulumi.Input<HookMethod>;
  /**
   * Whether a creation may take over the webhook with this name, where there is exactly one: true, or the id that is
   * expected; false by default. A warning says what was taken over, and its settings are changed to the declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/**
 * A web server of yours that tells SignalWire with SWML what happens to a call. Nothing calls it until something points at it:
 * its id can be the handler of a SIP address. For a phone number, declare the URL in the number's own handler instead:
 * SignalWire then makes a webhook by itself. Its id is that of the Fabric resource, as it is in the paths of the API.
 *
 * Settings that name another space or project **replace the webhook**. Destroying the resource deletes it; what points at it
 * then takes no calls.
 *
 * @example
 * ```ts
 * const answering = new signalwire.SwmlWebhook("answering", {
 *   primaryRequestUrl: config.requireSecret("answeringUrl"),
 * });
 * export const answeringId = answering.id;
 * ```
 * @see https://signalwire.com/docs/apis
 */
export class SwmlWebhook extends SipResource {
  /** Display name. */
  declare public readonly name: pulumi.Output<string>;
  /** Whether it is for calls or for messages, where the program says it. */
  declare public readonly usedFor: pulumi.Output<ScriptType | undefined>;
  /** URL that answers with SWML. Secret. */
  declare public readonly primaryRequestUrl: pulumi.Output<string>;
  /** HTTP method for it, where the program says it. */
  declare public readonly primaryRequestMethod: pulumi.Output<HookMethod | undefined>;
  /** URL that is requested when the former fails. Secret. */
  declare public readonly fallbackRequestUrl: pulumi.Output<string | undefined>;
  /** HTTP method for it, where the program says it. */
  declare public readonly fallbackRequestMethod: pulumi.Output<HookMethod | undefined>;
  /** URL that status changes are sent to. Secret. */
  declare public readonly statusCallbackUrl: pulumi.Output<string | undefined>;
  /** HTTP method for it, where the program says it. */
  declare public readonly statusCallbackMethod: pulumi.Output<HookMethod | undefined>;
  /** Id of the webhook inside its resource; paths of the API never use it. */
  declare public readonly webhookId: pulumi.Output<string | null>;
  /** Id of the project it is in. */
  declare public readonly projectId: pulumi.Output<string | null>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601. */
  declare public readonly updatedAt: pulumi.Output<string | null>;

  /**
   * Declares a webhook.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SwmlWebhookArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: SwmlWebhookArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /** Looks up a webhook by the id of its resource, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): SwmlWebhook {
    return new SwmlWebhook(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "SwmlWebhook",
  outputs: [
    ...["name", "usedFor", "primaryRequestUrl", "primaryRequestMethod", "fallbackRequestUrl"],
    ...["fallbackRequestMethod", "statusCallbackUrl", "statusCallbackMethod"],
    ...["webhookId", "projectId", "createdAt", "updatedAt"],
  ],
  secrets: secretPaths.SwmlWebhook,
} as const;
