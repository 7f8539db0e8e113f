/**
 * `node:timers/promises` over the global timers, which a fake clock controls; the module itself keeps the real ones. It
 * replaces the module with `vi.mock("node:timers/promises", () => import("./timers-promises.js"))`.
 */
export function setTimeout<T>(
  milliseconds: number,
  value?: T,
  options: { readonly signal?: AbortSignal } = {},
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    const fail = (): void => {
      globalThis.clearTimeout(timer);
      reject(new Error("aborted"));
    };
    const timer = globalThis.setTimeout(() => {
      signal?.removeEventListener("abort", fail);
      resolve(value);
    }, milliseconds);
    if (signal?.aborted === true) fail();
    signal?.addEventListener("abort", fail, { once: true });
  });
}
