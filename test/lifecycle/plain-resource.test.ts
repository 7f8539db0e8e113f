import "../support/home";
import { describe, expect, test } from "vitest";
import { Claims } from "../../src/lifecycle/claims";
import type { Operation, ResourceDefinition } from "../../src/lifecycle/definition";
import { hashesOf } from "../../src/lifecycle/marks";
import type { PlainResource } from "../../src/lifecycle/plain-definition";
import { adoption, plainResource } from "../../src/lifecycle/plain-resource";
import { fields, text } from "../../src/lifecycle/schema";
import { unknownValue } from "../../src/lifecycle/unknown";
import { apiError } from "../support/errors";
import { spiedOperation } from "../support/operation";
import { noting, rejection } from "../support/transport";
import { Acme, WidgetAccount } from "../support/widget";

interface Lamp {
  readonly id: string;
  readonly room: string;
  readonly color: string;
}

interface LampInputs {
  room: string;
  color: string;
  adopt?: boolean | string | undefined;
}

type LampDefinition = ResourceDefinition<WidgetAccount, LampInputs, { room: string }>;
type Plain = PlainResource<WidgetAccount, LampInputs, { room: string }, Lamp, { color: string }>;

const desired: LampInputs = { room: "hall", color: "red" };

/** Lamps in memory, of which a room has one. */
class House {
  readonly lamps = new Map<string, Lamp>();
  readonly requests: string[] = [];
  /** The error of a request, once; before it takes effect, or after. */
  failure: { request: string; error: Error; after: boolean } | undefined;

  add(lamp: Omit<Lamp, "id">): Lamp {
    const made = { id: `lamp-${this.lamps.size + 1}`, ...lamp };
    this.lamps.set(made.id, made);
    return made;
  }

  request<T>(name: string, run: () => T): Promise<T> {
    this.requests.push(name);
    const failure = this.failure?.request === name ? this.failure : undefined;
    if (failure !== undefined) this.failure = undefined;
    if (failure?.after === false) return Promise.reject(failure.error);
    try {
      const result = run();
      return failure === undefined ? Promise.resolve(result) : Promise.reject(failure.error);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  definition(changes: Partial<Plain> = {}): LampDefinition {
    return plainResource({ ...this.plain(), ...changes });
  }

  plain(): Plain & Required<Pick<Plain, "key">> {
    return {
      vendor: new Acme(),
      type: "Lamp",
      noun: "lamp",
      schema: fields({ room: text("a room"), color: text("a color"), adopt: adoption }),
      fields: { room: { effect: "replace" }, color: { effect: "update" }, adopt: { effect: "none" } },
      secrets: [],
      key: {
        field: "room",
        normalForm: (room) => room.toLowerCase(),
        phrase: ({ room }) => `the room ${JSON.stringify(room)}`,
        find: (_account, { room }) =>
          this.request("list", () => [...this.lamps.values()].filter((lamp) => lamp.room === room)),
      },
      asked: ({ room, color }) => ({ room, color }),
      shown: ({ room, color }) => ({ room, color }),
      create: (_account, { room, color }) =>
        this.request("create", () => {
          if ([...this.lamps.values()].some((lamp) => lamp.room === room)) throw apiError(422);
          return this.add({ room, color });
        }),
      get: (_account, id) => this.request(`get ${id}`, () => this.lamps.get(id)),
      update: (_account, id, { color }) =>
        this.request(`update ${id}`, () => {
          const lamp = { ...(this.lamps.get(id) ?? { id, room: "" }), color };
          this.lamps.set(id, lamp);
          return lamp;
        }),
      remove: (_account, id) => this.request(`remove ${id}`, () => this.lamps.delete(id)),
      found: ({ id, room, color }) => ({ id, inputs: { room, color }, outputs: { room } }),
      change: (lamp, { color }) => (lamp.color === color ? undefined : { color }),
      idHint: "Its id begins with lamp-",
    };
  }
}

/** An operation in a house. */
function operation(changes: Partial<Operation<WidgetAccount, LampInputs, { room: string }>> = {}) {
  const account = new WidgetAccount("plain", "account-token");
  return spiedOperation<WidgetAccount, LampInputs, { room: string }>(
    { account, deadline: noting() },
    changes,
  );
}

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

  test("is observed, and an import gets an explanation of an id that belongs to no object", async () => {
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
    expect(await observe(reading.operation, { id: "x", inputs: {}, outputs: {} })).toBeUndefined();
    expect(reading.warnings).toEqual(["there is no lamp x. Its id begins with lamp-"]);
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
