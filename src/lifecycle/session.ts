import { Deadline } from "../http/deadline";
import { debug } from "../http/debug";
import { assertSameAccount } from "./account-move";
import { objectThing, type Claims } from "./claims";
import type { Account, Operation } from "./definition";
import { unheard } from "./engine-run";
import { hashesOf, type Hashes } from "./hashes";
import { hearing } from "./hearing";
import { Notes, type Note } from "./notes";
import { noteChanges } from "./others-changes";
import { organizationOf, urnOf, type Properties } from "./state";
import { Progress } from "./progress";
import { showProgress, warn } from "./warn";

const notes = new Notes();

/** What operations of this run have asked for in the place of other resources, by the keys of these one's notes. */
const handedOver = new WeakMap<Claims, Map<string, Hashes>>();

/** What state shall hold if the rest of an operation fails. */
export interface Checkpoint<I, O> {
  readonly id: string;
  readonly inputs: Partial<I>;
  readonly outputs: Partial<O>;
}

/** What an operation is about. */
export interface Subject<A extends Account> {
  /** The resource's class, for messages: `videosdk SipTrunk`. */
  readonly title: string;
  readonly account: A;
  readonly claims: Claims;
  /** The properties that say which resource it is. */
  readonly properties: Properties;
  /** The properties in which the object was last seen. */
  readonly lastSeen: Properties;
  /** The URN that a program has given in this run; in a deletion or a refresh there is none that could be trusted. */
  readonly self: string | undefined;
  readonly replacing: boolean;
  /** Whether the operation creates the resource's object. */
  readonly creates: boolean;
  /** Whether another resource's operation does it, to hand something over. */
  readonly handsOver?: boolean;
}

/** An operation: its properties, and all in which secrets may be. */
export type Work<A extends Account, I, O, R> = [
  name: "create" | "read" | "update" | "delete",
  properties: Properties,
  involved: readonly Properties[],
  run: (operation: Operation<A, I, O>) => Promise<R>,
  replacing?: boolean,
];

/** One operation, with its time limit, its note on the disk and the state that it leaves if it fails. */
export class Session<A extends Account, I, O> {
  /** What the resource's definition is given. */
  readonly operation: Operation<A, I, O>;
  private saved: Checkpoint<I, O> | undefined;
  private readonly key: string | undefined;
  private readonly note: Note | undefined;
  private readonly deadline: Deadline;
  private readonly progress: Progress;
  private readonly creates: boolean;
  private begun: Note | undefined;
  private open = false;
  private done: string | undefined;
  private readonly handsOver: boolean;
  private readonly handed: Map<string, Hashes>;

  constructor({
    title,
    account,
    claims,
    properties,
    lastSeen,
    self,
    replacing,
    creates,
    handsOver,
  }: Subject<A>) {
    const urn = urnOf(properties);
    this.creates = creates;
    this.handsOver = handsOver === true;
    this.handed = handedOver.get(claims) ?? new Map<string, Hashes>();
    handedOver.set(claims, this.handed);
    this.key = urn === undefined ? undefined : noteKey(title, urn, properties, account);
    this.note = this.key === undefined ? undefined : notes.find(this.key);
    this.deadline = new Deadline(account.operationTimeoutMs);
    this.progress = new Progress(
      () => this.deadline.activity.describe(this.done),
      (line) => showProgress(line, urn),
    );
    this.operation = {
      account,
      deadline: this.deadline,
      urn,
      note: this.note,
      begin: (asked) => this.write(this.noteOf(asked)),
      made: (id, asked) => this.write({ ...(asked === undefined ? this.begun : this.noteOf(asked)), id }),
      leftOpen: () => {
        this.open = true;
      },
      claimant: (thing) => claims.claimant(thing, self),
      holder: (id) => claims.claimant(objectThing(title, id), self),
      moves: {
        owner: (id) => claims.owner(objectThing(title, id)),
        changes: (ids) => {
          const isOthers = (id: string): boolean => {
            const owner = claims.owner(objectThing(title, id));
            return owner === undefined || (owner !== self && !claims.isOver(owner));
          };
          noteChanges(title, account, ids.filter(isOthers));
        },
        holds: (ids) => {
          if (self !== undefined)
            claims.hold(
              self,
              ids.map((id) => objectThing(title, id)),
            );
        },
        hasGivenUp: (other, thing) => claims.hasGivenUp(other, thing),
        givenUpBy: (thing, id) =>
          claims.givenUpBy(thing, id === undefined ? undefined : objectThing(title, id)),
        isReplaced: (id) => self !== undefined && claims.hasGivenUp(self, objectThing(title, id)),
        isOver: (other) => claims.isOver(other),
        over: () => self !== undefined && claims.over(self),
        await: (things) => self !== undefined && claims.await(self, things),
        isAwaited: (other, thing) => claims.isAwaited(other, thing),
        isHandedOver: (thing) => self !== undefined && claims.isHandedOver(self, thing),
        handOver: (other, things) => claims.handOver(other, things),
        listen: (isKnown) => hearing.listen(this.deadline, isKnown),
      },
      trustAbsence: () => assertSameAccount(account, lastSeen, "the object"),
      replacing,
      unheard: () => unheard(),
      decide: (text) => debug(() => `${title} ${urn?.replace(/^.*::/, "") ?? ""}: ${text()}`),
      warn: (message) => warn(`${title}: ${message}`, urn),
      report: (done) => {
        this.done = done;
      },
      checkpoint: (found) => {
        this.saved = found;
      },
    };
  }

