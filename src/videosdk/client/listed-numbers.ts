import type { NumberRecord } from "./replies";

/** A number on a page of the list. */
export interface ListedNumber {
  readonly e164: string;
  /** Checks what the page says of it; throws an error that says what is wrong. */
  readonly read: () => NumberRecord;
}

/** The numbers of a list by E.164. Each is checked when it is asked for: of the hundred on a page, most readers want one. */
export class ListedNumbers {
  private readonly listed = new Map<string, ListedNumber>();
  private readonly checked = new Map<string, NumberRecord>();

  add(numbers: readonly ListedNumber[]): void {
    for (const number of numbers) {
      this.listed.set(number.e164, number);
      this.checked.delete(number.e164);
    }
  }

  has(e164: string): boolean {
    return this.listed.has(e164);
  }

  get(e164: string): NumberRecord | undefined {
    const known = this.checked.get(e164);
    if (known !== undefined) return known;
    const record = this.listed.get(e164)?.read();
    if (record !== undefined) this.checked.set(e164, record);
    return record;
  }

  *values(): Generator<NumberRecord> {
    for (const e164 of this.listed.keys()) {
      const record = this.get(e164);
      if (record !== undefined) yield record;
    }
  }
}
