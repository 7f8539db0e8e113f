import type { Assumption, VendorName } from "./assumption";
import type { Step, StepBench } from "./step";

/** What a run is allowed and told to do. */
export interface RunOptions {
  readonly vendor: VendorName;
  /** What the names of all objects of the suite begin with. */
  readonly prefix: string;
  /** What distinguishes the names of this run. */
  readonly tag: string;
  /** Numbers of the user, in E.164 form. */
  readonly numbers: readonly string[];
  /** True, or the id of one that an earlier run left, where trunks may be tried. */
  readonly trunk: boolean | string;
  /** Id of an assumption, where only the steps that decide it are wanted. */
  readonly only?: string | undefined;
  /** Base URL in place of the vendor's. */
  readonly endpoint?: string | undefined;
  /** Environment variables with the credentials. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What every vendor's bench has beside its own. */
export interface LiveBench extends StepBench {
  /** Base URL of the vendor's API. */
  readonly base: string;
  /** Names what is left although it was swept, and what stays. */
  sweep(): Promise<readonly string[]>;
  /**
   * Looks at what the user named, before anything is written.
   *
   * @throws Error when the suite may not touch it.
   */
  inspect(): Promise<void>;
  /** How many requests were sent, and how long the slowest answer took. */
  readonly measured: { readonly requests: number; readonly slowestMs: number };
}

/** A vendor's suite. */
export interface LiveVendor<B extends LiveBench> {
  readonly name: VendorName;
  readonly assumptions: readonly Assumption[];
  readonly steps: readonly Step<B>[];
  /** What the run does, for the person who is asked. */
  readonly plan: (options: RunOptions) => readonly string[];
  /** @throws Error when credentials are missing, naming the environment variables. */
  readonly connect: (options: RunOptions) => B;
}

/** The values of environment variables. */
export function required(env: RunOptions["env"], ...names: readonly string[]): string[] | undefined {
  const values = names.map((name) => env[name]?.trim() ?? "");
  return values.includes("") ? undefined : values;
}

/** Asks again until an answer is good, because a vendor may show a write late. */
export async function eventually<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const end = performance.now() + 30_000;
  for (let pauseMs = 5; ; pauseMs = Math.min(2000, pauseMs * 2)) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`${what}: not seen within 30 s`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
