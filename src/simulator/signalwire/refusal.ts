import { STATUS_CODES } from "node:http";
import { jsonAnswer, type Answer } from "../vendor.js";
import type { SignalWireBehaviour } from "./behaviour.js";

/** SignalWire's two APIs, which word a refused body differently. */
export type Api = "fabric" | "relay";

/** One thing that is wrong with a request. */
export interface Problem {
  /** One of the vendor's error codes. */
  readonly code: string;
  /** The parameter that is wrong. */
  readonly attribute: string;
  /** What is wrong, to be read after the parameter's name. */
  readonly message: string;
}

/** Ends the handling of a request with an error answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly problems: readonly Problem[];

  /** @param problems for a 422; every other status speaks for itself */
  constructor(status: number, problems: readonly Problem[] = []) {
    super(STATUS_CODES[status] ?? "Error");
    this.status = status;
    this.problems = problems;
  }
}

/** @throws Refusal 422 when there are any problems. */
export function refuseAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal(422, problems);
}

/** The answer to a refused request. */
export function refusalAnswer(refusal: Refusal, api: Api, behaviour: SignalWireBehaviour): Answer {
  const { status, problems, message } = refusal;
  if (problems.length === 0) return errorAnswer(status, message, behaviour);
  const shape = behaviour.errorShape === "documented" ? api : behaviour.errorShape;
  return jsonAnswer(status, { errors: problems.map((problem) => entry(status, problem, shape, behaviour)) });
}

/** The answer to a request that fails for no fault in its parameters. */
export function errorAnswer(status: number, message: string, behaviour: SignalWireBehaviour): Answer {
  switch (behaviour.errorShape) {
    case "documented":
      return jsonAnswer(status, { error: message });
    case "relay":
      return jsonAnswer(status, {
        errors: [{ detail: message, status: String(status), title: message, code: String(status) }],
      });
    case "fabric":
      return jsonAnswer(status, {
        errors: [{ type: "request_error", code: String(status), message, attribute: null, url: codesPage }],
      });
    case "plain":
      return jsonAnswer(status, { errors: [message] });
  }
}

const codesPage = "https://signalwire.com/docs/apis/error-codes";

function entry(
  status: number,
  problem: Problem,
  shape: Api | "plain",
  behaviour: SignalWireBehaviour,
): Record<string, string> | string {
  const { code, attribute } = problem;
  const sentence = `${spokenName(attribute)} ${problem.message}`;
  switch (shape) {
    case "plain":
      return sentence;
    case "fabric":
      return { type: "validation_error", code, message: sentence, attribute, url: codesPage };
    case "relay":
      return {
        detail: sentence,
        status: String(status),
        title: "Invalid Attribute",
        code: behaviour.relayErrorCodes === "listed" ? code : String(status),
      };
  }
}

/** `call_request_url` is `Call request url` in a sentence. */
function spokenName(attribute: string): string {
  const words = attribute.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
