import { keepSecret, presentable } from "../http/presentable";
import { acceptAbsence, assertSameAccount, fingerprintFor } from "./account-move";
import { ClaimEntries } from "./claim-entries";
import { claimsOf } from "./claims";
import { Connection, type ConfigureRequest } from "./connection";
import type { Account, Operation, ResourceDefinition } from "./definition";
import { difference, type Difference } from "./diff";
import { descriptionOf } from "./description";
import type { CheckOutcome, Description, Provider } from "./dynamic-provider";
import { endpointAdvice } from "./endpoint-advice";
import { hearing } from "./hearing";
import { importable, takeOver, unknownObject, withUnknown } from "./imports";
import { OthersChanges } from "./others-changes";
import { messageOf, PartialOutcome, plainError } from "./outcome";
import { failure, originsOf, problemsOf } from "./problems";
import { Reasons } from "./reasons";
import { Replacements } from "./replacements";
import { assertUnnamed } from "./references";
import { markedIn, marksMore, sealedAt, secretsOf } from "./secrets";
import { Session, type Work } from "./session";
import {
  desiredIn,
  fromState,
  hiddenIn,
  importOf,
  isOfFirstRelease,
  priorFrom,
  schemaFor,
  throughOf,
  toInputs,
  toState,
  urnOf,
  withoutInternals,
  withoutNewSecrets,
  type Properties,
} from "./state";
import { withoutUndefined } from "./undefined-value";
import { about, warn } from "./warn";

/** Makes a Pulumi provider from a resource definition. All that resources have in common is handled here. */
export function createProvider<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
): Provider {
  return new LifecycleProvider(definition);
}

class LifecycleProvider<A extends Account, I extends object, O extends object> implements Provider {
  private readonly definition: ResourceDefinition<A, I, O>;
  private readonly connection: Connection<A>;
  private readonly replacements = new Replacements();
  private readonly reasons: Reasons<A, I, O>;
  private readonly entries: ClaimEntries<A, I, O>;
  private readonly others: OthersChanges<I, O>;

  constructor(definition: ResourceDefinition<A, I, O>) {
    this.definition = definition;
    this.connection = new Connection(definition.vendor);
    this.reasons = new Reasons(definition, this.title);
    this.entries = new ClaimEntries(definition, this.title);
    this.others = new OthersChanges(this.title, (state) => this.entries.objectsOf(state));
  }

  configure(request: ConfigureRequest): Promise<void> {
    this.connection.configure(request);
    return Promise.resolve();
  }

  check(olds: Properties, news: Properties): Promise<CheckOutcome> {
    return this.plainly("check", [news], () => {
      const urn = urnOf(news);
      // The engine passes no old inputs for what it is about to create.
      if (urn !== undefined && isEmpty(withoutInternals(olds))) this.replacements.announce(urn);
      else if (urn !== undefined) this.replacements.recognise(urn);
      this.connection.through(throughOf(news));
      const { raw, problems: undefineds } = withoutUndefined(withoutInternals(news));
      // Old inputs alone do not mean that there is an object: they may belong to one that was deleted to be replaced by
      // this one.
      const schema = schemaFor(this.definition, fromState(this.definition, olds).inputs);
      const hiddenByVendor = hiddenIn(news);
      const parsed = schema.safeParse(withUnknown(raw, hiddenByVendor));
      if (parsed.success && hiddenByVendor.length > 0) return { inputs: news, failures: [] };
      if (parsed.success) {
        const inputs = toInputs(this.definition, parsed.data, news, olds);
        this.keepSecretsOf(inputs);
        this.caution(parsed.data, desiredIn(this.definition, olds));
        const complaints = [
          ...undefineds,
          ...this.complaints(olds, inputs, parsed.data),
          ...this.connection.problems(),
        ];
        if (complaints.length === 0) hearing.checked(urn);
        return { inputs, failures: complaints.map(failure) };
      }
      const hidden = [...this.definition.secrets, ...(markedIn(news) ?? [])];
      const problems = problemsOf(parsed.error, raw, hidden, originsOf(urn, raw))
        .filter(({ field }) => !undefineds.some((named) => named.startsWith(`${field}: `)))
        .map(({ field, reason }) => `${field}: ${reason}`);
      return {
        inputs: news,
        failures: [...undefineds, ...problems, ...this.connection.problems()].map(failure),
      };
    });
  }

