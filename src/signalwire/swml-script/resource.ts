import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type ScriptType } from "../vocabulary";

/** Arguments of a {@link SwmlScript}, from the pages «Create SWML Script» and «Update SWML Script». */
export interface SwmlScriptArgs {
  /**
   * Display name; that of the resource by default. Several scripts may have one name.
   *
   * @change in place
   * @calls new calls
   */
  name?: pulumi.Input<string>;
  /**
   * The document: an object, or its JSON text. For a call, such as `{ version: "1.0.0", sections: { main: [{ connect: {
   * to: "sip:calls@example.com" } }] } }`. Changed in place; calls under way go on as they began.
   *
   * @change in place
   * @calls new calls
   */
  contents: pulumi.Input<Record<string, unknown> | string>;
  /**
   * Whether it is for calls or for messages; `calling` by default. **A change replaces the script**, and its URL
   * changes.
   *
   * @change **replaces**: no page says that the kind of a script changes
   * @calls interrupted; its URL changes
   */
  scriptType?: pulumi.Input<ScriptType>;
  /**
   * http(s) URL that status changes of calls are sent to; none by default.
   *
   * @change in place, also when it is removed
   * @calls new calls
   */
  statusCallbackUrl?: pulumi.Input<string>;
  /**
   * Whether a creation may take over the script with this name, where there is exactly one: true, or the id that is
   * expected; false by default. A warning says what was taken over, and its settings are changed to the declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/**
 * A SWML script that SignalWire hosts: what happens to a call. Its `requestUrl` can be the script of a phone number or of a SIP
 * endpoint, and its id the handler of a SIP address; with `connect` to a SIP URI it sends calls on to a SIP gateway's peer. Its
 * id is that of the Fabric resource, as it is in the paths of the API.
 *
 * Settings that name another space or project **replace the script**. Destroying the resource deletes it; what points at it
 * then takes no calls.
 *
 * @example
 * ```ts
 * const toOffice = new signalwire.SwmlScript("to-office", {
 *   contents: {
 *     version: "1.0.0",
 *     sections: { main: [{ connect: { to: "sip:calls@pbx.example.com" } }] },
 *   },
 * });
 * export const requestUrl = toOffice.requestUrl;
 * ```
 * @throws `belongs to scripts for calls, and this one is for messages: leave it out`: `statusCallbackUrl` with
 * `scriptType: "messaging"`. Leave it out.
 * @see https://signalwire.com/docs/apis
 */
export class SwmlScript extends SipResource {
  /** Display name. */
  declare public readonly name: pulumi.Output<string>;
  /** The document, as an object. */
  declare public readonly contents: pulumi.Output<Record<string, unknown>>;
  /** Whether it is for calls or for messages, where the program says it. */
  declare public readonly scriptType: pulumi.Output<ScriptType | undefined>;
  /** URL that status changes are sent to, where the program says it. */
  declare public readonly statusCallbackUrl: pulumi.Output<string | undefined>;
  /** Id of the script inside its resource; paths of the API never use it. */
  declare public readonly scriptId: pulumi.Output<string | null>;
  /** URL at which SignalWire serves the script. */
  declare public readonly requestUrl: pulumi.Output<string | null>;
  /** Id of the project it is in. */
  declare public readonly projectId: pulumi.Output<string | null>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601. */
  declare public readonly updatedAt: pulumi.Output<string | null>;

  /**
   * Declares a script.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SwmlScriptArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: SwmlScriptArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args && { ...args, name: args.name ?? name }, options);
  }

  /** Looks up a script by the id of its resource, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): SwmlScript {
    return new SwmlScript(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "SwmlScript",
  outputs: [
    ...["name", "contents", "scriptType", "statusCallbackUrl"],
    ...["scriptId", "requestUrl", "projectId", "createdAt", "updatedAt"],
  ],
  secrets: secretPaths.SwmlScript,
} as const;
