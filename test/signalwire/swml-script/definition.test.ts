import "../../support/home";
import { describe, expect, test } from "vitest";
import { swmlScript } from "../../../src/signalwire/swml-script/definition";
import { configOf, operationOn, problems, Stack, startBench } from "../support";

const path = "/api/fabric/resources/swml_scripts";
const contents = { version: "1.0.0", sections: { main: [{ answer: {} }] } };
const desired = { name: "Greeting", contents };
const change = { version: "1.0.0", sections: { main: [{ hangup: {} }] } };

describe("the inputs of a script", () => {
  test("may hold the document as JSON text, which is the same document", () => {
    const text = swmlScript.schema.parse({ ...desired, contents: JSON.stringify(contents, undefined, 2) });
    expect(text).toEqual(swmlScript.schema.parse(desired));
  });

  test("are refused with every problem at once", () => {
    const bad = { name: " ", contents: "not JSON", scriptType: "voice", statusCallbackUrl: "example.com" };
    expect(Object.keys(problems(swmlScript, bad)).sort()).toEqual(Object.keys(bad).sort());
  });

  test("have no status callback where the script is for messages", () => {
    const bad = {
      name: "",
      contents,
      scriptType: "messaging",
      statusCallbackUrl: "https://example.com/status",
    };
    const found = problems(swmlScript, bad);
    expect(found["statusCallbackUrl"]).toContain("scripts for calls");
    expect(Object.keys(found)).toContain("name");
  });
});

describe("a script", () => {
  test("shares its name with others: a second is created, and the first is left alone", async () => {
    const bench = await startBench();
    const one = await swmlScript.reconcile(operationOn(bench).operation, desired, undefined);
    const other = await swmlScript.reconcile(operationOn(bench).operation, desired, undefined);
    expect(other.id).not.toBe(one.id);
    expect(swmlScript.claims?.(desired, undefined)).toEqual([]);
  });

  test("is created by one POST, after one list for all scripts of the run", async () => {
    const bench = await startBench();
    await swmlScript.reconcile(operationOn(bench).operation, desired, undefined);
    await swmlScript.reconcile(operationOn(bench).operation, { ...desired, name: "Other" }, undefined);
    expect(bench.requests()).toEqual([`GET ${path}`, `POST ${path}`, `POST ${path}`]);
  });

  test("is not created twice where the answer to its creation is lost", async () => {
    const bench = await startBench();
    bench.simulator.addFault({ kind: "drop-after", method: "POST" });
    await swmlScript.reconcile(operationOn(bench).operation, desired, undefined);
    expect(bench.simulator.state().signalwire.swmlScripts).toHaveLength(1);
  });

  test.each(["object", "string"] as const)(
    "whose contents come back as %s is at rest",
    async (swmlContents) => {
      const { simulator } = await startBench({ signalwire: { swmlContents } });
      const stack = new Stack(swmlScript as never, configOf(simulator));
      expect([await stack.up(desired), await stack.refresh(), await stack.up(desired)]).toEqual([
        "create",
        true,
        "same",
      ]);
      expect(await stack.up({ ...desired, contents: change })).toBe("update");
      expect(simulator.state().signalwire.swmlScripts).toMatchObject([{ contents: change }]);
    },
  );

  test.each(["display_name", "name"] as const)(
    "is renamed where an update reads %s",
    async (swmlUpdateName) => {
      const { simulator } = await startBench({ signalwire: { swmlUpdateName } });
      const stack = new Stack(swmlScript as never, configOf(simulator));
      await stack.up(desired);
      await stack.up({ ...desired, name: "Farewell" });
      expect(simulator.state().signalwire.swmlScripts).toMatchObject([{ name: "Farewell" }]);
      expect(stack.state).toMatchObject({ name: "Farewell" });
    },
  );

  test("whose callback SignalWire does not take back: the error says how to go on, and nothing is changed", async () => {
    const { simulator } = await startBench({ signalwire: { callbackClear: "refused" } });
    const stack = new Stack(swmlScript as never, configOf(simulator));
    await stack.up({ ...desired, statusCallbackUrl: "https://example.com/status" });
    await expect(stack.up(desired)).rejects.toThrow(/status_callback_url.*pulumi up --replace/s);
    expect(simulator.state().signalwire.swmlScripts).toMatchObject([
      { status_callback_url: "https://example.com/status" },
    ]);
  });
});
