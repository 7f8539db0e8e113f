import { describe, expect, test } from "vitest";
import { World } from "../faults/support/world.js";
import type { Program } from "../support/program.js";
import { sampleOfEach } from "../support/registry.js";
import { programOf, type ClassSample } from "../support/sample.js";
import { complete, mergedBehaviour, succeedsUnder, variantsBySwitch } from "../support/variants.js";

/** One resource of each class, each with what it needs; changed in its first way if asked for. */
function program(samples: readonly ClassSample[], changed: boolean): Program {
  const all = samples.flatMap((one) => programOf(one, changed ? Object.values(one.updates)[0] : {}));
  return complete([...new Map(all.map((declared) => [declared.name, declared])).values()]);
}

describe("every class, from creation to destroy, with nothing left to do after each step", async () => {
  const samples = await sampleOfEach();
  test.each(variantsBySwitch.flat())("where $name", async (variant) => {
    const chosen = samples.filter(
      ({ vendor, title }) => variant.name.startsWith(`${vendor}.`) && succeedsUnder(variant, title),
    );
    const behaviour = chosen.reduce((all, one) => mergedBehaviour(all, one.behaviour), {});
    const world = await World.start(mergedBehaviour(behaviour, variant.behaviour));
    try {
      const { stack } = world;
      for (const changed of [false, true]) {
        const declared = program(chosen, changed);
        expect((await stack.up(declared)).errors).toEqual([]);
        expect(await stack.up(declared)).toMatchObject({ errors: [], writes: [] });
        expect(await stack.refresh()).toMatchObject({ errors: [], writes: [] });
        expect(await stack.up(declared)).toMatchObject({ errors: [], writes: [] });
      }
      expect((await stack.destroy()).errors).toEqual([]);
      expect(world.sim.state().videosdk.released).toEqual([]);
    } finally {
      await world.end();
    }
  });
});

describe("a class that cannot do its work says why, and leaves nothing behind", async () => {
  const samples = await sampleOfEach();
  const listed = ["InboundGateway", "OutboundGateway", "RoutingRule", "Webhook"] as const;
  test.each(listed)("a list that no SDK reads: videosdk.%s", async (type) => {
    const sample = samples.filter((one) => one.type === type);
    const world = await World.start({ videosdk: { listEnvelope: "unknown" } });
    try {
      const { errors, writes } = await world.stack.up(program(sample, false));
      expect(errors.join()).toMatch(
        /create failed: the answer cannot be used: data: expected a list \(HTTP 200, GET/,
      );
      const { inboundGateways, outboundGateways, routingRules, webhooks } = world.sim.state().videosdk;
      const isSet = type === "RoutingRule";
      expect(writes).toHaveLength(isSet ? 1 : 0);
      expect([inboundGateways.length, outboundGateways.length]).toEqual(isSet ? [1, 1] : [0, 0]);
      expect([...routingRules, ...webhooks]).toEqual([]);
    } finally {
      await world.end();
    }
  });

  test.each(["InboundGateway", "OutboundGateway"] as const)(
    "numbers that a change does not attach: videosdk.%s",
    async (type) => {
      const [sample] = samples.filter((one) => one.type === type);
      if (sample === undefined) throw new Error(`there is no ${type}`);
      const world = await World.start({ videosdk: { gatewayPatchAttaches: false } });
      try {
        const { stack } = world;
        const before = programOf(sample);
        await stack.done(stack.up(before));
        const { errors } = await stack.up(programOf(sample, { numbers: ["+14155550177"] }));
        expect(errors.join()).toMatch(/the gateway still has other numbers \(\+\d.*'pulumi up --replace'/);
        // State holds what is there: the program as it was needs nothing.
        expect(await stack.up(before)).toMatchObject({ errors: [], writes: [] });
      } finally {
        await world.end();
      }
    },
  );
});
