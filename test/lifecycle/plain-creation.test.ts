import "../support/home";
import { describe, expect, test } from "vitest";
import { hashesOf } from "../../src/lifecycle/hashes";
import { apiError } from "../support/errors";
import { desired, House, operation } from "../support/house";
import { rejection } from "../support/transport";

describe("a creation whose answer was lost", () => {
  test("is found by its key and changed to what is desired, not created again", async () => {
    const house = new House();
    house.failure = { request: "create", error: apiError(502), after: true };
    const { id } = await house.definition().reconcile(operation().operation, desired, undefined);
    expect(id).toBe("lamp-1");
    expect(house.lamps.size).toBe(1);
  });

  test("without a natural key is left open and never sent again", async () => {
    const house = new House();
    house.failure = { request: "create", error: apiError(502), after: true };
    const keyless = house.definition({ key: undefined as never });
    let open = false;
    const { operation: creating } = operation({ leftOpen: () => (open = true) });
    const error = await rejection(keyless.reconcile(creating, desired, undefined));
    expect(error.message).toContain("Whether the lamp was created is not known");
    expect(house.requests).toEqual(["create"]);
    expect(open).toBe(true);
  });

  test("without a natural key, by a run that was cut off, is found by the id in the note", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "red" });
    const keyless = house.definition({ key: undefined as never });
    const asked = hashesOf({ room: "hall", color: "red" });
    const { operation: resumed } = operation({ note: { id, asked } });
    expect(await keyless.reconcile(resumed, desired, undefined)).toMatchObject({ id });
    expect(house.lamps.size).toBe(1);
  });

  test("without a natural key or an id in the note asks the user, who has a solution in both cases", async () => {
    const house = new House();
    const keyless = house.definition({ key: undefined as never });
    const create = (adopt?: boolean | string) =>
      keyless.reconcile(operation({ note: { asked: {} } }).operation, { ...desired, adopt }, undefined);
    expect((await rejection(create())).message).toContain("whether it exists is not known");
    expect(house.requests).toEqual([]);
    const { id } = house.add({ room: "hall", color: "blue" });
    expect(await create(id)).toMatchObject({ id, inputs: { color: "red" } });
    house.lamps.clear();
    expect(await create(false)).toMatchObject({ inputs: { color: "red" } });
    expect(house.lamps.size).toBe(1);
  });

  test("by a run that was cut off is found by the note, if it shows what was asked for", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "green" });
    const note = { asked: hashesOf({ room: "hall", color: "green" }) };
    const found = await house.definition().reconcile(operation({ note }).operation, desired, undefined);
    expect(found).toMatchObject({ id, inputs: desired });
    house.lamps.set(id, { id, room: "hall", color: "of another" });
    const error = await rejection(
      house.definition().reconcile(operation({ note }).operation, desired, undefined),
    );
    expect(error.message).toContain(`set adopt: "${id}"`);
  });
});

describe("an object that exists under the key", () => {
  test("is never taken silently; the refusal names it, an alias first, then the line that takes it", async () => {
    const house = new House();
    const { id } = house.add({ room: "hall", color: "blue" });
    const error = await rejection(house.definition().reconcile(operation().operation, desired, undefined));
    expect(error.message).toContain("HTTP 422");
    expect(error.message).toMatch(
      new RegExp(`lamp ${id} has the room "hall" already.*aliases.*adopt: "${id}".*import.*another room`),
    );
    expect(house.lamps.get(id)?.color).toBe("blue");
  });

  test("is not doubled where the vendor would accept that, unless a note says that it is this resource's", async () => {
    const house = new House();
    house.add({ room: "hall", color: "blue" });
    const lamps = house.definition({
      key: { ...house.plain().key, acceptedTwice: true },
      create: (_account, { room, color }) => house.request("create", () => house.add({ room, color })),
    });
    const create = (changes: Parameters<typeof operation>[0] = {}) =>
      lamps.reconcile(operation(changes).operation, desired, undefined);
    expect((await rejection(create())).message).toMatch(
      /^lamp lamp-1 has the room "hall" already.*set adopt: "lamp-1".*Nothing was changed$/,
    );
    const note = { asked: hashesOf({ room: "hall", color: "blue" }) };
    expect(await create({ note })).toMatchObject({ id: "lamp-1", inputs: desired });
    house.add(desired);
    const alike = { asked: hashesOf({ ...desired }) };
    expect((await rejection(create({ note: alike }))).message).toContain("lamp lamp-1, lamp-2 have the room");
    expect(house.requests).not.toContain("create");
  });

  test.each([true, "lamp-1"])(
    "is taken over with a warning where the program says so (adopt: %s)",
    async (adopt) => {
      const house = new House();
      house.add({ room: "hall", color: "blue" });
      const { operation: adopting, warnings } = operation();
      const found = await house.definition().reconcile(adopting, { ...desired, adopt }, undefined);
      expect(found).toMatchObject({ id: "lamp-1", inputs: { ...desired, adopt } });
      expect(house.requests).toEqual(["list", "update lamp-1"]);
      expect(warnings).toEqual(['takes over lamp lamp-1, which has the room "hall" and exists already']);
    },
  );

  test("is not taken over where it is not the expected one, or one of several", async () => {
    const house = new House();
    house.add({ room: "hall", color: "blue" });
    const take = (adopt: boolean | string) =>
      rejection(house.definition().reconcile(operation().operation, { ...desired, adopt }, undefined));
    expect((await take("lamp-7")).message).toContain(
      'lamp lamp-7 does not have the room "hall": it belongs to lamp-1',
    );
    house.add({ room: "hall", color: "red" });
    expect((await take(true)).message).toContain('several have the room "hall": lamp-1, lamp-2');
    expect([...house.lamps.values()].map(({ color }) => color)).toEqual(["blue", "red"]);
  });
});
