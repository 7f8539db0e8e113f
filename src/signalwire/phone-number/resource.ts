import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import type {
  AiAgentHandlerArgs,
  CallFlowHandlerArgs,
  DialogflowHandlerArgs,
  LamlApplicationHandlerArgs,
  LamlWebhooksHandlerArgs,
  RelayApplicationHandlerArgs,
  RelayContextHandlerArgs,
  RelayScriptHandlerArgs,
  RelayTopicHandlerArgs,
  VideoRoomHandlerArgs,
} from "../call-handler";
import { secretOutputs, secretPaths, type ReceiveMode } from "../vocabulary";

/**
 * What happens to calls of a number. A change, also to another handler, is made in place; an optional field that is removed stays
 * at SignalWire as it is, with a warning.
 */
export type NumberCallHandlerArgs =
  | RelayContextHandlerArgs
  | RelayTopicHandlerArgs
  | RelayApplicationHandlerArgs
  | RelayScriptHandlerArgs
  | NumberConnectorHandlerArgs
  | SipEndpointHandlerArgs
  | VertoEndpointHandlerArgs
  | LamlWebhooksHandlerArgs
  | LamlApplicationHandlerArgs
  | DialogflowHandlerArgs
  | VideoRoomHandlerArgs
  | CallFlowHandlerArgs
  | AiAgentHandlerArgs;

/** Calls go to a Relay connector. */
export interface NumberConnectorHandlerArgs {
  /** The handler. */
  type: "relay_connector";
  /** Id of the connector. */
  connectorId: pulumi.Input<string>;
}

/** Calls ring the devices that are registered with a SIP endpoint. */
export interface SipEndpointHandlerArgs {
  /** The handler. */
  type: "relay_sip_endpoint";
  /** Id of the endpoint, which is the `id` of a `SipEndpoint`. */
  sipEndpointId: pulumi.Input<string>;
}

/** Calls go to a Verto resource. */
export interface VertoEndpointHandlerArgs {
  /** The handler. */
  type: "relay_verto_endpoint";
  /** Name of the resource. */
  resource: pulumi.Input<string>;
}

/** What happens to messages of a number. */
export type MessageHandlerArgs =
  | Pick<RelayContextHandlerArgs, "type" | "relayContext">
  | Pick<RelayTopicHandlerArgs, "type" | "relayTopic">
  | RelayApplicationHandlerArgs
  | Omit<LamlWebhooksHandlerArgs, "statusCallbackUrl" | "statusCallbackMethod">
  | LamlApplicationHandlerArgs;

/** A handler of calls or messages, as SignalWire has it. */
export interface NumberHandler {
  /** The handler, as SignalWire names it. */
  readonly type: string;
  /** Its fields, under the names that they have in the arguments. */
  readonly [field: string]: string;
}

/**
 * Arguments of a {@link PhoneNumber}, from the page «Update a Phone Number». Exactly one of `number` and `phoneNumberId` is needed.
 * What is left out is not managed and stays as it is; so does what is removed later, with a warning.
 */
