import { phoneNumberSet, sipTrunk, type Declared } from "./program.js";
import type { Properties } from "./wire.js";

export const first = "+14155550100";
export const second = "+14155550101";
export const third = "+14155550102";
export const fourth = "+14155550103";

/** Passwords that may appear only in state and in requests. */
export const canaries = { set: "CANARY-set-password", trunk: "CANARY-trunk-password", other: "CANARY-other" };

/** The outbound side of a set without credentials. */
export const openOutbound = { address: "sip.example.com:5061", sipRegion: "in002", transport: "tls" };

/** The outbound side of the sample sets. */
export const outbound = { ...openOutbound, auth: { username: "user", password: canaries.set } };

/** The arguments of a set that is good in every field. */
export const setArgs: Properties = {
  phoneNumbers: [first, second],
  inbound: { sipRegion: "us002" },
  outbound,
};

/** What a trunk shows of its arguments. */
export const trunkFields = { domain: "example.pstn.provider.com", direction: "outbound", numbers: [first] };

/** The arguments of a trunk that is good in every field. */
export const trunkArgs: Properties = {
  ...trunkFields,
  auth: { username: "trunk-user", password: canaries.trunk },
};

/** A shared set called `support`; `changes` replace whole arguments. */
export function support(changes: Properties = {}): Declared {
  return phoneNumberSet("support", { ...setArgs, ...changes });
}

/** A set called `support` with a pair of gateways for each number. */
export function pairs(changes: Properties = {}): Declared {
  return support({ isShared: false, ...changes });
}

/** A trunk called `carrier`. */
export function carrier(changes: Properties = {}): Declared {
  return sipTrunk("carrier", { ...trunkArgs, ...changes });
}
