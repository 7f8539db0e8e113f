import type { Simulator } from "../../../src/simulator";
import type { Operation } from "../../faults/support/operation.js";
import type { Sample } from "../../support/sample.js";
import {
  canaries,
  first,
  fourth,
  openOutbound,
  outbound,
  pairs,
  second,
  setArgs,
  support,
  third,
} from "../../support/samples.js";
import { Dashboard, gateway, gateways } from "../../support/vendor-view.js";

const rotated = { ...outbound, auth: { username: "user", password: canaries.other } };

/** Every setting that a set can change in place. */
const everyField = {
  name: "Sales",
  mediaEncryption: "enable",
  inbound: { sipRegion: "in002" },
  outbound: { ...rotated, transport: "udp" },
};

const common = {
  name: "support",
  fewest: { phoneNumbers: [first], inbound: { sipRegion: "auto" }, outbound: openOutbound },
  secrets: Object.values(canaries),
} satisfies Partial<Sample>;

async function retune(sim: Simulator): Promise<void> {
  for (const { id, direction } of gateways(sim)) {
    if (direction === "outbound") await new Dashboard(sim).patchGateway(id, { transport: "udp" });
  }
}

async function removeAll(sim: Simulator): Promise<void> {
  for (const one of gateways(sim)) await new Dashboard(sim).deleteGateway(one);
}

/** A shared set that has grown, so that it has two pairs of gateways. */
const grown = support({ phoneNumbers: [first, second, third] });

const operations: readonly Operation[] = [
  {
    name: "replace: consolidate",
    earlier: [[support()]],
    before: [grown],
    program: [support({ phoneNumbers: [first, second, third], consolidate: true })],
  },
  {
    name: "update: a grown set, its first pair is emptied",
    earlier: [[support()]],
    before: [grown],
    program: [support({ phoneNumbers: [third, fourth] })],
  },
  {
    name: "update: a grown set, all settings",
    earlier: [[support()]],
    before: [grown],
    program: [support({ phoneNumbers: [first, second, third], ...everyField })],
  },
  { name: "refresh: a grown set", earlier: [[support()]], before: [grown], run: "refresh", program: [grown] },
  { name: "delete: a grown set", earlier: [[support()]], before: [grown], run: "destroy", program: [] },
  {
    name: "create, by adoption",
    meanwhile: (sim) => new Dashboard(sim).create([first, second]),
    program: [support({ adopt: true })],
  },
  {
    name: "update: credentials added",
    before: [support({ outbound: openOutbound })],
    program: [support()],
  },
  {
    name: "update: gatewaySettings to managed",
    before: [support({ gatewaySettings: "initial" })],
    program: [support(everyField)],
  },
  {
    name: "update: what was changed elsewhere",
    before: [support()],
    meanwhile: retune,
    refreshed: true,
    program: [support()],
  },
  {
    name: "update: a number detached elsewhere",
    before: [support()],
    meanwhile: (sim) => new Dashboard(sim).detach(first),
    refreshed: true,
    program: [support()],
  },
  {
    name: "update: a number is removed from gateways that carry a foreign one",
    before: [support()],
    meanwhile: (sim) => new Dashboard(sim).join(third),
    program: [support({ phoneNumbers: [second] })],
  },
  {
    name: "refresh: a foreign number was attached",
    before: [support()],
    meanwhile: (sim) => new Dashboard(sim).join(third),
    run: "refresh",
    program: [support()],
  },
  {
    name: "delete: the gateways carry a foreign number",
    before: [support()],
    meanwhile: (sim) => new Dashboard(sim).join(third),
    run: "destroy",
    program: [],
  },
  {
    name: "delete, with release: the gateways carry a foreign number",
    before: [support({ releaseOnDelete: true })],
    meanwhile: (sim) => new Dashboard(sim).join(third),
    refreshed: true,
    run: "destroy",
    program: [],
  },
  {
    name: "delete, with release",
    before: [support({ releaseOnDelete: true })],
    run: "destroy",
    program: [],
  },
  {
    name: "create after state delete, by adoption of the gateway",
    before: [support()],
    forget: ["support"],
    program: (sim) => [support({ adopt: gateway(sim, "inbound").id })],
  },
];

/** Both varieties: one pair of gateways for all numbers, and one for each. */
export const samples: readonly Sample[] = [
  {
    ...common,
    variety: "shared",
    args: { name: "support", ...setArgs },
    updates: {
      name: { name: "Sales" },
      mediaEncryption: { mediaEncryption: "enable" },
      inbound: { inbound: { sipRegion: "in002" } },
      outbound: { outbound: { ...outbound, address: "other.example.com", transport: "udp" } },
      credentials: { outbound: rotated },
      "all settings": everyField,
      releaseOnDelete: { releaseOnDelete: true },
      "gatewaySettings to initial": { gatewaySettings: "initial" },
      "a number removed": { phoneNumbers: [second] },
      "a number removed, settings change": { phoneNumbers: [second], ...everyField },
      "a number added": { phoneNumbers: [first, second, third] },
      "a number added, settings change": { phoneNumbers: [first, second, third], ...everyField },
      "one removed, one added": { phoneNumbers: [second, third] },
      "all numbers exchanged": { phoneNumbers: [third] },
    },
    replacements: {
      isShared: { isShared: false },
      "a number added, with consolidate": { phoneNumbers: [first, second, third], consolidate: true },
      "credentials removed": { outbound: openOutbound },
    },
    changeElsewhere: retune,
    removeElsewhere: removeAll,
    operations,
  },
  {
    ...common,
    variety: "pairs",
    args: { name: "support", ...setArgs, isShared: false },
    importId: `${first}, ${second}`,
    updates: {
      "all settings": everyField,
      "a number added": { phoneNumbers: [first, second, third] },
      "a number removed": { phoneNumbers: [second] },
      "one removed, one added, settings change": { phoneNumbers: [second, third], ...everyField },
    },
    replacements: { isShared: { isShared: true } },
    changeElsewhere: retune,
    removeElsewhere: removeAll,
    operations: [
      {
        name: "update: a number added, by adoption",
        before: [pairs()],
        meanwhile: (sim) => new Dashboard(sim).create([third]),
        program: [pairs({ phoneNumbers: [first, second, third], adopt: true })],
      },
    ],
  },
];
