import type { Named } from "../lifecycle/inventory";
import type {
  CallDirection,
  CallTrace,
  TraceEndKind,
  TracedVendor,
  TracePart,
  TraceStep,
  TraceVerdict,
} from "./types";

/** A call that is traced, in normal form. */
export interface Call {
  readonly direction: CallDirection;
  /** The called number in E.164 form, or what was asked for where it is none. */
  readonly to: string;
  /** The called number as it was asked for. */
  readonly written: string;
  readonly from: string | null;
  readonly source: string | null;
  readonly connector: string | null;
}

/** The way of a call as far as it is known. */
export class Way {
  private readonly steps: TraceStep[] = [];

  constructor(
    readonly vendor: TracedVendor,
    readonly call: Call,
  ) {}

  /** Adds a step. */
  step(part: TracePart, verdict: TraceVerdict, object: Named | null, text: string): void {
    this.steps.push({ part, verdict, object, text });
  }

  /** The trace of a call that ends here. */
  ends(kind: TraceEndKind, id: string | null, text: string): CallTrace {
    const { direction, to, from, source } = this.call;
    return { vendor: this.vendor, direction, to, from, source, steps: this.steps, end: { kind, id, text } };
  }

  /** The trace of a call that stops at an object. */
  stops(part: TracePart, object: Named | null, text: string): CallTrace {
    this.step(part, "stops", object, text);
    return this.ends("nowhere", null, text);
  }
}

/** An object, as steps name it. */
export function named(
  kind: string,
  { id, name }: { readonly id: string; readonly name: string | null },
): Named {
  return { kind, id, name };
}

/** An object in a sentence: `inbound gateway support (gw_1)`. */
export function titleOf({ kind, id, name }: Named): string {
  return name === null || name === id ? `${kind} ${id}` : `${kind} ${name} (${id})`;
}
