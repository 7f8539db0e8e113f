import { onTestFinished } from "vitest";
import { Deadline } from "../../src/http/deadline";
import { Transport, type TransportOptions } from "../../src/http/transport";

/** A transport to a test's server with pauses of almost no time, closed when the test ends. */
export function transportTo(baseUrl: string, options: Partial<TransportOptions> = {}): Transport {
  const transport = new Transport({
    baseUrl,
    authorization: () => "the-token",
    readComplaint: (body) => ({ message: typeof body === "string" ? body : JSON.stringify(body) }),
    ...options,
    retry: { baseDelayMs: 0, ...options.retry },
  });
  onTestFinished(() => transport.close());
  return transport;
}

/** A deadline that no test reaches, disposed of when the test ends. */
export function ample(): Deadline {
  const deadline = new Deadline(60_000);
  onTestFinished(() => deadline.dispose());
  return deadline;
}

/** A deadline that records its waits instead of waiting. */
export class NotingDeadline extends Deadline {
  readonly waits: number[] = [];

  override wait(milliseconds: number): Promise<boolean> {
    this.waits.push(milliseconds);
    return Promise.resolve(true);
  }
}

/** A {@link NotingDeadline}, disposed of when the test ends. */
export function noting(): NotingDeadline {
  const deadline = new NotingDeadline(60_000);
  onTestFinished(() => deadline.dispose());
  return deadline;
}

/** The error of a rejected promise; fails when it was not rejected. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`rejected with ${JSON.stringify(error)}, which is no Error`);
  }
  throw new Error("it was not rejected");
}
