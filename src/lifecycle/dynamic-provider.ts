import type { ConfigureRequest } from "./connection";
import type { Account } from "./definition";
import type { Difference } from "./diff";
import type { Properties } from "./state";

/** What the engine's host for dynamic resources calls. The same shape as the SDK's `dynamic.ResourceProvider`. */
export interface Provider {
  configure(request: ConfigureRequest): Promise<void>;
  check(olds: Properties, news: Properties): Promise<CheckOutcome>;
  diff(id: string, olds: Properties, news: Properties): Promise<Difference>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, props: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
  /**
   * What an import writes of an object that exists; for this package's own commands.
   *
   * @param isOpen whether it may hold no secret at all; false by default
   */
  describe(id: string, origin: Properties, isOpen?: boolean): Promise<Description>;
  /** The id that an import of an object in state takes; for this package's own commands. */
  importId(id: string, outputs: Properties): string;
  /** The account of its settings; for this package's own commands. */
  account(): Account;
}

/** An object for an import file or a program. */
export interface Description {
  readonly id: string;
  /** The inputs as a program declares them, without defaults, secrets in clear; of a secret that the vendor hides, only what belongs to it. */
  readonly declared: Properties;
  /** The arguments, dotted, that hold secrets, whether the vendor shows them or not. */
  readonly secrets: readonly string[];
  /** Those of them that the object needs and the vendor hides. */
  readonly hidden: readonly string[];
  /** Why no program can declare the object as it is; empty where one can. */
  readonly problems: readonly string[];
  /** Inputs and outputs for state; each secret is in the engine's form. */
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** The inputs in normal form, and everything that is wrong with them. */
export interface CheckOutcome {
  readonly inputs: Properties;
  readonly failures: { property: string; reason: string }[];
}
