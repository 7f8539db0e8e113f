import type { Simulator } from "../../../src/simulator";
import { phone, pbx } from "../../support/signalwire-samples.js";
import { phoneNumberSet, ref, sipGateway, type Declared, type Program } from "../../support/program.js";
import { carrier, first, outbound, second, setArgs, support, third } from "../../support/samples.js";

/** The resources whose requests fail. */
export type Subject =
  "PhoneNumberSet" | "videosdk.SipGateway" | "SipTrunk" | "signalwire.SipGateway" | "SipEndpoint";

/** A request of an operation on one resource; the paths of some hold ids that only the vendor knows. */
export interface Target {
  readonly subject: Subject;
  /** Its name in the program. */
  readonly name: string;
  readonly method: string;
  readonly path: string | ((sim: Simulator) => string);
}

/** One operation on one resource of each class at once; none of them waits for another. */
export interface Scenario {
  readonly name: "create" | "update" | "replace" | "delete";
  /** The resources before it. */
  readonly before: Program;
  /** SignalWire's space at that time, where it was another one. */
  readonly formerSpace?: string;
  readonly run: "up" | "destroy";
  readonly program: Program;
  readonly targets: readonly Target[];
}

/** How the vendors behave: trunks can be deleted, so that one left over is detected. */
export const behaviour = { videosdk: { trunkDelete: 200 } } as const;

const fourth = "+14155550103";
/** Sets whose gateways other resources configure. */
const other = phoneNumberSet("other", { ...setArgs, phoneNumbers: [third], gatewaySettings: "initial" });
const another = phoneNumberSet("another", { ...setArgs, phoneNumbers: [fourth], gatewaySettings: "initial" });

function tuned(set: Declared, changes: object = {}): Declared {
  return sipGateway("tuned", {
    gatewayId: ref(set.name, "outboundGatewayIds", 0),
    name: "Tuned",
    ...changes,
  });
}

const trunk = carrier({ attemptDelete: true });
const base = [other, another];
const everything = [...base, support(), tuned(other), trunk, pbx(), phone()];

const createNumbers = { method: "POST", path: "/v2/sip/phone-numbers" };
const createTrunk = { method: "POST", path: "/v2/sip-trunk" };
const lines = "/api/fabric/resources/sip_gateways";
const phones = "/api/relay/rest/endpoints/sip";

/** The operations, each on all five resources; a trunk is missing where it has no such operation. */
export const scenarios: Readonly<Record<Scenario["name"], Scenario>> = {
  create: {
    name: "create",
    before: base,
    run: "up",
    program: everything,
    targets: [
      { subject: "PhoneNumberSet", name: "support", ...createNumbers },
      { subject: "videosdk.SipGateway", name: "tuned", method: "PATCH", path: settingsOf(third, "outbound") },
      { subject: "SipTrunk", name: "carrier", ...createTrunk },
      { subject: "signalwire.SipGateway", name: "pbx", method: "POST", path: lines },
      { subject: "SipEndpoint", name: "phone", method: "POST", path: phones },
    ],
  },
  update: {
    name: "update",
    before: everything,
    run: "up",
    program: [
      ...base,
      support({ name: "Sales", mediaEncryption: "enable", outbound: { ...outbound, transport: "udp" } }),
      tuned(other, { name: "Retuned", transport: "udp" }),
      carrier({ attemptDelete: true, domain: "other.example.com", numbers: [second] }),
      pbx({ name: "Other carrier" }),
      phone({ password: "CANARY-rotated", callerId: "Threepio" }),
    ],
    targets: [
      { subject: "PhoneNumberSet", name: "support", method: "PATCH", path: settingsOf(first, "outbound") },
      { subject: "videosdk.SipGateway", name: "tuned", method: "PATCH", path: settingsOf(third, "outbound") },
      { subject: "SipTrunk", name: "carrier", method: "PUT", path: (sim) => `/v2/sip-trunk/${trunkId(sim)}` },
      {
        subject: "signalwire.SipGateway",
        name: "pbx",
        method: "PATCH",
        path: (sim) => `${lines}/${lineId(sim)}`,
      },
      { subject: "SipEndpoint", name: "phone", method: "PUT", path: (sim) => `${phones}/${phoneId(sim)}` },
    ],
  },
  replace: {
    name: "replace",
    before: everything,
    formerSpace: "former",
    run: "up",
    program: [
      ...base,
      support({ phoneNumbers: [first, second, "+14155550104"] }),
      tuned(another),
      trunk,
      pbx(),
      phone({ callHandler: undefined }),
    ],
    targets: [
      { subject: "PhoneNumberSet", name: "support", ...createNumbers },
      {
        subject: "videosdk.SipGateway",
        name: "tuned",
        method: "PATCH",
        path: settingsOf(fourth, "outbound"),
      },
      { subject: "signalwire.SipGateway", name: "pbx", method: "POST", path: lines },
      { subject: "SipEndpoint", name: "phone", method: "POST", path: phones },
    ],
  },
  delete: {
    name: "delete",
    before: everything,
    run: "destroy",
    program: [],
    targets: [
      {
        subject: "PhoneNumberSet",
        name: "support",
        method: "DELETE",
        path: (sim) => `/v2/sip/outbound-gateways/${gatewayId(sim, first, "outbound")}`,
      },
      {
        subject: "SipTrunk",
        name: "carrier",
        method: "DELETE",
        path: (sim) => `/v2/sip-trunk/${trunkId(sim)}`,
      },
      {
        subject: "signalwire.SipGateway",
        name: "pbx",
        method: "DELETE",
        path: (sim) => `${lines}/${lineId(sim)}`,
      },
      { subject: "SipEndpoint", name: "phone", method: "DELETE", path: (sim) => `${phones}/${phoneId(sim)}` },
    ],
  },
};

/** Path of the settings of the gateway that serves a number. */
function settingsOf(e164: string, direction: "inbound" | "outbound"): (sim: Simulator) => string {
  return (sim) => `/v2/sip/phone-numbers/gateways/${gatewayId(sim, e164, direction)}`;
}

function gatewayId(sim: Simulator, e164: string, direction: "inbound" | "outbound"): string {
  const number = sim.state().videosdk.phoneNumbers.find((one) => one.e164 === e164);
  return String(direction === "inbound" ? number?.inboundGatewayId : number?.outboundGatewayId);
}

function trunkId(sim: Simulator): string {
  return String(sim.state().videosdk.trunks[0]?.trunkId);
}

function lineId(sim: Simulator): string {
  return String(sim.state().signalwire.gateways[0]?.id);
}

function phoneId(sim: Simulator): string {
  return String(sim.state().signalwire.endpoints[0]?.id);
}
