import * as z from "zod";
import type { Deadline } from "../http/deadline";
import { apiErrorOf } from "../http/errors";
import { uniqueValue } from "./claims";
import { createOnce } from "./creation";
import type {
  Account,
  FieldRule,
  Found,
  Known,
  Operation,
  Prior,
  ResourceDefinition,
  Vendor,
} from "./definition";
import { messageOf, vanished } from "./outcome";
import { accepts } from "./schema";

/**
 * A plain resource: one object at the vendor with an id of its own, made, read, changed and deleted by one request each.
 * `plainResource` makes a definition of what is particular to it; what such resources have in common happens here.
 *
 * @typeParam I inputs
 * @typeParam O outputs
 * @typeParam T the object as the vendor shows it
 * @typeParam B the body of a change
 */
export interface PlainResource<
  A extends Account,
  I extends object,
  O extends object,
  T extends Identified,
  B,
> {
  readonly vendor: Vendor<A>;
  /** Name of the class, such as `SipEndpoint`. */
  readonly type: string;
  /** What one is called in messages: `SIP endpoint`. */
  readonly noun: string;
  readonly schema: ResourceDefinition<A, I, O>["schema"];
  readonly schemaFor?: NonNullable<ResourceDefinition<A, I, O>["schemaFor"]>;
  /** The fields, and what a change of each leads to. */
  readonly fields: Readonly<Record<keyof I & string, FieldRule<I, O>>>;
  readonly accountChange?: ResourceDefinition<A, I, O>["accountChange"];
  readonly secrets: readonly string[];
  /** What tells an object apart without its id; left out where nothing does. */
  readonly key?: NaturalKey<A, I, T>;
  /** The settings that a creation asks for and an answer shows again, without secrets. */
  readonly asked: (desired: I) => Readonly<Record<string, unknown>>;
  /** The same settings as an object shows them. */
  readonly shown: (object: T) => Readonly<Record<string, unknown>>;
  readonly create: (account: A, desired: I, deadline: Deadline) => Promise<T>;
  /** An object by its id; undefined when the vendor says that it does not exist. */
  readonly get: (account: A, id: string, deadline: Deadline) => Promise<T | undefined>;
  /** Sends a change. Returns the object as it is then, or undefined when the answer does not show it. */
  readonly update: (account: A, id: string, body: B, deadline: Deadline) => Promise<T | undefined>;
  /** Deletes an object; false when there was none. */
  readonly remove: (account: A, id: string, deadline: Deadline) => Promise<boolean>;
  /** An object as inputs and outputs. What it does not tell is kept from what is known. */
  readonly found: (object: T, known: Known<I, O>, account: A) => Found<I, O>;
  /** The change that makes an object what is desired; undefined where it is that already. */
  readonly change: (object: T, desired: I, prior: Prior<I, O>, account: A) => B | undefined;
  /** The inputs that stay certain while a change is on its way; all of them by default. */
  readonly certain?: (inputs: Partial<I>, body: B) => Partial<I>;
  /** What a user is to know of a change. */
  readonly warnings?: (desired: I, prior: Prior<I, O>) => readonly string[];
  /** Adds outputs that take requests of their own, once the object is safe in state. */
  readonly complete?: (operation: Operation<A, I, O>, found: Found<I, O>) => Promise<Found<I, O>>;
  /** What to say of an id that a program or an import gives and that leads nowhere. */
  readonly idHint?: string;
}

/** Anything with an id. */
export interface Identified {
  readonly id: string;
}

/** An input whose value tells the objects of an account apart. */
export interface NaturalKey<A extends Account, I extends object, T extends Identified> {
  /** The input. */
  readonly field: keyof I & string;
  /** The form in which the vendor compares values; the value itself by default. */
  readonly normalForm?: (value: string) => string;
  /** The key in a sentence: `the user name "c3p0"`. */
  readonly phrase: (desired: I) => string;
  /** The objects that have the key now. */
  readonly find: (account: A, desired: I, deadline: Deadline) => Promise<readonly T[]>;
  /** The same, where a picture from earlier in the run will do: only what is missing in it can be a new object. */
  readonly seen?: (account: A, desired: I) => Promise<readonly T[]>;
  /** Whether an object with the key looks like what is desired, where several may have it. */
  readonly alike?: (object: T, desired: I) => boolean;
}

