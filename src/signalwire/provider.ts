import type * as pulumi from "@pulumi/pulumi";
import { AccountProvider, type TuningArgs } from "../program/account-provider";

/**
 * Settings of a further SignalWire project: its space, its id and a token, which belong together. If any of the three
 * is left out, all three are taken from the environment, as for the stack's own project.
 */
export interface ProviderArgs extends TuningArgs {
  /**
   * Name of the space: `acme` or `acme.signalwire.com`. Not needed with an `endpoint`, whose host is then used. **A
   * change, also from one to the other, replaces all resources** that are in state under the former.
   */
  space?: pulumi.Input<string>;
  /** Id of the project, a UUID. **A change replaces all resources** that are in state under the former. */
  projectId?: pulumi.Input<string>;
  /** API token, with the scopes Voice (endpoints, gateways), Messaging, Fax or Video (gateways). Always kept as a secret. */
  token?: pulumi.Input<string>;
  /** Base URL of the API; `https://<space>.signalwire.com` by default. */
  endpoint?: pulumi.Input<string>;
}

/**
 * A SignalWire project other than the one in the stack's configuration, to be passed as `{ provider }`. From the page
 * «Authorization».
 *
 * @example
 * ```ts
 * const branch = new signalwire.Provider("branch", {
 *   space: "branch",
 *   projectId: config.require("branchProject"),
 *   token: config.requireSecret("branchToken"),
 * });
 * new signalwire.SipEndpoint("branch-phone", { username: "branch" }, { provider: branch });
 * ```
 * @see https://signalwire.com/docs/apis
 */
export class Provider extends AccountProvider {
  /** The vendor: the compiler refuses a provider of the other one where it can. */
  declare public readonly vendor: "signalwire";

  /**
   * Declares a project.
   *
   * @param name name of the provider in the program
   */
  constructor(name: string, args: ProviderArgs, options?: pulumi.ResourceOptions) {
    super("signalwire", name, { ...args }, ["token"], options);
  }
}
