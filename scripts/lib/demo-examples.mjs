// The last step of the demo: the examples with SignalWire, each from its creation to its end.
import { Narrator } from "./demo-narrator.mjs";
import { living, writes } from "./demo-screen.mjs";
import { createStack } from "./demo-stack.mjs";

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
];

/**
 * Runs the examples, one after the other.
 * @param {Installation} cli
 * @param {string} root
 * @param {Vendor} vendor
 * @returns {Promise<boolean>} whether every check passed
 */
export async function connectVendors(cli, root, vendor) {
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
    narrator.heading(`7${"ab"[index]}. examples/${example.folder}: ${example.title}`);
    await live(narrator, example);
    good &&= narrator.good;
  }
  return good;
}

/**
 * @param {Narrator} narrator
 * @param {Example} example
 */
async function live(narrator, { resources, claim, isSo }) {
  await narrator.pulumi("up");
  await narrator.requests();
  narrator.check(claim, isSo(await narrator.vendorState()));

  await narrator.pulumi("up");
  const again = await narrator.requests();
  narrator.check("0 changes", narrator.said(`${resources + 1} unchanged`));
  narrator.check("0 write requests", writes(again).length === 0);

  await narrator.pulumi("destroy");
  await narrator.requests();
  const { videosdk, signalwire } = await narrator.vendorState();
  const left = [
    ...living(videosdk.inboundGateways),
    ...living(videosdk.outboundGateways),
    ...signalwire.endpoints,
    ...signalwire.gateways,
  ];
  narrator.check("no gateway and no endpoint is left", left.length === 0);
}