export interface PhoneNumberArgs {
  /**
   * The number in E.164 form, which the project owns. **Another number replaces the resource**; no number is released.
   *
   * @change **replaces** the resource where it is another number; no number is bought or released
   * @calls continue
   */
  number?: pulumi.Input<string>;
  /**
   * The id of the number, instead. **Another number replaces the resource**; no number is released.
   *
   * @change **replaces** the resource where it is another number; no number is bought or released
   * @calls continue
   */
  phoneNumberId?: pulumi.Input<string>;
  /**
   * Its name; not managed by default.
   *
   * @change in place. Removed, they stay as they are, with a warning: SignalWire has no way to clear them
   * @calls new calls
   */
  name?: pulumi.Input<string>;
  /**
   * What happens to calls; not managed by default. A handler that the number has already is only replaced with `adopt`.
   * Leave it out where a `PhoneNumberAddress` binds the number.
   *
   * @change in place. Removed, they stay as they are, with a warning: SignalWire has no way to clear them
   * @calls new calls
   */
  callHandler?: pulumi.Input<NumberCallHandlerArgs>;
  /**
   * Whether calls are taken as `voice` or as `fax`; not managed by default.
   *
   * @change in place. Removed, they stay as they are, with a warning: SignalWire has no way to clear them
   * @calls new calls
   */
  callReceiveMode?: pulumi.Input<ReceiveMode>;
  /**
   * What happens to messages; not managed by default.
   *
   * @change in place. Removed, they stay as they are, with a warning: SignalWire has no way to clear them
   * @calls new calls
   */
  messageHandler?: pulumi.Input<MessageHandlerArgs>;
  /**
   * Whether destroying writes the earlier handlers back, which are in the output `formerHandlers`; false by default.
   * One that somebody else has changed since, or that no request can set, stays as it is, with a warning.
   *
   * @change nothing; it applies to a later destroy
   * @calls continue
   */
  restoreOnDelete?: pulumi.Input<boolean>;
  /**
   * Whether a creation may replace a handler that the number has already: true, or the id of the number; false by
   * default.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/** The handlers that a number had before. */
export interface FormerNumberHandlers {
  /** What happened to calls; null where nothing was set. */
  readonly callHandler: NumberHandler | null;
  /** What happened to messages; null where nothing was set. */
  readonly messageHandler: NumberHandler | null;
}

/**
 * A phone number that a SignalWire project owns, and what its calls and messages lead to. It is never bought, and never released:
 * destroying the resource only forgets it, or writes back what it did before. Its id is the id of the number.
 *
 * Settings that name another space or project **replace the resource** with the number of the same name there.
 *
 * @example
 * ```ts
 * new signalwire.PhoneNumber("line", {
 *   number: "+14155550100",
 *   callHandler: { type: "relay_script", relayScriptUrl: "https://example.com/line" },
 *   restoreOnDelete: true,
 * });
 * ```
 * @throws `is not one of this project's. It is never bought here:`: the project does not own the number. Buy it in
 * SignalWire's dashboard, or correct it.
 * @throws `already, which this would replace. If it may, set adopt: true.`: the number leads somewhere already. Set
 * `adopt: true` for one `up`; `restoreOnDelete: true` keeps the way back.
 * @throws `A number has one owner for its calls: declare it in a PhoneNumber`: a `PhoneNumberAddress` binds the
 * number, too. Leave `callHandler` out, or remove the address.
 * @throws `and shows another one. Another client may bind it: a`: somebody else binds the number at the same time. Run
 * `pulumi refresh` to see what it has.
 * @see https://signalwire.com/docs/apis
 */
export class PhoneNumber extends SipResource {
  /** The number, where the program says it. */
  declare public readonly number: pulumi.Output<string | undefined>;
  /** The id of the number, where the program says it; `id` always has it. */
  declare public readonly phoneNumberId: pulumi.Output<string | undefined>;
  /** Name, where the program says it. */
  declare public readonly name: pulumi.Output<string | undefined>;
  /** What happens to calls, where the program says it. */
  declare public readonly callHandler: pulumi.Output<NumberHandler | undefined>;
  /** Whether calls are taken as voice or as fax, where the program says it. */
  declare public readonly callReceiveMode: pulumi.Output<ReceiveMode | undefined>;
  /** What happens to messages, where the program says it. */
  declare public readonly messageHandler: pulumi.Output<NumberHandler | undefined>;
  /** Whether destroying writes the earlier handlers back. */
  declare public readonly restoreOnDelete: pulumi.Output<boolean>;
  /** The number in E.164 form. */
  declare public readonly e164: pulumi.Output<string | null>;
  /** What it can do, such as `voice` and `sms`. */
  declare public readonly capabilities: pulumi.Output<string[]>;
  /** Its kind, such as `longcode`. */
  declare public readonly numberType: pulumi.Output<string | null>;
  /** The handler that its calls have, declared or not. */
  declare public readonly callHandlerName: pulumi.Output<string | null>;
  /** Id of the Fabric resource that its calls lead to. */
  declare public readonly callingHandlerResourceId: pulumi.Output<string | null>;
  /** Id of the Fabric resource that its messages lead to. */
  declare public readonly messagingHandlerResourceId: pulumi.Output<string | null>;
  /** What it did before this resource bound it. Secret, because URLs may hold a password. */
  declare public readonly formerHandlers: pulumi.Output<FormerNumberHandlers>;

  /**
   * Declares what an owned number leads to.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: PhoneNumberArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: PhoneNumberArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }

  /** Looks up a number by its id, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): PhoneNumber {
    return new PhoneNumber(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "PhoneNumber",
  outputs: [
    ...[
      "number",
      "phoneNumberId",
      "name",
      "callHandler",
      "callReceiveMode",
      "messageHandler",
      "restoreOnDelete",
    ],
    ...["e164", "capabilities", "numberType", "callHandlerName"],
    ...["callingHandlerResourceId", "messagingHandlerResourceId", "formerHandlers"],
  ],
  secrets: secretPaths.PhoneNumber,
  secretOutputs: secretOutputs.PhoneNumber,
} as const;
