import { expect, test } from "vitest";
import { z } from "zod";
import { allSwitches, parseBehaviour, readSwitches, variants } from "../../src/simulator";
import { choice, count, defaultsOf, schemaOf, texts } from "../../src/simulator/switches";

const lamp = {
  colour: choice(["white", "red"], "the colour", "a page"),
  lit: choice([false, true], "whether it is lit", "a page"),
  watts: count({ least: 1, default: 40, others: [60] }, "its power", "a page"),
  tags: texts(["a"], "its tags", "a page"),
} as const;

test("a switch is one declaration: defaults and what is accepted follow from it", () => {
  expect(defaultsOf(lamp)).toEqual({ colour: "white", lit: false, watts: 40, tags: [] });
  const schema = schemaOf(lamp);
  expect(schema.parse({ colour: "red" })).toEqual({ colour: "red" });
  expect(schema.parse({})).toEqual({});
  for (const wrong of [
    { colour: "blue" },
    { lit: 1 },
    { watts: 0 },
    { tags: "a" },
    { other: 1 },
    { lit: undefined },
  ])
    expect(() => schema.parse(wrong)).toThrow(z.ZodError);
});

test("every switch says what it stands for and where the question is open, and each of its values is accepted", () => {
  for (const { vendor, name, default: value, others, about, source } of allSwitches) {
    expect([about, source], name).not.toContain("");
    expect(about.endsWith("."), name).toBe(false);
    expect(others, name).not.toEqual([]);
    for (const one of [value, ...others])
      expect(() => parseBehaviour({ [vendor]: { [name]: one } })).not.toThrow();
  }
  expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
});

test("switches are read from a text", () => {
  expect(readSwitches(" videosdk.passwords=masked\n signalwire.pageSize=1 videosdk.trunkGet=false")).toEqual({
    videosdk: { passwords: "masked", trunkGet: false },
    signalwire: { pageSize: 1 },
  });
  expect(readSwitches("")).toEqual({});
  for (const wrong of ["passwords=masked", "videosdk.passwords", "videosdk.passwords=x", "other.x=1"])
    expect(() => readSwitches(wrong)).toThrow(/simulator behaviour: /);
});
