import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { apiErrorOf, mayHaveTakenEffect } from "../../http/errors";
import { objectThing, type Claim } from "../../lifecycle/claims";
import type { Found, Operation, Prior, ResourceDefinition } from "../../lifecycle/definition";
import { comparableForm, hostRules, inKnownForm, textRules, wordRules } from "../../lifecycle/forms";
import { matchesHashes } from "../../lifecycle/hashes";
import { comparison, messageOf } from "../../lifecycle/outcome";
import { accepts, fields, flag, oneOf, setOf, visible } from "../../lifecycle/schema";
import { hostWithPort } from "../../lifecycle/host";
import { isUnknown } from "../../lifecycle/unknown";
import { videosdk, type VideoSdkAccount } from "../client/account";
import { directions, type SipAuth, type TrunkBody } from "../client/api";
import { auth, trunkNumber, unusualNumbers } from "../client/fields";
import { isPasswordShown, knownPassword, revealedAuth } from "../client/gateway";
import { inE164, type Trunk } from "../client/replies";
import { secretPaths } from "../vocabulary";

const directionSynonyms = { in: "inbound", incoming: "inbound", out: "outbound", outgoing: "outbound" };

const schema = fields({
  name: accepts("a text of 3 or more characters", z.string().trim().min(3)),
  domain: hostWithPort(
    "the host of the SIP peer, without scheme or user, such as example.pstn.provider.com, optionally with a port",
  ),
  direction: oneOf(directions, directionSynonyms),
  numbers: setOf(trunkNumber(), "number"),
  auth: auth(),
  attemptDelete: flag().default(false),
  adoptTrunkId: visible("the trunkId of a trunk that exists").optional(),
});

type Inputs = z.output<typeof schema>;

interface Outputs {
  /** Its id again; null while nobody knows it. */
  readonly trunkId: string | null;
  /** Whether VideoSDK shows the password in clear, so that another one is drift; null where that is not known. */
  readonly __passwordShown: boolean | null;
}

type TrunkOperation = Operation<VideoSdkAccount, Inputs, Outputs>;
type FoundTrunk = Found<Inputs, Outputs>;

/**
 * Id of a trunk whose creation was requested and never answered. VideoSDK has no list of trunks, so only a person can
 * find out whether it exists; until then state holds this id, so that no run creates a duplicate.
 */
const unansweredId = "unanswered";

/**
 * A trunk of the older trunk API: VideoSDK's link to a SIP peer, with its credentials and numbers.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/add-sip-trunk
 */
export const sipTrunk: ResourceDefinition<VideoSdkAccount, Inputs, Outputs> = {
  vendor: videosdk,
  type: "SipTrunk",
  idIs: "its trunkId",
  schema,
  fields: {
    name: { effect: "update" },
    domain: { effect: "update" },
    direction: { effect: "update" },
    numbers: { effect: "update" },
    auth: { effect: "update" },
    // Only says what a later destroy does.
    attemptDelete: { effect: "update" },
    // Another trunk is another object; the id that the resource has already changes nothing, nor does leaving the field
    // out.
    adoptTrunkId: {
      effect: ({ old, desired }) =>
        desired.adoptTrunkId === undefined || desired.adoptTrunkId === old.id ? "none" : "replace",
    },
  },
  secrets: secretPaths.SipTrunk,

  cautions: ({ numbers = [] }) => (isUnknown(numbers) ? [] : unusualNumbers("numbers", numbers)),

  claims: ({ adoptTrunkId }) =>
    adoptTrunkId === undefined || isUnknown(adoptTrunkId) ? [] : [trunkClaim(adoptTrunkId)],

  objects: ({ id }) => (id === unansweredId ? [] : [id]),

  async observe({ account, deadline }, prior) {
    if (prior.id === unansweredId) throw new Error(unanswered(prior.inputs));
    const trunk = await account.api.getTrunk(prior.id, deadline);
    return trunk === undefined ? undefined : foundFrom(trunk, prior);
  },

  async reconcile(operation, desired, prior) {
    if (prior !== undefined) return update(operation, desired, prior);
    if (desired.adoptTrunkId === undefined) return create(operation, desired);
    const adopted = { id: desired.adoptTrunkId, inputs: {}, outputs: {} };
    operation.warn(`takes over trunk ${adopted.id}, which exists, and gives it the declared settings`);
    return update(operation, desired, adopted);
  },

  async remove(operation, prior) {
    const { account, deadline, warn } = operation;
    const label = `trunk ${prior.id} (${prior.inputs.name ?? "without a name"})`;
    if (prior.id === unansweredId) {
      warn(`${unanswered(prior.inputs)} It is removed from the state.`);
      return true;
    }
    if (prior.inputs.attemptDelete !== true) {
      warn(
        `${label} stays at VideoSDK: its API documents no way to delete a trunk. It is only removed from the state. ` +
          `Remove it in the VideoSDK dashboard, or set attemptDelete: true before the destroy to try anyway.`,
      );
      return true;
    }
    for (let isAgain = false; ; isAgain = true) {
      try {
        return await account.api.deleteTrunk(prior.id, deadline);
      } catch (error) {
        const refusal = apiErrorOf(error, 404, 405, 501);
        if (refusal === undefined) throw error;
        if (refusal.status === 404) {
          // The route may not be served, or something in front of VideoSDK is down: then the trunk must stay in state.
          const trunk = await lookAt(operation, prior.id);
          if (trunk === undefined) return false;
          if (trunk === "unseen") await account.api.firstNumbers(deadline);
          // What was down for a moment is up again.
          else if (!isAgain) continue;
        }
        warn(
          `${label} stays at VideoSDK: the attempt to delete it was refused: ${messageOf(error)}. Remove it there.`,
        );
        return true;
      }
    }
  },
};

