import { describe, expect, test } from "vitest";
import type { Declared, Program } from "../support/program.js";
import { useStack, type Outcome } from "../support/stack.js";
import { gateways } from "../support/vendor-view.js";
import type { Properties } from "../support/wire.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0" } });

type Direction = "inbound" | "outbound";
const resources = ["one", "two", "three"];

/** A gateway whose settings tell it from the others. */
function gateway(direction: Direction, resource: string, name: string): Declared {
  const index = resources.indexOf(resource);
  const auth = { username: resource, password: `CANARY-${resource}` };
  const settings: Properties = { record: true, geoRegion: "in002", tags: [resource], auth };
  const own = direction === "inbound" ? {} : { address: `${resource}.example.com` };
  const type = direction === "inbound" ? "InboundGateway" : "OutboundGateway";
  const inputs = { name, numbers: [`+1415555012${index}`], ...settings, ...own };
  return { vendor: "videosdk", type, name: resource, inputs };
}

/** What the gateways have that no renaming may change, and their names, by id. */
const present = (): Record<string, { name: string; settings: unknown }> =>
  Object.fromEntries(
    gateways(bench.current.sim).map(
      ({ id, name, record, geoRegion, tags, metadata, auth, address, numbers }) => [
        id,
        { name, settings: { record, geoRegion, tags, metadata, auth, address, numbers } },
      ],
    ),
  );

/** Brings a program up; then there must be nothing left to do. */
async function converges(program: Program): Promise<Outcome> {
  const up = await bench.current.up(program);
  expect(up.errors).toEqual([]);
  expect(await bench.current.up(program)).toMatchObject({ errors: [], lines: [] });
  return up;
}

describe.each(["inbound", "outbound"] as const)("names of %s gateways that change hands", (direction) => {
  describe.each([
    ["as declared", (program: Program) => program],
    ["in reverse", (program: Program) => [...program].reverse()],
  ])("resources registered %s", (_order, ordered) => {
    test.each([
      ["two that swap", ["Beta", "Alpha", "Gamma"]],
      ["three in a circle", ["Beta", "Gamma", "Alpha"]],
      ["one takes what another gives up", ["Beta", "Delta", "Gamma"]],
    ])("%s: one up, and each gateway stays the same object with its own settings", async (_what, goal) => {
      const declare = (names: readonly string[]): Program =>
        ordered(names.map((name, index) => gateway(direction, resources[index] ?? "", name)));
      await bench.current.done(bench.current.up(declare(["Alpha", "Beta", "Gamma"])));
      const before = present();
      const { requests } = await converges(declare(goal));
      const after = present();
      expect(Object.keys(after)).toEqual(Object.keys(before));
      for (const [id, { name, settings }] of Object.entries(before)) {
        expect(after[id]?.settings).toEqual(settings);
        expect(after[id]?.name).toBe(goal[["Alpha", "Beta", "Gamma"].indexOf(name)]);
      }
      // Also in between: VideoSDK resets what a change leaves out.
      for (const { method, requestBody } of requests)
        if (method === "PATCH") expect(requestBody).toMatchObject({ record: true, geoRegion: "in002" });
    });
  });

  test("a name that nobody in the run gives up is refused, and nothing is sent", async () => {
    const [one, two] = [gateway(direction, "one", "Alpha"), gateway(direction, "two", "Beta")];
    await bench.current.done(bench.current.up([one, two]));
    const up = await bench.current.up([gateway(direction, "one", "Beta")]);
    expect(up).toMatchObject({
      errors: [expect.stringContaining('has the name "Beta" already')],
      writes: [],
    });
  });
});

test("an inbound and an outbound gateway may have one name, and swap with nobody", async () => {
  await converges([gateway("inbound", "one", "Alpha"), gateway("outbound", "two", "Alpha")]);
});
