import { describe, expect, test } from "vitest";
import { DeadlineError, UnreachableError } from "../../src/http/errors";
import { createOnce, type Creation } from "../../src/lifecycle/creation";
import { UncertainCreation } from "../../src/lifecycle/outcome";
import { apiError, line } from "../support/errors";
import { noting, rejection } from "../support/transport";
import { WidgetAccount, type WidgetOperation } from "../support/widget";

interface Thing {
  readonly id: string;
}

const lost = new UnreachableError(line, "http://127.0.0.1", "reset", true);
const neverSent = new UnreachableError(line, "http://127.0.0.1", "refused", false);

/** A vendor whose creating request goes as told, one plan a request: it takes effect or not, and answers or not. */
function vendor(earlier: readonly string[], ...plans: readonly { effect?: boolean; error?: Error }[]) {
  const things: Thing[] = earlier.map((id) => ({ id }));
  const said: string[] = [];
  const list = (): Promise<readonly Thing[]> => Promise.resolve([...things]);
  const creation: Creation<Thing> = {
    what: 'the thing "a"',
    earlier: list,
    present: () => {
      said.push("look");
      return list();
    },
    mayBeLeftOver: () => true,
    create: () => {
      const { effect = true, error } = plans[said.filter((word) => word === "create").length] ?? {};
      said.push("create");
      const made = { id: `made-${things.length}` };
      if (effect) things.push(made);
      return error === undefined ? Promise.resolve(made) : Promise.reject(error);
    },
  };
  const deadline = noting();
  const operation: WidgetOperation = {
    account: new WidgetAccount("creation", "account-token"),
    deadline,
    owner: "project/stack/widget",
    interrupted: false,
    asked: undefined,
    replacing: false,
    begin: () => void said.push("begin"),
    settle: () => undefined,
    trustAbsence: () => undefined,
    tookOver: (id) => void said.push(`took over ${id}`),
    warn: () => undefined,
    checkpoint: () => undefined,
  };
  const creations = (): number => said.filter((word) => word === "create").length;
  return { creation, operation, said, things, deadline, creations };
}

describe("a creation that is answered", () => {
  test("is noted, asked for once, and as it was sent", async () => {
    const { creation, operation, said } = vendor([]);
    expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-0" }, asSent: true });
    expect(said).toEqual(["begin", "create"]);
  });

  test("beside a look-alike is not noted: a later run could take that for its own", async () => {
    const { creation, operation, said } = vendor(["foreign"]);
    expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-1" }, asSent: true });
    expect(said).toEqual(["create"]);
  });

  test.each([apiError(400), apiError(422), neverSent])(
    "with a refusal (%s) has failed, without a look",
    async (error) => {
      const { creation, operation, said } = vendor([], { effect: false, error });
      expect(await rejection(createOnce(operation, creation))).toBe(error);
      expect(said).toEqual(["begin", "create"]);
    },
  );
});

describe("a creation whose answer was lost", () => {
  test.each([lost, apiError(502), new DeadlineError(line, 30_000, true)])(
    "is found where it took effect (%s), and not asked for again",
    async (error) => {
      const { creation, operation, creations } = vendor(["foreign"], { error });
      expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-1" }, asSent: false });
      expect(creations()).toBe(1);
    },
  );

  test("is asked for again only when several looks, with pauses, found nothing", async () => {
    const { creation, operation, said, deadline } = vendor([], { effect: false, error: lost });
    expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-0" }, asSent: true });
    expect(said).toEqual(["begin", "create", "look", "look", "look", "begin", "create"]);
    expect(deadline.waits).toEqual([300, 900]);
  });

  test("is never a look-alike that was there before", async () => {
    const { creation, operation } = vendor(["foreign"], { effect: false, error: lost });
    expect((await createOnce(operation, creation)).object.id).toBe("made-1");
  });

  test("is found when a later request is refused because of it", async () => {
    const { creation, operation, things } = vendor(
      [],
      { effect: false, error: lost },
      { effect: true, error: apiError(422) },
    );
    expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-0" }, asSent: false });
    expect(things).toHaveLength(1);
  });

  test("is unsettled after three requests without an answer or a trace", async () => {
    const plans = Array.from({ length: 9 }, () => ({ effect: false, error: lost }));
    const { creation, operation, creations } = vendor([], ...plans);
    const error = await rejection(createOnce(operation, creation));
    expect(error).toBeInstanceOf(UncertainCreation);
    expect(error.message).toContain('Whether the thing "a" was created is not known');
    expect(creations()).toBe(3);
  });

  test("is not asked for again after it ran out of time: the vendor may still be at work on it", async () => {
    const slow = new DeadlineError(line, 30_000, true);
    const { creation, operation, creations } = vendor([], { effect: false, error: slow });
    expect(await rejection(createOnce(operation, creation))).toBeInstanceOf(UncertainCreation);
    expect(creations()).toBe(1);
  });

  test("is unsettled when nobody can look, and both failures are told", async () => {
    const { creation, operation } = vendor([], { error: lost });
    const blind = { ...creation, present: () => Promise.reject(new Error("no list today")) };
    const error = await rejection(createOnce(operation, blind));
    expect(error).toBeInstanceOf(UncertainCreation);
    expect(error.message).toContain("reset");
    expect(error.message).toContain("no list today");
  });
});

describe("after a run that was cut off", () => {
  test("the one look-alike is taken for what it left, and nothing is created", async () => {
    const { creation, operation, said } = vendor(["left"]);
    const resumed = { ...operation, interrupted: true };
    expect(await createOnce(resumed, creation)).toEqual({ object: { id: "left" }, asSent: false });
    expect(said).toEqual(["took over left"]);
  });

  test.each([
    ["there are two of them", ["one", "two"], true],
    ["another resource has it", ["one"], false],
    ["there is none", [], true],
  ])("nothing is taken over when %s", async (_when, earlier, free) => {
    const { creation, operation } = vendor(earlier);
    const resumed = { ...operation, interrupted: true };
    const { asSent } = await createOnce(resumed, { ...creation, mayBeLeftOver: () => free });
    expect(asSent).toBe(true);
  });

  test("a look-alike is not taken over by a creation that was not cut off", async () => {
    const { creation, operation } = vendor(["foreign"]);
    expect((await createOnce(operation, creation)).object.id).not.toBe("foreign");
  });
});
