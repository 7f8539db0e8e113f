/**
 * Which deletions of this run are the first half of a replacement. The engine does not say: a diff shows the
 * replacements that it asked for itself, and for those that a person forces (`--replace`, `state taint`) there is no
 * diff. Names and URNs do not help either, because a resource may have been renamed since its state was written. What
 * is certain: until the program has registered everything, the engine makes no final deletion, and every deletion
 * before that is one half of a replacement, whose other half is a creation that the engine has checked and not yet
 * asked for.
 */
export class Replacements {
  private readonly replaced = new Set<string>();
  private readonly awaited = new Set<string>();
  private readonly known = new Set<string>();

  /** A diff found that an object is to be replaced. */
  expect(id: string): void {
    this.replaced.add(id);
  }

  /** A check with old inputs: the resource has an object, and a later creation replaces it. */
  recognise(urn: string): void {
    this.known.add(urn);
  }

  /** Whether the creation of a resource replaces an object that it had when the run began. */
  isRenewed(urn: string): boolean {
    return this.known.has(urn);
  }

  /** A check without old inputs announces a creation. */
  announce(urn: string): void {
    this.awaited.add(urn);
  }

  /** The creation has been asked for. */
  arrived(urn: string): void {
    this.awaited.delete(urn);
  }

  /**
   * Whether the deletion of an object is half of a replacement. In doubt it is: what is kept by mistake is not lost.
   */
  includes(id: string): boolean {
    return this.replaced.has(id) || this.awaited.size > 0;
  }
}
