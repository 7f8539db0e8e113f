import type * as pulumi from "@pulumi/pulumi";
import type { FlowVersion, HookMethod } from "./vocabulary";

/**
 * What happens to calls that an endpoint receives. Each handler has fields of its own; those of another are refused, by
 * the compiler and before anything is sent. All are described on the page «Update a SIP Endpoint», under `call_` and
 * the same name in snake case. That page also calls `fallbackUrl` and the callbacks required with their handler; they may be
 * left out here, with a warning in the preview, and no source says whether the service then refuses the endpoint.
 *
 * A change, also to another handler, is made in place. Removing `callHandler` from a program that had it **replaces the
 * endpoint**, because SignalWire has no way to remove a handler. An optional field that is removed stays at SignalWire
 * as it is, with a warning, because there is no way to clear it.
 */
export type CallHandlerArgs =
  | RelayContextHandlerArgs
  | RelayTopicHandlerArgs
  | RelayApplicationHandlerArgs
  | RelayConnectorHandlerArgs
  | RelayScriptHandlerArgs
  | LamlWebhooksHandlerArgs
  | LamlApplicationHandlerArgs
  | DialogflowHandlerArgs
  | VideoRoomHandlerArgs
  | CallFlowHandlerArgs
  | AiAgentHandlerArgs;

/** Calls go to a Relay context. */
export interface RelayContextHandlerArgs {
  /** The handler. */
  type: "relay_context";
  /** Name of the context. */
  relayContext: pulumi.Input<string>;
  /** http(s) URL that status changes of calls are sent to; none by default. The page calls it required with this handler. */
  relayContextStatusCallbackUrl?: pulumi.Input<string>;
}

/** Calls go to a Relay topic. */
export interface RelayTopicHandlerArgs {
  /** The handler. */
  type: "relay_topic";
  /** Name of the topic. */
  relayTopic: pulumi.Input<string>;
  /** http(s) URL that status changes of calls are sent to; none by default. The page calls it required with this handler. */
  relayTopicStatusCallbackUrl?: pulumi.Input<string>;
}

/** Calls go to a Relay application. */
export interface RelayApplicationHandlerArgs {
  /** The handler. */
  type: "relay_application";
  /** Name of the application. */
  relayApplication: pulumi.Input<string>;
}

/** Calls go to the Relay connector, which has no settings here. */
export interface RelayConnectorHandlerArgs {
  /** The handler. */
  type: "relay_connector";
}

/** Calls run a SWML script. */
export interface RelayScriptHandlerArgs {
  /** The handler. */
  type: "relay_script";
  /** http(s) URL of the script. */
  relayScriptUrl: pulumi.Input<string>;
}

/** Calls are answered by LaML that a web server of yours returns. */
export interface LamlWebhooksHandlerArgs {
  /** The handler. */
  type: "laml_webhooks";
  /** http(s) URL that is requested when a call is received. */
  requestUrl: pulumi.Input<string>;
  /** HTTP method for `requestUrl`; SignalWire chooses when left out. */
  requestMethod?: pulumi.Input<HookMethod>;
  /** http(s) URL that is requested when `requestUrl` fails; none by default. The page calls it required with this handler. */
  fallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `fallbackUrl`; SignalWire chooses when left out. */
  fallbackMethod?: pulumi.Input<HookMethod>;
  /** http(s) URL that status changes of calls are sent to; none by default. The page calls it required with this handler. */
  statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `statusCallbackUrl`; SignalWire chooses when left out. */
  statusCallbackMethod?: pulumi.Input<HookMethod>;
}

/** Calls go to a LaML application. */
export interface LamlApplicationHandlerArgs {
  /** The handler. */
  type: "laml_application";
  /** Id of the application. */
  lamlApplicationId: pulumi.Input<string>;
}

/** Calls go to a Dialogflow agent. */
export interface DialogflowHandlerArgs {
  /** The handler. */
  type: "dialogflow";
  /** Id of the agent. */
  dialogflowAgentId: pulumi.Input<string>;
}

/** Calls go to a video room. */
export interface VideoRoomHandlerArgs {
  /** The handler. */
  type: "video_room";
  /** Id of the room, a UUID. */
  videoRoomId: pulumi.Input<string>;
}

/** Calls go through a call flow. SignalWire never shows these two fields, so a change made elsewhere is not noticed. */
export interface CallFlowHandlerArgs {
  /** The handler. */
  type: "call_flow";
  /** Id of the call flow, a UUID. */
  flowId: pulumi.Input<string>;
  /** Which version of it; SignalWire chooses when left out. */
  flowVersion?: pulumi.Input<FlowVersion>;
}

/** Calls go to an AI agent. SignalWire never shows its id, so a change made elsewhere is not noticed. */
export interface AiAgentHandlerArgs {
  /** The handler. */
  type: "ai_agent";
  /** Id of the agent, a UUID. */
  aiAgentId: pulumi.Input<string>;
}

/** A call handler as state holds it. */
export type CallHandler = pulumi.Unwrap<CallHandlerArgs>;

/**
 * A call handler as SignalWire has it. The type may be one that no program can declare, such as those that SignalWire
 * sets for resources of its newer API.
 */
export interface EffectiveCallHandler {
  /** The handler, as SignalWire names it. */
  readonly type: string;
  /** Its fields, under the names that they have in {@link CallHandlerArgs}. */
  readonly [field: string]: string;
}
