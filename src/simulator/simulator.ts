import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { z } from "zod";
import { behaviourChangesSchema, parseBehaviour, type BehaviourChanges } from "./behaviour.js";
import type { Controls } from "./control.js";
import { DataFile } from "./data-file.js";
import { FaultBook, faultSchema, type Fault, type FaultProgress } from "./faults.js";
import { callQuerySchema, type CallEnd, type CallQuery } from "./call-end.js";
import { listProblems, parseOrThrow } from "./problems.js";
import { RequestLog, type RequestLogEntry } from "./request-log.js";
import { createApplication } from "./server.js";
import type { SignalWireCredentials } from "./signalwire/records.js";
import { signalWireCallEnd } from "./signalwire/call-end.js";
import { SignalWire } from "./signalwire/signal-wire.js";
import type { SimulatorState } from "./state.js";
import type { Vendor } from "./vendor.js";
import type { Outage } from "./videosdk/outages.js";
import type { VideoSdkCredentials } from "./videosdk/records.js";
import { videoSdkCallEnd } from "./videosdk/call-end.js";
import { VideoSdk } from "./videosdk/video-sdk.js";

/** The classes that each vendor's side serves, by their names in the runtime's registry. */
export const servedClasses = {
  videosdk: VideoSdk.serves,
  signalwire: SignalWire.serves,
};

/** How to start a simulator. */
export interface SimulatorOptions extends BehaviourChanges {
  /** Port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** File that keeps objects and credentials between starts. Default: memory only. */
  dataFile?: string;
  /** Credentials to accept. Default: those of the data file, or random ones. */
  credentials?: { videosdk?: VideoSdkCredentials; signalwire?: SignalWireCredentials };
}

/** A running simulator. */
export interface Simulator {
  /** Base URL for clients, without a final slash. */
  readonly url: string;
  /** Credentials that the VideoSDK side accepts. */
  readonly videosdk: VideoSdkCredentials;
  /** Credentials that the SignalWire side accepts. */
  readonly signalwire: SignalWireCredentials;
  /** A copy of the vendors' objects, passwords in clear. */
  state(): SimulatorState;
  /**
   * Where a call would end at each vendor, found from their objects without the package's own code. A number that SignalWire
   * has shown in no answer yet is not known there.
   *
   * @throws Error that names every problem of the query.
   */
  callEnds(query: CallQuery): Readonly<Record<"videosdk" | "signalwire", CallEnd>>;
  /** Requests to the vendors, in the order in which they took effect; the newest 50,000 at most. */
  requests(): readonly RequestLogEntry[];
  /** Empties the list of requests. */
  clearRequests(): void;
  /** When VideoSDK's numbers were without gateways, and the requests to VideoSDK meanwhile; since the last clearing. */
  outages(): readonly Outage[];
  /** Forgets the outages that are over. */
  clearOutages(): void;
  /**
   * Deletes all objects, requests and faults, and restores the behaviour of the start. Credentials stay. The data file
   * is updated with the next write, or on closing.
   */
  reset(): void;
  /**
   * Adds a fault.
   *
   * @throws Error that names every problem of the fault.
   */
  addFault(fault: Fault): void;
  /** The faults in the order of adding, each with how many requests it matched and how many it hit. */
  faults(): readonly FaultProgress[];
  /** Removes all faults, including those that have not hit a request. */
  clearFaults(): void;
  /**
   * Merges behaviour switches into those in force.
   *
   * @throws Error that names every problem; nothing changes then.
   */
  configure(changes: BehaviourChanges): void;
  /** Ends all connections and resolves when the state is in the data file. */
  close(): Promise<void>;
}

