import { phoneNumberSet, ref, sipGateway } from "../../support/program.js";
import {
  canaries,
  carrier,
  first,
  outbound,
  pairs,
  second,
  setArgs,
  support,
  third,
} from "../../support/samples.js";
import { Dashboard, gateway, gateways } from "../../support/vendor-view.js";
import type { Operation } from "./operation.js";

const shared = "videosdk.PhoneNumberSet, shared";
const paired = "videosdk.PhoneNumberSet, pairs";
const tuning = "videosdk.SipGateway";
const trunk = "videosdk.SipTrunk";
const together = "set, gateway and trunk";

const rotated = { ...outbound, auth: { username: "user", password: canaries.other } };
const open = { address: outbound.address, sipRegion: outbound.sipRegion, transport: outbound.transport };
/** Every setting that a set can change in place. */
const everyField = {
  name: "Sales",
  mediaEncryption: "enable",
  inbound: { sipRegion: "in002" },
  outbound: { ...rotated, transport: "udp" },
};

const sets: Operation[] = [
  { resource: shared, name: "create", program: [support()] },
  {
    resource: shared,
    name: "create, by adoption",
    meanwhile: (sim) => new Dashboard(sim).create([first, second]),
    program: [support({ adopt: true })],
  },
  ...(
    [
      ["name", { name: "Sales" }],
      ["mediaEncryption", { mediaEncryption: "enable" }],
      ["inbound", { inbound: { sipRegion: "in002" } }],
      ["outbound", { outbound: { ...outbound, address: "other.example.com", transport: "udp" } }],
      ["credentials", { outbound: rotated }],
      ["all settings", everyField],
      ["releaseOnDelete", { releaseOnDelete: true }],
      ["gatewaySettings to initial", { gatewaySettings: "initial" }],
    ] as const
  ).map(([name, changes]): Operation => ({
    resource: shared,
    name: `update: ${name}`,
    before: [support()],
    program: [support(changes)],
  })),
  {
    resource: shared,
    name: "update: credentials added",
    before: [support({ outbound: open })],
    program: [support()],
  },
  {
    resource: shared,
    name: "update: gatewaySettings to managed",
    before: [support({ gatewaySettings: "initial" })],
    program: [support(everyField)],
  },
  {
    resource: shared,
    name: "update: a number leaves",
    before: [support()],
    program: [support({ phoneNumbers: [second] })],
  },
  {
    resource: shared,
    name: "update: a number leaves, settings change",
    before: [support()],
    program: [support({ phoneNumbers: [second], ...everyField })],
  },
  {
    resource: shared,
    name: "update: what was changed elsewhere",
    before: [support()],
    meanwhile: (sim) => new Dashboard(sim).patchGateway(gateway(sim, "outbound").id, { transport: "udp" }),
    refreshed: true,
    program: [support()],
  },
  { resource: shared, name: "replace: isShared", before: [support()], program: [pairs()] },
  {
    resource: shared,
    name: "replace: a number joins",
    before: [support()],
    program: [support({ phoneNumbers: [first, second, third] })],
  },
  {
    resource: shared,
    name: "replace: credentials taken away",
    before: [support()],
    program: [support({ outbound: open })],
  },
  {
    resource: shared,
    name: "replace: a number detached elsewhere",
    before: [support()],
    meanwhile: (sim) => new Dashboard(sim).detach(first),
    refreshed: true,
    program: [support()],
  },
  { resource: shared, name: "refresh", before: [support()], run: "refresh", program: [support()] },
  {
    resource: shared,
    name: "refresh: changed elsewhere",
    before: [support()],
    meanwhile: (sim) => new Dashboard(sim).patchGateway(gateway(sim, "outbound").id, { transport: "udp" }),
    run: "refresh",
    program: [support()],
  },
  {
    resource: shared,
    name: "refresh: deleted elsewhere",
    before: [support()],
    meanwhile: async (sim) => {
      for (const one of gateways(sim)) await new Dashboard(sim).deleteGateway(one);
    },
    run: "refresh",
    program: [support()],
  },
  { resource: shared, name: "delete", before: [support()], run: "destroy", program: [] },
  {
    resource: shared,
    name: "delete, with release",
    before: [support({ releaseOnDelete: true })],
    run: "destroy",
    program: [],
  },
  { resource: paired, name: "create", program: [pairs()] },
  { resource: paired, name: "update: all settings", before: [pairs()], program: [pairs(everyField)] },
  {
    resource: paired,
    name: "update: a number joins",
    before: [pairs()],
    program: [pairs({ phoneNumbers: [first, second, third] })],
  },
  {
    resource: paired,
    name: "update: a number joins, by adoption",
    before: [pairs()],
    meanwhile: (sim) => new Dashboard(sim).create([third]),
    program: [pairs({ phoneNumbers: [first, second, third], adopt: true })],
  },
  {
    resource: paired,
    name: "update: a number leaves",
    before: [pairs()],
    program: [pairs({ phoneNumbers: [second] })],
  },
  {
    resource: paired,
    name: "update: one leaves, one joins, settings change",
    before: [pairs()],
    program: [pairs({ phoneNumbers: [second, third], ...everyField })],
  },
  { resource: paired, name: "replace: isShared", before: [pairs()], program: [support()] },
  { resource: paired, name: "refresh", before: [pairs()], run: "refresh", program: [pairs()] },
  { resource: paired, name: "delete", before: [pairs()], run: "destroy", program: [] },
];

