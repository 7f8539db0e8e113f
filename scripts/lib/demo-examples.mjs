// The last step of the demo: further examples, each from its creation to its end.
import { Narrator } from "./demo-narrator.mjs";
import { living, writes } from "./demo-screen.mjs";
import { createStack } from "./demo-stack.mjs";
import { ownedNumber } from "./demo-vendor.mjs";

/** @typedef {import("./pulumi-cli.mjs").Installation} Installation */
/** @typedef {import("./demo-vendor.mjs").Vendor} Vendor */
/** @typedef {import("./demo-vendor.mjs").SimulatorState} SimulatorState */

/**
 * An example and what it must do.
 * @typedef {object} Example
 * @property {string} folder below `examples`
 * @property {string} title
 * @property {Record<string, string>} settings of the program
 * @property {Record<string, string>} secrets of the program
 * @property {number} resources how many it declares
 * @property {string} claim what must be true once it has run
 * @property {(state: SimulatorState) => boolean} isSo whether the claim is true
 * @property {{ to: string, claim: string, ends: readonly string[] }} [trace] a call at its end, and words of the trace that say
 * where it goes
 */

const password = "a-password-of-the-demo";

/** @type {readonly Example[]} */
const examples = [
  {
    folder: "signalwire-endpoint",
    title: "a softphone account at SignalWire",
    settings: { username: "front-desk", scriptUrl: "https://example.com/swml" },
    secrets: { password },
    resources: 1,
    claim: "one endpoint, with its password and its call handler",
    isSo: ({ signalwire: { endpoints } }) =>
      endpoints.length === 1 &&
      endpoints.every((one) => one.password === password && one.call_handler === "relay_script"),
  },
  {
    folder: "videosdk-over-signalwire",
    title: "VideoSDK and SignalWire, connected in both directions",
    settings: {
      phoneNumber: "+14155550109",
      signalwireSipDomain: "acme-0123456789ab.sip.example.com",
      videosdkSipHost: "sip.videosdk.example.com",
    },
    secrets: { trunkPassword: password },
    resources: 3,
    claim:
      "VideoSDK's outbound gateway signs in with the endpoint's name and password; calls the other way reach the number",
    isSo: ({ videosdk, signalwire }) => {
      const [outbound] = living(videosdk.outboundGateways);
      const [endpoint] = signalwire.endpoints;
      return (
        endpoint !== undefined &&
        outbound?.auth?.username === endpoint.username &&
        outbound.auth.password === endpoint.password &&
        signalwire.gateways.some(({ uri }) => uri === "+14155550109@sip.videosdk.example.com")
      );
    },
  },
  {
    folder: "answering-agent",
    title: "a number that an agent answers, and a webhook that tells of its calls",
    settings: {
      phoneNumber: "+14155550108",
      sipAddress: "sip.example.com",
      agentId: "ag_abcdef",
      webhookHost: "hooks.example.com",
    },
    secrets: { webhookSecret: password },
    resources: 3,
    claim: "one rule from the number to the agent, and one webhook",
    isSo: ({ videosdk: { routingRules, webhooks } }) =>
      webhooks.length === 1 &&
      routingRules.length === 1 &&
      routingRules.every(
        ({ agentId, numbers }) => agentId === "ag_abcdef" && numbers.includes("+14155550108"),
      ),
    trace: { to: "+14155550108", claim: "a call ends with the agent", ends: ["= agent ag_abcdef"] },
  },
  {
    folder: "team-phones",
    title: "the phones of a team, and its number at SignalWire, which an agent at VideoSDK answers",
    settings: {
      people: JSON.stringify(["ada", "grace"]),
      scriptUrl: "https://example.com/swml",
      phoneNumber: ownedNumber,
      agentId: "ag_abcdef",
      videosdkHost: "sip.videosdk.example.com",
    },
    secrets: {},
    resources: 9,
    claim: "an endpoint with a password of its own for each person and for VideoSDK",
    isSo: ({ signalwire: { endpoints } }) =>
      endpoints.length === 3 && new Set(endpoints.map((one) => one.password)).size === 3,
    trace: {
      to: ownedNumber,
      claim: "SignalWire sends a call to VideoSDK, where it ends with the agent",
      ends: [`${ownedNumber}@sip.videosdk.example.com`, "= agent ag_abcdef"],
    },
  },
];

/**
 * Runs the examples, one after the other.
 * @param {Installation} cli
 * @param {string} root
 * @param {Vendor} vendor
 * @returns {Promise<boolean>} whether every check passed
 */
export async function runExamples(cli, root, vendor) {
  let good = true;
  for (const [index, example] of examples.entries()) {
    const stack = await createStack(cli, root, example.folder);
    await stack.configure(
      {
        "videosdk:endpoint": vendor.url,
        "videosdk:apiKey": vendor.videosdk.apiKey,
        "signalwire:endpoint": vendor.url,
        "signalwire:space": "acme",
        "signalwire:projectId": vendor.signalwire.projectId,
        ...example.settings,
      },
      {
        "videosdk:secret": vendor.videosdk.secret,
        "signalwire:token": vendor.signalwire.token,
        ...example.secrets,
      },
    );
    const narrator = new Narrator(stack, vendor);
    narrator.heading(`7${"abcd"[index]}. examples/${example.folder}: ${example.title}`);
    await live(narrator, example);
    good &&= narrator.good;
  }
  return good;
}

/**
 * @param {Narrator} narrator
 * @param {Example} example
 */
async function live(narrator, { resources, claim, isSo, trace }) {
  await narrator.pulumi("up");
  await narrator.requests();
  narrator.check(claim, isSo(await narrator.vendorState()));

  await narrator.pulumi("up");
  const again = await narrator.requests();
  narrator.check("0 changes", narrator.said(`${resources + 1} unchanged`));
  narrator.check("0 write requests", writes(again).length === 0);

  if (trace !== undefined) {
    const said = await narrator.trace(trace.to);
    narrator.check(
      trace.claim,
      trace.ends.every((words) => said.includes(words)),
    );
  }

  await narrator.pulumi("destroy");
  await narrator.requests();
  const { videosdk, signalwire } = await narrator.vendorState();
  const left = [
    ...living(videosdk.inboundGateways),
    ...living(videosdk.outboundGateways),
    ...videosdk.routingRules,
    ...videosdk.webhooks,
    ...signalwire.endpoints,
    ...signalwire.gateways,
    ...signalwire.swmlScripts,
  ];
  narrator.check("no gateway, rule, endpoint or script is left", left.length === 0);
}
