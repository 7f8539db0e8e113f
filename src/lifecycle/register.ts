/**
 * Which resource of this run claims what, so that two that would undo each other's work at every `up` are an error in
 * the first. Lives as long as the provider's process, which is one preview or one update. Owners are the resources, as
 * `project/stack/name`.
 */
export class Register {
  private readonly holders = new Map<string, string>();
  private readonly inState = new Map<string, string>();

  /**
   * Claims a thing, such as a number.
   *
   * @returns the owner that has claimed it before, if that is another
   */
  claim(owner: string, thing: string): string | undefined {
    const holder = this.holders.get(thing) ?? owner;
    this.holders.set(thing, holder);
    return holder === owner ? undefined : holder;
  }

  /** Notes that a resource which state knows has the thing: the creation of another must not take it for left over. */
  noteInState(owner: string, thing: string): void {
    this.inState.set(thing, owner);
  }

  /** The thing of a resource that was just removed is free again. */
  forgetInState(thing: string): void {
    this.inState.delete(thing);
  }

  /** Whether another resource that state knows has the thing. */
  isAnothers(owner: string | undefined, thing: string): boolean {
    const holder = this.inState.get(thing);
    return holder !== undefined && holder !== owner;
  }
}
