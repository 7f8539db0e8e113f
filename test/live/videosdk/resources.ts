import type { Step } from "../step";
import { at } from "../wire";
import type { VideoSdkBench } from "./bench";

/** The package's own resources, from creation to deletion, with another client in between. */
export const resourceSteps: readonly Step<VideoSdkBench>[] = [
  {
    name: "PhoneNumberSet: create, read, drift, update, delete",
    numbers: 1,
    decides: [],
    run: async (bench) => {
      const number = bench.number(0);
      const outbound = { address: "sip.example.com", sipRegion: "us002", transport: "tls" };
      const set = await bench.manage("PhoneNumberSet", {
        name: bench.name("set"),
        phoneNumbers: [number],
        inbound: { sipRegion: "auto" },
        outbound: { ...outbound, auth: bench.credentials() },
      });
      const line = await bench.settle(number);
      await set.expectUnchanged("the creation");

      await patched(bench, line.outbound ?? "", { address: "drift.example.com" });
      await set.expectDrift("the outbound address");
      await set.update();
      await set.expectUnchanged("the repair");
      const repaired = String(at((await bench.line(number)).answer, "outbound", "address")).trim();
      if (!/^sip\.example\.com/i.test(repaired)) throw new Error(`the repair left the address ${repaired}`);

      const auth = bench.credentials();
      await set.update({ mediaEncryption: "enable", outbound: { ...outbound, transport: "udp", auth } });
      await set.expectUnchanged("the update");
      await set.remove();
      await expectFree(bench, number);
    },
  },
  {
    name: "SipGateway: create, read, drift, update, delete",
    numbers: 1,
    decides: [],
    run: async (bench) => {
      const number = bench.number(0);
      const set = await bench.manage("PhoneNumberSet", {
        name: bench.name("line"),
        phoneNumbers: [number],
        inbound: { sipRegion: "us002" },
        outbound: { address: "sip.example.com", sipRegion: "us002", transport: "tls" },
        gatewaySettings: "initial",
      });
      const { outbound = "" } = await bench.settle(number);
      const gateway = await bench.manage("SipGateway", { gatewayId: outbound, name: bench.name("tuned") });
      await gateway.update({ address: "tuned.example.com", sipRegion: "in002" });
      await gateway.expectUnchanged("the update");
      await patched(bench, outbound, { address: "drift.example.com" });
      await gateway.expectDrift("the address");
      await gateway.update();
      await gateway.expectUnchanged("the repair");
      await gateway.remove();
      await set.remove();
      await expectFree(bench, number);
    },
  },
  {
    name: "SipTrunk: create, read, update",
    leaves: "trunk",
    decides: [],
    run: async (bench) => {
      const { trunk: given } = bench.options;
      const trunk = await bench.manage("SipTrunk", {
        name: bench.name("trunk"),
        domain: "sip.example.com",
        direction: "outbound",
        // Any texts, by the vendor's page: an extension needs no number.
        numbers: ["1001"],
        auth: bench.credentials(),
        attemptDelete: true,
        ...(typeof given === "string" ? { adoptTrunkId: given } : {}),
      });
      bench.keepTrunk(trunk.id);
      await trunk.expectUnchanged("the creation");
      await trunk.update({ domain: "other.example.com", direction: "inbound" });
      await trunk.expectUnchanged("the update");
    },
  },
];

async function patched(bench: VideoSdkBench, id: string, body: object): Promise<void> {
  await bench.wire.done({ method: "PATCH", path: `/v2/sip/phone-numbers/gateways/${id}`, body });
}

/** @throws Error when the number still has a gateway, or is not registered any more. */
async function expectFree(bench: VideoSdkBench, number: string): Promise<void> {
  const line = await bench.awaited(number, false);
  if (line.answer === undefined) throw new Error("the number is not registered any more");
}
