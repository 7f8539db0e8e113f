import { existsSync, readFileSync, rmSync } from "node:fs";
import { nameOf } from "./state.js";

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Fields that force a replacement. */
  readonly keys?: readonly string[] | null;
}

interface EngineEvent {
  readonly resOutputsEvent?: { readonly metadata: StepMetadata };
  readonly diagnosticEvent?: { readonly severity: string };
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

/** What the engine did to the resources of this package, from the lines of its log of events. */
export function stepsIn(events: string): string[] {
  return events
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const event = JSON.parse(line) as EngineEvent;
      if (event.resOpFailedEvent !== undefined) return stepLine(event.resOpFailedEvent.metadata, "failed ");
      return event.resOutputsEvent === undefined ? [] : stepLine(event.resOutputsEvent.metadata, "");
    });
}

/**
 * `update support`, or with the fields that force it `replace support [isShared]`; nothing for an unchanged resource.
 */
function stepLine({ op, urn, type, keys }: StepMetadata, prefix: string): string[] {
  if (op === "same" || op === "refresh" || !type.startsWith("pulumi-nodejs:dynamic/")) return [];
  const fields = op === "replace" && keys != null && keys.length > 0 ? ` [${[...keys].join(", ")}]` : "";
  return [`${prefix}${op} ${nameOf(urn)}${fields}`];
}
