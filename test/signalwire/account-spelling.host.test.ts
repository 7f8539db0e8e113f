import { describe, expect, test } from "vitest";
import { pbx, phone } from "../support/signalwire-samples.js";
import { settingsFor, useStack } from "../support/stack.js";

const bench = useStack();
const program = [pbx(), phone()];
const untouched = { errors: [], ops: { pbx: "same", phone: "same" } };

/** Settings of the simulator's project with other values; an empty one is none, and `in capitals` the same in capitals. */
function settings(changes: Readonly<Record<string, string>>): Record<string, string> {
  const present = settingsFor(bench.current.sim);
  const given = Object.entries(changes).map(([key, value]) => [
    key,
    value === "in capitals" ? present[key]?.toUpperCase() : value,
  ]);
  const all = { ...present, ...(Object.fromEntries(given) as Record<string, string>) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

describe("the same account in another spelling changes nothing", () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ["the space is taken away from an endpoint", {}, { "signalwire:space": "" }],
    ["a space is added beside an endpoint", { "signalwire:space": "" }, { "signalwire:space": "acme" }],
    ["the project's id is in capitals", {}, { "signalwire:projectId": "in capitals" }],
    ["the space has its domain", {}, { "signalwire:space": "acme.signalwire.com" }],
    ["the space has a trailing dot", {}, { "signalwire:space": "https://ACME.signalwire.com./" }],
    ["the space has its port", { "signalwire:space": "acme.signalwire.com:443" }, {}],
  ])("%s", async (_what, before, after) => {
    bench.current.engine.config = settings(before);
    await bench.current.done(bench.current.up(program));
    const made = [...bench.current.engine.state.values()].map(({ id }) => id);
    for (const again of [after, before]) {
      bench.current.engine.config = settings(again);
      const preview = await bench.current.preview(program);
      expect(preview).toMatchObject({ ...untouched, lines: [] });
      expect(preview.output).not.toContain("replaced");
      expect(await bench.current.up(program)).toMatchObject({ ...untouched, lines: [] });
      expect(await bench.current.refresh()).toMatchObject({ ...untouched, writes: [] });
      const changed = [pbx({ name: `Carrier, ${JSON.stringify(again)}` }), phone()];
      await bench.current.done(bench.current.up(changed));
      await bench.current.done(bench.current.up(program));
    }
    expect([...bench.current.engine.state.values()].map(({ id }) => id)).toEqual(made);
    expect(await bench.current.destroy()).toMatchObject({ errors: [] });
  });
});
