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
  const short = text.replace(rosterText, (_, roster: string) => {
    const place = places.get(roster) ?? places.size;
    places.set(roster, place);
    return `"numbers":{"${mark}":${place}}`;
  });
  if (places.size === 0) return JSON.parse(text) as unknown;
  try {
    const gateways = new Repeated([...places.keys()].map((roster) => JSON.parse(roster) as unknown));
    return JSON.parse(short, (key, value: unknown) => gateways.revived(key, value));
  } catch {
    // A text in the roster has a bracket, or nothing here is JSON.
    return JSON.parse(text) as unknown;
  }
}

/** What rows of a page have in common. */
class Repeated {
  private readonly rosters: readonly unknown[];
  private readonly places: ReadonlyMap<unknown, number>;
  private readonly gateways = new Map<string, unknown>();

  constructor(rosters: readonly unknown[]) {
    this.rosters = rosters;
    this.places = new Map(rosters.map((roster, place) => [roster, place]));
  }

  /** A value of the shortened text as it is in the whole one. */
  revived(key: string, value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (key === "numbers" && mark in value) return this.rosters[Number(value[mark])];
    if (key === "inbound" || key === "outbound") return this.shared(value);
    return value;
  }

  private shared(gateway: object): unknown {
    const { numbers } = gateway as { readonly numbers?: unknown };
    const place = this.places.get(numbers);
    if (place === undefined) return gateway;
    const text = JSON.stringify({ ...gateway, numbers: place });
    const before = this.gateways.get(text) ?? gateway;
    this.gateways.set(text, before);
    return before;
  }
}
