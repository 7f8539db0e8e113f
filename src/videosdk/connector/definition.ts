import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { mayHaveTakenEffect } from "../../http/errors";
import type { Claim } from "../../lifecycle/claims";
import { adopting, plainResource } from "../../lifecycle/plain-resource";
import { referenceTo } from "../../lifecycle/references";
import { accepts, fields, unknownWord, visible } from "../../lifecycle/schema";
import { containsUnknown, isUnknown } from "../../lifecycle/unknown";
import { videosdk, type VideoSdkAccount } from "../client/account";
import { connectors, type ConnectorReply as Reply } from "../client/connectors";
import { foreignId } from "../client/ids";
import { connectorProviders, secretPaths, sipRegions } from "../vocabulary";

const schema = fields({
  provider: visible(`a carrier: ${connectorProviders.join(", ")}`, /^\S+$/),
  name: visible("a text that is not empty"),
  defaultRoomId: foreignId("a room", "abcd-efgh-ijkl or its customRoomId").optional(),
  defaultRuleId: foreignId("a routing rule", "rr_abcdef").optional(),
  region: visible("a region, such as us002 or in002", /^\S+$/).optional(),
  keyVersion: accepts("a text or a number", z.union([z.string().min(1), z.number()])).optional(),
  adopt: adopting,
});

type Inputs = z.output<typeof schema>;

/** Outputs of a connector. */
interface Outputs {
  readonly connectorId: string;
  readonly webhookUrl: string | null;
  readonly createdAt: string | null;
}

/** What identifies a connector, and all that a request has. */
const settings = ["provider", "name", "defaultRoomId", "defaultRuleId", "region"] as const;

const fixed = {
  effect: "replace",
  why: "VideoSDK cannot change a connector. The new one has another webhookUrl, which the carrier must be told",
} as const;

/**
 * A connector: a URL that a carrier tells of its calls.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/connectors
 */
export const connector = plainResource<VideoSdkAccount, Inputs, Outputs, Reply, "rotate">({
  vendor: videosdk,
  type: "Connector",
  idIs: "its connectorId",
  noun: "connector",
  schema,
  fields: {
    provider: fixed,
    name: fixed,
    defaultRoomId: fixed,
    defaultRuleId: fixed,
    // Left out, VideoSDK chooses, and may show what it chose.
    region: { ...fixed, same: (old, desired) => desired === undefined || old === desired },
    keyVersion: { effect: ({ desired }) => (desired.keyVersion === undefined ? "none" : "update") },
    adopt: { effect: "none" },
  },
  replacement: "create-first",
  secrets: secretPaths.Connector,
  cautions: ({ provider, region }) => [
    ...unknown("provider", provider, "known carrier", connectorProviders),
    ...unknown("region", region, "known region", sipRegions.slice(1)),
  ],
  claims: (desired) => (containsUnknown(identityOf(desired)) ? [] : [claimOn(desired)]),
  refersTo: ({ defaultRuleId }) => referenceTo("defaultRuleId", defaultRuleId),
  key: {
    field: "name",
    phrase: ({ provider, name }) => `the name ${JSON.stringify(name)} at ${provider} and the same defaults`,
    find: async (account, desired, deadline) =>
      (await connectors.list(account, deadline)).filter(
        (one) => isDeepStrictEqual(identityOf(one), identityOf(desired)) && isIn(one.region, desired.region),
      ),
  },
  asked: identityOf,
  shown: identityOf,
  create: (account, desired, deadline) => connectors.create(account, bodyFrom(desired), deadline),
  get: connectors.get,
  async update(account, id, _body, deadline) {
    const before = (await connectors.get(account, id, deadline))?.webhookUrl;
    try {
      return await connectors.act(account, id, "rotate-key", deadline);
    } catch (error) {
      if (!mayHaveTakenEffect(error)) throw error;
      const now = await connectors.get(account, id, deadline);
      if (now !== undefined && now.webhookUrl !== before) return now;
      // The last key counts, so a second rotation does no harm.
      return connectors.act(account, id, "rotate-key", deadline);
    }
  },
  remove: connectors.remove,
  found: (reply, { inputs, outputs }) => ({
    id: reply.id,
    inputs: present<Inputs>({
      ...Object.fromEntries(settings.map((field) => [field, reply[field] ?? inputs[field]])),
      keyVersion: inputs.keyVersion,
    }),
    outputs: {
      connectorId: reply.id,
      webhookUrl: reply.webhookUrl ?? outputs.webhookUrl ?? null,
      createdAt: reply.createdAt ?? null,
    },
  }),
  change: (_reply, { keyVersion }, { inputs }) =>
    keyVersion !== undefined && inputs.keyVersion !== undefined && inputs.keyVersion !== keyVersion
      ? "rotate"
      : undefined,
  lacks: (reply, desired) => {
    const lost = settings.filter((field) => desired[field] !== undefined && reply[field] !== desired[field]);
    if (lost.length === 0) return undefined;
    return `VideoSDK answered without ${lost.join(", ")} as declared. Does what ${lost.join(", ")} names exist?`;
  },
});

function unknown(field: string, word: string | undefined, what: string, known: readonly string[]): string[] {
  if (word === undefined || isUnknown(word) || known.includes(word)) return [];
  return [`${field}: ${unknownWord(word, what, known)}. It is sent as it is`];
}

function bodyFrom(desired: Inputs): object {
  return present(Object.fromEntries(settings.map((field) => [field, desired[field]])));
}

/** The values that there are. */
function present<T extends object>(values: { readonly [F in keyof T]?: unknown }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** What tells a connector from others, as far as anything does. */
function identityOf(one: Partial<Record<(typeof settings)[number], string | null | undefined>>) {
  const { provider, name, defaultRoomId, defaultRuleId } = one;
  return { provider, name, defaultRoomId: defaultRoomId ?? null, defaultRuleId: defaultRuleId ?? null };
}

/**
 * Whether a connector may be in a region, where one is asked for. A replacement by another region is created beside the old one,
 * which has the same identity.
 */
function isIn(shown: string | null | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || shown == null || shown === wanted;
}

function claimOn(desired: Inputs): Claim {
  return {
    thing: `connector ${JSON.stringify(identityOf(desired))}`,
    conflict: (holder) =>
      `name: another Connector of this program (${holder}) has the same provider, name and defaults; nothing could tell the ` +
      `two apart. Give one another name`,
  };
}
