import { Deadline } from "../http/deadline";
import { redact } from "../http/redact";
import { acceptAbsence, accountMove, assertSameAccount } from "./account-move";
import { Connection, type ConfigureRequest } from "./connection";
import type { Account, FieldRule, Found, Known, Operation, ResourceDefinition } from "./definition";
import { difference, type Difference } from "./diff";
import { Journal } from "./journal";
import { messageOf, PartialOutcome, plainError, secretsIn, UnsettledCreation } from "./outcome";
import { problemsOf } from "./problems";
import {
  fromState,
  priorFrom,
  nameOf,
  ownerOf,
  schemaFor,
  toInputs,
  toState,
  withoutInternals,
  type Properties,
} from "./state";
import { warn } from "./warn";

const journal = new Journal();

/** What the engine's host for dynamic resources calls. The same shape as the SDK's `dynamic.ResourceProvider`. */
export interface Provider {
  configure(request: ConfigureRequest): Promise<void>;
  check(olds: Properties, news: Properties): Promise<CheckOutcome>;
  diff(id: string, olds: Properties, news: Properties): Promise<Difference>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, props: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

/** The inputs in normal form, and everything that is wrong with them. */
export interface CheckOutcome {
  readonly inputs: Properties;
  readonly failures: { property: string; reason: string }[];
}

/** Makes a Pulumi provider of a resource definition. All that resources have in common happens here. */
export function createProvider<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
): Provider {
  return new LifecycleProvider(definition);
}

