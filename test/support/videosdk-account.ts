import { onTestFinished } from "vitest";
import { VideoSdkAccount } from "../../src/videosdk/client/account";
import type { CreateNumbersBody } from "../../src/videosdk/client/api";
import type { Gateway, NumberRecord } from "../../src/videosdk/client/replies";
import type { Operation } from "../../src/lifecycle/definition";
import { Settings } from "../../src/lifecycle/settings";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/index";
import { spiedOperation, type Spied } from "./operation";
import { noting, type NotingDeadline } from "./transport";

export const first = "+14155550100";
export const second = "+14155550101";
export const third = "+14155550102";

/** This many numbers, in order. */
export function numbersFrom(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1415${5_550_000 + index}`);
}

/** Settings of an account at this URL. */
export function settingsAt(url: string, values: Readonly<Record<string, string>>): Settings {
  const all: Readonly<Record<string, string>> = { maxRetries: "0", ...values, endpoint: url };
  return new Settings("videosdk", { config: (key) => all[key.replace("videosdk:", "")], env: {} });
}

/** A simulator and an account at it, both gone when the test ends. */
export interface Bench {
  readonly simulator: Simulator;
  readonly account: VideoSdkAccount;
  /** A deadline that records the waits of the operation instead of waiting. */
  readonly deadline: NotingDeadline;
  /** The requests since the last call, as `METHOD url`. */
  readonly requests: () => string[];
}

/** Starts a simulator; requests are not repeated unless the settings say so. */
export async function startBench(
  options: SimulatorOptions = {},
  settings: Readonly<Record<string, string>> = {},
): Promise<Bench> {
  const simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  const account = new VideoSdkAccount(settingsAt(simulator.url, { ...simulator.videosdk, ...settings }));
  const requests = (): string[] => {
    const lines = simulator.requests().map(({ method, url }) => `${method} ${url}`);
    simulator.clearRequests();
    return lines;
  };
  return { simulator, account, deadline: noting(), requests };
}

/** The body of a creation. */
export function createBody(
  phoneNumbers: readonly string[],
  changes: Partial<CreateNumbersBody> = {},
): CreateNumbersBody {
  return {
    name: "Support",
    phoneNumbers,
    isShared: true,
    mediaEncryption: "disable",
    inbound: { sipRegion: "us002" },
    outbound: { address: "sip.example.com:5061", sipRegion: "in002", transport: "tls" },
    ...changes,
  };
}

/** An operation on the bench's account. */
export function operationOn<I, O>(
  bench: Bench,
  changes: Partial<Operation<VideoSdkAccount, I, O>> = {},
): Spied<VideoSdkAccount, I, O> {
  return spiedOperation(bench, changes);
}

/** A gateway as VideoSDK shows one. */
export function gateway(changes: Partial<Gateway> = {}): Gateway {
  return {
    id: "gw",
    name: undefined,
    address: undefined,
    transport: undefined,
    mediaEncryption: "disable",
    geoRegion: "us002",
    numbers: undefined,
    auth: {},
    ...changes,
  };
}

/** A number as VideoSDK shows it, with the gateways that it is attached to. */
export function numberRecord(e164: string, inbound?: Gateway, outbound?: Gateway): NumberRecord {
  return { phoneNumber: { phoneNumberId: `id of ${e164}`, e164 }, inbound, outbound };
}

/** A bench with this many numbers, attached in one set; the requests for that are not in the log. */
export async function benchWith(count: number, options: SimulatorOptions = {}): Promise<Bench> {
  const bench = await startBench(options);
  await bench.account.api.createNumbers(createBody(numbersFrom(count)), bench.deadline);
  bench.requests();
  return bench;
}

/** The request for a page of the number list. */
export const page = (number: number): string => `GET /v2/sip/phone-numbers?page=${number}&perPage=100`;

/** The request for one number. */
export const direct = (e164: string): string => `GET /v2/sip/phone-numbers/${encodeURIComponent(e164)}`;
