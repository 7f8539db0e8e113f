import type { Simulator } from "../../src/simulator";
import { internals, phoneNumberSet, sipGateway, type Declared } from "./program.js";
import { openOutbound } from "./samples.js";
import type { Stack } from "./stack.js";
import { Dashboard } from "./vendor-view.js";

/** This many E.164 numbers, in order. */
export function numbersFrom(count: number, start = 0): string[] {
  return Array.from({ length: count }, (_, index) => `+1415${5_000_000 + start + index}`);
}

/** Numbers spread over this many sets, as evenly as possible. */
export function setsOf(numbers: readonly string[], sets: number): string[][] {
  return Array.from({ length: sets }, (_, at) => numbers.filter((_number, index) => index % sets === at));
}

/** The set of these numbers in normal form; its gateways may have resources of their own. */
export function declaredSet(name: string, phoneNumbers: readonly string[], isShared: boolean): Declared {
  return phoneNumberSet(name, {
    phoneNumbers,
    isShared,
    inbound: { sipRegion: "us002" },
    outbound: openOutbound,
    gatewaySettings: "initial",
    ...{ mediaEncryption: "disable", adopt: false, releaseOnDelete: false },
  });
}

/**
 * Puts sets, and a resource for each of their gateways where wanted, at the vendor and into state, as earlier runs
 * leave them. Saves a test of a refresh the creation of a thousand resources.
 */
export async function seed(
  { sim, engine }: Stack,
  sets: readonly (readonly string[])[],
  options: { isShared: boolean; withGateways: boolean },
): Promise<void> {
  const dashboard = new Dashboard(sim);
  const { isShared } = options;
  for (const phoneNumbers of sets) {
    const { inbound, outbound, name } = declaredSet("seeded", phoneNumbers, isShared).inputs;
    await dashboard.create(phoneNumbers, { inbound, outbound, name, isShared });
  }
  const view = attachments(sim);
  for (const [index, phoneNumbers] of sets.entries()) {
    const declared = declaredSet(`set-${index}`, phoneNumbers, isShared);
    const numbers = phoneNumbers.map((e164) => view.numbers.get(e164) ?? missing(e164));
    const ids = (key: "inboundGatewayId" | "outboundGatewayId") => [
      ...new Set(numbers.map((number) => number[key] ?? missing(number.e164))),
    ];
    const outputs = {
      numbers,
      inboundGatewayIds: ids("inboundGatewayId").sort(),
      outboundGatewayIds: ids("outboundGatewayId").sort(),
    };
    const id = isShared ? outputs.inboundGatewayIds[0] : `set-${index}`;
    put(engine.state, declared, id ?? missing(declared.name), outputs);
    const gatewayIds = options.withGateways
      ? [...outputs.inboundGatewayIds, ...outputs.outboundGatewayIds]
      : [];
    for (const gatewayId of gatewayIds) {
      const { direction, numbers: attached } = view.gateways.get(gatewayId) ?? missing(gatewayId);
      const settings = sipGateway(`gateway-${gatewayId}`, { gatewayId });
      put(engine.state, settings, gatewayId, { direction, numbers: attached, effective: {} });
    }
  }
}

function put(state: Stack["engine"]["state"], declared: Declared, id: string, outputs: object): void {
  const { vendor, type, name, inputs } = declared;
  const known = { ...inputs, ...internals(declared, "shop/dev") };
  state.set(name, {
    ...{ vendor, type, name, id, initErrors: [], pendingReplacement: false, dependencies: {} },
    inputs: known,
    outputs: { ...known, ...outputs, account: null },
  });
}

function attachments(sim: Simulator) {
  const { phoneNumbers, inboundGateways, outboundGateways } = sim.state().videosdk;
  return {
    numbers: new Map(phoneNumbers.map((number) => [number.e164, number])),
    gateways: new Map([...inboundGateways, ...outboundGateways].map((gateway) => [gateway.id, gateway])),
  };
}

function missing(what: string): never {
  throw new Error(`${what} is not at the vendor`);
}
