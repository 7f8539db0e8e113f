/**
 * Does the work for each item, of this many at a time, in their order: one after the other is done to its end before the
 * last has begun. Waits for all, also when one fails.
 */
export async function eachDone<T>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const item of { [Symbol.iterator]: () => waiting })
      await work(item).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  await allDone(Array.from({ length: Math.min(atATime, items.length) }, worker));
}

/** Waits for all, also when one fails, so that no request is still under way when the operation reports its failure. */
export async function allDone(work: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
