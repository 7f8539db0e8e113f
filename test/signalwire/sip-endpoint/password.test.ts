import { endpointInputs, endpoints, endpointStack, startBench, uuid } from "../support";
import { describe, expect, test } from "vitest";
import { PartialOutcome } from "../../../src/lifecycle/outcome";
import { rejection } from "../../support/transport";
import { existing as existingEndpoint } from "./endpoint";

const second = { ...endpointInputs, password: "canary-second" };

/** An endpoint in state, whose password at the vendor and whose failures can be read. */
async function existing(program: Record<string, unknown> = endpointInputs) {
  const bench = await existingEndpoint(program);
  const { stack, record } = bench;
  const password = () => record()?.password;
  /** An `up` that fails, after which state holds what the engine would keep. */
  const failingUp = async (changed: Record<string, unknown>): Promise<PartialOutcome> => {
    const error = await rejection(stack.up(changed));
    if (!(error instanceof PartialOutcome)) throw error;
    stack.state = error.properties;
    return error;
  };
  return { ...bench, password, failingUp };
}

describe("a password", () => {
  test("that changes is sent by one PUT, to the same endpoint", async () => {
    const { stack, password, requests, simulator } = await existing();
    const { id } = stack;
    expect(await stack.up(second)).toBe("update");
    expect(simulator.requests().find(({ method }) => method === "PUT")?.requestBody).toEqual(second);
    expect(requests()).toEqual([`GET ${endpoints}/${id ?? ""}`, `PUT ${endpoints}/${id ?? ""}`]);
    expect(stack.id).toBe(id);
    expect(password()).toBe("canary-second");
    expect(stack.state["password"]).toBe("canary-second");
  });

  test("stays in state through a refresh, which cannot read it", async () => {
    const { stack } = await existing();
    await stack.refresh();
    expect(stack.state["password"]).toBe("canary-first");
    expect(await stack.up(endpointInputs)).toBe("same");
  });

  test("is sent again when its version changes, and only then", async () => {
    const { stack, account, deadline, password, bodies } = await existing({
      ...endpointInputs,
      passwordVersion: 1,
    });
    await account.api.putEndpoint(stack.id ?? "", { password: "changed elsewhere" }, deadline);
    bodies();
    expect(await stack.up({ ...endpointInputs, passwordVersion: 1 })).toBe("same");
    expect(await stack.up({ ...endpointInputs, passwordVersion: 2 })).toBe("update");
    expect(bodies()).toEqual([endpointInputs]);
    expect(password()).toBe("canary-first");
  });

  test("that state does not hold is sent by the first update", async () => {
    const { stack, bodies } = await existing();
    stack.state = Object.fromEntries(Object.entries(stack.state).filter(([key]) => key !== "password"));
    expect(await stack.up(endpointInputs)).toBe("update");
    expect(bodies()).toEqual([endpointInputs]);
    expect(stack.state["password"]).toBe("canary-first");
  });
});

describe("a rotation that fails", () => {
  test.each([
    [422, "before"],
    [500, "before"],
    [500, "after"],
  ] as const)(
    "with %i %s the effect leaves neither password in state, and the next up sends it",
    async (status, when) => {
      const { stack, password, simulator, failingUp, bodies } = await existing();
      simulator.addFault({ kind: "status", status, when, method: "PUT" });
      const { message, properties, reasons } = await failingUp(second);
      expect(properties).not.toHaveProperty("password");
      expect(`${message}${reasons.join("")}`).not.toContain("canary");
      bodies();
      expect(await stack.up(second)).toBe("update");
      expect(bodies()).toEqual([second]);
      expect(password()).toBe("canary-second");
    },
  );

  test("is corrected also when the program goes back to the earlier password", async () => {
    const { stack, password, simulator, failingUp } = await existing();
    simulator.addFault({ kind: "drop-after", method: "PUT" });
    await failingUp(second);
    expect(password()).toBe("canary-second");
    expect(await stack.up(endpointInputs)).toBe("update");
    expect(password()).toBe("canary-first");
  });

  test("is corrected also after a refresh in between", async () => {
    const { stack, password, simulator, failingUp } = await existing();
    simulator.addFault({ kind: "drop-after", method: "PUT" });
    await failingUp(second);
    await stack.refresh();
    expect(await stack.up(endpointInputs)).toBe("update");
    expect(password()).toBe("canary-first");
  });

  test("keeps the password in state where another field was what was sent", async () => {
    const { simulator, failingUp } = await existing();
    simulator.addFault({ kind: "status", status: 500, method: "PUT" });
    const { properties } = await failingUp({ ...endpointInputs, callerId: "C-3PO" });
    expect(properties).toMatchObject({ username: "c3p0", password: "canary-first" });
  });
});

test("a handler's id that cannot be read back is sent again after a request that may have changed it", async () => {
  const other = "11111111-0aff-4c90-9eba-f88ba118fe05";
  const flow = (flowId: string) => ({ ...endpointInputs, callHandler: { type: "call_flow", flowId } });
  const { stack, simulator, failingUp } = await existing(flow(uuid));
  const flowId = () => simulator.state().signalwire.endpoints[0]?.call_flow_id;
  simulator.addFault({ kind: "drop-after", method: "PUT" });
  await failingUp(flow(other));
  expect(flowId()).toBe(other);
  expect(await stack.up(flow(uuid))).toBe("update");
  expect(flowId()).toBe(uuid);
});

test("a password that the vendor repeats in its refusal is not shown", async () => {
  const { simulator } = await startBench();
  const body = {
    errors: [{ detail: "Password canary-first is too short", status: "422", title: "x", code: "422" }],
  };
  simulator.addFault({ kind: "status", status: 422, method: "POST", body });
  const { message } = await rejection(endpointStack(simulator).up(endpointInputs));
  expect(message).toMatch(/Password \[secret\] is too short/);
});