/** The input by which a creation takes over an object that exists. */
export const adoption = accepts(
  "true, false, or the id of the object that is to be taken over",
  z.union([z.boolean(), z.string().trim().min(1)]),
).optional();

/** What every plain resource with a natural key has among its inputs. */
interface Adopting {
  readonly adopt?: boolean | string | undefined;
}

/** Makes a definition of a plain resource. */
export function plainResource<
  A extends Account,
  I extends object & Adopting,
  O extends object,
  T extends Identified,
  B,
>(plain: PlainResource<A, I, O, T, B>): ResourceDefinition<A, I, O> {
  const { vendor, type, schema, schemaFor, fields, accountChange, secrets, key } = plain;
  const life = new PlainLife(plain);
  return {
    vendor,
    type,
    schema,
    ...(schemaFor === undefined ? {} : { schemaFor }),
    fields,
    ...(accountChange === undefined ? {} : { accountChange }),
    secrets,
    claims(desired) {
      if (key === undefined) return [];
      const value = String(desired[key.field]);
      return uniqueValue(type, key.field, value, key.normalForm?.(value));
    },
    observe: (operation, prior) => life.observe(operation, prior),
    reconcile: (operation, desired, prior) => life.reconcile(operation, desired, prior),
    remove: ({ account, deadline }, { id }) => plain.remove(account, id, deadline),
  };
}

class PlainLife<A extends Account, I extends object & Adopting, O extends object, T extends Identified, B> {
  private readonly plain: PlainResource<A, I, O, T, B>;

  constructor(plain: PlainResource<A, I, O, T, B>) {
    this.plain = plain;
  }

  async observe(operation: Operation<A, I, O>, prior: Prior<I, O>): Promise<Found<I, O> | undefined> {
    const { account, deadline, warn } = operation;
    const { get, noun, idHint } = this.plain;
    const object = await get(account, prior.id, deadline);
    if (object !== undefined) return this.complete(operation, this.found(object, prior, account));
    const isImport = Object.keys(prior.inputs).length === 0;
    if (isImport && idHint !== undefined) warn(`there is no ${noun} ${prior.id}. ${idHint}`);
    return undefined;
  }

  async reconcile(
    operation: Operation<A, I, O>,
    desired: I,
    prior: Prior<I, O> | undefined,
  ): Promise<Found<I, O>> {
    const { account, deadline, warn } = operation;
    if (prior === undefined) return this.create(operation, desired);
    const object = await this.plain.get(account, prior.id, deadline);
    if (object === undefined) throw vanished(`${this.plain.noun} ${prior.id}`);
    for (const warning of this.plain.warnings?.(desired, prior) ?? []) warn(warning);
    return this.bring(operation, object, desired, prior);
  }

  private async create(operation: Operation<A, I, O>, desired: I): Promise<Found<I, O>> {
    const { account, deadline } = operation;
    const { key, asked, shown, create, noun } = this.plain;
    const adopted = await this.adopt(operation, desired);
    if (adopted !== undefined) return this.bring(operation, adopted, desired, untouched(adopted));
    const alike = (objects: readonly T[]): readonly T[] =>
      objects.filter((object) => key?.alike?.(object, desired) !== false);
    const find = async (): Promise<readonly T[]> =>
      key === undefined ? [] : alike(await key.find(account, desired, deadline));
    const seen = key?.seen;
    const { object, asSent } = await createOnce(operation, {
      what: key === undefined ? `the ${noun}` : `the ${noun} with ${key.phrase(desired)}`,
      earlier: seen === undefined ? find : async () => alike(await seen(account, desired)),
      present: find,
      asked: asked(desired),
      shown,
      create: () => create(account, desired, deadline),
    }).catch(async (error: unknown) => {
      throw apiErrorOf(error, 409, 422) === undefined
        ? error
        : await this.explained(operation, desired, error);
    });
    if (!asSent) return this.bring(operation, object, desired, untouched(object));
    return this.safe(operation, this.found(object, { inputs: desired, outputs: {} }, account));
  }

