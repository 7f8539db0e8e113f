import type { Deadline } from "../http/deadline";
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

/**
 * A plain resource: one object at the vendor with an id of its own, created, read, changed and deleted by one request
 * each. `plainResource` makes a definition from what is particular to it; what such resources have in common is handled
 * there.
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
  readonly idIs: ResourceDefinition<A, I, O>["idIs"];
  /** The name of such an object in messages: `SIP endpoint`. */
  readonly noun: string;
  readonly schema: ResourceDefinition<A, I, O>["schema"];
  readonly schemaFor?: NonNullable<ResourceDefinition<A, I, O>["schemaFor"]>;
  /** The fields, and what a change of each leads to. */
  readonly fields: Readonly<Record<keyof I & string, FieldRule<I, O>>>;
  readonly accountChange?: ResourceDefinition<A, I, O>["accountChange"];
  readonly replacement?: NonNullable<ResourceDefinition<A, I, O>["replacement"]>;
  readonly secrets: readonly string[];
  readonly shownAs?: NonNullable<ResourceDefinition<A, I, O>["shownAs"]>;
  /** What identifies an object without its id; left out where nothing does. */
  readonly key?: NaturalKey<A, I, T, B>;
  /** Where its objects have a mark of their owner; `marked` puts it there. Left out where their API has no such place. */
  readonly mark?: MarkPlace<T>;
  /** What it wants for itself; its natural key by default. */
  readonly claims?: NonNullable<ResourceDefinition<A, I, O>["claims"]>;
  readonly refersTo?: NonNullable<ResourceDefinition<A, I, O>["refersTo"]>;
  /** The settings that a creation asks for and an answer shows again, without secrets. */
  readonly asked: (desired: I) => Readonly<Record<string, unknown>>;
  /** The same settings as an object shows them. */
  readonly shown: (object: T) => Readonly<Record<string, unknown>>;
  readonly create: (account: A, desired: I, deadline: Deadline) => Promise<T>;
  /** Whether the vendor ignores a part of such a creation, so that it takes a change after it. */
  readonly createsPartly?: (desired: I) => boolean;
  /** An object by its id; undefined when the vendor says that it does not exist. */
  readonly get: (account: A, id: string, deadline: Deadline) => Promise<T | undefined>;
  /** Sends a change. Returns the object as it is then, or undefined when the answer does not show it. */
  readonly update: (account: A, id: string, body: B, deadline: Deadline) => Promise<T | undefined>;
  /** Deletes an object; false when there was none. */
  readonly remove: (account: A, id: string, deadline: Deadline, prior: Prior<I, O>) => Promise<boolean>;
  /** An object as inputs and outputs. What it does not show is kept from what is known. */
  readonly found: (object: T, known: Known<I, O>, account: A) => Found<I, O>;
  /** The change that makes an object equal to what is desired; undefined where it is equal already. */
  readonly change: (object: T, desired: I, prior: Prior<I, O>, account: A) => B | undefined;
  /**
   * What an object lacks of what was asked for, as a sentence, although the vendor answered that it was done; `again` reads the
   * object once more, where the answer alone proves nothing. Then the operation fails.
   */
  readonly lacks?: (
    object: T,
    desired: I,
    again: () => Promise<T | undefined>,
  ) => string | undefined | Promise<string | undefined>;
  /** What becomes of an object that was just created and lacks something: it is deleted again by default. */
  readonly lacking?: "kept";
  /**
   * The inputs with what a program leaves to the resource, such as a password that it makes, and the outputs that say so. `prior`
   * is undefined for an object that is about to be created, not for one that is taken over. The program's own by default.
   */
  readonly completed?: (desired: I, prior: Prior<I, O> | undefined) => Completed<I, O>;
  /** The inputs that stay certain while a change is under way; all of them by default. */
  readonly certain?: (inputs: Partial<I>, body: B) => Partial<I>;
  /** Warnings about a change, for the user. */
  readonly warnings?: (desired: I, prior: Prior<I, O>) => readonly string[];
  readonly cautions?: NonNullable<ResourceDefinition<A, I, O>["cautions"]>;
  /** Adds outputs that take requests of their own, once the object is safe in state. */
  readonly complete?: (operation: Operation<A, I, O>, found: Found<I, O>) => Promise<Found<I, O>>;
}

/** What a resource works with in place of what the program says alone. */
export interface Completed<I, O> {
  readonly inputs: I;
  readonly outputs: Partial<O>;
}

/** Anything with an id. */
export interface Identified {
  readonly id: string;
}

/** An input whose value identifies an object within its account. */
export interface NaturalKey<A extends Account, I extends object, T extends Identified, B> {
  /** The input. */
  readonly field: keyof I & string;
  /** The form in which the vendor compares values; the value itself by default. May be unknown where a part of it is. */
  readonly normalForm?: (value: string, desired: I) => string;
  /** The key in a sentence: `the user name "c3p0"`. */
  readonly phrase: (desired: I) => string;
  /** The objects that have the key now. */
  readonly find: (account: A, desired: I, deadline: Deadline) => Promise<readonly T[]>;
  /** The same, where a list from earlier in the run is enough: only what is missing in it can be a new object. */
  readonly seen?: (account: A, desired: I) => Promise<readonly T[]>;
  /**
   * Whether the vendor itself accepts a second object with the key. Then this refuses it: nobody could tell afterwards
   * which of them a lost answer was about.
   */
  readonly acceptedTwice?: boolean;
  /** What to say of an object that has the key already, beside its id. */
  readonly describe?: (object: T) => string;
  /** Whether an object has the key, where it is not the value of one input. */
  readonly has?: (object: T, desired: I) => boolean;
  /** Whether objects may well share the key, which then claims nothing: it only helps to find one. */
  readonly shared?: boolean;
  /**
   * Whether an object that `find` found has the whole key, so that it may be taken over; all of them by default. Others only
   * stand in the way.
   */
  readonly isWhole?: (object: T, desired: I) => boolean;
  /**
   * The change that gives an object another value, which no program wants, and nothing else: for the moment between that
   * another resource takes the value and that this one gets its new one. Left out where there is no such value; undefined
   * where there is none for this object.
   */
  readonly aside?: (object: T, desired: I) => B | undefined;
  /**
   * Where the key is several values, of which an object may have a part: those of `claims` that an object has and that are
   * desired, as things. Another resource takes these alone.
   */
  readonly parts?: (object: T, desired: I) => readonly string[];
  /** What to do where the vendor may refuse to leave an object without its last part, as a sentence without its full stop. */
  readonly stuck?: string;
  /** Whether an object with the key looks like what is desired, where several may have it. */
  readonly alike?: (object: T, desired: I) => boolean;
}

/** What every plain resource has among its inputs. */
export interface Adopting {
  readonly adopt?: boolean | string | undefined;
}

/**
 * A mark of the owner on an object whose API has a map of metadata or a list of tags: a random id that state keeps. Two
 * stacks know nothing of each other; by the mark one of them sees that the other has taken its object over. It is no
 * URN, because that changes with a name, and says nothing about the user's project.
 */
export interface MarkPlace<T> {
  /** The mark that an object shows. */
  readonly of: (object: T) => string | undefined;
  /** The object as it is without a mark: what a program declares and reads. */
  readonly without: (object: T) => T;
  /** Settings of a request with a mark, in the place of another one. */
  readonly put: <S extends object>(settings: S, mark: string) => S;
}
