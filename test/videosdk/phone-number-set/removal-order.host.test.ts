import { expect, test } from "vitest";
import { pairs } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { gateways } from "../../support/vendor-view.js";

const bench = useStack();
const numbers = Array.from({ length: 130 }, (_, index) => `+1415557${String(index).padStart(4, "0")}`);
/** Requests that are under way at the same time, by default. */
const atATime = 10;

function kinds(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line.startsWith("DELETE")
      ? "delete"
      : line.endsWith("/detach")
        ? "detach"
        : line.includes("-gateways/")
          ? "look"
          : "list",
  );
}

test("a removal does one gateway after the other, and the run after an interruption goes on at once", async () => {
  const { current: stack } = bench;
  await stack.done(stack.up([pairs({ phoneNumbers: numbers })]));
  // As an operation whose time is over: some of the numbers are off, and none of the gateways is deleted.
  stack.sim.addFault({ kind: "status", status: 403, method: "DELETE", times: 1_000 });
  const first = await stack.destroy();
  expect(first.errors.join()).toContain("403");
  expect(kinds(first.lines).indexOf("delete")).toBeLessThan(6 * atATime);
  expect(gateways(stack.sim)).toHaveLength(2 * numbers.length);

  stack.sim.clearFaults();
  const second = await stack.destroy();
  expect(second.errors).toEqual([]);
  const order = kinds(second.lines);
  expect(
    order.slice(0, order.indexOf("delete")).filter((kind) => kind === "look").length,
  ).toBeLessThanOrEqual(2 * atATime);
  expect(order.filter((kind) => kind === "look")).toHaveLength(2 * numbers.length);
  expect(gateways(stack.sim)).toEqual([]);
  expect(stack.sim.state().videosdk.released).toEqual([]);
});
