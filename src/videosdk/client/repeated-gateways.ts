const directions = ["inbound", "outbound"] as const;

/** A list of texts under `numbers`, as long as a roster that is worth the search, without what could end it elsewhere. */
const rosterText = /"numbers"\s*:\s*(\[[^[\]{}\\]{256,}\])/g;

/** Stands for a roster in the shortened text; no vendor writes it. */
const mark = "pulumi-sip:roster";

/**
 * Parses a page of numbers, each different roster once. Each row of a shared gateway repeats the numbers of all, so that the
 * page of a set of 2,000 has 400,000 of them: some 6 MB, for which the process would do nothing else. Rows that repeat a
 * gateway with such a roster have the same object.
 *
 * @returns what `JSON.parse` returns for the same text
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseWithGateways(text: string): unknown {
  const places = new Map<string, number>();
  let marks = 0;
  const short = text.replace(rosterText, (_, roster: string) => {
    const place = places.get(roster) ?? places.size;
    places.set(roster, place);
    marks += 1;
    return `"numbers":{"${mark}":${place}}`;
  });
  try {
    if (marks > 0) {
      const gateways = new Repeated([...places.keys()].map((roster) => JSON.parse(roster) as unknown));
      const body = JSON.parse(short) as unknown;
      if (gateways.putInto(rowsIn(body)) === marks) return body;
    }
  } catch {
    // A text in the roster has a bracket, or nothing here is JSON.
  }
  return JSON.parse(text) as unknown;
}

function rowsIn(body: unknown): readonly unknown[] {
  const rows = Array.isArray(body) ? body : ((body ?? {}) as { readonly data?: unknown }).data;
  return Array.isArray(rows) ? rows : [];
}

type Json = Record<string, unknown>;

/** What rows of a page have in common. */
class Repeated {
  private readonly rosters: readonly unknown[];
  private readonly gateways = new Map<string, Json>();

  constructor(rosters: readonly unknown[]) {
    this.rosters = rosters;
  }

  /** Puts the rosters into the gateways of rows, and gives equal gateways one object. Returns how many rosters it put. */
  putInto(rows: readonly unknown[]): number {
    let count = 0;
    for (const row of rows.filter(isObject)) {
      for (const direction of directions) {
        const gateway = row[direction];
        if (!isObject(gateway) || !isMark(gateway["numbers"])) continue;
        row[direction] = this.shared(gateway, Number(gateway["numbers"][mark]));
        count += 1;
      }
    }
    return count;
  }

  private shared(gateway: Json, place: number): Json {
    const text = JSON.stringify(gateway);
    const before = this.gateways.get(text);
    if (before !== undefined) return before;
    this.gateways.set(text, gateway);
    gateway["numbers"] = this.rosters[place];
    return gateway;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function isMark(value: unknown): value is Json {
  return isObject(value) && mark in value;
}