  /** Makes an object what is desired, with one request or none. */
  private async bring(
    operation: Operation<A, I, O>,
    object: T,
    desired: I,
    prior: Prior<I, O>,
  ): Promise<Found<I, O>> {
    const { account, deadline, checkpoint } = operation;
    const { certain, change, update, get, noun } = this.plain;
    const wanted = { inputs: desired, outputs: prior.outputs };
    const body = change(object, desired, prior, account);
    const { inputs, outputs } = this.found(object, prior, account);
    if (body === undefined) return this.safe(operation, this.found(object, wanted, account));
    checkpoint({ id: object.id, inputs: certain?.(inputs, body) ?? inputs, outputs });
    const answer = await update(account, object.id, body, deadline);
    const updated = answer ?? (await get(account, object.id, deadline));
    if (updated === undefined) throw new Error(`${noun} ${object.id} was deleted while it was updated`);
    return this.safe(operation, this.found(updated, wanted, account));
  }

  /** The object that the program says is to be taken over, if it says so and there is one. */
  private async adopt(operation: Operation<A, I, O>, desired: I): Promise<T | undefined> {
    const { adopt } = desired;
    const { key, noun } = this.plain;
    if (key === undefined || adopt === undefined || adopt === false) return undefined;
    const { account, deadline, holder, warn } = operation;
    const present = await key.find(account, desired, deadline);
    const matching = adopt === true ? present : present.filter(({ id }) => id === adopt);
    const ids = present.map(({ id }) => id).join(", ");
    const [object, ...others] = matching;
    if (object === undefined) {
      if (adopt === true) return undefined;
      const there = present.length === 0 ? "nothing has it" : `it belongs to ${ids}`;
      throw new Error(
        `adopt: ${noun} ${adopt} does not have ${key.phrase(desired)}: ${there}. Nothing was changed`,
      );
    }
    if (others.length > 0) {
      throw new Error(`adopt: several have ${key.phrase(desired)}: ${ids}. Set adopt to one of them`);
    }
    const owner = holder(object.id);
    if (owner !== undefined)
      throw new Error(`adopt: ${noun} ${object.id} belongs to ${owner}. Nothing was changed`);
    warn(`takes over ${noun} ${object.id}, which has ${key.phrase(desired)} and exists already`);
    return object;
  }

  /** A refused creation, with the object that has the key already, where there is one. */
  private async explained(operation: Operation<A, I, O>, desired: I, error: unknown): Promise<unknown> {
    const { key, noun, type } = this.plain;
    const { account, deadline, holder } = operation;
    const [rival] = (await key?.find(account, desired, deadline).catch(() => [])) ?? [];
    if (key === undefined || rival === undefined) return error;
    const owner = holder(rival.id);
    if (owner !== undefined) {
      return new Error(
        `${messageOf(error)}. ${noun} ${rival.id} has ${key.phrase(desired)} and belongs to ${owner}`,
      );
    }
    return new Error(
      `${messageOf(error)}. ${noun} ${rival.id} has ${key.phrase(desired)} already. If the resource was renamed or moved in ` +
        `the program, give it an alias (the option aliases). If that ${noun} is to become this resource's, set ` +
        `adopt: ${JSON.stringify(rival.id)}, or import it ('pulumi-sip import-file ${this.plain.vendor.name}.${type}' with ` +
        `that id). Otherwise give this one another ${key.field}`,
    );
  }

  private found(object: T, known: Known<I, O>, account: A): Found<I, O> {
    const found = this.plain.found(object, known, account);
    const { adopt } = known.inputs;
    return adopt === undefined ? found : { ...found, inputs: { ...found.inputs, adopt } };
  }

  /** Completes an object that is as it should be, after it is safe in state. */
  private safe(operation: Operation<A, I, O>, found: Found<I, O>): Promise<Found<I, O>> {
    operation.checkpoint(found);
    return this.complete(operation, found);
  }

  private complete(operation: Operation<A, I, O>, found: Found<I, O>): Promise<Found<I, O>> {
    return this.plain.complete?.(operation, found) ?? Promise.resolve(found);
  }
}

/** An object of which nothing was applied by this resource yet. */
function untouched<I, O>({ id }: Identified): Prior<I, O> {
  return { id, inputs: {}, outputs: {} };
}
