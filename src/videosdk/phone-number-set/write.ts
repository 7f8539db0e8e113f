import type { Found } from "../../lifecycle/definition";
import { directions, type Direction } from "../client/api";
import {
  certainSettings,
  differs,
  effectiveSettings,
  patchBody,
  settingsOf,
  type GatewaySettings,
} from "../client/gateway";
import type { SetInputs, SetOutputs } from "./inputs";
import { claimGateways } from "./gateway-claims";
import type { Gateway, NumberRecord } from "../client/replies";
import { foundFrom, isWhole, readSet, type PresentSet, type PriorSet, type SetOperation } from "./read";
import { provision } from "./provision";
import { deleteEmptied, detachAll, refuseShared } from "./removal";
import { gatewaySettingsOf, hashId, readId } from "./settings";
import { settleAll } from "../client/all-done";

/**
 * Makes the vendor's numbers and gateways equal to the set: settings first, then numbers that leave, then numbers that
 * come. Every step follows from what is there now, so a run that broke off is continued by the next.
 */
export async function reconcileSet(
  operation: SetOperation,
  desired: SetInputs,
  prior: PriorSet | undefined,
): Promise<Found<SetInputs, SetOutputs>> {
  const found =
    prior === undefined ? await create(operation, desired) : await update(operation, desired, prior);
  const { account, owner } = operation;
  const complaints = owner === undefined ? [] : claimGateways(account.claims, owner, desired, found.outputs);
  for (const complaint of complaints) operation.warn(complaint);
  return found;
}

async function create(operation: SetOperation, desired: SetInputs): Promise<Found<SetInputs, SetOutputs>> {
  const unresolved = {
    id: hashId(desired.phoneNumbers),
    inputs: desired.adopt ? uncertainInputs(desired, desired) : desired,
    outputs: {},
  };
  const knownFrom = ({ gateways }: PresentSet): PriorSet => {
    const [inboundId] = gateways.inbound.keys();
    const id = desired.isShared && inboundId !== undefined ? inboundId : unresolved.id;
    return { id, inputs: desired, outputs: {} };
  };
  const { records, asSent } = await provision(operation, desired, desired.phoneNumbers, {
    sent: () => operation.checkpoint(unresolved),
    refused: () => operation.checkpoint(undefined),
    shown: (some) => {
      const present = presentFrom(some);
      operation.checkpoint(foundFrom(present, knownFrom(present)));
    },
  });
  const made = presentFrom(records);
  const known = knownFrom(made);
  const found = foundFrom(made, asSent ? known : { ...known, inputs: uncertainInputs(desired, desired) });
  operation.checkpoint(found);
  const tuned = await applySettings(operation, desired, asSent ? desired : {}, made);
  return asSent && tuned === made ? found : foundFrom(tuned, known);
}

async function update(
  operation: SetOperation,
  desired: SetInputs,
  prior: PriorSet,
): Promise<Found<SetInputs, SetOutputs>> {
  const { account, deadline } = operation;
  const known: PriorSet = { id: prior.id, inputs: desired, outputs: {} };
  const seen = await readSet(operation, prior);
  if (seen === undefined) operation.trustAbsence();
  const present = seen ?? empty();
  const staying = desired.phoneNumbers.filter((e164) => {
    const record = present.members.get(e164);
    return record !== undefined && isWhole(record, present);
  });
  const coming = desired.phoneNumbers.filter((e164) => !staying.includes(e164));
  const leaving = [...present.members.keys()].filter((e164) => !staying.includes(e164));
  if (coming.length > 0 && isBoundToPair(desired, prior, present)) {
    // State is to say what is there, so that the next diff finds the number missing and replaces the set.
    operation.checkpoint(foundFrom(present, prior));
    throw new Error(
      `${coming.join(", ")} left the shared pair of gateways elsewhere, and VideoSDK takes no number into an existing ` +
        `pair. Nothing was changed; the next 'pulumi up' replaces the set`,
    );
  }
  refuseShared(
    [...present.members.values()].filter(({ phoneNumber }) => leaving.includes(phoneNumber.e164)),
    present,
  );
  operation.checkpoint({ ...prior, inputs: certainInputs(prior.inputs, desired) });
  const tuned = await applySettings(operation, desired, prior.inputs, reduced(present, staying));
  await detachAll(operation, leaving);
  await deleteEmptied(operation, present, staying);
  if (coming.length > 0) {
    const { records, asSent } = await provision(operation, desired, coming, {
      sent: () => undefined,
      refused: () => undefined,
      shown: (some) => operation.checkpoint(foundFrom(together(tuned, presentFrom(some)), known)),
    });
    if (!asSent) operation.checkpoint({ ...prior, inputs: uncertainInputs(prior.inputs, desired) });
    await applySettings(operation, desired, asSent ? desired : {}, presentFrom(records));
  }
  const moved = leaving.length > 0 || coming.length > 0;
  const settled = moved ? presentFrom(await account.directory.find(desired.phoneNumbers, deadline)) : tuned;
  return foundFrom(settled, known);
}

