import { describe, expect, test } from "vitest";
import { problemsOf } from "../../src/lifecycle/problems";
import { fields, text } from "../../src/lifecycle/schema";
import { unknownValue } from "../../src/lifecycle/unknown";
import { variants } from "../../src/lifecycle/variants";

const shapes = {
  topic: { topic: text("the name of a topic"), callback: text("a URL").optional() },
  script: { url: text("a URL") },
  nothing: {},
};
const schema = fields({ handler: variants("handler", shapes) });
const beside = fields({ handler: variants("handler", shapes, { others: ["passthrough"] }) });

function problems(handler: unknown, of = schema): string[] {
  const result = of.safeParse({ handler });
  if (result.success) return [];
  return problemsOf(result.error, { handler }, []).map(({ field, reason }) => `${field}: ${reason}`);
}

describe("a variant", () => {
  test.each([
    { type: "topic", topic: "office" },
    { type: "topic", topic: "office", callback: "https://example.com" },
    { type: "script", url: "https://example.com" },
    { type: "nothing" },
  ])("is accepted with its own fields: %j", (handler) => {
    expect(schema.parse({ handler })).toEqual({ handler });
  });

  test("has its fields in normal form", () => {
    const handler = { type: "topic", topic: " office " };
    expect(schema.parse({ handler })).toEqual({ handler: { type: "topic", topic: "office" } });
  });

  test.each<[unknown, string[]]>([
    [
      undefined,
      ["handler: is required. Accepted: an object whose type is a handler: topic, script, nothing"],
    ],
    [
      "topic",
      [
        'handler: "topic" is not accepted. Accepted: an object whose type is a handler: topic, script, nothing',
      ],
    ],
    [
      ["topic"],
      [
        'handler: ["topic"] is not accepted. Accepted: an object whose type is a handler: topic, script, nothing',
      ],
    ],
    [
      null,
      ["handler: null is not accepted. Accepted: an object whose type is a handler: topic, script, nothing"],
    ],
    [{}, ["handler.type: is required. Accepted: a handler: topic, script, nothing"]],
    [{ type: 7 }, ["handler.type: 7 is not accepted. Accepted: a handler: topic, script, nothing"]],
    [
      { type: "scirpt" },
      ['handler.type: "scirpt" is not a handler; the nearest is script. Accepted: topic, script, nothing'],
    ],
    [{ type: "toString" }, ['handler.type: "toString" is not a handler. Accepted: topic, script, nothing']],
    [{ type: "topic" }, ["handler.topic: is required. Accepted: the name of a topic"]],
    [
      { type: "topic", topic: "", url: "u", calback: "c" },
      [
        "handler.url: belongs to the handler script, not to topic. Accepted with topic: topic, callback",
        'handler.topic: "" is not accepted. Accepted: the name of a topic',
        "handler.calback: is not a field here; the nearest is callback. Accepted: type, topic, callback",
      ],
    ],
    [
      { type: "nothing", url: "u" },
      ["handler.url: belongs to the handler script, not to nothing. Accepted with nothing: nothing else"],
    ],
  ])("is refused with every problem it has: %j", (handler, expected) => {
    expect(problems(handler)).toEqual(expected);
  });

  test("passes while it, its type or a field is not known yet", () => {
    for (const handler of [
      unknownValue,
      { type: unknownValue, anything: 1 },
      { type: "topic", topic: unknownValue },
    ]) {
      expect(schema.parse({ handler })).toEqual({ handler });
    }
  });

  test("of another type is accepted as it is where it is named as one of the others", () => {
    const handler = { type: "passthrough", whatever: "x" };
    expect(beside.parse({ handler })).toEqual({ handler });
    expect(problems(handler)).toEqual([
      'handler.type: "passthrough" is not a handler. Accepted: topic, script, nothing',
    ]);
    expect(problems({ type: "passthru" }, beside)).toHaveLength(1);
  });
});
