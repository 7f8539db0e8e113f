import { sign } from "jsonwebtoken";
import type { GatewayRecord, Simulator } from "../../../src/simulator";

/** The numbers that the tests use. */
export const first = "+14155550100";
export const second = "+14155550101";
export const third = "+14155550102";

/** What is attached at the vendor, without ids: what a test of settings compares. */
export interface LivingGateway {
  readonly id: string;
  readonly name: string;
  readonly numbers: readonly string[];
  readonly mediaEncryption: string;
  readonly geoRegion: string | null;
  readonly address: string | null;
  readonly transport: string | null;
  readonly auth: { readonly username: string; readonly password: string } | null;
}

/** Gateways that exist, oldest first. */
export function gateways(simulator: Simulator, direction: "inbound" | "outbound"): LivingGateway[] {
  const { inboundGateways, outboundGateways } = simulator.state().videosdk;
  const all: readonly GatewayRecord[] = direction === "inbound" ? inboundGateways : outboundGateways;
  return all.filter(({ deleted }) => !deleted);
}

/** The only gateway of a direction. */
export function gateway(simulator: Simulator, direction: "inbound" | "outbound"): LivingGateway {
  const [only, ...others] = gateways(simulator, direction);
  if (only === undefined || others.length > 0)
    throw new Error(`${others.length + (only === undefined ? 0 : 1)} ${direction} gateways, not one`);
  return only;
}

/** How many gateways exist: inbound, outbound. */
export function gatewayCounts(simulator: Simulator): [number, number] {
  return [gateways(simulator, "inbound").length, gateways(simulator, "outbound").length];
}

/** The registered numbers that carry calls in both directions. */
export function connectedNumbers(simulator: Simulator): string[] {
  return simulator
    .state()
    .videosdk.phoneNumbers.filter((one) => one.inboundGatewayId !== null && one.outboundGatewayId !== null)
    .map(({ e164 }) => e164)
    .sort();
}

/** A request of another client of the same account. */
export async function elsewhere(
  simulator: Simulator,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const { apiKey, secret } = simulator.videosdk;
  const claims = { apikey: apiKey, version: 2, roles: ["crawler"], permissions: ["allow_join"] };
  const response = await fetch(simulator.url + path, {
    method,
    headers: {
      authorization: sign(claims, secret, { expiresIn: 60 }),
      "content-type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === "" ? undefined : (JSON.parse(text) as unknown);
}
