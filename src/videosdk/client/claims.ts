import { Register } from "../../lifecycle/register";

/** A value that somebody wants a gateway's field to have. */
interface FieldClaim {
  readonly owner: string;
  readonly value: string;
}

/**
 * What the resources of one run claim for themselves, so that two that would undo each other's work at every `up` are
 * an error in the first. Lives as long as the provider's process, which is one preview or one update. Owners are the
 * resources, as `project/stack/name`.
 */
export class Claims {
  private readonly numbers = new Register();
  private readonly fields = new Map<string, FieldClaim>();
  private readonly takenOver = new Set<string>();

  /**
   * Claims numbers for a set.
   *
   * @returns a complaint for each number that another set has claimed
   */
  claimNumbers(owner: string, numbers: readonly string[]): string[] {
    return numbers.flatMap((e164) => {
      const holder = this.numbers.claim(owner, e164);
      if (holder === undefined) return [];
      return [`phoneNumbers: ${e164} belongs to another PhoneNumberSet of this program already (${holder})`];
    });
  }

  /**
   * Claims values for fields of a gateway. Two owners that want the same are no conflict.
   *
   * @returns a complaint for each field that another owner wants otherwise
   */
  claimFields(owner: string, gatewayId: string, wanted: Readonly<Record<string, unknown>>): string[] {
    return Object.entries(wanted).flatMap(([field, wish]) => {
      if (wish === undefined) return [];
      const key = `${gatewayId}\n${field}`;
      const value = JSON.stringify(wish);
      const holder = this.fields.get(key);
      if (holder === undefined || holder.owner === owner) this.fields.set(key, { owner, value });
      if (holder === undefined || holder.owner === owner || holder.value === value) return [];
      return [rivalry(field, gatewayId, holder.owner)];
    });
  }

  /** Notes numbers of a set that state knows: a creation must not take their gateways for left over. */
  noteInState(owner: string, numbers: readonly string[]): void {
    for (const e164 of numbers) this.numbers.noteInState(owner, e164);
  }

  /** The numbers of a set that was just removed are free again. */
  forgetInState(numbers: readonly string[]): void {
    for (const e164 of numbers) this.numbers.forgetInState(e164);
  }

  /** Notes gateways that a creation of this run took over. */
  noteTakenOver(gatewayIds: Iterable<string>): void {
    for (const id of gatewayIds) this.takenOver.add(id);
  }

  /** Whether a creation of this run took the gateway over: whoever had it before must leave it alone. */
  isTakenOver(gatewayId: string): boolean {
    return this.takenOver.has(gatewayId);
  }

  /** Whether another set that state knows has the number. */
  isAnothers(owner: string | undefined, e164: string): boolean {
    return this.numbers.isAnothers(owner, e164);
  }
}

function rivalry(field: string, gatewayId: string, owner: string): string {
  return (
    `${field}: another resource of this program (${owner}) sets ${field} of gateway ${gatewayId} to something else. ` +
    `Give both the same value, take the field out of one of them, or set gatewaySettings: "initial" on the ` +
    `PhoneNumberSet and leave the settings to SipGateway`
  );
}
