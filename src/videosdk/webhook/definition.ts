import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { apiErrorOf } from "../../http/errors";
import { adopting, plainResource } from "../../lifecycle/plain-resource";
import { accepts, fields, setOf, unknownWord, visible } from "../../lifecycle/schema";
import { isUnknown } from "../../lifecycle/unknown";
import { videosdk } from "../client/account";
import { searchTerm } from "../client/rest-objects";
import { webhooks } from "../client/webhooks";
import { secretPaths, webhookEvents } from "../vocabulary";

const url = z
  .string()
  .trim()
  .refine((value) => URL.canParse(value) && /^https:\/\//i.test(value));

const schema = fields({
  url: accepts("an https URL, such as https://example.com/calls", url),
  events: setOf(visible("the name of an event, such as call-started", /^\S+$/), "event"),
  adopt: adopting,
});

type Inputs = z.output<typeof schema>;

/** Those that every page of VideoSDK names. */
const certainEvents: readonly string[] = webhookEvents.slice(0, 7);

/**
 * A webhook: a URL that VideoSDK tells of the account's calls.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/webhook/create-webhook
 */
export const webhook = plainResource({
  vendor: videosdk,
  type: "Webhook",
  idIs: "its webhookId",
  noun: "webhook",
  schema,
  fields: {
    url: { effect: "update", same: isSameUrl },
    events: { effect: "update" },
    adopt: { effect: "none" },
  },
  secrets: secretPaths.Webhook,
  cautions: ({ url: given = "", events = [] }) => [
    ...(hasUser(given) ? ["url: has a user name or password, which VideoSDK's pages do not mention"] : []),
    ...(isUnknown(events) ? [] : events)
      .filter((event) => !isUnknown(event) && !(webhookEvents as readonly string[]).includes(event))
      .map(
        (event) =>
          `events: ${unknownWord(event, "known event", webhookEvents)}. It is sent as it is: VideoSDK may know it`,
      ),
  ],
  key: {
    field: "url",
    normalForm: comparableUrl,
    // A URL may hold a secret, so messages show only its host.
    phrase: (desired) => `that URL at ${new URL(desired.url).host}`,
    find: async (account, desired, deadline) =>
      (await webhooks.list(account, deadline, searchTerm(new URL(desired.url).host))).filter((one) =>
        isSameUrl(one.url, desired.url),
      ),
    // VideoSDK would tell each of them.
    acceptedTwice: true,
  },
  asked: ({ events }) => ({ events }),
  shown: ({ events }) => ({ events: sorted(events) }),
  create: (account, desired, deadline) =>
    webhooks.create(account, bodyFrom(desired), deadline).catch((error: unknown) => {
      const doubtful = desired.events.filter((event) => !certainEvents.includes(event));
      const refusal = doubtful.length === 0 ? undefined : apiErrorOf(error, 400, 500);
      throw (
        refusal?.withAdvice(
          `VideoSDK may not know each of these events, which only some of its pages name: ${doubtful.join(", ")}`,
        ) ?? error
      );
    }),
  get: webhooks.get,
  update: webhooks.update,
  remove: webhooks.remove,
  found: (object, { inputs }) => ({
    id: object.id,
    inputs: {
      url:
        inputs.url !== undefined && isSameUrl(object.url, inputs.url)
          ? inputs.url
          : (object.url ?? inputs.url),
      events: sorted(object.events) ?? inputs.events,
    } as Inputs,
    outputs: {
      webhookId: object.id,
      createdAt: object.createdAt ?? null,
      updatedAt: object.updatedAt ?? null,
    },
  }),
  change: (object, desired) =>
    isSameUrl(object.url, desired.url) && isDeepStrictEqual(sorted(object.events), desired.events)
      ? undefined
      : bodyFrom(desired),
});

/** Both fields are always sent: a change replaces them. */
function bodyFrom({ url: to, events }: Inputs): { url: string; events: readonly string[] } {
  return { url: to, events };
}

function sorted(events: readonly string[] | undefined): string[] | undefined {
  return events === undefined ? undefined : [...events].sort();
}

function isSameUrl(one: unknown, other: unknown): boolean {
  return comparableUrl(one) === comparableUrl(other);
}

/** A URL without differences that mean nothing, such as the case of its host. */
function comparableUrl(value: unknown): string {
  return typeof value === "string" && URL.canParse(value) ? new URL(value).href : String(value);
}

function hasUser(value: string): boolean {
  return URL.canParse(value) && new URL(value).username !== "";
}