/**
 * Starts a simulator of the vendors' APIs on 127.0.0.1.
 *
 * @throws Error when a behaviour switch is unknown, the port is taken, or `dataFile` cannot be written or is no data file of the
 * simulator.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const videosdk = new VideoSdk(options.videosdk ?? {}, options.credentials?.videosdk);
  const signalwire = new SignalWire(options.signalwire ?? {}, options.credentials?.signalwire);
  const vendors: [Vendor, ...Vendor[]] = [videosdk, signalwire];
  const dataFile = options.dataFile === undefined ? undefined : await openDataFile(options.dataFile, vendors);

  const log = new RequestLog();
  const faults = new FaultBook();
  const closing = new AbortController();
  const empty = (): void => {
    for (const vendor of vendors) vendor.reset();
    log.clear();
    faults.clear();
  };
  const state = (): SimulatorState => ({
    videosdk: videosdk.state(),
    signalwire: signalwire.state(),
  });
  const callEnds: Simulator["callEnds"] = (query) => {
    const call = parseOrThrow(callQuerySchema, query, "simulator call");
    const { videosdk: account, signalwire: project } = state();
    return { videosdk: videoSdkCallEnd(account, call), signalwire: signalWireCallEnd(project, call) };
  };
  const configure = (changes: BehaviourChanges): void => {
    if (changes.videosdk !== undefined) videosdk.configure(changes.videosdk);
    if (changes.signalwire !== undefined) signalwire.configure(changes.signalwire);
  };

  const controls: Controls = {
    state,
    revision: () => [start, videosdk.revision, signalwire.revision, log.revision, faults.revision].join("."),
    credentials: () => ({ videosdk: videosdk.credentials, signalwire: signalwire.credentials }),
    callEnds: (query) => {
      const result = callQuerySchema.safeParse(query);
      return result.success ? callEnds(result.data) : listProblems(result.error);
    },
    requests: () => log.list(),
    findRequests: (filter, most) => log.find(filter, most),
    clearRequests: () => log.clear(),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
    addFaults: (body) => {
      const result = z.array(faultSchema).safeParse(Array.isArray(body) ? body : [body]);
      if (!result.success) return listProblems(result.error);
      for (const fault of result.data) faults.add(fault);
      return [];
    },
    behaviour: () => ({ videosdk: videosdk.behaviour, signalwire: signalwire.behaviour }),
    configure: (body) => {
      const result = behaviourChangesSchema.safeParse(body);
      if (!result.success) return listProblems(result.error);
      configure(result.data);
      return [];
    },
    reset: async () => {
      empty();
      await dataFile?.save();
    },
  };

  // Another start is another simulator, even on the same port and with the same counts.
  const start = Date.now();
  const app = createApplication({ vendors, log, faults, controls, dataFile, closing: closing.signal });
  // Without the option the adapter replaces Node's Request and Response for the whole process.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await listening(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  const shutDown = async (): Promise<void> => {
    closing.abort();
    const ended = once(server, "close");
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await ended;
    await dataFile?.save();
  };
  let closed: Promise<void> | undefined;
  // Immediately: the credentials of a first start must survive a kill. Not before the port is this simulator's: a running one may
  // have the same file.
  await dataFile?.save().catch(async (error: unknown) => {
    await shutDown().catch(() => undefined);
    throw error;
  });

  return {
    url: `http://127.0.0.1:${port}`,
    videosdk: videosdk.credentials,
    signalwire: signalwire.credentials,
    state,
    callEnds,
    requests: () => log.list(),
    clearRequests: () => log.clear(),
    outages: () => videosdk.store.outages.list(),
    clearOutages: () => videosdk.store.outages.clear(),
    reset: empty,
    addFault: (fault) => faults.add(parseOrThrow(faultSchema, fault, "simulator fault")),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
    configure: (changes) => configure(parseBehaviour(changes)),
    close: () => (closed ??= shutDown()),
  };
}

async function openDataFile(path: string, vendors: readonly Vendor[]): Promise<DataFile> {
  const dataFile = new DataFile(path, () =>
    Object.fromEntries(vendors.map((vendor) => [vendor.name, vendor.save()])),
  );
  const saved = await dataFile.load();
  for (const vendor of vendors) {
    if (vendor.name in saved) vendor.restore(saved[vendor.name], path);
  }
  return dataFile;
}

/** @throws Error that says what to do where the port cannot be had */
async function listening(server: ServerType, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const why = code === "EADDRINUSE" ? "is taken" : "cannot be used";
    throw new Error(
      `port ${port} of 127.0.0.1 ${why} (${String(code)}): end what listens there, or give another port; 0 takes any free one`,
    );
  });
}
