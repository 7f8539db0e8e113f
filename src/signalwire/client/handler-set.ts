import { isDeepStrictEqual } from "node:util";
import { snakeCase, type Body } from "../../lifecycle/mapped-fields";
import type { Synonyms } from "../../lifecycle/nearest";
import { variants, type Shapes } from "../../lifecycle/variants";

/** What happens to calls or messages: the handler, and the fields that belong to it. */
export interface Handler {
  /** The handler, as the vendor names it. */
  readonly type: string;
  readonly [companion: string]: string;
}

/** How one side of an object says what happens to calls or messages. */
export interface HandlerSide {
  /** Start of the vendor's names: `call` or `message`. */
  readonly prefix: string;
  /** What the handlers are, in a sentence. */
  readonly what: string;
  /** The handlers that a request can set, each with its companions. */
  readonly shapes: Shapes;
  /** The vendor's names of companions, after the prefix, where they are not the same words in snake case. */
  readonly names?: Readonly<Record<string, string>>;
  /** What the handlers are called elsewhere. */
  readonly synonyms?: Synonyms;
  /** Companions that answers may leave out: what was last sent is kept. */
  readonly unreadable?: readonly string[];
}

/** The URL that SignalWire may show in place of one that was sent: it wraps it in a resource of its own. */
const wrapped = /\/(?:relay|laml)-bins\//;

/** Writes and reads the handlers of one side. */
export class HandlerSet {
  readonly types: readonly string[];

  constructor(private readonly side: HandlerSide) {
    this.types = Object.keys(side.shapes);
  }

  /** The input; `others` are types that are accepted in addition to the known ones. */
  schema(others: readonly string[] = []) {
    return variants<Handler>(this.side.what, this.side.shapes, {
      others,
      synonyms: this.side.synonyms ?? {},
    });
  }

  /** The handler in the vendor's names. One that no request can set is left out. */
  body(handler: Handler | undefined): Body {
    if (handler === undefined || !this.isSettable(handler)) return {};
    const { type, ...companions } = handler;
    const named = Object.entries(companions).map(([field, value]) => [this.nameOf(field), value]);
    return { [`${this.side.prefix}_handler`]: type, ...(Object.fromEntries(named) as Body) };
  }

  isSettable({ type }: { readonly type: string }): boolean {
    return this.types.includes(type);
  }

  /**
   * The handler that an object has; undefined where it has none. Fields of earlier handlers stay at the vendor and have no
   * effect. What is not shown comes from the known handler.
   *
   * @param fields the companions to read; all of the handler's by default
   */
  shown(object: Body, known: Handler | undefined, fields?: readonly string[]): Handler | undefined {
    const type = object[`${this.side.prefix}_handler`];
    if (typeof type !== "string") return undefined;
    const own = fields ?? Object.keys(this.side.shapes[type] ?? {});
    const companions = own.flatMap((field) => {
      const answered = object[this.nameOf(field)];
      const kept = known?.type === type ? known[field] : undefined;
      const isHidden = this.side.unreadable?.includes(field) === true && answered == null;
      const value = answered === undefined || isHidden ? kept : answered;
      return typeof value === "string" && field !== "type" ? [[field, value] as const] : [];
    });
    return { type, ...Object.fromEntries(companions) };
  }

  /** Whether an object shows exactly this handler. */
  shows(object: Body, desired: Handler): boolean {
    return isDeepStrictEqual(this.shown(object, desired, Object.keys(desired)), desired);
  }

  /**
   * Whether an object has the handler, as far as that can be read: SignalWire may show a URL of its own in place of the one
   * that was sent.
   */
  has(object: Body, desired: Handler): boolean {
    const present = this.shown(object, desired, Object.keys(desired));
    if (present?.type !== desired.type) return false;
    return Object.keys(desired).every(
      (field) =>
        present[field] === desired[field] || (/url$/i.test(field) && wrapped.test(present[field] ?? "")),
    );
  }

  /** The handler that an object has, as far as the program manages it: as it was before, where nothing else is shown than was. */
  observed(object: Body, known: Handler | undefined, shownBefore: unknown): Handler | undefined {
    if (known === undefined) return undefined;
    const whole = this.shown(object, known);
    if (whole !== undefined && isDeepStrictEqual(whole, shownBefore)) return known;
    return whole?.type === known.type ? this.shown(object, known, Object.keys(known)) : whole;
  }

  /** The companions of the known handler that another of the same type leaves out. */
  dropped(known: Handler | undefined, desired: Handler | undefined): string[] {
    if (known === undefined || known.type !== desired?.type) return [];
    return Object.keys(known).filter((field) => !(field in desired));
  }

  private nameOf(field: string): string {
    const words = this.side.names?.[field] ?? snakeCase(field);
    return `${this.side.prefix}_${words}`;
  }
}
