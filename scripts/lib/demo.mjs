// What `npm run demo` does, step by step.
import * as os from "node:os";
import * as path from "node:path";
import { runExamples } from "./demo-examples.mjs";
import { Narrator } from "./demo-narrator.mjs";
import { living, writes } from "./demo-screen.mjs";
import { createStack } from "./demo-stack.mjs";
import { startVendor } from "./demo-vendor.mjs";
import { withTemporaryFolder } from "./project.mjs";

/** @typedef {import("./pulumi-cli.mjs").Installation & { source: string }} PulumiCli */
/** @typedef {import("./demo-stack.mjs").Stack} Stack */
/** @typedef {import("./demo-vendor.mjs").Vendor} Vendor */
/** @typedef {import("./demo-vendor.mjs").VideoSdkState} VideoSdkState */

const numbers = ["+14155550100", "+14155550101"];

/**
 * Runs the quick-start example from its creation to its end, then further examples, and shows what each step
 * did at the vendors.
 * @param {PulumiCli} cli
 * @returns {Promise<boolean>} whether every check passed
 */
export async function runDemo(cli) {
  return await withTemporaryFolder(path.join(os.tmpdir(), "pulumi-sip-demo-"), async (root) => {
    const vendor = await startVendor();
    try {
      const stack = await createStack(cli, root, "quickstart");
      await configure(stack, vendor);
      const narrator = new Narrator(stack, vendor);
      introduce(narrator, cli, vendor);
      await create(narrator);
      await runAgain(narrator);
      await changeInPlace(narrator);
      const split = await replace(narrator);
      await repair(narrator, vendor, split);
      await destroy(narrator);
      const good = (await runExamples(cli, root, vendor)) && narrator.good;
      narrator.heading(good ? "Every check passed." : "A check FAILED: see above.");
      return good;
    } finally {
      vendor.stop();
    }
  });
}

/**
 * @param {Stack} stack
 * @param {Vendor} vendor
 */
async function configure(stack, { url, videosdk }) {
  const plain = {
    "videosdk:endpoint": url,
    "videosdk:apiKey": videosdk.apiKey,
    phoneNumbers: JSON.stringify(numbers),
    sipAddress: "sip.example.com:5061",
    sipUsername: "support",
    trunkDomain: "example.pstn.provider.com",
  };
  const secret = { "videosdk:secret": videosdk.secret, sipPassword: "a-password-of-the-demo" };
  await stack.configure(plain, secret);
}

/**
 * @param {Narrator} narrator
 * @param {PulumiCli} cli
 * @param {Vendor} vendor
 */
function introduce(narrator, cli, vendor) {
  narrator.heading("Where this runs");
  narrator.note("program  examples/quickstart; at the end, four others");
  narrator.note(
    `engine   Pulumi CLI ${cli.version} (${cli.source}), with its own home, backend and passphrase`,
  );
  narrator.note(`vendors  the simulator of VideoSDK's and SignalWire's SIP APIs at ${vendor.url}`);
}

/** @param {Narrator} narrator */
async function create(narrator) {
  narrator.heading("1. Create");
  await narrator.pulumi("up", { outputs: true });
  await narrator.requests();
  const { videosdk: state } = await narrator.vendorState();
  narrator.check("two numbers on one pair of gateways, and a trunk", isQuickStart(state));
}

/** @param {Narrator} narrator */
async function runAgain(narrator) {
  narrator.heading("2. Run it again: nothing to do");
  await narrator.pulumi("up");
  const requests = await narrator.requests();
  narrator.check("0 changes", narrator.said("4 unchanged"));
  narrator.check("0 write requests", writes(requests).length === 0);
}

/** @param {Narrator} narrator */
async function changeInPlace(narrator) {
  narrator.heading("3. Another SIP address: a change in place");
  await narrator.set("sipAddress", "sip2.example.com:5061");
  await narrator.pulumi("up");
  const written = writes(await narrator.requests());
  narrator.check(
    "one write request, to the outbound gateway",
    written.length === 1 && written[0]?.method === "PATCH" && narrator.said("~ 1 updated"),
  );
}

/** @param {Narrator} narrator */
async function replace(narrator) {
  narrator.heading("4. A pair of gateways for each number: a replacement, shown before it happens");
  await narrator.set("isShared", "false");
  await narrator.pulumi("preview");
  const requests = await narrator.requests();
  narrator.check(
    "the preview says that the set is replaced",
    narrator.said("PhoneNumberSet support replace"),
  );
  narrator.check("0 write requests", writes(requests).length === 0);
  await narrator.pulumi("up");
  await narrator.requests();
  const { videosdk: state } = await narrator.vendorState();
  narrator.check("two pairs of gateways", gatewayCounts(state) === "2 and 2");
  narrator.check("no number was released", state.released.length === 0);
  return state;
}

/**
 * @param {Narrator} narrator
 * @param {Vendor} vendor
 * @param {VideoSdkState} before
 */
async function repair(narrator, vendor, before) {
  narrator.heading("5. Another client deletes an outbound gateway: refresh finds it, up repairs it");
  const [gateway] = living(before.outboundGateways);
  if (gateway === undefined) throw new Error("there is no outbound gateway to delete");
  await vendor.deleteOutboundGateway(gateway.id);
  await narrator.requests("The other client's request");
  await narrator.pulumi("refresh");
  await narrator.requests();
  narrator.check("the refresh found it", narrator.said("- 1 deleted") && narrator.said("~ 1 updated"));
  await narrator.pulumi("up");
  await narrator.requests();
  const { videosdk: state } = await narrator.vendorState();
  narrator.check(
    "every number has both gateways again",
    gatewayCounts(state) === "2 and 2" &&
      state.phoneNumbers.every((one) => one.inboundGatewayId !== null && one.outboundGatewayId !== null),
  );
}

/** @param {Narrator} narrator */
async function destroy(narrator) {
  narrator.heading("6. Destroy");
  await narrator.pulumi("destroy");
  await narrator.requests();
  const { videosdk: state } = await narrator.vendorState();
  const { released, phoneNumbers } = state;
  narrator.check("no gateway is left", gatewayCounts(state) === "0 and 0");
  narrator.check(
    `no number was released: ${numbers.join(" and ")} are still registered`,
    released.length === 0 && numbers.every((e164) => phoneNumbers.some((one) => one.e164 === e164)),
  );
  narrator.note("  The trunk stays, as the warning says: VideoSDK documents no request that deletes one.");
}

/** @param {VideoSdkState} state */
function gatewayCounts({ inboundGateways, outboundGateways }) {
  return `${living(inboundGateways).length} and ${living(outboundGateways).length}`;
}

/** @param {VideoSdkState} state */
function isQuickStart(state) {
  const { phoneNumbers, trunks } = state;
  const [inbound] = living(state.inboundGateways);
  const [outbound] = living(state.outboundGateways);
  return (
    gatewayCounts(state) === "1 and 1" &&
    trunks.length === 1 &&
    phoneNumbers.length === numbers.length &&
    phoneNumbers.every(
      (one) => one.inboundGatewayId === inbound?.id && one.outboundGatewayId === outbound?.id,
    )
  );
}
