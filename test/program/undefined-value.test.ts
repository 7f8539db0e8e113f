import "../support/home";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";
import { undefinedValue as ofTheProvider } from "../../src/lifecycle/settings";
import { withoutUndefined } from "../../src/lifecycle/undefined-value";
import { undefinedValue, withUndefinedNamed } from "../../src/program/undefined-value";
import { mockEngine } from "../support/mocked-program";

beforeAll(() => mockEngine());

/** The value of an Output. */
const valueOf = (value: unknown) =>
  new Promise((resolve) => void (pulumi.output(value) as pulumi.Output<unknown>).apply(resolve));

test("both sides have the same text for an Output that became undefined", () => {
  expect(undefinedValue).toBe(ofTheProvider);
});

test("an Output or Promise that became undefined is marked at any depth, and nothing else", async () => {
  const args = {
    name: pulumi.output("a"),
    left: undefined,
    auth: pulumi.output<unknown>(undefined),
    list: [pulumi.output("b"), Promise.resolve(undefined)],
    deep: { password: pulumi.secret<unknown>(undefined) },
  };
  expect(await valueOf(withUndefinedNamed(args))).toEqual({
    name: "a",
    auth: undefinedValue,
    list: ["b", undefinedValue],
    deep: { password: undefinedValue },
  });
});

test("what is marked is left out of the inputs, and named", () => {
  expect(
    withoutUndefined({ name: "a", list: ["b", undefinedValue], outbound: { auth: undefinedValue } }),
  ).toEqual({
    raw: { name: "a", list: ["b", undefined], outbound: {} },
    problems: [
      "list[1]: the Output that the program passes became undefined. Give it a value, or leave the field out",
      "outbound.auth: the Output that the program passes became undefined. Give it a value, or leave the field out",
    ],
  });
});
