import { expect, test, vi } from "vitest";
import { openVocabulary } from "../../src/lifecycle/open-vocabulary";

const known = { colour: ["red", "green"], shapes: ["round"] };

function vocabulary() {
  const build = vi.fn((others: Record<keyof typeof known, readonly string[]>) => ({ others }));
  return { build, ...openVocabulary(known, build) };
}

test("a new object may have known words only", () => {
  expect(vocabulary().schema.others).toEqual({ colour: [], shapes: [] });
});

test("an object that exists may keep the words that it has, in the fields that have them", () => {
  const { schemaFor } = vocabulary();
  expect(schemaFor({ colour: "blue", shapes: ["round", "oval", "flat"] }).others).toEqual({
    colour: ["blue"],
    shapes: ["oval", "flat"],
  });
});

test("an object whose words are all known, missing or invalid shares the schema of new ones", () => {
  const { schemaFor, schema, build } = vocabulary();
  for (const present of [{}, { colour: "red", shapes: ["round"] }, { colour: undefined, shapes: [7] }])
    expect(schemaFor(present)).toBe(schema);
  expect(build).toHaveBeenCalledTimes(1);
});
