import { Activity } from "../../http/activity";
import { Deadline } from "../../http/deadline";

/** Work that several readers wait for. */
export interface Shared<T> {
  readonly result: Promise<T>;
  /** What its requests do. */
  readonly activity: Activity;
}

/** Begins shared work, with a time limit of its own: it is not that of one reader. */
export function share<T>(limitMs: number, work: (deadline: Deadline) => Promise<T>): Shared<T> {
  const activity = new Activity();
  const bounded = async (): Promise<T> => {
    const deadline = new Deadline(limitMs, activity);
    try {
      return await work(deadline);
    } finally {
      deadline.dispose();
    }
  };
  return { result: bounded(), activity };
}

/** Waits for shared work no longer than the reader's own time limit; the work itself continues for the others. */
export async function within<T>({ result, activity }: Shared<T>, deadline: Deadline): Promise<T> {
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
    return await deadline.activity.following(Promise.race([result, timeUp]), activity);
  } finally {
    deadline.signal.removeEventListener("abort", stop);
  }
}
