import fc from "fast-check";
import { afterAll, beforeAll, describe, test } from "vitest";
import { everyOperation } from "./support/everything.js";
import { impatience } from "./support/fault-kinds.js";
import { HostileProxy, type Rewrite } from "./support/hostile-proxy.js";
import { hostileTexts, ofAnotherType, placesIn, valueAt, withValueAt } from "./support/lies.js";
import { perform } from "./support/operation.js";
import { prepare, type Prepared } from "./support/prepared.js";
import { heal, judge } from "./support/recovery.js";
import { seed } from "./support/sample.js";
import { strays } from "./support/wire-shape.js";
import { World } from "./support/world.js";

const runs = Number(process.env["PULUMI_SIP_SEQUENCES"] ?? "40");
const prepared: Prepared[] = [];

beforeAll(async () => {
  prepared.push(...(await Promise.all(Object.values(everyOperation).map(prepare))));
});

afterAll(async () => {
  for (const one of prepared) await one.dispose();
});

/** One field of one answer, chosen by numbers because the answers are not known beforehand. */
const lie = fc.record({
  operation: fc.nat({ max: 3 }),
  request: fc.nat({ max: 12 }),
  place: fc.nat({ max: 1_000 }),
  value: fc.nat({ max: 1_000 }),
});

type Lie = typeof lie extends fc.Arbitrary<infer T> ? T : never;

/** Tells the lie in the answer to one request; `choose` says which values may stand in the place of a true one. */
function telling(
  { request: nth, place, value }: Lie,
  choose: (method: string, truth: unknown) => readonly unknown[],
): Rewrite {
  let count = 0;
  return (request, answer) => {
    if (count++ !== nth || !answer.contentType.includes("application/json") || answer.body === "")
      return answer;
    const truth: unknown = JSON.parse(answer.body);
    const choices = placesIn(truth).flatMap((path) =>
      choose(request.method, valueAt(truth, path)).map((other) => ({ path, other })),
    );
    const chosen = choices[(place * 1_001 + value) % choices.length];
    if (chosen === undefined) return answer;
    return { ...answer, body: JSON.stringify(withValueAt(truth, chosen.path, chosen.other)) };
  };
}

/** Runs an operation with the lie, then a refresh and the operation again without; returns what is not as it should be. */
async function harmOf({ operation: index }: Lie, rewrite: Rewrite): Promise<readonly string[]> {
  const one = prepared[index % prepared.length];
  if (one === undefined) return ["nothing was prepared"];
  const { operation, before } = one;
  const world = await World.start(operation.behaviour, before);
  const proxy = await HostileProxy.start(world.sim.url);
  try {
    proxy.rewrite = rewrite;
    world.set({ ...impatience, "videosdk:endpoint": proxy.url, "signalwire:endpoint": proxy.url });
    const { errors } = await perform(world.stack, operation, operation.program);
    const rambling = errors.filter((error) => error.length > 3_000);
    world.set({});
    if (operation.run !== "destroy") await world.stack.refresh();
    const { details } = await judge(world, one, await heal(world, operation));
    return [...details, ...rambling, ...strays(proxy.requests.map(({ url }) => url))];
  } finally {
    await proxy.end();
    await world.end();
  }
}

describe.concurrent("one field of one answer is a lie", () => {
  test("of another type: refused or without harm", { timeout: 30_000 * runs }, async ({ expect }) => {
    await fc.assert(
      fc.asyncProperty(lie, async (one) => {
        expect(
          await harmOf(
            one,
            telling(one, (_method, truth) => ofAnotherType(truth)),
          ),
        ).toEqual([]);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
  });

  test(
    "a text that would lead elsewhere: it never leaves its place",
    { timeout: 30_000 * runs },
    async ({ expect }) => {
      await fc.assert(
        fc.asyncProperty(lie, async (one) => {
          const texts = (method: string, truth: unknown): readonly string[] =>
            method === "POST" || typeof truth !== "string" ? [] : hostileTexts;
          expect(await harmOf(one, telling(one, texts))).toEqual([]);
        }),
        { seed, numRuns: runs, endOnFailure: true },
      );
    },
  );
});
