import { describe, expect, test } from "vitest";
import { variants, type Simulator } from "../../src/simulator";
import { phoneNumberSet, ref, sipGateway, type Program } from "../support/program.js";
import { carrier, first, outbound, second, setArgs, support, third } from "../support/samples.js";
import { useStack } from "../support/stack.js";
import { attached, gateways, leftovers } from "../support/vendor-view.js";

const bench = useStack();

/** Each switch at each of its values, and what it stands for. */
const cases = [
  { name: "the defaults", behaviour: {} },
  ...variants.filter(({ name }) => name.startsWith("videosdk.")),
];

/** One pair with settings of a SipGateway, a pair for each of two numbers, and a trunk. */
function program(mediaEncryption: string, numbers: readonly string[]): Program {
  return [
    support({ gatewaySettings: "initial", inbound: { sipRegion: "auto" } }),
    sipGateway("tuned", {
      gatewayId: ref("support", "outboundGatewayIds", 0),
      mediaEncryption,
      auth: outbound.auth,
    }),
    phoneNumberSet("desks", {
      ...setArgs,
      isShared: false,
      phoneNumbers: numbers,
      mediaEncryption,
      outbound: { ...outbound, sipRegion: "auto" },
    }),
    carrier({ direction: mediaEncryption === "enable" ? "inbound" : "outbound" }),
  ];
}

const phases = [
  ["disable", [third, "+14155550103"]],
  ["enable", ["+14155550103", "+14155550104"]],
] as const;

/** Encryption of all gateways in use, sorted. */
function encryptions(sim: Simulator): string[] {
  return gateways(sim)
    .filter(({ numbers }) => numbers.length > 0)
    .map(({ mediaEncryption }) => mediaEncryption)
    .sort();
}

describe("a program from creation to destroy, with nothing left to do after each step", () => {
  test.each(cases)("where $name", async ({ behaviour: { videosdk: behaviour = {} } }) => {
    const { current: stack } = bench;
    stack.sim.configure({ videosdk: behaviour });
    for (const [encryption, numbers] of phases) {
      const declared = program(encryption, numbers);
      expect(await stack.up(declared)).toMatchObject({ errors: [] });
      if (encryption === "disable") expect(await stack.up(declared)).toMatchObject({ errors: [], lines: [] });
      const refresh = await stack.refresh();
      if (behaviour.trunkGet !== false) expect(refresh.errors).toEqual([]);
      // A gateway that the list does not show yet is read at its own endpoint, which shows its name as well.
      if (behaviour.listReadLag === undefined)
        expect(Object.values(refresh.ops).filter((op) => op !== "same")).toEqual([]);
      expect(await stack.up(declared)).toMatchObject({ errors: [], lines: [] });
      expect(attached(stack.sim)).toEqual([first, second, ...numbers]);
      const encrypted = encryptions(stack.sim);
      // The inbound gateway of the pair keeps its initial settings: no resource owns them.
      expect(encrypted).toEqual(
        encryption === "disable" ? Array(6).fill("disable") : ["disable", ...Array<string>(5).fill("enable")],
      );
    }
    expect(await stack.destroy()).toMatchObject({ errors: [] });
    expect(attached(stack.sim)).toEqual([]);
    // Where the endpoints do not know these gateways, no client can delete them.
    if (behaviour.gatewayEndpoints !== "not-visible") expect(gateways(stack.sim)).toEqual([]);
    expect(stack.sim.state().videosdk.released).toEqual([]);
  });
});

describe("an account with many numbers", () => {
  const numbers = Array.from({ length: 130 }, (_, index) => `+1415556${String(index).padStart(4, "0")}`);

  test.each(["created", "random"] as const)(
    "a set that fills two pages is read whole, in the order %s",
    async (listOrder) => {
      const { current: stack } = bench;
      stack.sim.configure({ videosdk: { listOrder } });
      const set = support({ phoneNumbers: numbers });
      expect(await stack.up([set])).toMatchObject({ errors: [] });
      const refresh = await stack.refresh();
      expect(refresh).toMatchObject({ errors: [], ops: { support: "same" } });
      if (listOrder === "created")
        expect(refresh.lines.filter((line) => !line.includes("routing-rule"))).toHaveLength(2);
      expect(await stack.up([set])).toMatchObject({ lines: [] });
      expect(await stack.destroy()).toMatchObject({ errors: [] });
      expect(leftovers(stack.sim)).toEqual([]);
    },
  );
});
