import "../../support/home";
import { describe, expect, test } from "vitest";
import type { Bench } from "../support";
import { sipAddress } from "../../../src/signalwire/sip-address/definition";
import { configOf, operationOn, problems, Stack, startBench, uuid } from "../support";

const path = "/api/fabric/sip_addresses";
const desired = { name: "desk", handlerResourceId: uuid, ipAuth: ["203.0.113.0/24"] };
const addresses = ({ simulator }: Pick<Bench, "simulator">) => simulator.state().signalwire.sipAddresses;
const stackAt = ({ simulator }: Pick<Bench, "simulator">): Stack =>
  new Stack(sipAddress as never, configOf(simulator));

describe("the inputs of a SIP address", () => {
  test("are refused with every problem at once", () => {
    const bad = {
      name: "Front Desk",
      handlerResourceId: "gateway",
      user: "a b",
      contextId: "public",
      ipAuth: ["10.0.0.0/33"],
      codecs: [],
      encryption: "sometimes",
      password: "",
    };
    expect(Object.keys(problems(sipAddress, bad)).sort()).toEqual(
      [...Object.keys(bad).filter((field) => field !== "ipAuth"), "ipAuth[0]"].sort(),
    );
  });

  test("may have a name of 50 characters, and not of 51", () => {
    expect(problems(sipAddress, { ...desired, name: "x".repeat(50) })).toEqual({});
    expect(problems(sipAddress, { ...desired, name: "x".repeat(51) })).toHaveProperty("name");
  });
});

describe("a SIP address", () => {
  test("that needs neither a password nor a network gets a warning that anyone may call it", () => {
    expect(sipAddress.cautions?.({ name: "open" }).join()).toContain("anyone may call it");
    expect(sipAddress.cautions?.({ ...desired })).toEqual([]);
    expect(sipAddress.cautions?.({ name: "closed", password: "CANARY" })).toEqual([]);
  });

  test.each(["encryption-upper-case", "lists-lower-case", "lists-reversed"] as const)(
    "has nothing to do where its words are shown in another form: %s",
    async (normalises) => {
      const bench = await startBench({ signalwire: { normalises } });
      const stack = stackAt(bench);
      const wanted = { ...desired, encryption: "required", codecs: ["OPUS", "PCMU"] };
      await stack.up(wanted);
      bench.requests();
      await stack.up(wanted);
      expect(bench.requests().filter((request) => !request.startsWith("GET "))).toEqual([]);
      expect([await stack.refresh(), await stack.up(wanted)]).toEqual([true, "same"]);
    },
  );

  test("whose name is taken names the address that has it, and how to take it over", async () => {
    const bench = await startBench();
    const { id } = await sipAddress.reconcile(operationOn(bench).operation, desired, undefined);
    await expect(
      sipAddress.reconcile(operationOn(bench).operation as never, desired, undefined),
    ).rejects.toThrow(`set adopt: ${JSON.stringify(id)}`);
  });

  test.each(["accepted", "refused"] as const)(
    "opens to any caller where an empty list is %s",
    async (ipAuthClear) => {
      const bench = await startBench({ signalwire: { ipAuthClear } });
      const stack = stackAt(bench);
      await stack.up(desired);
      await stack.up({ ...desired, ipAuth: undefined });
      expect(addresses(bench)).toMatchObject([{ ip_auth_enabled: false }]);
      expect([await stack.refresh(), await stack.up({ ...desired, ipAuth: undefined })]).toEqual([
        true,
        "same",
      ]);
    },
  );

  test.each(["changes", "stays"] as const)(
    "shows the URI that it has where a new name %s it",
    async (uriOnRename) => {
      const bench = await startBench({ signalwire: { uriOnRename } });
      const stack = stackAt(bench);
      await stack.up(desired);
      await stack.up({ ...desired, name: "reception" });
      expect(stack.state["uri"]).toBe(addresses(bench)[0]?.uri);
    },
  );

  test("gets its password again where its version changes, and never shows it", async () => {
    const bench = await startBench();
    const stack = stackAt(bench);
    const secret = { ...desired, password: "CANARY" };
    await stack.up(secret);
    bench.bodies();
    expect(await stack.up({ ...secret, passwordVersion: 2 })).toBe("update");
    expect(bench.bodies()).toMatchObject([{ password: "CANARY" }]);
  });
});

describe("an account that has no route for SIP addresses", () => {
  test("gets an error that says so, and nothing is taken for gone", async () => {
    const bench = await startBench();
    const stack = stackAt(bench);
    await stack.up(desired);
    bench.simulator.configure({ signalwire: { addressPaths: "nested" } });
    await expect(stack.refresh()).rejects.toThrow("does not serve SIP addresses at this path");
    await expect(stack.destroy()).rejects.toThrow("does not serve SIP addresses at this path");
    expect(stack.state).toMatchObject({ name: "desk" });
    await expect(stackAt(bench).up({ ...desired, name: "other" })).rejects.toThrow(
      "does not serve SIP addresses",
    );
  });

  test("has only said that an address is gone once its list has answered", async () => {
    const bench = await startBench();
    const stack = stackAt(bench);
    await stack.up(desired);
    bench.simulator.reset();
    bench.requests();
    expect(await stack.refresh()).toBe(false);
    expect(bench.requests()).toEqual([expect.stringMatching(`GET ${path}/`), `GET ${path}`]);
  });
});