const initial = support({ gatewaySettings: "initial" });
const other = phoneNumberSet("other", { ...setArgs, phoneNumbers: [third], gatewaySettings: "initial" });
const outboundId = ref("support", "outboundGatewayIds", 0);
const tuned = { gatewayId: outboundId, name: "Tuned", address: "tuned.example.com", auth: rotated.auth };

const tunings: Operation[] = [
  { resource: tuning, name: "create", before: [initial], program: [initial, sipGateway("line", tuned)] },
  {
    resource: tuning,
    name: "create, inbound",
    before: [initial],
    program: [
      initial,
      sipGateway("line", { gatewayId: ref("support", "inboundGatewayIds", 0), sipRegion: "in002" }),
    ],
  },
  {
    resource: tuning,
    name: "create, where nothing differs",
    before: [initial],
    program: [initial, sipGateway("line", { gatewayId: outboundId, transport: outbound.transport })],
  },
  ...(
    [
      ["name", { name: "Main line" }],
      ["mediaEncryption, sipRegion", { mediaEncryption: "enable", sipRegion: "us002" }],
      ["address, transport", { address: "other.example.com", transport: "udp" }],
      ["credentials", { auth: outbound.auth }],
    ] as const
  ).map(([name, changes]): Operation => ({
    resource: tuning,
    name: `update: ${name}`,
    before: [initial, sipGateway("line", tuned)],
    program: [initial, sipGateway("line", { ...tuned, ...changes })],
  })),
  {
    resource: tuning,
    name: "replace: another gateway",
    before: [initial, other, sipGateway("line", tuned)],
    program: [
      initial,
      other,
      sipGateway("line", { ...tuned, gatewayId: ref("other", "outboundGatewayIds", 0) }),
    ],
  },
  {
    resource: tuning,
    name: "refresh",
    before: [initial, sipGateway("line", tuned)],
    run: "refresh",
    program: [initial, sipGateway("line", tuned)],
  },
];

const carrierTuned = carrier({ domain: "other.example.com", direction: "inbound", numbers: [second] });
const deletable = { videosdk: { trunkDelete: 200 } } as const;

const trunks: Operation[] = [
  { resource: trunk, name: "create", program: [carrier()] },
  { resource: trunk, name: "update", before: [carrier()], program: [carrierTuned] },
  {
    resource: trunk,
    name: "update: credentials",
    before: [carrier()],
    program: [carrier({ auth: { username: "trunk-user", password: canaries.other } })],
  },
  {
    resource: trunk,
    name: "update: attemptDelete",
    before: [carrier()],
    program: [carrier({ attemptDelete: true })],
  },
  { resource: trunk, name: "refresh", before: [carrier()], run: "refresh", program: [carrier()] },
  {
    resource: trunk,
    name: "delete",
    before: [carrier({ attemptDelete: true })],
    run: "destroy",
    program: [],
    behaviour: deletable,
  },
];

const all = [initial, sipGateway("line", tuned), carrier({ attemptDelete: true })];
const allGrown = [
  support({ gatewaySettings: "initial", phoneNumbers: [first, second, third] }),
  ...all.slice(1),
];

const combinations: Operation[] = [
  { resource: together, name: "create", program: all },
  { resource: together, name: "replace: a number joins the set", before: all, program: allGrown },
  { resource: together, name: "refresh", before: all, run: "refresh", program: all },
  { resource: together, name: "delete", before: all, run: "destroy", program: [], behaviour: deletable },
];

/** Every operation of every VideoSDK resource. */
export const videosdkOperations: readonly Operation[] = [...sets, ...tunings, ...trunks, ...combinations];
