import type { Simulator } from "../../../src/simulator";
import type { ResourceState, StackState } from "../../support/engine-state.js";
import { isOfOneRun, labelled } from "./vendor-objects.js";

/**
 * Start of the ids of sets that have no single gateway, or whose gateways were not known when they were saved in state.
 */
const opaqueSetId = "set-";

/** The stack's state with a label for each id, so that the states of two runs can be compared. */
export function stateView(sim: Simulator, state: StackState): Record<string, unknown> {
  return Object.fromEntries(
    [...state.values()].map((resource) => [resource.name, resourceView(sim, resource)]),
  );
}

function resourceView(sim: Simulator, resource: ResourceState): unknown {
  const { outputs, inputs, initErrors, pendingReplacement } = resource;
  const seen = comparable(withoutTrueName(sim, outputs));
  const plain = { id: idView(resource), outputs: seen, inputs: comparable(inputs) };
  const text = labelled(sim, JSON.stringify({ ...plain, initErrors, pendingReplacement }));
  return JSON.parse(text, (key, value: unknown) => normal(key, value));
}

/**
 * A gateway's name is an output where an answer has shown it, and which answers do depends on what failed. A wrong one
 * stays.
 */
function withoutTrueName(
  sim: Simulator,
  outputs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { gatewayId, effective } = outputs as { gatewayId?: unknown; effective?: { name?: unknown } };
  const { inboundGateways, outboundGateways } = sim.state().videosdk;
  const gateway = [...inboundGateways, ...outboundGateways].find(({ id }) => id === gatewayId);
  if (gateway === undefined || effective?.name !== gateway.name) return outputs;
  return { ...outputs, effective: { ...effective, name: undefined } };
}

/** The trunk id that the user named is not a desired setting. */
function comparable(properties: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== "adoptTrunkId"));
}

/** A shared set may have either form of id, each of which leads to its gateways. */
function idView({ type, id, outputs }: ResourceState): string {
  const own = (outputs["inboundGatewayIds"] as readonly string[] | undefined)?.includes(id) ?? false;
  return type === "PhoneNumberSet" && (own || id.startsWith(opaqueSetId)) ? "the set's" : id;
}

function normal(key: string, value: unknown): unknown {
  // Ids sort differently in every run.
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.toSorted();
  return isOfOneRun(key, value) ? "of one run" : value;
}