class LifecycleProvider<A extends Account, I extends object, O extends object> implements Provider {
  private readonly definition: ResourceDefinition<A, I, O>;
  private readonly connection: Connection<A>;
  /** Ids that a diff of this process found to be replaced: their deletion makes room, it is not the end. */
  private readonly replacing = new Set<string>();
  /**
   * Names of the resources that the engine asked about without their old inputs. It does so for what it creates and,
   * without a diff, for what a person wants replaced (`--replace`): what state has under such a name is deleted to make
   * room, too. A name alone, because the project or stack of the old object may have been renamed since.
   */
  private readonly declaredAnew = new Set<string>();
  /** Owners that a program of this run declares. A refresh asks for diffs too, of what state has, and declares nothing. */
  private readonly declared = new Set<string>();
  /** Ids that a creation of this process took over: a deletion of the same id would take the new resource apart. */
  private readonly takenOver = new Set<string>();

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
      const name = nameOf(news);
      if (name !== undefined && isEmpty(withoutInternals(olds))) this.declaredAnew.add(name);
      // Old inputs alone do not mean that there is an object: they may be those of one that made room for this one.
      const raw = withoutInternals(news);
      const owner = ownerOf(news);
      if (owner !== undefined) this.declared.add(owner);
      const parsed = schemaFor(this.definition, fromState(this.definition, olds).inputs).safeParse(raw);
      if (parsed.success) {
        const failures = this.vet(owner, parsed.data, undefined).map(failure);
        return { inputs: toInputs(parsed.data, news), failures };
      }
      const problems = problemsOf(parsed.error, raw, this.definition.secrets);
      return { inputs: news, failures: problems.map(({ field, reason }) => failure(`${field}: ${reason}`)) };
    });
  }

  diff(id: string, olds: Properties, news: Properties): Promise<Difference> {
    return this.plainly("diff", [olds, news], () => {
      const old = priorFrom(this.definition, id, olds);
      const desired = withoutInternals(news) as I;
      const complaints = this.vet(ownerOf(news), desired, old);
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
      const found = difference(this.definition, { old, desired });
      for (const field of found.replaces) this.explainReplacement(id, this.ruleOf(field)?.why);
      const whole = this.withAccountChange(id, found, olds);
      // A refresh asks too, and so do dependents before they are declared: a number that is kept by mistake is not lost.
      // The old object of a replacement may be gone since an earlier run, which was cut off while it made the new one.
      if (whole.replaces.length > 0) this.replacing.add(id);
      else this.conclude("create", olds);
      return whole;
    });
  }

  create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    return this.operate("create", inputs, [inputs], async (operation) => {
      const found = await this.definition.reconcile(operation, withoutInternals(inputs) as I, undefined);
      return { id: found.id, outs: this.stateOf(operation, found, inputs) };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    return this.operate("update", news, [olds, news], async (operation) => {
      const prior = priorFrom(this.definition, id, olds);
      const found = await this.definition.reconcile(operation, withoutInternals(news) as I, prior);
      this.conclude("update", news);
      return { outs: this.stateOf(operation, found, news) };
    });
  }

  read(id: string, props: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }> {
    return this.operate("read", props, [props], async (operation) => {
      this.conclude("create", props);
      const found = await this.definition.observe(operation, priorFrom(this.definition, id, props));
      if (found === undefined) {
        assertSameAccount(operation.account, props, id);
        // A program's `get` names nothing but the id; told that it is gone, the engine would go on with an empty shell.
        if (isEmpty(withoutInternals(props)))
          throw new Error(`${this.definition.vendor.name} has no such object: ${id}`);
        return {};
      }
      return {
        id: found.id,
        props: this.stateOf(operation, found, props),
        inputs: toInputs(found.inputs, props),
      };
    });
  }

  delete(id: string, props: Properties): Promise<void> {
    const name = nameOf(props);
    const replacing = this.replacing.has(id) || (name !== undefined && this.declaredAnew.has(name));
    return this.operate("delete", props, [props], async (shared) => {
      const operation: Operation<A, I, O> = { ...shared, replacing };
      this.conclude("create", props);
      if (this.takenOver.has(id)) {
        operation.warn(`${id} is not deleted: the resource that replaces this one has taken it over`);
        return;
      }
      const removed = await this.definition.remove(operation, priorFrom(this.definition, id, props));
      if (!removed) acceptAbsence(operation, this.definition, props, id);
    });
  }

  private get title(): string {
    return `${this.definition.vendor.name} ${this.definition.type}`;
  }

  private vet(owner: string | undefined, desired: I, old: Known<I, O> | undefined): readonly string[] {
    // What state alone has claims nothing: after an update that failed it may hold what no program ever declared at once.
    if (this.definition.vet === undefined || owner === undefined || !this.declared.has(owner)) return [];
    const account = this.connection.accountIfSet();
    return account === undefined ? [] : this.definition.vet(account, owner, desired, old);
  }

  /** The note of a creation has served when state holds the object, or when it is known that there is none. */
  private conclude(operation: string, properties: Properties): void {
    const key = this.journalKey(operation, properties);
    if (key !== undefined) journal.conclude(key);
  }

  /** An update may create too, such as gateways for a number that joins; its notes outlive the diff before it. */
  private journalKey(operation: string, properties: Properties): string | undefined {
    const owner = ownerOf(properties);
    return owner === undefined ? undefined : `${this.title}\n${owner}\n${operation}`;
  }

  private withAccountChange(id: string, found: Difference, olds: Properties): Difference {
    if (this.definition.accountChange !== "replace") return found;
    const move = accountMove(olds, this.connection.accountIfSet());
    if (move === undefined) return found;
    this.explainReplacement(id, `the settings are those of ${move.now}, and it lives in ${move.before}`);
    return { changes: true, replaces: [...found.replaces, "account"], deleteBeforeReplace: true };
  }

  /** The engine shows which field replaces an object and has no place for the reason. */
  private explainReplacement(id: string, why: string | undefined): void {
    if (why !== undefined) warn(`${this.title}: ${id} is to be replaced: ${why}`);
  }

  private ruleOf(field: string): FieldRule<I, O> | undefined {
    return (this.definition.fields as Partial<Record<string, FieldRule<I, O>>>)[field];
  }

  private stateOf(operation: Operation<A, I, O>, found: Found<I, O>, inputs: Properties): Properties {
    return toState(found, operation.account.fingerprint, inputs);
  }

  /** Runs an operation with an account and a time limit, and sees to it that what it made is never lost. */
  private async operate<R>(
    name: string,
    properties: Properties,
    involved: readonly Properties[],
    run: (operation: Operation<A, I, O>) => Promise<R>,
  ): Promise<R> {
    let saved: { id: string; inputs: Partial<I>; outputs: Partial<O> } | undefined;
    let account: A | undefined;
    let deadline: Deadline | undefined;
    const key = this.journalKey(name, properties);
    const interrupted = key !== undefined && journal.has(key);
    try {
      const connected = this.connection.account();
      account = connected;
      deadline = new Deadline(account.operationTimeoutMs);
      const operation: Operation<A, I, O> = {
        account,
        deadline,
        owner: ownerOf(properties),
        interrupted,
        asked: interrupted ? journal.asked(key) : undefined,
        begin: (asked) => {
          if (key !== undefined) journal.begin(key, asked);
        },
        tookOver: (id) => this.takenOver.add(id),
        trustAbsence: () => assertSameAccount(connected, involved[0] ?? {}, "the object"),
        settle: () => this.conclude(name, properties),
        replacing: false,
        warn: (message) => warn(`${this.title}: ${message}`),
        checkpoint: (found) => {
          saved = found;
        },
      };
      return await run(operation);
    } catch (error) {
      const message = this.message(name, error, involved, account);
      // After a creation either state holds the object or it is certain that there is none; unless an earlier run left
      // one behind. An update that fails leaves what it began to the next one.
      const settled = saved !== undefined || (!interrupted && !(error instanceof UnsettledCreation));
      if (name === "create" && settled) this.conclude(name, properties);
      if (saved === undefined) throw plainError(message);
      throw new PartialOutcome(saved.id, toState(saved, account?.fingerprint, properties), message);
    } finally {
      deadline?.dispose();
    }
  }

  private async plainly<R>(name: string, involved: readonly Properties[], run: () => R): Promise<R> {
    try {
      return await Promise.resolve(run());
    } catch (error) {
      throw plainError(this.message(name, error, involved, this.connection.accountIfSet()));
    }
  }

  private message(name: string, error: unknown, involved: readonly Properties[], account: A | undefined) {
    const secrets = involved.flatMap((properties) => secretsIn(properties, this.definition.secrets));
    const advice = this.definition.vendor.advise?.(error);
    const text = `${this.title}: ${name} failed: ${messageOf(error)}${advice === undefined ? "" : `. ${advice}`}`;
    return redact(text, [...secrets, ...(account?.secrets ?? [])]);
  }
}

/** The property stays empty: the CLI would print the value of a property that is named, secret or not. */
function failure(reason: string): { property: string; reason: string } {
  return { property: "", reason };
}

function isEmpty(properties: Properties): boolean {
  return Object.keys(properties).length === 0;
}
