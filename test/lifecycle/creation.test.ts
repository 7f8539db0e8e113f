import { describe, expect, test } from "vitest";
import { DeadlineError, UnreachableError } from "../../src/http/errors";
import { createOnce, type Creation } from "../../src/lifecycle/creation";
import { hashesOf } from "../../src/lifecycle/hashes";
import { apiError, line } from "../support/errors";
import { noMoves } from "../support/operation";
import { noting, rejection } from "../support/transport";
import { WidgetAccount, type WidgetOperation } from "../support/widget";

interface Thing {
  readonly id: string;
}

const lost = new UnreachableError(line, "http://127.0.0.1", "reset", true);
const neverSent = new UnreachableError(line, "http://127.0.0.1", "refused", false);

const asked = { color: "red" };

/** A vendor whose creating request follows a plan, one for each request: it takes effect or not, and answers or not. */
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
    asked,
    shown: () => asked,
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
    urn: "urn:pulumi:stack::project::acme:Widget::widget",
    note: undefined,
    moves: noMoves,
    replacing: false,
    begin: () => void said.push("begin"),
    made: (id) => void said.push(`made ${id}`),
    leftOpen: () => void said.push("left open"),
    claimant: () => undefined,
    holder: () => undefined,
    trustAbsence: () => undefined,
    unheard: () => undefined,
    decide: () => undefined,
    report: () => undefined,
    warn: () => undefined,
    checkpoint: () => undefined,
  };
  const creations = (): number => said.filter((word) => word === "create").length;
  return { creation, operation, said, things, deadline, creations };
}

describe("a creation that is answered", () => {
  test("is noted, sent once, and as it was sent", async () => {
    const { creation, operation, said } = vendor([]);
    expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-0" }, asSent: true });
    expect(said).toEqual(["begin", "create", "made made-0"]);
  });

  test("next to a similar object is not noted: a later run could take that object for its own", async () => {
    const { creation, operation, said } = vendor(["foreign"]);
    expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-1" }, asSent: true });
    expect(said).toEqual(["create", "made made-1"]);
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
    "is found where it took effect (%s), and not sent again",
    async (error) => {
      const { creation, operation, creations } = vendor(["foreign"], { error });
      expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-1" }, asSent: false });
      expect(creations()).toBe(1);
    },
  );

  test("is sent again only when several looks, with pauses, found nothing", async () => {
    const { creation, operation, said, deadline } = vendor([], { effect: false, error: lost });
    expect(await createOnce(operation, creation)).toEqual({ object: { id: "made-0" }, asSent: true });
    expect(said).toEqual([
      "begin",
      "create",
      "left open",
      "look",
      "look",
      "look",
      "begin",
      "create",
      "made made-0",
    ]);
    expect(deadline.waits).toEqual([300, 900]);
  });

  test("is never a similar object that existed before", async () => {
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

  test("is left open after three requests without an answer or an object", async () => {
    const plans = Array.from({ length: 9 }, () => ({ effect: false, error: lost }));
    const { creation, operation, creations, said } = vendor([], ...plans);
    const error = await rejection(createOnce(operation, creation));
    expect(said).toContain("left open");
    expect(error.message).toContain('Whether the thing "a" was created is not known');
    expect(creations()).toBe(3);
  });

  test("is not sent again after it ran out of time: the vendor may still carry it out", async () => {
    const slow = new DeadlineError(line, 30_000, true);
    const { creation, operation, creations, said } = vendor([], { effect: false, error: slow });
    expect((await rejection(createOnce(operation, creation))).message).toContain("is not known");
    expect(said).toContain("left open");
    expect(creations()).toBe(1);
  });

  test("is left open when no look is possible, and both failures are reported", async () => {
    const { creation, operation, said } = vendor([], { error: lost });
    const blind = { ...creation, present: () => Promise.reject(new Error("no list today")) };
    const error = await rejection(createOnce(operation, blind));
    expect(said).toContain("left open");
    expect(error.message).toContain("reset");
    expect(error.message).toContain("no list today");
  });
});

describe("after a run that was cut off", () => {
  const note = { asked: hashesOf(asked) };

  test("the object that its note leads to is taken, and nothing is created", async () => {
    for (const known of [note, { ...note, id: "left" }]) {
      const { creation, operation, said } = vendor(["left"]);
      const resumed = { ...operation, note: known };
      expect(await createOnce(resumed, creation)).toEqual({ object: { id: "left" }, asSent: false });
      expect(said).toEqual([]);
    }
  });

  test("the id in its note identifies the object among several similar ones", async () => {
    const { creation, operation } = vendor(["one", "two"]);
    const resumed = { ...operation, note: { ...note, id: "two" } };
    expect((await createOnce(resumed, creation)).object.id).toBe("two");
  });

  test.each([
    ["there are two of them", ["one", "two"], {}],
    ["it has another id than the note", ["one"], { note: { ...note, id: "other" } }],
    [
      "it shows other contents than were asked for",
      ["one"],
      { note: { asked: hashesOf({ color: "blue" }) } },
    ],
    ["the note does not say what was asked for", ["one"], { note: {} }],
    ["another resource of the run has it", ["one"], { holder: () => "urn:other" }],
    ["there is none", [], {}],
  ])("nothing is taken over when %s", async (_when, earlier, changes) => {
    const { creation, operation } = vendor(earlier);
    const { asSent } = await createOnce({ ...operation, note, ...changes }, creation);
    expect(asSent).toBe(true);
  });

  test("a similar object is not taken over by a creation that was not cut off", async () => {
    const { creation, operation } = vendor(["foreign"]);
    expect((await createOnce(operation, creation)).object.id).not.toBe("foreign");
  });
});
