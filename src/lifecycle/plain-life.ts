import type { Account, Found, Known, Operation, Prior } from "./definition";
import { apiErrorOf } from "../http/errors";
import { certainDuring } from "./certain";
import { createOnce } from "./creation";
import { comparison, vanished } from "./outcome";
import { hasKey, thingsOf } from "./make-room";
import { isAnothers, refusalOfMark, unmarked, withMarkOf } from "./marks";
import { objectToAdopt } from "./plain-adoption";
import type { Adopting, Completed, Identified, NaturalKey, PlainResource } from "./plain-definition";
import { PassingOn } from "./passing-on";
import { Rivals } from "./plain-rivals";
import { turnsOf } from "./turns";

/** An output of an object that did not get its key in its own operation: in how many runs, one after the other. */
interface Awaiting {
  readonly __awaited?: number;
}

/** In so many runs an object waits for a key: what no resource of the program has passed on by then is somebody else's. */
const maxRuns = 3;

function runsIn({ outputs }: Pick<Known<object, object>, "outputs">): number {
  return (outputs as Awaiting).__awaited ?? 0;
}

/** Carries out the operations of a {@link PlainResource}. */
export class PlainLife<
  A extends Account,
  I extends object & Adopting,
  O extends object,
  T extends Identified,
  B,
