import { apiErrorOf } from "../../http/errors";
import { allDone } from "../client/all-done";
import type { Gateway, NumberRecord } from "../client/replies";
import type { SetOperation } from "./inputs";
import { attach } from "./attach";
import { clear } from "./clear";
import { nothing, pictureOf, together, type Picture, type Emptied } from "./look";
import { planPatches, type Patch, type Steps } from "./plan";
import type { Progress } from "./progress";
import type { Target } from "./target";

/**
 * Does the steps in their order: settings first, then numbers and gateways that go, then numbers that come. Returns the
 * set as it is afterwards: where numbers came or left, all are read again; else the answers to the updates show it.
 */
export async function carryOut(
  operation: SetOperation,
  target: Target,
  { patch, detach, remove, attach: coming }: Steps,
  picture: Picture,
  progress: Progress,
): Promise<Picture> {
  const patched = await patchAll(operation, patch, picture);
  await clear(operation, { detach, remove }, picture, target.family);
  if (detach.length + remove.length + coming.length === 0) return patched;
  const staying = without(patched, detach, remove);
  const added = await attachAll(operation, { ...target, numbers: coming }, staying, progress);
  const { directory } = operation.account;
  const rest = pictureOf(await directory.find([...staying.members.keys()], operation.deadline));
  return { ...together(rest, added), foreign: picture.foreign };
}

/** Creates gateways for numbers, and gives those that were taken over instead the settings of the target. */
async function attachAll(
  operation: SetOperation,
  target: Target,
  staying: Picture,
  progress: Progress,
): Promise<Picture> {
  if (target.numbers.length === 0) return nothing;
  const { directory } = operation.account;
  const before = progress.isCreation ? undefined : await directory.find(target.numbers, operation.deadline);
  const learned = {
    sent: () => progress.sent(),
    refused: () => progress.refused(),
    shown: (some: ReadonlyMap<string, NumberRecord>) =>
      progress.shown(together(staying, pictureOf(some)), true),
  };
  const { records, asSent, awaited, awaitedFrom } = await attach(operation, target, learned, before);
  progress.awaits(awaited, awaitedFrom);
  const added = pictureOf(records);
  if (awaited.length > 0 && records.size === 0) return added;
  const whole = together(staying, added);
  progress.shown(whole, asSent);
  const applied = asSent ? target.settings : { inbound: {}, outbound: {} };
  const patches = planPatches(target, applied, whole).filter(({ direction, id }) =>
    added.gateways[direction].has(id),
  );
  return patchAll(operation, patches, added);
}

/** The picture once numbers and gateways of it are gone. */
function without(
  { members, gateways, foreign }: Picture,
  detached: readonly string[],
  removed: readonly Emptied[],
): Picture {
  const gone = new Set([...detached, ...removed.map(({ id }) => id)]);
  const left = <T>(all: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...all].filter(([key]) => !gone.has(key)));
  return {
    members: left(members),
    foreign,
    gateways: { inbound: left(gateways.inbound), outbound: left(gateways.outbound) },
  };
}

/**
 * Updates gateways. Returns the picture with what they show afterwards: the same object when there was nothing to
 * update.
 */
async function patchAll(
  operation: SetOperation,
  patches: readonly Patch[],
  picture: Picture,
): Promise<Picture> {
  if (patches.length === 0) return picture;
  const { account, deadline } = operation;
  const gateways = {
    inbound: new Map(picture.gateways.inbound),
    outbound: new Map(picture.gateways.outbound),
  };
  const patched = patches.map(async (patch) => {
    const { direction, id } = patch;
    const answer = await account.directory.write([id], () =>
      patchOne(operation, patch, gateways[direction].size > 1),
    );
    const numbers = gateways[direction].get(id)?.numbers;
    const updated =
      answer ?? (await account.directory.gateway(id, { numbers, direction }, deadline))?.gateway;
    if (updated !== undefined) gateways[direction].set(id, updated);
  });
  await allDone(patched);
  return { ...picture, gateways };
}

/**
 * Updates a gateway. Where VideoSDK wants names to differ, the pairs of a set cannot all have its name: one that is refused
 * gets the name with a part of its id, as VideoSDK gives each its own form when it creates them.
 */
async function patchOne(
  { account: { api }, deadline }: SetOperation,
  { id, body }: Patch,
  hasTwins: boolean,
): Promise<Gateway | undefined> {
  const { name } = body;
  if (name === undefined || !hasTwins) return api.patchGateway(id, body, deadline);
  return api.patchGateway(id, body, deadline).catch(async (refusal: unknown) => {
    if (apiErrorOf(refusal, 400, 409) === undefined) throw refusal;
    const own = { ...body, name: `${name}-${id.slice(0, 8)}` };
    return api.patchGateway(id, own, deadline).catch((error: unknown) => {
      // Another reason than the name.
      throw apiErrorOf(error, 400, 409) === undefined ? error : refusal;
    });
  });
}