  /** What state shall hold although the operation failed; undefined if nothing. */
  get checkpoint(): Checkpoint<I, O> | undefined {
    return this.saved;
  }

  /** What the operation has done, if its time is over before it has done all. */
  get doneInTime(): string | undefined {
    return this.deadline.signal.aborted || this.deadline.remainingMs === 0 ? this.done : undefined;
  }

  /** The operation succeeded: whatever was begun is in state now, or gone. */
  succeeded(): void {
    this.forget();
  }

  /**
   * The operation failed. The note of a creation is no longer needed where state holds the object now; that of an
   * update only where nothing was begun that may exist, because its state does not yet hold what it was about to
   * create. What an earlier run left open stays open, as that run recorded it.
   */
  failed(): void {
    const isInState = this.creates && this.saved !== undefined;
    const mayExist = this.open || this.begun?.id !== undefined;
    if (!isInState && mayExist) return;
    const kept = this.withHanded(isInState ? undefined : this.note);
    if (kept === undefined) this.forget();
    else if (this.begun !== undefined) this.write(kept);
  }

  /** Releases the timers. */
  dispose(): void {
    this.progress.dispose();
    this.deadline.dispose();
  }

  private noteOf(asked: Readonly<Record<string, unknown>> | undefined): Note {
    if (asked === undefined) return {};
    const hashes = hashesOf(asked);
    if (this.handsOver && this.key !== undefined)
      // With what the resource's own operation, of this run or an earlier one, has left open.
      this.handed.set(this.key, { ...askedIn(this.note), ...this.handed.get(this.key), ...hashes });
    return this.withHanded({ asked: hashes }) ?? {};
  }

  /** A note with what was handed over in this run: no state may show it, so it stays noted whatever is noted after it. */
  private withHanded(note: Note | undefined): Note | undefined {
    const handed = this.key === undefined ? undefined : this.handed.get(this.key);
    if (handed === undefined) return note;
    return { ...note, asked: { ...handed, ...askedIn(note) } };
  }

  private write(note: Note): void {
    this.begun = note;
    if (this.key !== undefined) notes.write(this.key, note);
  }

  private forget(): void {
    if (this.key !== undefined && (this.begun ?? this.withHanded(this.note)) !== undefined)
      notes.remove(this.key);
  }
}

function askedIn(note: Note | undefined): Hashes {
  return typeof note?.asked === "object" ? (note.asked as Hashes) : {};
}

/** One resource of one stack of one organization and backend, in one account. */
function noteKey(title: string, urn: string, properties: Properties, account: Account): string {
  const backend = process.env["PULUMI_BACKEND_URL"] ?? "";
  return [title, urn, organizationOf(properties) ?? "", account.fingerprint ?? "", backend].join("\n");
}