  diff(id: string, olds: Properties, news: Properties): Promise<Difference> {
    return this.plainly("diff", [olds, news], () => {
      const old = priorFrom(this.definition, id, olds);
      const change = { old, desired: desiredIn(this.definition, news) };
      const found = difference(this.definition, change);
      this.reasons.explain(id, found, change);
      const account = this.connection.accountIfSet();
      const looks = this.others.areOn(account, olds, old) || marksMore(olds, news, !isOfFirstRelease(olds));
      const changed = looks ? { ...found, changes: true } : found;
      const whole = this.reasons.withAccountChange(id, changed, olds, account);
      const imported = importOf(news);
      if (imported !== undefined && imported !== id)
        warn(`${this.title}: import: ${imported} is not taken over, because the resource has ${id} already`);
      if (whole.replaces.length > 0) this.replacements.expect(id);
      if (!whole.changes) hearing.unchanged(urnOf(news));
      const seen = { ...change, replaced: whole.replaces.length > 0 };
      const complaints = account === undefined ? [] : this.entries.compared(account, urnOf(news), seen);
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
      return whole;
    });
  }

  create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    const urn = urnOf(inputs);
    if (urn !== undefined) this.replacements.arrived(urn);
    return this.operate("create", inputs, [inputs], async (operation) => {
      const desired = desiredIn(this.definition, inputs);
      const imported = urn !== undefined && this.replacements.isRenewed(urn) ? undefined : importOf(inputs);
      const found = await (imported === undefined
        ? this.definition.reconcile(operation, desired, undefined)
        : takeOver(this.definition, operation, imported, desired));
      this.entries.done(operation, desired, found);
      this.others.settled(operation.account, found);
      return { id: found.id, outs: toState(this.definition, found, operation.account.fingerprint, inputs) };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    return this.operate("update", news, [olds, news], async (operation) => {
      const [desired, prior] = [desiredIn(this.definition, news), priorFrom(this.definition, id, olds)];
      const found = await this.definition.reconcile(operation, desired, prior);
      this.entries.done(operation, desired, found);
      this.others.settled(operation.account, prior, found);
      return { outs: toState(this.definition, found, operation.account.fingerprint, news, olds) };
    });
  }

  read(id: string, props: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }> {
    return this.operate("read", props, [props], async (operation) => {
      const found = await this.definition.observe(operation, priorFrom(this.definition, id, props));
      if (found === undefined) {
        assertSameAccount(operation.account, props, id);
        // A program's `get` passes only the id; if the answer were «gone», the engine would continue with an empty
        // object.
        if (isEmpty(withoutInternals(props))) throw new Error(unknownObject(this.definition, id));
        return {};
      }
      const shown = withoutNewSecrets(found, props, this.definition.secrets);
      return {
        id: shown.id,
        props: toState(this.definition, shown, fingerprintFor(props, operation.account), props, props),
        inputs: sealedAt(toInputs(this.definition, shown.inputs, props, props), this.definition.secrets),
      };
    });
  }

  delete(id: string, props: Properties): Promise<void> {
    const replacing = this.replacements.includes(id);
    const remove = async (operation: Operation<A, I, O>): Promise<void> => {
      const prior = priorFrom(this.definition, id, props);
      const holder = operation.holder(id);
      if (holder !== undefined) {
        operation.warn(`${id} is not deleted, only removed from the state here: it belongs to ${holder} now`);
        return;
      }
      assertUnnamed(operation.claimant, id);
      const removed = await this.definition.remove(operation, prior);
      if (!removed) acceptAbsence(operation, this.definition, props, id);
      this.others.settled(operation.account, prior);
    };
    return this.operate("delete", props, [props], remove, replacing);
  }

  describe(id: string, origin: Properties, isOpen = false): Promise<Description> {
    return this.operate("read", {}, [{}], async (operation) => {
      const object = await importable(this.definition, operation, id, isOpen);
      this.keepSecretsOf(object.declared.inputs as Properties);
      return descriptionOf(this.definition, object, operation.account, origin);
    });
  }

  importId(id: string, outputs: Properties): string {
    return this.definition.importId?.(id, outputs as Partial<O>) ?? id;
  }

  account(): A {
    return this.connection.account();
  }

  private get title(): string {
    return `${this.definition.vendor.name} ${this.definition.type}`;
  }

  /** Warns of accepted inputs, where the inputs before them gave no reason to. */
  private caution(desired: I, before: Partial<I>): void {
    const said = this.definition.cautions?.(before) ?? [];
    for (const caution of this.definition.cautions?.(desired) ?? []) {
      if (!said.includes(caution)) warn(`${this.title}: ${caution}`);
    }
  }

  /** What is wrong with what a program declares, beyond the schema. */
  private complaints(olds: Properties, inputs: Properties, desired: I): readonly string[] {
    const [account, urn] = [this.connection.accountIfSet(), urnOf(inputs)];
    if (account === undefined) return [];
    const take = (things: readonly string[]): Promise<void> =>
      urn === undefined ? Promise.resolve() : this.take(account, inputs, urn, things);
    return this.entries.checked(account, urn, { olds, inputs, desired }, take);
  }

  /** Makes things a declared resource's own, in the operation of another one. Its note stays for its own operation. */
  private async take(account: A, inputs: Properties, urn: string, things: readonly string[]): Promise<void> {
    const session = new Session<A, I, O>({
      ...{ title: this.title, account, claims: claimsOf(account), properties: inputs },
      ...{ lastSeen: {}, self: urn, replacing: false, creates: false, handsOver: true },
    });
    this.keepSecretsOf(inputs);
    try {
      await this.definition.take?.(session.operation, desiredIn(this.definition, inputs), things);
    } catch (error) {
      throw plainError(`${this.message("update", error)} (${urn})`);
    } finally {
      session.dispose();
    }
  }

  /** Runs an operation with an account and a time limit, and makes sure that what it created is never lost. */
  private operate<R>(...work: Work<A, I, O, R>): Promise<R> {
    return about(urnOf(work[1]), () => this.carryOut(...work));
  }

  private async carryOut<R>(...work: Work<A, I, O, R>): Promise<R> {
    const [name, properties, involved, run, replacing = false] = work;
    this.keepSecretsOf(...involved);
    let account: A | undefined;
    let session: Session<A, I, O> | undefined;
    this.connection.through(throughOf(properties));
    const self = name === "create" || name === "update" ? urnOf(properties) : undefined;
    hearing.began(urnOf(properties));
    try {
      account = this.connection.account();
      session = new Session<A, I, O>({
        title: this.title,
        account,
        claims: claimsOf(account),
        properties,
        lastSeen: involved[0] ?? {},
        self,
        replacing,
        creates: name === "create",
      });
      const result = await run(session.operation);
      if (name !== "read") session.succeeded();
      return result;
    } catch (error) {
      const message = this.message(name, error, session?.doneInTime);
      session?.failed();
      const saved = session?.checkpoint;
      if (saved === undefined) throw plainError(message);
      throw new PartialOutcome(
        saved.id,
        toState(this.definition, saved, account?.fingerprint, properties, involved[0]),
        message,
      );
    } finally {
      session?.dispose();
      hearing.ended();
      if (account !== undefined && self !== undefined) claimsOf(account).over(self);
    }
  }

  /** @param involved the properties; the last are those of the program */
  private plainly<R>(name: string, involved: readonly Properties[], run: () => R): Promise<R> {
    this.keepSecretsOf(...involved);
    return about(urnOf(involved.at(-1) ?? {}), () => {
      try {
        return run();
      } catch (error) {
        throw plainError(this.message(name, error));
      }
    });
  }

  /** Before anything else is done with the properties: all that is said from then on leaves their secrets out. */
  private keepSecretsOf(...involved: readonly Properties[]): void {
    keepSecret(...secretsOf(involved, this.definition.secrets));
  }

  /** @param done what was done before the time of the operation was over */
  private message(name: string, error: unknown, done?: string): string {
    const account = this.connection.accountIfSet();
    const advice =
      endpointAdvice(error, account?.endpoint) ?? this.definition.vendor.advise?.(error, account);
    const limit =
      done === undefined
        ? undefined
        : `Done within the time limit: ${done}. That stays done. Run the same command again, which goes on from there; more ` +
          `time is given by ${this.definition.vendor.name}:operationTimeout`;
    const parts = [`${this.title}: ${name} failed: ${messageOf(error)}`, advice, limit];
    return presentable(parts.filter((part) => part !== undefined).join(". "));
  }
}

function isEmpty(properties: Properties): boolean {
  return Object.keys(properties).length === 0;
}
