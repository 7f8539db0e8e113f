import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { everyOperation } from "./support/everything.js";
import { placing } from "./support/fault-cases.js";
import { impatience } from "./support/fault-kinds.js";
import { HostileProxy, type PassingRequest, type Rewrite } from "./support/hostile-proxy.js";
import {
  hostileTexts,
  isName,
  ofAnotherType,
  placesIn,
  valueAt,
  withValueAt,
  type Path,
} from "./support/lies.js";
import { perform } from "./support/operation.js";
import { prepare, type Prepared } from "./support/prepared.js";
import { heal, judge } from "./support/recovery.js";
import { seed } from "./support/sample.js";
import { knownIds } from "./support/vendor-objects.js";
import { strays } from "./support/wire-shape.js";
import { World } from "./support/world.js";

const runs = Number(process.env["PULUMI_SIP_SEQUENCES"] ?? "20");
const prepared: Prepared[] = [];

beforeAll(async () => {
  prepared.push(...(await Promise.all(Object.values(await everyOperation()).map(prepare))));
});

afterAll(async () => {
  for (const one of prepared) await one.dispose();
});

/** One field of one answer, chosen by numbers because the answers are not known in advance. */
const falseField = fc.record({
  operation: fc.nat({ max: 3 }),
  request: fc.nat({ max: 1_000 }),
  field: fc.nat({ max: 1_000_000 }),
});

type FalseField = typeof falseField extends fc.Arbitrary<infer T> ? T : never;

/** The values that may replace a true one. */
type Choose = (method: string, path: Path, truth: unknown) => readonly unknown[];

/** Puts one false value into the answer to the chosen request, and records which. */
function answering(
  isAbout: (request: PassingRequest) => boolean,
  field: number,
  choose: Choose,
  changed: string[],
): Rewrite {
  return (request, answer) => {
    if (!isAbout(request) || !answer.contentType.includes("application/json") || answer.body === "")
      return answer;
    const { method, url } = request;
    const truth: unknown = JSON.parse(answer.body);
    const choices = placesIn(truth).flatMap((path) =>
      choose(method, path, valueAt(truth, path)).map((other) => ({ path, other })),
    );
    const chosen = choices[field % choices.length];
    if (chosen === undefined) return answer;
    const { path, other } = chosen;
    changed.push(`false: ${method} ${url}: ${path.join(".")} is ${JSON.stringify(other).slice(0, 100)}`);
    return { ...answer, body: JSON.stringify(withValueAt(truth, path, other)) };
  };
}

/**
 * Runs an operation with the false value, then a refresh and the operation again without it; returns the differences
 * from what is expected.
 */
async function damageOf(falseField: FalseField, choose: Choose): Promise<readonly string[]> {
  const one = prepared[falseField.operation % prepared.length];
  if (one === undefined) return ["nothing was prepared"];
  const { operation, before, places } = one;
  const world = await World.start(operation.behaviour, before);
  const proxy = await HostileProxy.start(world.sim.url);
  const changed: string[] = [];
  try {
    // The order of requests varies, so the one with the false value is identified by its place.
    const placeOf = placing(knownIds(world.sim));
    const place = places[falseField.request % places.length];
    proxy.rewrite = answering(
      (request) => isDeepStrictEqual(placeOf(request), place),
      falseField.field,
      choose,
      changed,
    );
    world.set({ ...impatience, "videosdk:endpoint": proxy.url, "signalwire:endpoint": proxy.url });
    const { errors } = await perform(world.stack, operation, operation.program);
    const rambling = errors.filter((error) => error.length > 3_000);
    world.set({});
    if (operation.run !== "destroy") await world.stack.refresh();
    const { details } = await judge(world, one, await heal(world, operation));
    const harm = [...details, ...rambling, ...strays(proxy.requests.map(({ url }) => url))];
    return harm.length === 0 ? [] : [...changed, ...harm];
  } finally {
    await proxy.end();
    await world.end();
  }
}

describe.concurrent("one field of one answer is false", () => {
  test.each<[string, Choose]>([
    ["of another type: refused or without damage", (_method, _path, truth) => ofAnotherType(truth)],
    // A setting is what the vendor shows: a SipGateway sends back what it does not own as it was shown.
    [
      "a name that would lead to another path: it stays one segment",
      (method, path, truth) =>
        method === "POST" || typeof truth !== "string" || !isName(path) ? [] : hostileTexts,
    ],
  ])("%s", { timeout: 30_000 * runs }, async (_name, choose) => {
    const harmless = async (one: FalseField): Promise<void> => {
      assert.deepEqual(await damageOf(one, choose), []);
    };
    await fc.assert(fc.asyncProperty(falseField, harmless), { seed, numRuns: runs, endOnFailure: true });
  });
});
