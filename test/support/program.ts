import { unknownValue } from "../../src/lifecycle/unknown.js";
import { providerText } from "../../src/program/provider-text.js";
import type { Properties } from "./wire.js";

/** A resource as a program declares it. */
export interface Declared {
  /** Vendor, as in the runtime's registry. */
  readonly vendor: string;
  /** Class, as in the registry. */
  readonly type: string;
  /** Name in the program. */
  readonly name: string;
  /** Arguments, in which a {@link Ref} may replace any part. */
  readonly inputs: Properties;
  /** The option `import`. */
  readonly import?: string;
}

/** All resources of a program, in the order in which it registers them. */
export type Program = readonly Declared[];

/** A value of another resource: its id, or the value at a path of its outputs. */
export class Ref {
  readonly resource: string;
  readonly path: readonly (string | number)[];

  constructor(resource: string, path: readonly (string | number)[]) {
    this.resource = resource;
    this.path = path;
  }
}

/** What a program can see of a resource that it registered: in a preview, not everything. */
export interface Seen {
  /** Undefined while the id is not known yet. */
  readonly id: string | undefined;
  readonly properties: Properties;
  /** Whether a missing property may still appear: true in the preview of anything but «no change». */
  readonly open: boolean;
}

/** A value of another resource, such as `ref("support", "outboundGatewayIds", 0)`, or `ref("support", "id")`. */
export function ref(resource: string, ...path: readonly (string | number)[]): Ref {
  return new Ref(resource, path);
}

/** A VideoSDK set, with what its class adds to the arguments. */
export function phoneNumberSet(name: string, args: Properties): Declared {
  return { vendor: "videosdk", type: "PhoneNumberSet", name, inputs: { name, ...args } };
}

/** Settings of a VideoSDK gateway. */
export function sipGateway(name: string, args: Properties): Declared {
  return { vendor: "videosdk", type: "SipGateway", name, inputs: args };
}

/** A VideoSDK trunk, with what its class adds to the arguments. */
export function sipTrunk(name: string, args: Properties): Declared {
  return { vendor: "videosdk", type: "SipTrunk", name, inputs: { name, ...args } };
}

/** A SignalWire gateway. */
export function signalwireGateway(name: string, args: Properties): Declared {
  return { vendor: "signalwire", type: "SipGateway", name, inputs: args };
}

/** A SignalWire endpoint. */
export function signalwireEndpoint(name: string, args: Properties): Declared {
  return { vendor: "signalwire", type: "SipEndpoint", name, inputs: args };
}

/** A resource of SignalWire. */
export function signalwireResource(type: string, name: string, inputs: Properties): Declared {
  return { vendor: "signalwire", type, name, inputs };
}

/** What every resource's class adds to its properties. */
export function internals(declared: Omit<Declared, "inputs">, stack: string): Properties {
  const [project = "", name = ""] = stack.split("/");
  const token = `pulumi-nodejs:dynamic/${declared.vendor}:${declared.type}`;
  return {
    __urn: `urn:pulumi:${name}::${project}::${token}::${declared.name}`,
    __provider: providerText(declared.vendor, declared.type),
    ...(declared.import === undefined ? {} : { __import: declared.import }),
  };
}

/** What the engine receives for a resource whose arguments are all known. */
export function goalOf(declared: Declared, stack = "shop/dev"): Properties {
  return { ...declared.inputs, ...internals(declared, stack) };
}

/** The resources that each argument depends on. */
export function dependenciesOf({ inputs }: Declared): Record<string, string[]> {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, resourcesIn(value)]));
}

/** The arguments with every reference replaced by its visible value. */
export function resolve(value: unknown, seen: (resource: string) => Seen): unknown {
  if (value instanceof Ref) return valueAt(value, seen(value.resource));
  if (Array.isArray(value)) return value.map((item) => resolve(item, seen));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, seen)]));
}

function resourcesIn(value: unknown): string[] {
  if (value instanceof Ref) return [value.resource];
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap(resourcesIn))];
}

function valueAt({ path }: Ref, { id, properties, open }: Seen): unknown {
  if (path[0] === "id") return id ?? unknownValue;
  const value = path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Properties)[key] : undefined),
    properties,
  );
  return value ?? (open ? unknownValue : undefined);
}
