import { allHandlers, endpointInputs, endpointStack, startBench } from "../support";
import { describe, expect, test } from "vitest";

describe.each(allHandlers)("the call handler $type", (callHandler) => {
  const program = { ...endpointInputs, callHandler };

  test.each([false, true])(
    "is created and read back without a change, ids returned: %s",
    async (handlerIdsReturned) => {
      const { simulator } = await startBench({ signalwire: { handlerIdsReturned } });
      const stack = endpointStack(simulator);
      expect(await stack.up(program)).toBe("create");
      expect(simulator.state().signalwire.endpoints[0]?.call_handler).toBe(callHandler.type);
      expect(stack.state["callHandler"]).toEqual(callHandler);
      expect(await stack.refresh()).toBe(true);
      expect(stack.state).toMatchObject({ callHandler, effective: { callHandler } });
      expect(await stack.up(program)).toBe("same");
    },
  );

  test("is switched to from every other, in place and back", async () => {
    const { simulator } = await startBench();
    const stack = endpointStack(simulator);
    await stack.up(program);
    const { id } = stack;
    for (const other of allHandlers.filter(({ type }) => type !== callHandler.type)) {
      expect(await stack.up({ ...endpointInputs, callHandler: other })).toBe("update");
      expect(simulator.state().signalwire.endpoints[0]?.call_handler).toBe(other.type);
      expect(await stack.up(program)).toBe("update");
      await stack.refresh();
      expect(await stack.up(program)).toBe("same");
    }
    expect(stack.id).toBe(id);
  });

  test("is put on an endpoint that had none, and found when it was put there elsewhere", async () => {
    const { simulator } = await startBench();
    const stack = endpointStack(simulator);
    await stack.up(endpointInputs);
    expect(await stack.up(program)).toBe("update");
    await stack.refresh();
    expect(await stack.up(program)).toBe("same");
  });
});

test("a handler that a program cannot declare shows as drift and is replaced by the program's", async () => {
  const { simulator, account, deadline } = await startBench();
  const stack = endpointStack(simulator);
  const program = { ...endpointInputs, callHandler: { type: "relay_topic", relayTopic: "office" } };
  await stack.up(program);
  const body = { ...(await account.api.getEndpoint(stack.id ?? "", deadline)), call_handler: "block-pstn" };
  simulator.addFault({ kind: "status", status: 200, method: "GET", body });
  await stack.refresh();
  expect(stack.state).toMatchObject({
    callHandler: { type: "block-pstn" },
    effective: { callHandler: { type: "block-pstn" } },
  });
  expect(await stack.up(program)).toBe("update");
  await stack.refresh();
  expect(stack.state["callHandler"]).toEqual(program.callHandler);
});

test("a handler that was removed elsewhere is put back, and may be removed from the program without a replacement", async () => {
  const { simulator, account, deadline } = await startBench();
  const stack = endpointStack(simulator);
  const program = { ...endpointInputs, callHandler: { type: "relay_topic", relayTopic: "office" } };
  await stack.up(program);
  const bare = { ...(await account.api.getEndpoint(stack.id ?? "", deadline)), call_handler: null };
  simulator.addFault({ kind: "status", status: 200, method: "GET", body: bare });
  await stack.refresh();
  expect(stack.state).not.toHaveProperty("callHandler");
  const before = { ...stack.state };
  expect(await stack.up(endpointInputs)).toBe("same");
  stack.state = before;
  expect(await stack.up(program)).toBe("update");
});
