import { keepSecret, presentable } from "../http/presentable";
import {
  acceptAbsence,
  accountMove,
  assertSameAccount,
  fingerprintFor,
  meaningOfMove,
  replacementForMove,
} from "./account-move";
import { claimsOf, objectThing, type Claim } from "./claims";
import { Connection, type ConfigureRequest } from "./connection";
import type { Account, Change, FieldRule, Found, Operation, Prior, ResourceDefinition } from "./definition";
import { difference, type Difference } from "./diff";
import type { CheckOutcome, Provider } from "./dynamic-provider";
import { endpointAdvice } from "./endpoint-advice";
import { hearing } from "./hearing";
import { messageOf, PartialOutcome, plainError } from "./outcome";
import { originsOf, problemsOf } from "./problems";
import { Replacements } from "./replacements";
import { markedIn, marksMore, secretsOf } from "./secrets";
import { Session } from "./session";
import {
  fromState,
  priorFrom,
  schemaFor,
  toInputs,
  toState,
  urnOf,
  withoutInternals,
  type Properties,
} from "./state";
import { warn } from "./warn";

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
  private readonly movesFrom = new Set<string>();

  constructor(definition: ResourceDefinition<A, I, O>) {
    this.definition = definition;
    this.connection = new Connection(definition.vendor);
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
      const raw = withoutInternals(news);
      // Old inputs alone do not mean that there is an object: they may belong to one that was deleted to be replaced by
      // this one.
      const parsed = schemaFor(this.definition, fromState(this.definition, olds).inputs).safeParse(raw);
      if (parsed.success) {
        const inputs = toInputs(parsed.data, news);
        this.keepSecretsOf(inputs);
        this.caution(parsed.data, withoutInternals(olds) as Partial<I>);
        const complaints = [...this.complaints(urn, olds, inputs, parsed.data), ...this.settingsProblems()];
        if (complaints.length === 0) hearing.checked(urn);
        return { inputs, failures: complaints.map(failure) };
      }
      const hidden = [...this.definition.secrets, ...(markedIn(news) ?? [])];
      const problems = problemsOf(parsed.error, raw, hidden, originsOf(urn, raw)).map(
        ({ field, reason }) => `${field}: ${reason}`,
      );
      return { inputs: news, failures: [...problems, ...this.settingsProblems()].map(failure) };
    });
  }

  diff(id: string, olds: Properties, news: Properties): Promise<Difference> {
    return this.plainly("diff", [olds, news], () => {
      const old = priorFrom(this.definition, id, olds);
      const desired = withoutInternals(news) as I;
      const change = { old, desired };
      const found = difference(this.definition, change);
      for (const reason of this.reasonsOf(found, change)) this.explainReplacement(id, reason);
      const changed = marksMore(olds, news) ? { ...found, changes: true } : found;
      const whole = this.withAccountChange(id, changed, olds);
      if (whole.replaces.length > 0) this.replacements.expect(id);
      if (!whole.changes) hearing.unchanged(urnOf(news));
      const complaints = this.conflicts(urnOf(news), desired, old, whole.replaces.length > 0);
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
      return whole;
    });
  }

  create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    const urn = urnOf(inputs);
    if (urn !== undefined) this.replacements.arrived(urn);
    return this.operate("create", inputs, [inputs], async (operation) => {
      const desired = withoutInternals(inputs) as I;
      const found = await this.definition.reconcile(operation, desired, undefined);
      this.enter(operation, desired, found);
      return { id: found.id, outs: this.stateOf(operation, found, inputs) };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    return this.operate("update", news, [olds, news], async (operation) => {
      const desired = withoutInternals(news) as I;
      const found = await this.definition.reconcile(operation, desired, priorFrom(this.definition, id, olds));
      this.enter(operation, desired, found);
      return { outs: this.stateOf(operation, found, news) };
    });
  }

  read(id: string, props: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }> {
    return this.operate("read", props, [props], async (operation) => {
      const found = await this.definition.observe(operation, priorFrom(this.definition, id, props));
      if (found === undefined) {
        assertSameAccount(operation.account, props, id);
        // A program's `get` passes only the id; if the answer were «gone», the engine would continue with an empty
        // object.
        if (isEmpty(withoutInternals(props)))
          throw new Error(`${this.definition.vendor.name} has no such object: ${id}`);
        return {};
      }
      return {
        id: found.id,
        props: toState(found, fingerprintFor(props, operation.account), props),
        inputs: toInputs(found.inputs, props),
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
      const removed = await this.definition.remove(operation, prior);
      if (!removed) acceptAbsence(operation, this.definition, props, id);
    };
    return this.operate("delete", props, [props], remove, replacing);
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

  /** What is wrong with what a program declares, beyond the schema. Enters what the resource wants. */
  private complaints(
    urn: string | undefined,
    olds: Properties,
    inputs: Properties,
    desired: I,
  ): readonly string[] {
    const account = this.connection.accountIfSet();
    if (account === undefined) return [];
    const problems = this.definition.problems?.(account, desired, undefined) ?? [];
    if (urn === undefined) return problems;
    const wanted = this.definition.claims?.(desired, undefined) ?? [];
    const take = (things: readonly string[]): Promise<void> => this.take(account, inputs, urn, things);
    const claims = claimsOf(account);
    const conflicts = claims.declare(urn, withoutInternals(inputs), wanted, take);
    claims.giveUp(urn, this.thingsOf(olds));
    return [...problems, ...conflicts];
  }

  /** What a resource wanted by its old inputs; nothing where they are those of no object. */
  private thingsOf(olds: Properties): readonly string[] {
    const { inputs } = fromState(this.definition, olds);
    const parsed = schemaFor(this.definition, inputs).safeParse(inputs);
    if (!parsed.success) return [];
    return (this.definition.claims?.(parsed.data, undefined) ?? []).map(({ thing }) => thing);
  }

  private settingsProblems(): readonly string[] {
    const problem = this.connection.problem();
    return problem === undefined ? [] : [problem];
  }

  /** The same once state shows which object the resource has; nothing for a diff that no program asked for. */
  private conflicts(
    urn: string | undefined,
    desired: I,
    old: Prior<I, O>,
    replaced: boolean,
  ): readonly string[] {
    const account = this.connection.accountIfSet();
    if (account === undefined || urn === undefined) return [];
    const claims = claimsOf(account);
    if (!claims.isDeclaredAs(urn, desired)) return [];
    const objects = this.objectsOf(old).map((id) => objectThing(this.title, id));
    claims.surrender(urn, objects, this.definition.givesUp?.(old, desired) ?? []);
    if (replaced) {
      claims.giveUp(urn, objects);
      return [];
    }
    const problems = this.definition.problems?.(account, desired, old) ?? [];
    return [...problems, ...claims.add(urn, this.claimsOn(desired, old))];
  }

  /** Makes things a declared resource's own, in the operation of another one. Its note stays for its own operation. */
  private async take(account: A, inputs: Properties, urn: string, things: readonly string[]): Promise<void> {
    const [title, claims] = [this.title, claimsOf(account)];
    const session = new Session<A, I, O>({
      ...{ title, account, claims, properties: inputs, lastSeen: {}, self: urn },
      ...{ replacing: false, creates: false },
    });
    this.keepSecretsOf(inputs);
    try {
      await this.definition.take?.(session.operation, withoutInternals(inputs) as I, things);
    } catch (error) {
      throw plainError(`${this.message("update", error)} (${urn})`);
    } finally {
      session.dispose();
    }
  }

  /** Enters what a resource has after an operation. The operation is done by then, so a conflict is a warning. */
  private enter(operation: Operation<A, I, O>, desired: I, found: Prior<I, O>): void {
    if (operation.urn === undefined) return;
    const conflicts = claimsOf(operation.account).add(operation.urn, this.claimsOn(desired, found));
    for (const conflict of conflicts) operation.warn(conflict);
  }

  private claimsOn(desired: I, prior: Prior<I, O>): readonly Claim[] {
    const objects = this.objectsOf(prior).map((id) => ({
      thing: objectThing(this.title, id),
      conflict: (holder: string) =>
        `${id} belongs to another ${this.definition.type} of this program already (${holder}). One object is one resource: ` +
        `remove one of the two from the program, and from the state with 'pulumi state delete'`,
    }));
    return [...(this.definition.claims?.(desired, prior) ?? []), ...objects];
  }

  private objectsOf(prior: Prior<I, O>): readonly string[] {
    return this.definition.objects?.(prior) ?? [prior.id];
  }

  private withAccountChange(id: string, found: Difference, olds: Properties): Difference {
    const move = accountMove(olds, this.connection.accountIfSet());
    if (move === undefined) return found;
    if (this.definition.accountChange !== "replace") {
      // Once for all resources of the class: there may be thousands.
      if (this.movesFrom.has(move.before)) return found;
      this.movesFrom.add(move.before);
      warn(`${this.title}: ${meaningOfMove(id, move)}`);
      return found;
    }
    this.explainReplacement(id, replacementForMove(move));
    return { changes: true, replaces: [...found.replaces, "account"], deleteBeforeReplace: true };
  }

  /** The engine shows which field replaces an object, but not the reason. */
  private explainReplacement(id: string, why: string): void {
    warn(`${this.title}: ${id} is to be replaced: ${why}`);
  }

  private reasonsOf({ replaces }: Difference, change: Change<I, O>): ReadonlySet<string> {
    const rules = this.definition.fields as Partial<Record<string, FieldRule<I, O>>>;
    const reasons = replaces.map((field) => rules[field]?.why);
    return new Set(
      reasons.flatMap((why) => (why === undefined ? [] : [typeof why === "function" ? why(change) : why])),
    );
  }

  private stateOf(operation: Operation<A, I, O>, found: Found<I, O>, inputs: Properties): Properties {
    return toState(found, operation.account.fingerprint, inputs, this.definition.shownAs);
  }

  /** Runs an operation with an account and a time limit, and makes sure that what it created is never lost. */
  private async operate<R>(
    name: "create" | "read" | "update" | "delete",
    properties: Properties,
    involved: readonly Properties[],
    run: (operation: Operation<A, I, O>) => Promise<R>,
    replacing = false,
  ): Promise<R> {
    this.keepSecretsOf(...involved);
    let account: A | undefined;
    let session: Session<A, I, O> | undefined;
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
      const message = this.message(name, error);
      session?.failed();
      const saved = session?.checkpoint;
      if (saved === undefined) throw plainError(message);
      throw new PartialOutcome(
        saved.id,
        toState(saved, account?.fingerprint, properties, this.definition.shownAs),
        message,
      );
    } finally {
      session?.dispose();
      hearing.ended();
      if (account !== undefined && self !== undefined) claimsOf(account).over(self);
    }
  }

  private async plainly<R>(name: string, involved: readonly Properties[], run: () => R): Promise<R> {
    this.keepSecretsOf(...involved);
    try {
      return await Promise.resolve(run());
    } catch (error) {
      throw plainError(this.message(name, error));
    }
  }

  /** Before anything else is done with the properties: all that is said from then on leaves their secrets out. */
  private keepSecretsOf(...involved: readonly Properties[]): void {
    keepSecret(...secretsOf(involved, this.definition.secrets));
  }

  private message(name: string, error: unknown): string {
    const account = this.connection.accountIfSet();
    const advice =
      endpointAdvice(error, account?.endpoint) ?? this.definition.vendor.advise?.(error, account);
    return presentable(
      `${this.title}: ${name} failed: ${messageOf(error)}${advice === undefined ? "" : `. ${advice}`}`,
    );
  }
}

/** The property stays empty: the CLI prints the value of a property that is named, secret or not. */
function failure(reason: string): { property: string; reason: string } {
  return { property: "", reason: presentable(reason) };
}

function isEmpty(properties: Properties): boolean {
  return Object.keys(properties).length === 0;
}
