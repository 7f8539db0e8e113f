import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "../../src/simulator";
import { vendorObjects } from "../faults/support/vendor-objects.js";
import { World } from "../faults/support/world.js";
import type { ResourceState } from "../support/engine-state.js";
import type { Program } from "../support/program.js";
import type { Properties } from "../support/wire.js";
import { allSamples } from "../support/registry.js";
import { declared, programOf } from "../support/sample.js";
import type { Outcome, Stack } from "../support/stack.js";

/** Answers to a read that do not say whether the object exists. */
const failedReads: readonly (readonly [string, Fault])[] = [
  ["a status 500", { kind: "status", status: 500 }],
  ["a status 403", { kind: "status", status: 403 }],
  ["an HTML page", { kind: "html" }],
  ["an answer cut off", { kind: "malformed", when: "after" }],
  ["no answer", { kind: "drop-before" }],
];
const config = { "videosdk:maxRetries": "0", "signalwire:maxRetries": "0" };

// What every resource promises. What is particular to one is tested in its own folder.
describe("every resource", async () => {
  describe.each(await allSamples())("$title", (sample) => {
    let world: World;
    let stack: Stack;
    beforeEach(async () => {
      world = await World.start(sample.behaviour);
      world.set(config);
      ({ stack } = world);
    });
    afterEach(() => world.end());
    const { name, updates, replacements, secrets, changeElsewhere, removeElsewhere } = sample;
    const program = programOf(sample);
    const needs = sample.needs ?? [];

    /** The resource in state, which it must be in. */
    function state(): ResourceState {
      const found = stack.engine.state.get(name);
      if (found === undefined) throw new Error(`${name} is not in state`);
      return found;
    }

    /** An `up` that must succeed and print no secret. */
    async function up(wanted: Program = program): Promise<Outcome> {
      const outcome = await stack.done(stack.up(wanted));
      for (const secret of secrets) expect.soft(outcome.output).not.toContain(secret);
      return outcome;
    }

    /** A further `up` sends nothing to the vendor, and a refresh finds nothing to change. */
    async function expectRest(wanted: Program = program): Promise<void> {
      expect(await up(wanted)).toMatchObject({ requests: [] });
      const refreshed = await stack.done(stack.refresh());
      expect(refreshed).toMatchObject({ writes: [], ops: { [name]: "same" } });
      expect(await up(wanted)).toMatchObject({ requests: [] });
    }

    test("is previewed without a request; is created; a second up sends nothing to the vendor", async () => {
      expect(await stack.preview(program)).toMatchObject({ errors: [], requests: [] });
      await up(needs);
      const empty = vendorObjects(world.sim);
      expect((await up()).ops).toMatchObject({ [name]: "create" });
      expect(state().id).not.toBe("");
      expect(vendorObjects(world.sim)).not.toEqual(empty);
      await expectRest();
    });

    test("keeps what the engine can keep: plain JSON without an undefined or unknown value", async () => {
      await up();
      const { inputs, outputs } = state();
      expect(JSON.parse(JSON.stringify({ inputs, outputs }))).toStrictEqual({ inputs, outputs });
    });

    test.each(Object.entries(updates))("is updated in place: %s", async (_name, change) => {
      await up();
      const { id } = state();
      const changed = programOf(sample, change);
      expect((await stack.preview(changed)).ops).toMatchObject({ [name]: "update" });
      expect((await up(changed)).ops).toMatchObject({ [name]: "update" });
      expect(state().id).toBe(id);
      await expectRest(changed);
    });

    test.each(Object.entries(replacements))(
      "is replaced, and the preview says why: %s",
      async (_name, change) => {
        await up();
        const changed = programOf(sample, change);
        const preview = await stack.preview(changed);
        expect(preview).toMatchObject({ errors: [], writes: [], ops: { [name]: "replace" } });
        // Of several fields that change together, one may need the replacement only because of the others.
        const named = preview.replaceKeys[name] ?? [];
        expect(named).not.toEqual([]);
        expect(Object.keys(change)).toEqual(expect.arrayContaining([...named]));
        expect((await up(changed)).ops).toMatchObject({ [name]: "replace" });
        await expectRest(changed);
      },
    );

    if (changeElsewhere !== undefined) {
      test("shows a change made elsewhere as drift, and the next up corrects it in place", async () => {
        await up();
        const made = vendorObjects(world.sim);
        await changeElsewhere(world.sim);
        expect(vendorObjects(world.sim)).not.toEqual(made);
        const refreshed = await stack.done(stack.refresh());
        expect(refreshed).toMatchObject({ writes: [], ops: { [name]: "refresh" } });
        expect((await up()).ops).toMatchObject({ [name]: "update" });
        expect(vendorObjects(world.sim)).toEqual(made);
        await expectRest();
      });
    }

    if (removeElsewhere !== undefined) {
      test("is removed from state once it is gone, and the next up creates it again", async () => {
        await up();
        const made = vendorObjects(world.sim);
        await removeElsewhere(world.sim);
        await stack.done(stack.refresh());
        await up();
        expect(vendorObjects(world.sim)).toEqual(made);
        await expectRest();
      });
    }

    test.each(failedReads)("stays in state where a refresh gets %s", async (_name, fault) => {
      await up();
      const before = state();
      world.sim.addFault({ ...fault, method: "GET", times: 1_000 });
      const { errors, writes } = await stack.refresh();
      expect(errors).not.toEqual([]);
      expect(writes).toEqual([]);
      expect(state()).toEqual(before);
      world.sim.clearFaults();
      await expectRest();
    });

    test("is read by its id alone; the program that created it then replaces nothing, and a further up has nothing to do", async () => {
      await up();
      const made = state();
      const read = await stack.engine.get(declared(sample), sample.importId ?? made.id);
      if (read === undefined) throw new Error("it was not found");
      for (const secret of secrets) expect(JSON.stringify(read)).not.toContain(secret);
      const { id, inputs = {}, properties: outputs } = read;
      if (sample.importId === undefined) expect(id).toBe(made.id);
      stack.engine.state.set(name, { ...made, id, inputs, outputs });
      expect((await up()).ops[name]).not.toBe("replace");
      expect(state().id).toBe(id);
      await expectRest();
    });

    test("is an error where no object has the id", async () => {
      await up(needs);
      await expect(stack.engine.get(declared(sample), "no-such-id")).rejects.toThrow(
        /no-such-id.*the id of/i,
      );
    });

    describe("with the option import", () => {
      /** The object that the sample declares, which no state knows any more. */
      async function existing(): Promise<string> {
        await up();
        const { id } = state();
        stack.engine.state.delete(name);
        return sample.importId ?? id;
      }
      const importing = (id: string, changes: Properties = {}): Program => [
        ...needs,
        { ...declared(sample, changes), import: id },
      ];

      test("takes over what is as declared, and sends nothing; taking the option out is no change", async () => {
        const id = await existing();
        const made = vendorObjects(world.sim);
        expect(await stack.preview(importing(id))).toMatchObject({ errors: [], requests: [] });
        expect(await up(importing(id))).toMatchObject({ writes: [], ops: { [name]: "create" } });
        expect(JSON.stringify(state().outputs)).not.toContain("__import");
        expect(vendorObjects(world.sim)).toEqual(made);
        // A secret that the vendor does not show is sent once.
        await up(importing(id));
        expect(vendorObjects(world.sim)).toEqual(made);
        expect(await up()).toMatchObject({ requests: [] });
        await expectRest();
      });

      test("refuses an id that no object has, says which it means, and sends nothing", async () => {
        await up(needs);
        const { errors, writes } = await stack.up(importing("no-such-id"));
        expect(errors.join("\n")).toMatch(/no-such-id.*the id of/i);
        expect(writes).toEqual([]);
        expect(stack.engine.state.has(name)).toBe(false);
      });

      test.each(Object.entries({ ...updates, ...replacements }))(
        "refuses an object that is not as declared, or changes nothing of it: %s",
        async (_name, change) => {
          const id = await existing();
          const made = vendorObjects(world.sim);
          const { errors, writes } = await stack.up(importing(id, change));
          expect(writes).toEqual([]);
          expect(vendorObjects(world.sim)).toEqual(made);
          for (const secret of secrets) expect(errors.join("\n")).not.toContain(secret);
          if (errors.length > 0) expect(errors.join("\n")).toMatch(/import: .*Nothing was changed/s);
          else expect(state().id).toBe(id);
        },
      );
    });

    test("is destroyed; where it was deleted elsewhere first, a destroy succeeds too", async () => {
      await up();
      await stack.done(stack.destroy());
      const left = vendorObjects(world.sim);
      await up();
      await removeElsewhere?.(world.sim);
      await stack.done(stack.destroy());
      expect(vendorObjects(world.sim)).toEqual(left);
      expect(stack.engine.state.size).toBe(0);
    });

    test("shows no secret where the vendor refuses it and repeats the request", async () => {
      await up(needs);
      world.sim.addFault({ kind: "status", status: 400, method: "POST", times: 1_000 });
      world.sim.addFault({ kind: "status", status: 400, method: "PATCH", times: 1_000 });
      world.sim.addFault({ kind: "status", status: 400, method: "PUT", times: 1_000 });
      const { errors, output } = await stack.up(program);
      expect(errors).not.toEqual([]);
      for (const secret of secrets) expect(errors.join("\n") + output).not.toContain(secret);
    });

    test("names an argument that it does not know, with the nearest known one, and sends nothing", async () => {
      const [field = ""] = Object.keys(sample.fewest);
      const misspelt = programOf(sample, { [`${field}x`]: "value" });
      const { errors, requests } = await stack.preview(misspelt);
      expect(errors.join("\n")).toContain(`the nearest is ${field}`);
      expect(requests).toEqual([]);
    });
  });
});
