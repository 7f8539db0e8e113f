import { Deadline } from "../http/deadline";
import { debug } from "../http/debug";
import { assertSameAccount } from "./account-move";
import { objectThing, type Claims } from "./claims";
import type { Account, Operation } from "./definition";
import { unheard } from "./engine-run";
import { hashesOf } from "./hashes";
import { hearing } from "./hearing";
import { Notes, type Note } from "./notes";
import { organizationOf, urnOf, type Properties } from "./state";
import { Progress } from "./progress";
import { showProgress, warn } from "./warn";

const notes = new Notes();

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
  /** Whether another operation of the run makes things this resource's own. */
  private readonly isTaker: () => boolean;

  constructor({ title, account, claims, properties, lastSeen, self, replacing, creates }: Subject<A>) {
    const urn = urnOf(properties);
    this.creates = creates;
    this.isTaker = () => self !== undefined && claims.isTaker(self);
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
    // What was handed over is noted here too, and in no state.
    if (this.isTaker()) return;
    const isInState = this.creates && this.saved !== undefined;
    const mayExist = this.open || this.begun?.id !== undefined;
    if (!isInState && mayExist) return;
    if (isInState || this.note === undefined) this.forget();
    else if (this.begun !== undefined) this.write(this.note);
  }

  /** Releases the timers. */
  dispose(): void {
    this.progress.dispose();
    this.deadline.dispose();
  }

  /**
   * The note of a request for what was asked for. What others have handed over meanwhile was asked for in its place, so it
   * stays noted, whoever notes something after that.
   */
  private noteOf(asked: Readonly<Record<string, unknown>> | undefined): Note {
    if (asked === undefined) return {};
    const before = this.isTaker() && this.key !== undefined ? notes.find(this.key)?.asked : undefined;
    return { asked: { ...(typeof before === "object" ? before : {}), ...hashesOf(asked) } };
  }

  private write(note: Note): void {
    this.begun = note;
    if (this.key !== undefined) notes.write(this.key, note);
  }

  private forget(): void {
    if (this.key !== undefined && (this.begun ?? this.note) !== undefined) notes.remove(this.key);
  }
}

/** One resource of one stack of one organization and backend, in one account. */
function noteKey(title: string, urn: string, properties: Properties, account: Account): string {
  const backend = process.env["PULUMI_BACKEND_URL"] ?? "";
  return [title, urn, organizationOf(properties) ?? "", account.fingerprint ?? "", backend].join("\n");
}
