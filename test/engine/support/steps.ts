import { existsSync, readFileSync, rmSync } from "node:fs";
import { nameOf } from "./state.js";

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Fields that force a replacement. */
  readonly keys?: readonly string[] | null;
}

/** A message to the user. */
export interface Message {
  /** The resource that it is shown at; undefined for the stack's. */
  readonly urn?: string;
  readonly message: string;
  readonly severity: string;
  /** Whether it is only shown until the next one. */
  readonly ephemeral?: boolean;
}

interface EngineEvent {
  readonly resOutputsEvent?: { readonly metadata: StepMetadata };
  readonly diagnosticEvent?: Message;
  readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
}

/**
 * The lines of a log of events, which is removed; none is written when an operation fails before it begins. Debug
 * messages are left out: the SDK writes values into them in clear, and the CLI warns of that.
 */
export function readEvents(file: string): string {
  if (!existsSync(file)) return "";
  const lines = readFileSync(file, "utf8").split("\n");
  rmSync(file);
  return lines.filter((line) => line !== "" && !isDebug(JSON.parse(line) as EngineEvent)).join("\n");
}

function isDebug({ diagnosticEvent }: EngineEvent): boolean {
  return diagnosticEvent?.severity === "debug";
}

/** The messages of the package, warnings and progress, in order, from the lines of its log of events. */
export function messagesIn(events: string): Message[] {
  return eventsIn(events)
    .flatMap(({ diagnosticEvent }) => diagnosticEvent ?? [])
    .filter(({ severity, ephemeral }) => severity === "warning" || ephemeral === true);
}

/** What the engine did to the resources of this package, from the lines of its log of events. */
export function stepsIn(events: string): string[] {
  return eventsIn(events).flatMap((event) => {
    if (event.resOpFailedEvent !== undefined) return stepLine(event.resOpFailedEvent.metadata, "failed ");
    return event.resOutputsEvent === undefined ? [] : stepLine(event.resOutputsEvent.metadata, "");
  });
}

function eventsIn(events: string): EngineEvent[] {
  return events
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}

/**
 * `update support`, or with the fields that force it `replace support [isShared]`; nothing for an unchanged resource.
 */
function stepLine({ op, urn, type, keys }: StepMetadata, prefix: string): string[] {
  if (op === "same" || op === "refresh" || !type.startsWith("pulumi-nodejs:dynamic/")) return [];
  const fields = op === "replace" && keys != null && keys.length > 0 ? ` [${[...keys].join(", ")}]` : "";
  return [`${prefix}${op} ${nameOf(urn)}${fields}`];
}
