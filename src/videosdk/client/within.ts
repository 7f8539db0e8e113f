import type { Deadline } from "../../http/deadline";

/** Waits for shared work no longer than the reader's own time limit; the work itself continues for the others. */
export async function within<T>(work: Promise<T>, deadline: Deadline): Promise<T> {
  let stop = (): void => undefined;
  const timeUp = new Promise<never>((_, reject) => {
    stop = () =>
      reject(
        new Error(
          `the account's numbers were not listed within ${deadline.limitMs / 1000} s (GET /v2/sip/phone-numbers)`,
        ),
      );
    deadline.signal.addEventListener("abort", stop, { once: true });
    if (deadline.signal.aborted) stop();
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    deadline.signal.removeEventListener("abort", stop);
  }
}
