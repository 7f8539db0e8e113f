import { z } from "zod";
import { parseOrThrow } from "./problems.js";
import * as signalwire from "./signalwire/behaviour.js";
import type { Switch, Switches } from "./switches.js";
import * as videosdk from "./videosdk/behaviour.js";

/** Behaviour switches, a set for each vendor. A switch that is left out keeps its value. */
export interface BehaviourChanges {
  /** Switches of the VideoSDK side. */
  videosdk?: Partial<videosdk.VideoSdkBehaviour>;
  /** Switches of the SignalWire side. */
  signalwire?: Partial<signalwire.SignalWireBehaviour>;
}

/** Accepts switches of the vendors; refuses an unknown vendor or switch. */
export const behaviourChangesSchema: z.ZodType<BehaviourChanges> = z.strictObject({
  videosdk: videosdk.behaviourSchema.exactOptional(),
  signalwire: signalwire.behaviourSchema.exactOptional(),
});

/**
 * Behaviour switches from an unchecked value.
 *
 * @throws Error that names every unknown or wrong switch.
 */
export function parseBehaviour(value: unknown): BehaviourChanges {
  return parseOrThrow(behaviourChangesSchema, value, "simulator behaviour");
}

/** A switch with its vendor and name. */
export interface NamedSwitch extends Omit<Switch, "schema"> {
  readonly vendor: keyof BehaviourChanges;
  readonly name: string;
}

/** Every switch of both vendors. */
export const allSwitches: readonly NamedSwitch[] = Object.entries({
  videosdk: videosdk.switches,
  signalwire: signalwire.switches,
}).flatMap(([vendor, switches]: [string, Switches]) =>
  Object.entries(switches).map(([name, { default: value, others, form, least, about, source }]) => ({
    vendor: vendor as keyof BehaviourChanges,
    name,
    default: value,
    others,
    form,
    ...(least === undefined ? {} : { least }),
    about,
    source,
  })),
);

/** The switches of both vendors, as they are set. */
export type Behaviour = Readonly<Record<keyof BehaviourChanges, Readonly<Record<string, unknown>>>>;

/** A switch, what it is set to, and every value that it is known to take; a number or a list may be any other. */
export interface SwitchInForce extends Omit<NamedSwitch, "others"> {
  readonly value: unknown;
  readonly values: readonly unknown[];
}

/** Every switch, with what it is set to. */
export function switchesInForce(behaviour: Behaviour): readonly SwitchInForce[] {
  return allSwitches.map(({ vendor, name, others, ...data }) => ({
    vendor,
    name,
    value: behaviour[vendor][name],
    values: [data.default, ...others],
    ...data,
  }));
}

/** Behaviour in which every switch but one is at its default. */
export interface Variant {
  /** `videosdk.passwords=masked` */
  readonly name: string;
  readonly behaviour: BehaviourChanges;
}

/** The behaviour of each switch at each of its other values, one at a time. */
export const variants: readonly Variant[] = allSwitches.flatMap(({ vendor, name, others }) =>
  others.map((value) => ({
    name: `${vendor}.${name}=${String(value)}`,
    behaviour: { [vendor]: { [name]: value } },
  })),
);

/**
 * Behaviour from a text such as `videosdk.passwords=masked signalwire.pageSize=1`, as flags and the environment give it.
 *
 * @throws Error that names every unknown or wrong switch.
 */
export function readSwitches(text: string): BehaviourChanges {
  const behaviour: Record<string, Record<string, unknown>> = {};
  for (const assignment of text.split(/\s+/).filter((part) => part !== "")) {
    const [, vendor = assignment, name = "", value = ""] = /^(\w+)\.(\w+)=(.*)$/.exec(assignment) ?? [];
    behaviour[vendor] = { ...behaviour[vendor], [name]: parsed(value) };
  }
  return parseBehaviour(behaviour);
}

/** `masked` as a text, `1` and `false` and lists as JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
