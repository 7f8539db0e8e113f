import { onTestFinished } from "vitest";
import { readInventories, trace, type CallTrace, type TraceQuery } from "../../src/trace";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator";
import { Dashboard } from "../support/vendor-view";
import { SignalWireDashboard } from "../support/signalwire-view";

/** A simulator, other clients of its accounts, and traces through them. */
export interface Traced {
  readonly simulator: Simulator;
  readonly videosdk: Dashboard;
  readonly signalwire: SignalWireDashboard;
  /** The one trace of a call. */
  readonly traced: (query: TraceQuery) => Promise<CallTrace>;
}

/** Starts a simulator that is gone when the test ends. */
export async function startTraced(options: SimulatorOptions = {}): Promise<Traced> {
  const simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  return {
    simulator,
    videosdk: new Dashboard(simulator),
    signalwire: new SignalWireDashboard(simulator),
    async traced(query) {
      const [first, ...others] = trace(await readInventories({ simulator }), query);
      if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} traces`);
      return first;
    },
  };
}

/** Creates an object at VideoSDK; returns its id. */
export async function made(dashboard: Dashboard, path: string, body: object): Promise<string> {
  const answer = (await dashboard.send("POST", path, body)) as { id?: string; data?: { id: string } };
  return answer.id ?? answer.data?.id ?? "";
}

/** The steps of a trace as lines: verdict, part and text. */
export function linesOf({ steps, end }: CallTrace): string {
  return [...steps, { verdict: end.kind, part: end.id, text: end.text }]
    .map(({ verdict, part, text }) => `${verdict} ${part}: ${text}`)
    .join("\n");
}
