import type { Simulator } from "../../../src/simulator";
import type { Declared } from "../../support/program.js";
import { phoneNumberSet, ref } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { openOutbound } from "../../support/samples.js";
import { Dashboard } from "../../support/vendor-view.js";
import type { Properties } from "../../support/wire.js";

const numbers = ["+14155550180", "+14155550181"];
const set = (names: readonly string[]): Declared =>
  phoneNumberSet("routed", { phoneNumbers: names, inbound: { sipRegion: "us002" }, outbound: openOutbound });
const third = "+14155550182";
const needs = [set(numbers)];
const more = [set([...numbers, third])];

const args: Properties = {
  name: "front-desk",
  type: "inbound",
  phoneNumbers: ref("routed", "phoneNumbers"),
  room: { type: "static", id: "support-room", pin: "CANARY-4711" },
  agentId: "ag_abcdef",
  agentMetadata: { language: "en", limits: { seconds: 60 } },
  includeHeaders: "SIP_X_HEADERS",
  allowedNumbers: ["+1415*"],
  allowedIpAddresses: ["203.0.113.7"],
  tags: ["a", "b"],
  recording: true,
  dtmf: true,
  noiseCancellation: true,
  hidePhoneNumber: true,
};

const rule = (changes: Properties = {}): Declared => ({
  vendor: "videosdk",
  type: "RoutingRule",
  name: "front-desk",
  inputs: { ...args, ...changes },
});

/** A rule of its own for some of the numbers. */
const desk = (name: string, ...phoneNumbers: (string | undefined)[]): Declared => ({
  vendor: "videosdk",
  type: "RoutingRule",
  name,
  inputs: { name, type: "inbound", phoneNumbers, agentId: "ag_abcdef", tags: [ref("routed", "name")] },
});

async function each(sim: Simulator, method: string, change?: object): Promise<void> {
  for (const { id } of sim.state().videosdk.routingRules)
    await new Dashboard(sim).send(method, `/v2/sip/routing-rule/${id}`, change);
}

/** A rule with a room and an agent. */
export const samples: readonly Sample[] = [
  {
    name: "front-desk",
    needs,
    fewest: { type: "inbound", phoneNumbers: numbers },
    args,
    updates: {
      name: { name: "Renamed" },
      "phoneNumbers, one removed": { phoneNumbers: [numbers[0]] },
      room: { room: { type: "dynamic", prefix: "random", pin: "CANARY-0815" } },
      "agentId, agentMetadata": { agentId: "other-worker", agentMetadata: { language: "de" } },
      "lists and maps, emptied": {
        allowedNumbers: [],
        allowedIpAddresses: undefined,
        tags: undefined,
      },
      headersToAttributes: { headersToAttributes: { "X-Account": "account" } },
      "includeHeaders, booleans": { includeHeaders: "ALL", recording: false, dtmf: undefined },
    },
    replacements: {
      type: { type: "outbound" },
      "agentId, agentMetadata": { agentId: undefined, agentMetadata: undefined },
      room: { room: undefined },
    },
    secrets: ["CANARY-4711", "CANARY-0815"],
    changeElsewhere: (sim) => each(sim, "PATCH", { tags: ["elsewhere"], agentId: "ag_other" }),
    removeElsewhere: (sim) => each(sim, "DELETE"),
    operations: [
      {
        name: "create after state delete, by adoption",
        before: [...needs, rule()],
        forget: ["front-desk"],
        // It has the mark of the resource that was taken out of state.
        program: (sim) => [
          ...needs,
          rule({ adopt: sim.state().videosdk.routingRules[0]?.id, tags: ["taken"] }),
        ],
      },
      {
        name: "update: a number moves to another rule",
        before: [...more, desk("sales", ...numbers), desk("support", third)],
        program: [...more, desk("sales", numbers[0]), desk("support", numbers[1], third)],
        moves: true,
      },
      {
        name: "update: rules exchange their only numbers",
        before: [...more, desk("sales", numbers[0]), desk("support", numbers[1])],
        program: [...more, desk("sales", numbers[1]), desk("support", numbers[0])],
        behaviour: { videosdk: { ruleNumbersRequired: false } },
        moves: true,
      },
      {
        name: "delete, with conflicts",
        before: [...needs, rule()],
        run: "destroy",
        program: [],
        behaviour: { videosdk: { ruleDeleteConflicts: 2 } },
      },
    ],
  },
];
