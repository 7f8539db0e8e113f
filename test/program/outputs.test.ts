import "../support/home";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { mockEngine } from "../support/mocked-program";
import { classOf, declaredProperties } from "../support/program-class";
import { sampleOfEach } from "../support/registry";

/** The properties that a resource has no output for: a program that uses one, as its type allows, would crash. */
function withoutOutput(resource: pulumi.CustomResource, names: readonly string[]): string[] {
  const properties = resource as unknown as Readonly<Record<string, unknown>>;
  return names.filter((name) => !pulumi.Output.isInstance(properties[name]));
}

beforeAll(() => mockEngine());

describe("every class has an output for every property of its type", async () => {
  describe.each(await sampleOfEach())("$title", (sample) => {
    const Class = classOf(sample);
    const declared = declaredProperties(sample);

    test("when it is created from the fewest arguments", () => {
      expect(declared).not.toEqual([]);
      expect(withoutOutput(new Class("made", sample.fewest), declared)).toEqual([]);
    });

    test("when it is looked up by its id", () => {
      expect(declared).not.toEqual([]);
      expect(withoutOutput(Class.get("looked-up", "id"), declared)).toEqual([]);
    });
  });
});