/** The inputs that stay certain while the gateways are brought to the desired ones. */
function certainInputs(applied: Partial<SetInputs>, desired: SetInputs): Partial<SetInputs> {
  if (desired.gatewaySettings === "initial") return applied;
  const settings = gatewaySettingsOf(applied, "outbound");
  const certain = certainSettings(settings, gatewaySettingsOf(desired, "outbound"));
  return withoutUncertain(applied, { name: certain.name === undefined, auth: certain.auth === undefined });
}

/** The inputs where gateways were taken over, whose name and credentials nobody can tell. */
function uncertainInputs(inputs: Partial<SetInputs>, desired: SetInputs): Partial<SetInputs> {
  if (desired.gatewaySettings === "initial") return inputs;
  return withoutUncertain(inputs, { name: true, auth: true });
}

/** Inputs for state without what may be otherwise at the vendor. */
function withoutUncertain(
  inputs: Partial<SetInputs>,
  uncertain: { readonly name: boolean; readonly auth: boolean },
): Partial<SetInputs> {
  const { name, outbound, ...others } = inputs;
  return {
    ...others,
    ...(uncertain.name || name === undefined ? {} : { name }),
    ...(outbound === undefined ? {} : { outbound: uncertain.auth ? withoutAuth(outbound) : outbound }),
  };
}

function withoutAuth({ address, sipRegion, transport }: SetInputs["outbound"]): SetInputs["outbound"] {
  return { address, sipRegion, transport };
}

/**
 * Updates every gateway of the set that has not the wanted settings, and no other.
 *
 * @returns the set as it is then: the same object when nothing was updated
 */
async function applySettings(
  operation: SetOperation,
  desired: SetInputs,
  applied: Partial<SetInputs>,
  present: PresentSet,
): Promise<PresentSet> {
  if (desired.gatewaySettings === "initial") return present;
  const changed = { inbound: new Map<string, Gateway>(), outbound: new Map<string, Gateway>() };
  // The pairs of a set may each have got a name of their own from its one. Sent again it would be a taken one.
  const keepsNames = !desired.isShared && applied.name === desired.name;
  const settings = (inputs: Partial<SetInputs>, direction: Direction): GatewaySettings => {
    const all = gatewaySettingsOf(inputs, direction);
    return keepsNames ? { ...all, name: undefined } : all;
  };
  for (const direction of directions) {
    const wanted = settings(desired, direction);
    const before = settings(applied, direction);
    const updates = [...present.gateways[direction].values()].map(async (gateway) => {
      const updated = await applyTo(operation, direction, gateway, before, wanted);
      changed[direction].set(gateway.id, updated);
    });
    await settleAll(updates);
  }
  const isSame = directions.every((direction) =>
    [...changed[direction]].every(([id, gateway]) => present.gateways[direction].get(id) === gateway),
  );
  return isSame ? present : withGateways(present, changed);
}

async function applyTo(
  { account, deadline }: SetOperation,
  direction: Direction,
  gateway: Gateway,
  applied: GatewaySettings,
  wanted: GatewaySettings,
): Promise<Gateway> {
  const effective = effectiveSettings(settingsOf(gateway, direction), gateway, applied);
  if (!differs(effective, wanted)) return gateway;
  const body = patchBody(direction, effective, wanted);
  const answer = await account.directory.write(() => account.api.patchGateway(gateway.id, body, deadline));
  if (answer !== undefined) return answer;
  const hints = { numbers: gateway.numbers, direction };
  return (await account.directory.gateway(gateway.id, hints, deadline))?.gateway ?? gateway;
}

/** Whether numbers can not come in place: the set's identity is a pair of gateways, which takes none in. */
function isBoundToPair(desired: SetInputs, prior: PriorSet, present: PresentSet): boolean {
  if (!desired.isShared) return false;
  return readId(prior.id).inboundGatewayId !== undefined || present.members.size > 0;
}

/** The set with some of its numbers, and the gateways that these use. */
function reduced({ members }: PresentSet, numbers: readonly string[]): PresentSet {
  return presentFrom(new Map([...members].filter(([e164]) => numbers.includes(e164))));
}

/** A set of exactly these numbers, with the gateways that they show. */
function presentFrom(members: ReadonlyMap<string, NumberRecord>): PresentSet {
  const gateways = { inbound: new Map<string, Gateway>(), outbound: new Map<string, Gateway>() };
  for (const { inbound, outbound } of members.values()) {
    if (inbound !== undefined) gateways.inbound.set(inbound.id, inbound);
    if (outbound !== undefined) gateways.outbound.set(outbound.id, outbound);
  }
  return { members, gateways };
}

function together(some: PresentSet, others: PresentSet): PresentSet {
  return {
    members: new Map([...some.members, ...others.members]),
    gateways: {
      inbound: new Map([...some.gateways.inbound, ...others.gateways.inbound]),
      outbound: new Map([...some.gateways.outbound, ...others.gateways.outbound]),
    },
  };
}

function withGateways({ members }: PresentSet, gateways: PresentSet["gateways"]): PresentSet {
  return { members, gateways };
}

function empty(): PresentSet {
  return { members: new Map(), gateways: { inbound: new Map(), outbound: new Map() } };
}
