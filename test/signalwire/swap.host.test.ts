import { describe, expect, test } from "vitest";
import {
  ref,
  signalwireEndpoint,
  signalwireGateway,
  type Declared,
  type Program,
} from "../support/program.js";
import { pbxArgs } from "../support/signalwire-samples.js";
import { signalwireEndpoints, signalwireGateways } from "../support/signalwire-view.js";
import { useStack, type Outcome } from "../support/stack.js";
import type { Properties } from "../support/wire.js";

const bench = useStack({ config: { "signalwire:maxRetries": "0" } });

function phone(name: string, username: string, more: Properties = {}): Declared {
  return signalwireEndpoint(name, { username, password: `CANARY-${name}`, ...more });
}

function line(name: string, uri: string): Declared {
  return signalwireGateway(name, { ...pbxArgs, name, uri });
}

/** Ids of the resources in state, by name. */
function ids(): Record<string, string> {
  return Object.fromEntries([...bench.current.engine.state].map(([name, { id }]) => [name, id]));
}

/** User names of the endpoints at SignalWire, by id. */
function usernames(): Record<string, string> {
  return Object.fromEntries(signalwireEndpoints(bench.current.sim).map(({ id, username }) => [id, username]));
}

/** URIs of the gateways at SignalWire, by id. */
function uris(): Record<string, string> {
  return Object.fromEntries(signalwireGateways(bench.current.sim).map(({ id, uri }) => [id, uri]));
}

/** Brings a program up; then there must be nothing left to do. */
async function converges(program: Program): Promise<Outcome> {
  const up = await bench.current.up(program);
  expect(up.errors).toEqual([]);
  expect(await bench.current.up(program)).toMatchObject({ errors: [], lines: [] });
  expect((await bench.current.refresh()).ops).toEqual(
    Object.fromEntries(program.map(({ name }) => [name, "same"])),
  );
  return up;
}

const inBothOrders = [
  ["as declared", (program: Program) => program],
  ["in reverse", (program: Program) => [...program].reverse()],
] as const;

describe.each(inBothOrders)("user names that change hands, resources registered %s", (_order, ordered) => {
  test.each([
    ["two that swap", { one: "bob", two: "alice" }],
    ["three in a circle", { one: "bob", two: "carol", three: "alice" }],
    ["three in a circle, the other way round", { one: "carol", two: "alice", three: "bob" }],
    ["one takes what another gives up", { one: "bob", two: "dave" }],
    ["a chain", { one: "bob", two: "carol", three: "dave" }],
    ["a new one takes what another gives up", { one: "dave", four: "alice" }],
    ["a swap beside a new one", { one: "bob", two: "dave", four: "alice" }],
  ])("%s: one up, and the endpoints stay the same objects", async (_what, goal) => {
    const names = { one: "alice", two: "bob", three: "carol" };
    const declare = (all: Record<string, string>): Program =>
      ordered(Object.entries(all).map(([name, username]) => phone(name, username)));
    await bench.current.done(bench.current.up(declare(names)));
    const before = ids();
    await converges(declare({ ...names, ...goal }));
    expect(ids()).toMatchObject(before);
    const all = { ...names, ...goal };
    expect(usernames()).toEqual(
      Object.fromEntries(Object.entries(all).map(([name, username]) => [ids()[name], username])),
    );
  });

  test("URIs of two gateways that swap; until both are done, each still reaches its peer", async () => {
    const one = "sip:calls@one.example.com";
    const two = "calls@two.example.com;transport=tls";
    await bench.current.done(bench.current.up(ordered([line("one", one), line("two", two)])));
    const before = ids();
    const up = await converges(ordered([line("one", two), line("two", one)]));
    expect(ids()).toEqual(before);
    expect(uris()).toEqual({ [before["one"] ?? ""]: two, [before["two"] ?? ""]: one });
    const sent = up.requests.flatMap(
      ({ requestBody }) => (requestBody as { uri?: string } | null)?.uri ?? [],
    );
    for (const uri of sent) expect(uri).toMatch(/^(sip:)?calls@(one|two)\.example\.com(;|$)/);
  });

  test("one takes the name of another that is replaced", async () => {
    const callHandler = { type: "relay_topic", relayTopic: "calls" };
    await bench.current.done(
      bench.current.up(ordered([phone("one", "alice"), phone("two", "bob", { callHandler })])),
    );
    await converges(ordered([phone("one", "bob"), phone("two", "alice")]));
    expect(Object.values(usernames()).sort()).toEqual(["alice", "bob"]);
  });
});

describe("a name that nobody in the run has given up", () => {
  test("of a resource that the program drops: the error names it, and nothing is sent", async () => {
    await bench.current.done(bench.current.up([phone("one", "alice"), phone("two", "bob")]));
    const { two } = ids();
    const up = await bench.current.up([phone("one", "bob")]);
    expect(up).toMatchObject({ errors: [expect.stringContaining(`SIP endpoint ${two ?? ""}`)], writes: [] });
    expect(up.errors[0]).toMatch(/the program no longer declares it, take two runs/);
    await bench.current.done(bench.current.up([phone("one", "alice")]));
    await converges([phone("one", "bob")]);
  });

  test("of a resource that waits for the one that wants it: the error names it, and nothing is sent", async () => {
    await bench.current.done(bench.current.up([phone("one", "alice"), phone("two", "bob")]));
    const { two } = ids();
    const later = phone("two", "alice", { callerId: ref("one", "id") });
    const up = await bench.current.up([phone("one", "bob"), later]);
    expect(up).toMatchObject({ errors: [expect.stringContaining(`SIP endpoint ${two ?? ""}`)], writes: [] });
    expect(Object.values(usernames()).sort()).toEqual(["alice", "bob"]);
  });

  test("of an endpoint that no program knows: it is left alone", async () => {
    await bench.current.done(bench.current.up([phone("one", "alice"), phone("two", "bob")]));
    bench.current.engine.state.delete("two");
    const before = usernames();
    const up = await bench.current.up([phone("one", "bob")]);
    expect(up).toMatchObject({ errors: [expect.stringContaining("has the user name")], writes: [] });
    expect(usernames()).toEqual(before);
  });
});

test("a swap that fails in its middle is completed by the next up", async () => {
  const swapped = [phone("one", "bob"), phone("two", "alice")];
  for (let nth = 1; nth <= 3; nth += 1) {
    await bench.current.done(bench.current.up([phone("one", "alice"), phone("two", "bob")]));
    bench.current.sim.addFault({
      method: "PUT",
      path: "/api/relay/rest/endpoints/sip/*",
      kind: "status",
      status: 500,
      when: "after",
      nth,
    });
    await bench.current.up(swapped);
    bench.current.sim.clearFaults();
    await converges(swapped);
  }
});
