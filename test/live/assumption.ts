/** The vendors, by the names of the runtime's registry. */
export type VendorName = "videosdk" | "signalwire";

/** What the simulator, and with it every test of the package, takes for true of a vendor. */
export interface Assumption {
  /** The vendor and, where a switch of the simulator turns it over, that switch: `videosdk.passwords`. */
  readonly id: string;
  readonly vendor: VendorName;
  /** The assumption as a sentence. */
  readonly statement: string;
  /** The vendor's page, or SDK of the vendor, that it comes from or that leaves it open. */
  readonly page: string;
  /** The switch of the simulator and one of its values under which the opposite is so. */
  readonly switch?: { readonly name: string; readonly value: unknown };
  /** Tests that depend on it: a file, or a file and a title: `test/x.test.ts: «title»`. */
  readonly tests: readonly string[];
  /** Why the suite does not ask a real account; left out where a step of the suite does. */
  readonly unasked?: string;
  /** What the product would do otherwise if it is refuted, or confirmed, where that is more than a switch. */
  readonly consequence?: string;
}

/** What a run says of an assumption. */
export type Verdict = "confirmed" | "refuted" | "not seen";

/** An assumption, what a run says of it, and what was seen. */
export interface Finding {
  readonly assumption: Assumption;
  readonly verdict: Verdict;
  readonly saw: string;
}

/** Says what a step saw of an assumption: true if it holds, undefined if that cannot be told. */
export type See = (id: string, holds: boolean | undefined, saw: string) => void;

/** Collects what the steps of a run saw. One refutation outweighs any confirmations. */
export class Findings {
  private readonly seen = new Map<string, { verdict: Verdict; saw: string }>();
  private readonly assumptions: readonly Assumption[];

  constructor(assumptions: readonly Assumption[]) {
    this.assumptions = assumptions;
  }

  /** What a step may say: only about the assumptions that it declares. */
  of(decides: readonly string[]): See {
    return (id, holds, saw) => {
      if (!decides.includes(id)) throw new Error(`the step does not declare that it decides ${id}`);
      const verdict = holds === undefined ? "not seen" : holds ? "confirmed" : "refuted";
      const before = this.seen.get(id)?.verdict ?? "not seen";
      if (before === "refuted" || (before === "confirmed" && verdict === "not seen")) return;
      this.seen.set(id, { verdict, saw });
    };
  }

  /**
   * A finding for each assumption, the refuted ones first.
   *
   * @param why reason that no step saw anything of an assumption
   */
  list(why: (id: string) => string): readonly Finding[] {
    const order: readonly Verdict[] = ["refuted", "confirmed", "not seen"];
    const findings = this.assumptions.map((assumption): Finding => {
      const { verdict, saw } = this.seen.get(assumption.id) ?? {
        verdict: "not seen",
        saw: assumption.unasked ?? why(assumption.id),
      };
      return { assumption, verdict, saw };
    });
    return findings.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
  }
}
