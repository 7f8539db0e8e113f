import { endpointInputs, endpoints, endpointStack, startBench, type Bench, type Stack } from "../support";
import { vi } from "vitest";
import type { SipEndpointRecord } from "../../../src/simulator/index";

export const topic = { type: "relay_topic", relayTopic: "office" };

/** An endpoint with every field. */
export const everything = {
  ...endpointInputs,
  passwordVersion: "1",
  callerId: "C-3PO",
  sendAs: "random",
  ciphers: ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM_8"],
  codecs: ["PCMU", "OPUS"],
  encryption: "required",
  callHandler: topic,
};

/** What the user is shown while something runs. */
export async function warningsOf(run: () => Promise<unknown>): Promise<string[]> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await run();
    return write.mock.calls.map(([text]) => String(text).trim());
  } finally {
    write.mockRestore();
  }
}

/** A simulator with the endpoint of a program. */
export interface EndpointBench extends Bench {
  readonly stack: Stack;
  /** Path of the endpoint. */
  readonly one: string;
  /** The endpoint as the simulator holds it. */
  readonly record: () => SipEndpointRecord | undefined;
}

/** An endpoint in state, with nothing in the log. */
export async function existing(program: Record<string, unknown> = everything): Promise<EndpointBench> {
  const bench = await startBench();
  const stack = endpointStack(bench.simulator);
  await stack.up(program);
  bench.simulator.clearRequests();
  const record = () => bench.simulator.state().signalwire.endpoints[0];
  return { ...bench, stack, one: `${endpoints}/${stack.id ?? ""}`, record };
}
