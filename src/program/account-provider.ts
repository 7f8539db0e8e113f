import * as pulumi from "@pulumi/pulumi";
import { withUndefinedNamed } from "./undefined-value";

/** Settings that every vendor's provider has. */
export interface TuningArgs {
  /** Time limit of one request, in seconds; 30 by default. */
  requestTimeout?: pulumi.Input<number>;
  /**
   * Time limit of one whole operation with all its requests and retries, in seconds; 300 by default. The time in which it
   * only waits for its turn, or in which the vendor refuses requests (429), does not count while others are answered.
   */
  operationTimeout?: pulumi.Input<number>;
  /** How often a failed request is repeated where that is safe; 4 by default. A 429 does not count. */
  maxRetries?: pulumi.Input<number>;
  /** Requests under way at once; 10 by default. */
  maxConcurrency?: pulumi.Input<number>;
  /** Requests started in a second at most; no bound by default. Below it, the pace follows what the vendor accepts. */
  requestsPerSecond?: pulumi.Input<number>;
}

/**
 * Base of the classes for a further account. The engine runs one process of the dynamic provider for each, and passes
 * it these settings instead of the stack's configuration, under the same keys.
 */
export abstract class AccountProvider extends pulumi.ProviderResource {
  /** The vendor whose account it is: only classes of this vendor can use it. */
  public readonly vendor: string;
  /** The provider in a message: `videosdk.Provider branch`. */
  public readonly title: string;
  /**
   * Its settings by their full keys, for look-ups. They are not part of the provider's outputs, which a program could print.
   *
   * @internal
   */
  public readonly settings: pulumi.Output<Readonly<Record<string, string>>>;

  protected constructor(
    vendor: string,
    name: string,
    settings: Readonly<Record<string, pulumi.Input<string | number> | undefined>>,
    secrets: readonly string[],
    options?: pulumi.ResourceOptions,
  ) {
    const entries = Object.entries(settings)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => {
        // An undefined value is reported, and never the text «undefined».
        const text = withUndefinedNamed(pulumi.output(value)).apply(String);
        return [`${vendor}:${key}`, secrets.includes(key) ? pulumi.secret(text) : text] as const;
      });
    super("pulumi-nodejs", name, Object.fromEntries(entries), options);
    this.settings = pulumi.secret(pulumi.output(Object.fromEntries(entries)));
    this.vendor = vendor;
    this.title = `${vendor}.Provider ${name}`;
  }
}
