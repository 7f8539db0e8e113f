import type { z } from "zod";
import type { Deadline } from "../http/deadline";
import type { Claim } from "./claims";
import type { Note } from "./notes";
import type { Reference } from "./references";
import type { Endpoint, Setting, Settings } from "./settings";

/** A connection to one vendor account, shared by all resources of a process that use it. */
export interface Account {
  /**
   * A fingerprint of the account that is no secret. It is kept in state, so that an object which the current account
   * does not know is never taken for deleted when another account created it. Undefined when it cannot be determined.
   */
  readonly fingerprint: string | undefined;
  /** Whether a fingerprint in state is this account's in another spelling; left out where there is one spelling only. */
  isFingerprint?(known: string): boolean;
  /** Values that must never appear in a message. */
  readonly secrets: readonly string[];
  /** Time limit of one operation, in milliseconds. */
  readonly operationTimeoutMs: number;
  /** Where its requests go; undefined for an account that sends none. */
  readonly endpoint?: Endpoint;
}

/** A vendor, as the lifecycle sees it. */
export interface Vendor<A extends Account> {
  /** Name, which is also the namespace of its settings. */
  readonly name: string;
  /** All its settings, in addition to those that every vendor has. */
  readonly settings: readonly Setting[];
  /**
   * Makes the account's connection. Sends nothing.
   *
   * @throws `SettingsError` naming what is missing
   */
  connect(settings: Settings): A;
  /** What to do about an error that an answer of the vendor caused, where the error itself does not say. */
  advise?(error: unknown, account: A | undefined): string | undefined;
}

/** What a change of a field means for the object at the vendor. */
export type Effect = "none" | "update" | "replace";

/** One field's part in a diff. */
export interface FieldRule<I, O> {
  /** Whether two known values are the same; deep equality by default. */
  readonly same?: (old: unknown, desired: unknown) => boolean;
  /**
   * What a difference leads to. A function may look at the whole change; parts of `desired` may be unknown in a
   * preview, and a replacement must then only be named if it is certain.
   */
  readonly effect: Effect | ((change: Change<I, O>) => Effect);
  /** Why a change of the field can replace the object, and what that means: shown wherever a diff says so. */
  readonly why?: string | ((change: Change<I, O>) => string);
}

/** The state of an object, and what the program now wants. */
export interface Change<I, O> {
  /** The object as last seen. */
  readonly old: Prior<I, O>;
  /** The inputs of the program. */
  readonly desired: I;
}

/** What state holds of an object. An older release may have written it, so every field may be missing. */
export interface Known<I, O> {
  /** Its inputs as last applied or observed. */
  readonly inputs: Partial<I>;
  /** Its outputs as last observed. */
  readonly outputs: Partial<O>;
  /**
   * Whether this is an import, which keeps secrets safe by itself: everything that the vendor shows is wanted, its secrets
   * too, and what was declared says nothing of how the object came to be.
   */
  readonly reveals?: boolean;
}

/** An object that state knows. */
export interface Prior<I, O> extends Known<I, O> {
  /** Its id. */
  readonly id: string;
}

/** An object as the vendor has it now. */
export interface Found<I, O> {
  /** Its id. */
  readonly id: string;
  /**
   * The inputs that would have led to it, as far as the vendor shows them; what it does not show is kept from state.
   */
  readonly inputs: I;
  /** Everything else worth knowing. */
  readonly outputs: O;
  /**
   * Whether other operations of the run may change the object after this one: what it waits for may be handed over to it,
   * and what it left to others taken. State may then be behind, so the next `up` looks, whatever the program declares:
   * otherwise one that goes back to what it was would find no difference.
   */
  readonly isOpen?: boolean;
}

/**
 * Things that change hands between resources of one run, such as numbers. No operation waits for another: whichever of the
 * two comes when both have been checked makes the move.
 */
