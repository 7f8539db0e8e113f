import { describe, expect, test } from "vitest";
import { PartialOutcome } from "../../../src/lifecycle/outcome";
import { generateSecret } from "../../../src/lifecycle/generated-secrets";
import { rejection } from "../../support/transport";
import { endpointInputs, endpointStack, startBench } from "../support";
import { existing } from "./endpoint";

const without = { username: endpointInputs.username };

describe("an endpoint whose program declares no password", () => {
  test("gets a random one on creation, which only the outputs have", async () => {
    const { simulator } = await startBench();
    const [one, other] = [endpointStack(simulator), endpointStack(simulator)];
    await one.up(without);
    await other.up({ username: "other" });
    const passwords = simulator.state().signalwire.endpoints.map(({ password }) => password);
    expect(new Set(passwords).size).toBe(2);
    for (const password of passwords) expect(password).toMatch(/^[\w-]{24}$/);
    expect(one.state["password"]).toBe(passwords[0]);
    const { inputs } = await one.provider.read(one.id ?? "", one.state);
    expect(inputs).not.toHaveProperty("password");
  });

  test("keeps it over refreshes and changes, and never sends it again", async () => {
    const { stack, record, bodies } = await existing(without);
    const made = record()?.password;
    expect([await stack.refresh(), await stack.up(without)]).toEqual([true, "same"]);
    await stack.up({ ...without, callerId: "Desk" });
    expect(bodies()).toEqual([{ ...without, caller_id: "Desk" }]);
    expect([stack.state["password"], record()?.password]).toEqual([made, made]);
  });

  test("keeps the declared one that is removed from the program", async () => {
    const { stack, record, bodies } = await existing(endpointInputs);
    expect([await stack.up(without), bodies()]).toEqual(["update", []]);
    const { inputs } = await stack.provider.read(stack.id ?? "", stack.state);
    expect(inputs).not.toHaveProperty("password");
    expect(await stack.up({ ...without, callerId: "Desk" })).toBe("update");
    expect([stack.state["password"], record()?.password]).toEqual(["canary-first", "canary-first"]);
    expect(await stack.up({ ...without, callerId: "Desk" })).toBe("same");
  });

  test("gets the declared one where the program declares one later", async () => {
    const { stack, record } = await existing(without);
    expect(await stack.up(endpointInputs)).toBe("update");
    expect([stack.state["password"], record()?.password]).toEqual(["canary-first", "canary-first"]);
  });

  test("has one that is known also where the answer to its creation is lost", async () => {
    const { simulator } = await startBench();
    const stack = endpointStack(simulator);
    simulator.addFault({ kind: "drop-after", method: "POST" });
    await stack.up(without);
    expect(simulator.state().signalwire.endpoints).toMatchObject([{ password: stack.state["password"] }]);
  });

  test("gets a new one where nobody can tell which it has: a change to a declared one that failed, and was taken back", async () => {
    const { stack, simulator, record } = await existing(without);
    simulator.addFault({ kind: "drop-after", method: "PUT" });
    const error = await rejection(stack.up(endpointInputs));
    if (!(error instanceof PartialOutcome)) throw error;
    stack.state = error.properties;
    await stack.up({ ...without, callerId: "Desk" });
    expect(stack.state["password"]).toBe(record()?.password);
    expect(record()?.password).not.toBe("canary-first");
  });

  test("that is taken over keeps its own, which stays unknown", async () => {
    const { simulator, record } = await existing(endpointInputs);
    const stack = endpointStack(simulator);
    await stack.up({ ...without, callerId: "Desk", adopt: true });
    expect(record()?.password).toBe("canary-first");
    expect(stack.state).not.toHaveProperty("password");
    await stack.up({ ...without, callerId: "Reception", adopt: true });
    expect(record()?.password).toBe("canary-first");
  });

  test("shows the password in no error, where the vendor repeats the request", async () => {
    const { simulator } = await startBench();
    const made = generateSecret();
    simulator.addFault({
      kind: "status",
      status: 422,
      method: "POST",
      body: { errors: [`${made} is too weak`] },
    });
    const error = await rejection(endpointStack(simulator).up(without));
    expect(error.message).toContain("is too weak");
    expect(error.message).not.toContain(made);
  });
});