function trunkClaim(id: string): Claim {
  return {
    thing: objectThing("videosdk SipTrunk", id),
    conflict: (holder) =>
      `adoptTrunkId: trunk ${id} belongs to another SipTrunk of this program already (${holder}). Remove adoptTrunkId, or ` +
      `that resource, from the program`,
  };
}

/** Creates a trunk, at most once: a request without an answer is never repeated, by this run or by a later one. */
async function create(operation: TrunkOperation, desired: Inputs): Promise<FoundTrunk> {
  const { account, deadline, note, begin, made, leftOpen, checkpoint } = operation;
  const unresolved = { id: unansweredId, inputs: desired, outputs: { trunkId: null } };
  if (note?.id !== undefined) {
    const leftOver = await continueFrom(operation, desired, note.id, note.asked);
    if (leftOver !== undefined) return leftOver;
  } else if (note !== undefined) {
    checkpoint(unresolved);
    throw new Error(`an earlier run was cut off while it created this trunk. ${unanswered(desired)}`);
  }
  begin(recognisable(desired));
  try {
    const trunk = await account.api.createTrunk(bodyFrom(desired), deadline);
    made(trunk.trunkId);
    return asCreated(operation, trunk, desired);
  } catch (error) {
    if (!mayHaveTakenEffect(error)) throw error;
    leftOpen();
    checkpoint(unresolved);
    throw new Error(`${messageOf(error)}. ${unanswered(desired)}`);
  }
}

/** A new trunk as the answer shows it: what VideoSDK changed is in state at once, and the next `up` shows it. */
function asCreated({ warn }: TrunkOperation, trunk: Trunk, desired: Inputs): FoundTrunk {
  const found = foundFrom(trunk, { id: trunk.trunkId, inputs: desired, outputs: {} });
  const changed = (Object.keys(bodyFrom(desired)) as (keyof TrunkBody)[]).filter(
    (field) => !isDeepStrictEqual(found.inputs[field], desired[field]),
  );
  if (changed.length > 0) {
    warn(
      `VideoSDK shows another ${changed.join(", ")} of the new trunk ${trunk.trunkId} than the program declares; the next ` +
        `'pulumi up' sends it again`,
    );
  }
  return found;
}

/** Continues with the trunk that an interrupted run created; undefined when it no longer exists. */
async function continueFrom(
  operation: TrunkOperation,
  desired: Inputs,
  id: string,
  asked: unknown,
): Promise<FoundTrunk | undefined> {
  const trunk = await operation.account.api.getTrunk(id, operation.deadline);
  if (trunk === undefined) return undefined;
  if (
    operation.holder(id) !== undefined ||
    !matchesHashes(asked, recognisable({ ...trunk, numbers: numbersOf(trunk, desired.numbers) }))
  ) {
    throw new Error(
      `an earlier run that was cut off created trunk ${id} for this resource, and it has been changed since. Set ` +
        `adoptTrunkId: ${JSON.stringify(id)} if it is to become this resource's`,
    );
  }
  return update(operation, desired, { id, inputs: {}, outputs: {} });
}

/** The settings that an answer shows again, without credentials. */
function recognisable({
  name,
  domain,
  direction,
  numbers,
}: Partial<Inputs> | Trunk): Record<string, unknown> {
  const host = domain == null ? domain : comparableForm(domain, hostRules);
  return { name, domain: host, direction, numbers };
}

