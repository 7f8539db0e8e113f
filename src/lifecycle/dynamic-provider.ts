import type { ConfigureRequest } from "./connection";
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
}

/** The inputs in normal form, and everything that is wrong with them. */
export interface CheckOutcome {
  readonly inputs: Properties;
  readonly failures: { property: string; reason: string }[];
}
