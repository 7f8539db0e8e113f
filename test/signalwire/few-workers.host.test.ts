import { describe, expect, test } from "vitest";
import { signalwireEndpoint, type Declared, type Program } from "../support/program.js";
import { signalwireEndpoints } from "../support/signalwire-view.js";
import { useStack } from "../support/stack.js";

const phone = (name: string, username: string): Declared =>
  signalwireEndpoint(name, { username, password: `CANARY-${name}` });

const declare = (names: Record<string, string>): Program =>
  Object.entries(names).map(([name, username]) => phone(name, username));

describe.each([1, 2])("user names that change hands where %i steps run at the same time", (parallel) => {
  const bench = useStack({ config: { "signalwire:maxRetries": "0" }, parallel });

  /** User names at SignalWire, by the name of the resource. */
  function usernames(): Record<string, string> {
    const names = new Map(signalwireEndpoints(bench.current.sim).map(({ id, username }) => [id, username]));
    return Object.fromEntries(
      [...bench.current.engine.state].map(([name, { id }]) => [name, names.get(id) ?? ""]),
    );
  }

  test.each([
    ["two that swap", { a: "bob", b: "alice" }],
    ["three in a circle", { a: "bob", b: "carol", c: "alice" }],
    ["three in a circle, the other way round", { a: "carol", b: "alice", c: "bob" }],
    ["a chain, whose end is new", { a: "bob", b: "carol", c: "dave" }],
    ["a list from which the first goes, by index", { a: "bob", b: "carol", c: "dave", d: "erin" }],
  ])("%s: at the end of the first up all have theirs, and the third does nothing", async (_what, goal) => {
    await bench.current.done(bench.current.up(declare({ a: "alice", b: "bob", c: "carol", d: "dave" })));
    const ids = [...bench.current.engine.state.values()].map(({ id }) => id);
    const wanted: Record<string, string> = { c: "carol", d: "dan", ...goal };
    await bench.current.done(bench.current.up(declare(wanted)));
    expect(usernames()).toEqual(wanted);
    expect(await bench.current.up(declare(wanted))).toMatchObject({ errors: [], writes: [] });
    expect(await bench.current.up(declare(wanted))).toMatchObject({ errors: [], lines: [] });
    expect([...bench.current.engine.state.values()].map(({ id }) => id)).toEqual(ids);
  });

  test("one that got its new name from another goes back to its old one", async () => {
    await bench.current.done(bench.current.up(declare({ a: "alice", c: "carol", d: "dan", b: "bob" })));
    await bench.current.done(bench.current.up(declare({ a: "bob", c: "caro", d: "dave", b: "ben" })));
    const back = { a: "alice", c: "caro", d: "dave", b: "ben" };
    await bench.current.done(bench.current.up(declare(back)));
    expect(usernames()).toEqual(back);
  });

  test("a name of one that the program drops: it is passed on where the engine had not told yet, and else two runs do it", async () => {
    await bench.current.done(bench.current.up(declare({ a: "alice", b: "bob" })));
    const program = declare({ a: "bob" });
    const first = await bench.current.up(program);
    if (first.errors.length > 0) {
      expect(first.writes).toEqual([]);
      await bench.current.done(bench.current.up(declare({ a: "alice" })));
      await bench.current.done(bench.current.up(program));
    }
    expect(usernames()).toEqual({ a: "bob" });
  });
});

describe("a name that somebody else has, where one step runs at a time", () => {
  const bench = useStack({ config: { "signalwire:maxRetries": "0" }, parallel: 1 });

  test("is awaited in three runs, and then refused", async () => {
    await bench.current.done(bench.current.up(declare({ a: "alice", other: "bob" })));
    bench.current.engine.state.delete("other");
    const program = declare({ a: "bob", b: "carol" });
    for (let run = 0; run < 3; run += 1) {
      const up = await bench.current.up(program);
      expect(up.errors).toEqual([]);
      expect(up.output).toContain("Run 'pulumi up' again");
    }
    const refused = await bench.current.up(program);
    expect(refused.errors).toEqual([expect.stringContaining('has the user name "bob" already')]);
    expect(refused.writes).toEqual([]);
  });

  test("of a resource whose update fails: the next run passes it on", async () => {
    await bench.current.done(bench.current.up(declare({ a: "alice", b: "bob" })));
    bench.current.sim.addFault({
      ...{ method: "PUT", path: "/api/relay/rest/endpoints/sip/*", kind: "status", status: 503 },
      times: 1,
    });
    const program = declare({ a: "bob", b: "carol" });
    expect((await bench.current.up(program)).errors).toHaveLength(1);
    bench.current.sim.clearFaults();
    await bench.current.done(bench.current.up(program));
    await bench.current.done(bench.current.up(program));
    expect(await bench.current.up(program)).toMatchObject({ errors: [], lines: [] });
    expect(signalwireEndpoints(bench.current.sim).map(({ username }) => username)).toEqual(["bob", "carol"]);
  });
});
