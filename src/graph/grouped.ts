/** Items by their keys, of which an item may have several, in the order in which the keys come. */
export function groupedBy<T>(
  items: readonly T[],
  keysOf: (item: T) => Iterable<string>,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

/** Items in groups of one key. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): (readonly T[])[] {
  return [...groupedBy(items, (item) => [keyOf(item)]).values()];
}
