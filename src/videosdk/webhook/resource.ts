import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type WebhookEvent } from "../vocabulary";

/** Arguments of a {@link Webhook}. Every change is made in place, by one request that sends both; calls go on. */
export interface WebhookArgs {
  /**
   * Where VideoSDK sends the events: an `https` URL. Always kept as a secret, because it is best to have one in its
   * path or query: a signature proves that a delivery is VideoSDK's, not that it is about your account. An account has
   * one webhook with a URL.
   *
   * @change in place, in one request that sends both
   * @calls continue
   */
  url: pulumi.Input<string>;
  /**
   * The events that it is told of; at least one, in no particular order. Any text is accepted, because VideoSDK may add
   * events; a warning names those that this release does not know.
   *
   * @change in place, in one request that sends both
   * @calls continue
   */
  events: pulumi.Input<pulumi.Input<WebhookEvent | (string & {})>[]>;
  /**
   * Whether a creation may take over a webhook that has exactly this URL, instead of failing: true, or the id that is
   * expected; false by default. A warning says what was taken over, and its events are changed to the declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/**
 * A webhook: a URL that VideoSDK tells of the account's calls. Destroying the resource deletes it. The receiving server
 * checks a delivery with `verifyWebhook` of `pulumi-sip/videosdk/webhook`.
 *
 * @example
 * ```ts
 * new videosdk.Webhook("calls", {
 *   url: pulumi.interpolate`https://example.com/calls/${config.requireSecret("webhookSecret")}`,
 *   events: ["call-started", "call-answered", "call-hangup"],
 * });
 * ```
 * @throws `VideoSDK may not know each of these events, which only some of its pages name:`: VideoSDK refuses the
 * webhook for one of its events. Leave out the events that the error names, one after the other.
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/webhook/create-webhook
 */
export class Webhook extends SipResource {
  /** Where VideoSDK sends the events. Secret. */
  declare public readonly url: pulumi.Output<string>;
  /** The events that it is told of, sorted. */
  declare public readonly events: pulumi.Output<string[]>;
  /** Its id, the same as that of the resource. */
  declare public readonly webhookId: pulumi.Output<string>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601. */
  declare public readonly updatedAt: pulumi.Output<string | null>;

  /**
   * Declares a webhook.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: WebhookArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: WebhookArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }

  /** Looks up a webhook by its id, without managing it. Its `url` is not shown then. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): Webhook {
    return new Webhook(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "videosdk",
  type: "Webhook",
  outputs: ["url", "events", "webhookId", "createdAt", "updatedAt"],
  secrets: secretPaths.Webhook,
} as const;