export interface Moves {
  /** The resource of this run, as its URN, that has an object of this class, or had it until now; it may be this one. */
  readonly owner: (id: string) => string | undefined;
  /**
   * To be called before objects of this class are changed that another resource has, so that this one looks at them in its
   * next operation, though its own of this run fails or does not come.
   */
  readonly changes: (ids: readonly string[]) => void;
  /** Tells the others of the run that objects of this class, by their ids, are this resource's own, which its state does not show. */
  readonly holds: (ids: readonly string[]) => void;
  /** Whether that resource no longer wants a thing, so that this one may take it. */
  readonly hasGivenUp: (urn: string, thing: string) => boolean;
  /**
   * The resource of this run, as its URN, that no longer wants a thing that it had: another may take it. With an id only
   * the resource that has that object of this class.
   */
  readonly givenUpBy: (thing: string, id?: string) => string | undefined;
  /**
   * Whether this very resource had an object of this class until now and replaces it in this run. Its deletion comes first, so
   * an object that is still there was kept: the engine deletes nothing with the option `retainOnDelete`.
   */
  readonly isReplaced: (id: string) => boolean;
  /** Whether the operation of a declared resource is over: what it has not taken by then, it takes in no operation of this run. */
  readonly isOver: (urn: string) => boolean;
  /** To be called before the last look of an operation that leaves things to others: from then on, these clean up. */
  readonly over: () => void;
  /**
   * To be called once state will lead to these things, wherever they are made this resource's own, also if the operation
   * fails: others may hand them over from then on.
   */
  readonly await: (things: readonly string[]) => void;
  /**
   * Whether a resource awaits a thing. To one that does not, nothing may be handed over once its operation is over: it has
   * failed, and no state would lead to what was made for it.
   */
  readonly isAwaited: (urn: string, thing: string) => boolean;
  /** Whether another resource has made a thing this one's own in this run, or is about to. */
  readonly isHandedOver: (thing: string) => boolean;
  /** Makes things another declared resource's own, in place of its own operation. */
  readonly handOver: (urn: string, things: readonly string[]) => Promise<void>;
  /**
   * Looks out for checks for a moment (600 ms, on a slow machine 3 s at most), or until something is known.
   *
   * @returns whether resources may remain that the engine has not checked yet
   */
  readonly listen: (isKnown: () => boolean) => Promise<boolean>;
}

/** One operation under way. */
export interface Operation<A extends Account, I, O> {
  /** The account it works on. */
  readonly account: A;
  /** The time it may take. */
  readonly deadline: Deadline;
  /**
   * The URN of the resource; undefined for one that no class of this package declared. In a deletion it comes from
   * state and may be an earlier one: use it for messages only.
   */
  readonly urn: string | undefined;
  /** What an earlier run recorded of a creation of this resource that did not end in state: its object may exist. */
  readonly note: Note | undefined;
  /**
   * To be called right before a request that creates an object, so that a killed process leaves a note of it. Of the
   * settings that were `asked` for, the note holds hashes: it is on the disk in clear.
   */
  readonly begin: (asked?: Readonly<Record<string, unknown>>) => void;
  /**
   * To be called as soon as the vendor has answered such a request with the object's id. `asked` is as for `begin`, for
   * a request that was not noted.
   */
  readonly made: (id: string, asked?: Readonly<Record<string, unknown>>) => void;
  /** To be called when such a request may have taken effect without an answer: whatever fails later, the note stays. */
  readonly leftOpen: () => void;
  /** The resource of this run that wants a thing, as its URN, if that is another than this one. */
  readonly claimant: (thing: string) => string | undefined;
  /** The resource of this run that has an object of this class, as its URN, if that is another than this one. */
  readonly holder: (id: string) => string | undefined;
  /** What this operation can know and do about things that change hands in this run. */
  readonly moves: Moves;
  /**
   * To be called before anything is concluded from an object's absence.
   *
   * @throws when the object was last seen in another account, where it may exist
   */
  readonly trustAbsence: () => void;
  /**
   * Whether this operation is the first half of a replacement: the object is deleted before its replacement is created.
   */
  readonly replacing: boolean;
  /** Why this run may leave out resources that could want something of this one; undefined if it includes all. */
  readonly unheard: () => string | undefined;
  /**
   * Writes to the debug log what an operation is about to do, and why. The text is only made where the log is on. It holds
   * ids, numbers and names of fields, and nothing that may be a secret.
   */
  readonly decide: (text: () => string) => void;
  /** Shows the user something that is no failure. */
  readonly warn: (message: string) => void;
  /**
   * Says what a long operation has done so far, such as «120 of 500 numbers detached»: its error says it too, if its time is
   * over before it has done all.
   */
  readonly report: (done: string) => void;
  /**
   * Records that the object exists, or that it is about to be changed. Whatever fails afterwards, state will hold this,
   * and the next `up` continues from there. Undefined withdraws it: the object turned out not to exist.
   */
  readonly checkpoint: (found: { id: string; inputs: Partial<I>; outputs: Partial<O> } | undefined) => void;
}

