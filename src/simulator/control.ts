import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { switchesInForce, type Behaviour } from "./behaviour.js";
import type { CallEnds } from "./call-end.js";
import type { FaultProgress } from "./faults.js";
import type { FoundRequests, RequestFilter, RequestLogEntry } from "./request-log.js";
import type { SimulatorState } from "./state.js";

/** What the Node adapter gives to every request: the raw request and its socket. */
export interface ServerEnvironment {
  Bindings: HttpBindings;
}

/** The operations behind the control routes. Their bodies are unchecked. */
export interface Controls {
  state(): SimulatorState;
  /** What clients of each vendor authenticate with. */
  credentials(): unknown;
  /** Where a call ends at each vendor; every problem of a query that is none. */
  callEnds(query: Readonly<Record<string, string>>): CallEnds | readonly string[];
  /** Changes with everything that a picture of the simulator shows. */
  revision(): string;
  requests(): readonly RequestLogEntry[];
  /** The newest requests that fit, the newest first, and how many fit. */
  findRequests(filter: RequestFilter, most: number): FoundRequests;
  clearRequests(): void;
  faults(): readonly FaultProgress[];
  clearFaults(): void;
  /** Adds one fault or a list. Returns every problem; with any, nothing is added. */
  addFaults(body: unknown): readonly string[];
  /** The switches in force now, by vendor. */
  behaviour(): Behaviour;
  /** Merges behaviour switches. Returns every problem; with any, nothing changes. */
  configure(body: unknown): readonly string[];
  reset(): Promise<void>;
}

/** Serves the controls below `/_simulator`. They need no credentials, are not logged, and no fault hits them. */
export function addControlRoutes(app: Hono<ServerEnvironment>, controls: Controls): void {
  app.get("/_simulator/state", () => Response.json(controls.state()));
  app.get("/_simulator/credentials", () => Response.json(controls.credentials()));
  app.get("/_simulator/trace", ({ req }) => {
    const ends = controls.callEnds(req.query());
    return Array.isArray(ends) ? outcome(ends as readonly string[]) : Response.json(ends);
  });
  app.get("/_simulator/requests", () => Response.json(controls.requests()));
  app.delete("/_simulator/requests", () => {
    controls.clearRequests();
    return done();
  });
  app.get("/_simulator/faults", () => Response.json(controls.faults()));
  app.delete("/_simulator/faults", () => {
    controls.clearFaults();
    return done();
  });
  app.post("/_simulator/faults", async ({ req }) => outcome(controls.addFaults(parsed(await req.text()))));
  app.get("/_simulator/behaviour", () => {
    const behaviour = controls.behaviour();
    return Response.json({ ...behaviour, switches: switchesInForce(behaviour) });
  });
  app.post("/_simulator/behaviour", async ({ req }) =>
    outcome(controls.configure(withoutList(parsed(await req.text())))),
  );
  app.post("/_simulator/reset", async () => {
    await controls.reset();
    return done();
  });
  app.all("/_simulator/*", ({ req }) =>
    Response.json({ message: `no control route ${req.method} ${req.path}` }, { status: 404 }),
  );
}

function done(): Response {
  return new Response(null, { status: 204 });
}

function outcome(problems: readonly string[]): Response {
  return problems.length === 0
    ? done()
    : Response.json({ message: problems.join("; "), problems }, { status: 400 });
}

/** Behaviour as GET shows it can be sent back: what it says of the switches is no switch. */
function withoutList(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("switches" in body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== "switches"));
}

/** Text that is not JSON stays text, which the schema refuses. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