async function update(
  operation: TrunkOperation,
  desired: Inputs,
  prior: Prior<Inputs, Outputs>,
): Promise<FoundTrunk> {
  const { account, deadline, checkpoint } = operation;
  if (prior.id === unansweredId) {
    checkpoint(prior);
    throw new Error(unanswered(desired));
  }
  const trunk = await lookAt(operation, prior.id);
  if (trunk === undefined) {
    throw new Error(
      `VideoSDK knows no trunk ${prior.id}. If it was deleted, run 'pulumi refresh'; the next 'pulumi up' recreates it`,
    );
  }
  const body = bodyFrom(desired);
  const isAsDeclared =
    trunk !== "unseen" && isDeepStrictEqual(bodyFrom(foundFrom(trunk, prior).inputs), body);
  operation.decide(() => comparison(`trunk ${prior.id}`, isAsDeclared));
  if (isAsDeclared) return asDesired(prior.id, desired, trunk, prior.outputs.__passwordShown);
  // If the answer is lost, it is not known whether the password arrived, so state then holds none.
  const { auth: applied, ...others } = prior.inputs;
  checkpoint({ ...prior, inputs: isDeepStrictEqual(applied, desired.auth) ? prior.inputs : others });
  // All five fields are required, so whatever changes, the request is the same.
  return asDesired(prior.id, desired, await account.api.putTrunk(prior.id, body, deadline));
}

/** A trunk with the desired settings, and what an answer says of its password. */
function asDesired(id: string, desired: Inputs, { auth: shown }: Trunk, before?: boolean | null): FoundTrunk {
  const outputs = { trunkId: id, __passwordShown: isPasswordShown(shown, desired.auth, before) };
  return { id, inputs: desired, outputs };
}

/** The trunk before an update; `unseen` where the route to read one is not served, which only some pages document. */
async function lookAt(
  { account, deadline }: TrunkOperation,
  id: string,
): Promise<Trunk | "unseen" | undefined> {
  try {
    return await account.api.getTrunk(id, deadline);
  } catch (error) {
    if (apiErrorOf(error, 404, 405, 501)?.html === true) return "unseen";
    throw error;
  }
}

function unanswered({ name, domain }: Partial<Inputs>): string {
  return (
    `Trunk ${JSON.stringify(name)} to ${domain ?? "its peer"} may exist: VideoSDK did not answer whether it created it, ` +
    `and it has no list of trunks to look it up in. Look in the VideoSDK dashboard. If the trunk is there, set ` +
    `adoptTrunkId to its id; if it is not, remove this resource from the state with 'pulumi state delete'. Then run ` +
    `'pulumi up' again.`
  );
}

function bodyFrom({ name, domain, direction, numbers, auth: credentials }: Inputs): TrunkBody {
  return { name, domain, direction, numbers, auth: credentials };
}

function foundFrom(trunk: Trunk, prior: Prior<Inputs, Outputs>): FoundTrunk {
  const known = prior.inputs;
  const shown = prior.outputs.__passwordShown ?? null;
  const inputs = {
    name: trunk.name ?? known.name,
    domain: inKnownForm(trunk.domain ?? known.domain, known.domain, hostRules),
    direction: inKnownForm(trunk.direction ?? known.direction, known.direction, wordRules),
    numbers: numbersOf(trunk, known.numbers) ?? known.numbers,
    auth: prior.reveals === true ? revealedAuth(trunk.auth) : authFrom(trunk, known.auth, shown),
    attemptDelete: known.attemptDelete ?? false,
    adoptTrunkId: known.adoptTrunkId,
  };
  const outputs = {
    trunkId: trunk.trunkId,
    __passwordShown: isPasswordShown(trunk.auth, known.auth, shown),
  };
  return { id: trunk.trunkId, inputs: inputs as Inputs, outputs };
}

/** The numbers as shown. One that is known in another form, with the + or without it, keeps that; others are E.164. */
function numbersOf({ numbers }: Trunk, known: readonly string[] = []): string[] | undefined {
  const digits = (number: string): string => number.replace(/^\+/, "");
  const forms = new Map(known.map((number) => [digits(number), number]));
  return numbers?.map((number) => forms.get(digits(number)) ?? inE164(number)).sort();
}

/** The credentials as shown, where state holds them; never one that state does not hold as a secret. */
function authFrom(
  { auth: shown }: Trunk,
  known: SipAuth | undefined,
  isShown: boolean | null,
): SipAuth | undefined {
  if (known === undefined) return undefined;
  return {
    username: inKnownForm(shown.username ?? known.username, known.username, textRules),
    password: knownPassword(shown.password, known.password, isShown),
  };
}