> {
  private readonly plain: PlainResource<A, I, O, T, B>;
  private readonly rivals: Rivals<A, I, O, T, B>;
  private readonly passing = new PassingOn<A, I, O>();

  constructor(plain: PlainResource<A, I, O, T, B>) {
    this.plain = plain;
    this.rivals = new Rivals(plain);
  }

  async observe(operation: Operation<A, I, O>, prior: Prior<I, O>): Promise<Found<I, O> | undefined> {
    const { account, deadline } = operation;
    const object = await this.plain.get(account, prior.id, deadline);
    return object && this.complete(operation, this.found(object, prior, account));
  }

  async reconcile(
    operation: Operation<A, I, O>,
    desired: I,
    prior: Prior<I, O> | undefined,
  ): Promise<Found<I, O>> {
    const { account, deadline, warn } = operation;
    if (prior === undefined) return this.create(operation, desired);
    const object = await this.plain.get(account, prior.id, deadline);
    if (object === undefined) throw vanished(this.nameOf(prior.id));
    if (desired.adopt !== object.id) this.refuseAnothers(object, prior);
    for (const warning of this.plain.warnings?.(desired, prior) ?? []) warn(warning);
    return this.apply(operation, object, this.completed(desired, prior), prior);
  }

  async remove(operation: Operation<A, I, O>, prior: Prior<I, O>): Promise<boolean> {
    const { account, deadline } = operation;
    const { mark, get, remove } = this.plain;
    const object = mark && (await get(account, prior.id, deadline));
    if (object !== undefined) this.refuseAnothers(object, prior);
    const isGone = await remove(account, prior.id, deadline, prior);
    await this.passing.passOn(operation, this.keyThings(prior.inputs));
    return isGone;
  }

  /** Goes on in the operation of another resource, which has given up the key that this one's waits for. */
  take(operation: Operation<A, I, O>): Promise<void> {
    return this.passing.resume(operation);
  }

  /** The key among inputs that is no longer desired, as things. */
  givenUp(before: Partial<I>, desired: I): readonly string[] {
    const kept = this.keyThings(desired);
    return this.keyThings(before).filter((thing) => !kept.includes(thing));
  }

  /** The key among inputs, as things; none where there is no key that only one object can have. */
  private keyThings(inputs: Partial<I>): readonly string[] {
    const { key } = this.plain;
    if (key === undefined || key.shared === true || inputs[key.field] === undefined) return [];
    return thingsOf(this.plain, key, inputs as I);
  }

  private refuseAnothers(object: T, prior: Prior<I, O>): void {
    if (isAnothers(this.plain.mark, object, prior)) throw refusalOfMark(this.nameOf(object.id), object.id);
  }

  private async create(operation: Operation<A, I, O>, declared: I): Promise<Found<I, O>> {
    const { account, deadline } = operation;
    const { key, asked, shown, create, noun } = this.plain;
    const adopted = await objectToAdopt(this.plain, operation, declared);
    if (adopted !== undefined) {
      const before = { ...untouched<I, O>(adopted), outputs: unmarked(this.plain.mark) as Partial<O> };
      return this.apply(operation, adopted, this.completed(declared, before), before);
    }
    const completed = this.completed(declared, undefined);
    const desired = completed.inputs;
    const present =
      key === undefined
        ? undefined
        : async () => this.alike(await key.find(account, desired, deadline), desired);
    const seen = key?.seen;
    const earlier =
      seen === undefined
        ? (present ?? (() => this.noted(operation, desired)))
        : async () => this.alike(await seen(account, desired), desired);
    const creation = {
      what: key === undefined ? `the ${noun}` : `the ${noun} with ${key.phrase(desired)}`,
      earlier,
      present,
      refusal:
        key?.acceptedTwice === true
          ? (there: readonly T[]) =>
              new Error(this.rivals.taken(operation, key, desired, there) + ". Nothing was changed")
          : undefined,
      asked: asked(desired),
      shown,
      create: () => create(account, desired, deadline),
    };
    const { object, asSent } = await createOnce(operation, creation).catch(async (error: unknown) => {
      if (apiErrorOf(error, 400, 409, 422) === undefined) throw error;
      const rivals = await this.rivals.find(operation, desired).catch(() => []);
      if (!(await this.rivals.roomMade(operation, desired, rivals)))
        throw this.rivals.explained(operation, desired, error, rivals);
      return createOnce(operation, creation);
    });
    if (!asSent || this.plain.createsPartly?.(desired) === true) {
      const wanted = { ...completed, inputs: withMarkOf(this.plain.mark, object, desired) };
      return this.apply(operation, object, wanted, untouched(object));
    }
    const found = this.found(object, completed, account);
    operation.checkpoint(found);
    const lack = await this.lack(operation, object, desired);
    if (lack === undefined) return this.complete(operation, found);
    if (this.plain.lacking === "kept") throw new Error(`${this.nameOf(object.id)}: ${lack}`);
    await this.plain.remove(account, object.id, deadline, found);
    operation.checkpoint(undefined);
    throw new Error(`${lack}. ${this.nameOf(object.id)}, which was just created, is deleted again`);
  }

  private completed(desired: I, prior: Prior<I, O> | undefined): Completed<I, O> {
    return this.plain.completed?.(desired, prior) ?? { inputs: desired, outputs: {} };
  }

  private lack({ account, deadline }: Operation<A, I, O>, object: T, desired: I) {
    return this.plain.lacks?.(object, desired, () => this.plain.get(account, object.id, deadline));
  }

  private alike(objects: readonly T[], desired: I): readonly T[] {
    return objects.filter((object) => this.plain.key?.alike?.(object, desired) !== false);
  }

  /**
   * The object that the note of a run that was cut off leads to, where no key does.
   *
   * @throws when that run did not learn its id: then only a person can find out whether it exists
   */
  private async noted({ account, deadline, note }: Operation<A, I, O>, desired: I): Promise<readonly T[]> {
    if (note?.id !== undefined) {
      const object = await this.plain.get(account, note.id, deadline);
      return object === undefined ? [] : [object];
    }
    if (note === undefined || desired.adopt === false) return [];
    throw new Error(
      `an earlier run was cut off while it created this ${this.plain.noun}, and whether it exists is not known. Look for ` +
        `it at the vendor: if it is there, set adopt to its id; if it is not, set adopt: false. Nothing was changed`,
    );
  }

  /** Makes an object equal to what is desired, with one request or none. */
  private async apply(
    operation: Operation<A, I, O>,
    object: T,
    completed: Completed<I, O>,
    prior: Prior<I, O>,
  ): Promise<Found<I, O>> {
    const { inputs: desired, outputs: made } = completed;
    const { account, deadline, checkpoint, decide } = operation;
    const { change, get, key } = this.plain;
    const wanted = { inputs: desired, outputs: { ...prior.outputs, ...made } };
    const body = change(object, desired, prior, account);
    decide(() => comparison(this.nameOf(object.id), body === undefined));
    if (body === undefined) return this.safe(operation, this.found(object, wanted, account));
    const getsKey =
      key !== undefined && key.shared !== true && !hasKey(this.plain, key, account, object, desired);
    if (getsKey && !(await this.getKey(operation, key, object, completed, prior)))
      return this.withoutKey(operation, key, object, desired, prior);
    checkpoint({ id: object.id, ...certainDuring(this.plain, this.found(object, prior, account), body) });
    const turns = turnsOf(account);
    const send = (): Promise<T | undefined> => {
      if (turns.isOpen(object.id)) throw new Error(stillOpen(this.nameOf(object.id)));
      return this.plain.update(account, object.id, body, deadline);
    };
    const answer = await turns
      .take(object.id, async () => send())
      .catch(async (error: unknown) => {
        if (apiErrorOf(error, 400, 409, 422) === undefined) throw error;
        const rivals = await this.rivals.others(operation, desired, object.id).catch(() => []);
        throw this.rivals.explained(operation, desired, error, rivals);
      });
    const updated = answer ?? (await get(account, object.id, deadline));
    if (updated === undefined) throw new Error(`${this.nameOf(object.id)} was deleted while it was updated`);
    if (
      answer === undefined &&
      change(updated, desired, { id: object.id, ...wanted }, account) !== undefined
    ) {
      throw new Error(
        `${this.nameOf(object.id)} does not have the declared settings: the vendor answered the change without showing it, and ` +
          `shows other settings now. Run 'pulumi up' again`,
      );
    }
    const lack = await this.lack(operation, updated, desired);
    if (lack === undefined) {
      const found = this.found(updated, wanted, account);
      checkpoint(found);
      const before = this.found(object, untouched(object), account).inputs;
      await this.passing.passOn(operation, this.givenUp(before, desired));
      return this.complete(operation, found);
    }
    operation.checkpoint(this.found(updated, prior, account));
    throw new Error(`${this.nameOf(updated.id)}: ${lack}`);
  }

  /**
   * Makes sure that an object can get its key.
   *
   * @returns false where the resource that has the key may not have been checked yet: that one passes it on
   */
  private async getKey(
    operation: Operation<A, I, O>,
    key: NaturalKey<A, I, T, B>,
    object: T,
    completed: Completed<I, O>,
    prior: Prior<I, O>,
  ): Promise<boolean> {
    const { id } = object;
    const desired = completed.inputs;
    const mayWait = runsIn(prior) < maxRuns;
    if (!mayWait) operation.checkpoint(this.found(object, prior, operation.account));
    if (await this.rivals.takeKey(operation, key, desired, id, mayWait)) return true;
    const leave = this.passing.enter(operation, this.keyThings(desired), async (taking) => {
      const present = await this.plain.get(taking.account, id, taking.deadline);
      // Where others have a part of it, it waits for these.
      if (present !== undefined)
        await this.apply({ ...taking, warn: () => undefined }, present, completed, prior);
    });
    // The other one may have given the key up just before that, and then passes nothing on.
    if (!(await this.rivals.isFree(operation, desired, id))) return false;
    leave();
    return true;
  }

  /** The state of an object that does not get its key in its own operation: nothing was changed. */
  private withoutKey(
    operation: Operation<A, I, O>,
    { field, phrase }: NaturalKey<A, I, T, B>,
    object: T,
    desired: I,
    prior: Prior<I, O>,
  ): Promise<Found<I, O>> {
    operation.warn(
      `${this.nameOf(object.id)} is not changed yet: another has ${phrase(desired)}, and the engine has not checked all resources. ` +
        `If one of them gets another ${field} in this run, this one is changed then. Run 'pulumi up' again`,
    );
    const found = this.found(object, prior, operation.account);
    const outputs = { ...found.outputs, __awaited: runsIn(prior) + 1 };
    return this.safe(operation, { ...found, outputs, isOpen: true });
  }

  /** An object in a message: `SIP endpoint 6fa2`. */
  private nameOf(id: string): string {
    return `${this.plain.noun} ${id}`;
  }

  private found(object: T, known: Known<I, O>, account: A): Found<I, O> {
    const found = this.plain.found(object, known, account);
    const { adopt } = known.inputs;
    return adopt === undefined ? found : { ...found, inputs: { ...found.inputs, adopt } };
  }

  /** Completes an object that has its desired settings, after it is safe in state. */
  private safe(operation: Operation<A, I, O>, found: Found<I, O>): Promise<Found<I, O>> {
    operation.checkpoint(found);
    return this.complete(operation, found);
  }

  private complete(operation: Operation<A, I, O>, found: Found<I, O>): Promise<Found<I, O>> {
    return this.plain.complete?.(operation, found) ?? Promise.resolve(found);
  }
}

/** An object to which this resource has applied nothing yet. */
function untouched<I, O>({ id }: Identified): Prior<I, O> {
  return { id, inputs: {}, outputs: {} };
}

/** What another resource asked for to get a key may take effect after a change that is sent now, and undo it. */
function stillOpen(name: string): string {
  return `a request to change ${name} got no answer, and may still take effect. Nothing else was changed; run 'pulumi up' again`;
}