/**
 * A resource, described by what is particular to it. `createProvider` makes a Pulumi provider from it; everything that
 * resources have in common is handled there.
 */
export interface ResourceDefinition<A extends Account, I extends object, O extends object> {
  /** The vendor that the object exists at. */
  readonly vendor: Vendor<A>;
  /** Name of the class, such as `SipTrunk`. */
  readonly type: string;
  /** What its id is, as `get` and an import take it, at the end of a sentence: `its trunkId`. */
  readonly idIs: string;
  /** The id that an import of an object in state takes, where it is not the one in state: that one may say nothing without its outputs. */
  readonly importId?: (id: string, outputs: Partial<O>) => string;
  /** The inputs: defaults, normal forms, and what is accepted. Built from `schema.ts`. */
  readonly schema: z.ZodType<I>;
  /**
   * The schema where the present inputs of the object are known, if that differs: words that this release does not know
   * are accepted if the object has them already. Such words come from the vendor, which may be newer than this release.
   */
  schemaFor?(present: Partial<I>): z.ZodType<I>;
  /** The fields, and what a change of each leads to. Lists every field of the schema. */
  readonly fields: Readonly<Record<keyof I & string, FieldRule<I, O>>>;
  /**
   * The fields that say how this package works and not what the vendor has, and that no output of the class shows, with
   * their usual values: state leaves these out.
   */
  readonly policies?: Partial<I>;
  /** What it means that the settings name another account than the one in state; nothing by default. */
  readonly accountChange?: Effect;
  /**
   * Which comes first in a replacement; the deletion by default. The class must say the same, for replacements that have no
   * diff.
   */
  readonly replacement?: "create-first";
  /** Fields, dotted, that hold secrets. */
  readonly secrets: readonly string[];
  /** Outputs that hold secrets; the class has the engine encrypt them. */
  readonly secretOutputs?: readonly string[];
  /**
   * Outputs that show an input's value again, dotted, with `*` for any entry of a list. Where a program marks the input
   * as a secret, they are secrets too. `effective.<field>` counts without being listed.
   */
  readonly shownAs?: Readonly<Record<string, readonly string[]>>;
  /**
   * What the resource wants for itself, so that two that want the same are an error before anything is sent. Of what is
   * not known yet it claims nothing. `prior` is the object where state holds one.
   */
  claims?(desired: I, prior: Known<I, O> | undefined): readonly Claim[];
  /**
   * The fields that name an object of the same account by its id. Where a resource of this program has that object, and it is
   * replaced or deleted, that is an error: the field would lead nowhere. Of what is not known yet it names nothing.
   */
  refersTo?(desired: I): readonly Reference[];
  /** Of what a resource has, the things that it no longer wants, by the names that `claims` uses: others may take them. */
  givesUp?(prior: Prior<I, O>, desired: I): readonly string[];
  /**
   * Makes things that another resource has let go this one's, in the operation of that other one. The resource's own
   * operation is over or comes later, and finds it done by a note.
   */
  take?(operation: Operation<A, I, O>, desired: I, things: readonly string[]): Promise<void>;
  /**
   * The ids of the objects that a resource has, which distinguish them from those of others; its own id alone by
   * default.
   */
  objects?(prior: Prior<I, O>): readonly string[];
  /**
   * What is wrong with inputs in view of what this process has already seen of the account. Sends nothing. Parts of
   * `desired` may be unknown.
   */
  problems?(account: A, desired: I, prior: Known<I, O> | undefined): readonly string[];
  /**
   * What the user should hear of inputs that are accepted: a check shows it as warnings, unless it holds of the old inputs
   * too. Parts may be unknown, or missing in what an older release wrote.
   */
  cautions?(inputs: Partial<I>): readonly string[];
  /** The object as it is now, or undefined when the vendor says that it does not exist. */
  observe(operation: Operation<A, I, O>, prior: Prior<I, O>): Promise<Found<I, O> | undefined>;
  /**
   * Makes the vendor's object equal to what is desired, whatever state it is in: observes, works out the steps, does
   * them, observes again. Creates when there is no `prior`; completes an operation that was interrupted.
   */
  reconcile(operation: Operation<A, I, O>, desired: I, prior: Prior<I, O> | undefined): Promise<Found<I, O>>;
  /**
   * Removes the object.
   *
   * @returns false when the vendor did not know it
   */
  remove(operation: Operation<A, I, O>, prior: Prior<I, O>): Promise<boolean>;
}
