import type * as pulumi from "@pulumi/pulumi";
import { AccountProvider, type TuningArgs } from "../program/account-provider";

/**
 * Settings of a further VideoSDK account: an API key with its secret, or a ready-made token. What is left out is taken
 * from the environment, as for the stack's own account.
 */
export interface ProviderArgs extends TuningArgs {
  /** API key of the project. */
  apiKey?: pulumi.Input<string>;
  /** Secret of the API key. Always kept as a secret. */
  secret?: pulumi.Input<string>;
  /** Ready-made token, without a prefix, instead of key and secret. Always kept as a secret. */
  token?: pulumi.Input<string>;
  /** Id of the organization, as VideoSDK's dashboard shows it: an `InboundGateway` then has the output `inboundSipUri`. */
  organizationId?: pulumi.Input<string>;
  /** Base URL of the API; `https://api.videosdk.live` by default. */
  endpoint?: pulumi.Input<string>;
}

/**
 * A VideoSDK account other than the one in the stack's configuration, to be passed as `{ provider }`.
 *
 * @example
 * ```ts
 * const branch = new videosdk.Provider("branch", {
 *   apiKey: config.require("branchKey"),
 *   secret: config.requireSecret("branchSecret"),
 * });
 * new videosdk.PhoneNumberSet(
 *   "branch-numbers",
 *   { phoneNumbers: ["+14155550100"], inbound: { sipRegion: "us002" }, outbound: { address: "sip.example.com", sipRegion: "us002" } },
 *   { provider: branch },
 * );
 * ```
 * @see https://docs.videosdk.live/api-reference/realtime-communication/authentication
 */
export class Provider extends AccountProvider {
  /** The vendor: the compiler refuses a provider of the other one where it can. */
  declare public readonly vendor: "videosdk";

  /**
   * Declares an account.
   *
   * @param name name of the provider in the program
   */
  constructor(name: string, args: ProviderArgs, options?: pulumi.ResourceOptions) {
    super("videosdk", name, { ...args }, ["secret", "token"], options);
  }
}
