import "../support/home";
import { describe, expect, test } from "vitest";
import { Claims } from "../../src/lifecycle/claims";
import { unknownValue } from "../../src/lifecycle/unknown";
import { desired, House, operation, type LampDefinition } from "../support/house";
import { rejection } from "../support/transport";

describe("a plain resource", () => {
  test("is created with one look and one request, and claims its key", async () => {
    const house = new House();
    const { operation: creating, begun } = operation();
    const found = await house.definition().reconcile(creating, desired, undefined);
    expect(found).toEqual({ id: "lamp-1", inputs: desired, outputs: { room: "hall" } });
    expect(house.requests).toEqual(["list", "create"]);
    expect(begun()).toBe(1);
    const claims = new Claims();
    const claimsOn = (room: string) => house.definition().claims?.({ ...desired, room }, undefined) ?? [];
    claims.declare("urn:one", {}, claimsOn("Hall"));
    expect(claims.declare("urn:two", {}, claimsOn("hall"))).toEqual([
      "room: another Lamp of this program (urn:one) has hall already",
    ]);
    expect(claims.declare("urn:two", {}, claimsOn(unknownValue))).toEqual([]);
  });

  test("without a natural key is created without a look, and claims nothing", async () => {
    const house = new House();
    const keyless = house.definition({ key: undefined as never });
    await keyless.reconcile(operation().operation, desired, undefined);
    expect(house.requests).toEqual(["create"]);
    expect(keyless.claims?.(desired, undefined)).toEqual([]);
  });

  test("is not changed where nothing differs, and changed with one request where something does", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "red" });
    const prior = { id, inputs: desired, outputs: { room: "hall" } };
    await house.definition().reconcile(operation().operation, desired, prior);
    expect(house.requests).toEqual([`get ${id}`]);
    const changed = operation();
    const blue = { ...desired, color: "blue" };
    expect(await house.definition().reconcile(changed.operation, blue, prior)).toMatchObject({
      inputs: blue,
    });
    expect(house.requests.slice(1)).toEqual([`get ${id}`, `update ${id}`]);
    expect(changed.checkpoints[0]).toMatchObject({ id, inputs: { color: "red" } });
  });

  test("is read back where the answer to a change does not show it", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "red" });
    const silent = house.definition({
      update: (_account, _id, { color }) => {
        house.lamps.set(id, { id, room: "hall", color });
        return Promise.resolve(undefined);
      },
    });
    const blue = { ...desired, color: "blue" };
    const found = await silent.reconcile(operation().operation, blue, { id, inputs: desired, outputs: {} });
    expect(found.inputs.color).toBe("blue");
  });

  test("that is not as declared after such an answer is an error, and not said to be changed", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "red" });
    const deaf = house.definition({ update: () => Promise.resolve(undefined) });
    const { operation: changing, checkpoints } = operation();
    const prior = { id, inputs: desired, outputs: {} };
    const { message } = await rejection(deaf.reconcile(changing, { ...desired, color: "blue" }, prior));
    expect(message).toContain(`lamp ${id} does not have the declared settings`);
    expect(checkpoints).toEqual([{ id, inputs: desired, outputs: { room: "hall" } }]);
  });

  test("that no longer exists is not created by an update, which says what to do", async () => {
    const house = new House();
    const prior = { id: "lamp-9", inputs: desired, outputs: {} };
    const error = await rejection(house.definition().reconcile(operation().operation, desired, prior));
    expect(error.message).toBe(
      "lamp lamp-9 no longer exists. Run 'pulumi refresh'; the next 'pulumi up' recreates it",
    );
    expect(house.requests).toEqual(["get lamp-9"]);
  });

  test("is observed", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "red" });
    const reading = operation();
    const lamps = house.definition();
    const observe = (...args: Parameters<LampDefinition["observe"]>) => lamps.observe(...args);
    expect(await observe(reading.operation, { id, inputs: {}, outputs: {} })).toMatchObject({
      inputs: desired,
    });
    expect(await observe(reading.operation, { id: "x", inputs: desired, outputs: {} })).toBeUndefined();
    expect(reading.warnings).toEqual([]);
  });

  test("is deleted by its id, and what is gone counts as deleted", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "red" });
    const prior = { id, inputs: desired, outputs: {} };
    expect(await house.definition().remove(operation().operation, prior)).toBe(true);
    expect(await house.definition().remove(operation().operation, prior)).toBe(false);
  });

  test("keeps the program's adopt in its inputs, and nothing where there is none", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "red" });
    const lamps = house.definition();
    const observe = (...args: Parameters<LampDefinition["observe"]>) => lamps.observe(...args);
    const adopting = { id, inputs: { ...desired, adopt: true }, outputs: {} };
    expect((await observe(operation().operation, adopting))?.inputs).toEqual({ ...desired, adopt: true });
    const silent = { id, inputs: desired, outputs: {} };
    expect((await observe(operation().operation, silent))?.inputs).toEqual(desired);
  });
});
