import type { FaultPlan } from "./fault-round.js";

/** More often than any client repeats a request. */
const permanently = 1_000;
const never = { kind: "delay", milliseconds: 600_000 } as const;

/** The ways to fail. Those with «permanently» hit the repetitions of the request as well. */
export const plans = {
  droppedBefore: {
    name: "connection dropped before the effect, permanently",
    fault: { kind: "drop-before", times: permanently },
  },
  droppedAfter: {
    name: "connection dropped after the effect",
    fault: { kind: "drop-after", times: permanently },
  },
  failedBefore: {
    name: "500 before the effect, permanently",
    fault: { kind: "status", status: 500, times: permanently },
  },
  failedAfter: { name: "500 after the effect", fault: { kind: "status", status: 500, when: "after" } },
  conflict: { name: "409, permanently", fault: { kind: "status", status: 409, times: permanently } },
  unanswered: {
    name: "no answer before the deadline",
    fault: { ...never, when: "after", times: permanently },
  },
  cutOff: { name: "answer cut off", fault: { kind: "malformed", when: "after" } },
  html: {
    name: "HTML page as success",
    fault: { kind: "html", status: 200, when: "after", times: permanently },
  },
  empty: { name: "empty answer", fault: { kind: "empty", when: "after" } },
  providerKilled: {
    name: "kill -9 of the provider after the effect",
    kills: "the provider",
    fault: { ...never, when: "after" },
  },
  providerKilledBefore: {
    name: "kill -9 of the provider before the effect",
    kills: "the provider",
    fault: never,
  },
  cliKilled: {
    name: "kill -9 of the CLI after the effect",
    kills: "the CLI",
    fault: { ...never, when: "after" },
  },
  cliKilledBefore: { name: "kill -9 of the CLI before the effect", kills: "the CLI", fault: never },
} satisfies Record<string, FaultPlan>;
