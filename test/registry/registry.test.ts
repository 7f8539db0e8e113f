import "../support/home.js";
import { beforeAll, describe, expect, test } from "vitest";
import { mockEngine } from "../support/mocked-program.js";
import {
  allSamples,
  definitionOf,
  missingOf,
  registeredClasses,
  sampleOfEach,
  surroundings,
} from "../support/registry.js";
import { programOf } from "../support/sample.js";
import { secretOutputsOf } from "../support/secret-outputs.js";

beforeAll(() => mockEngine());

describe("every class of the runtime's registry", () => {
  test.each(registeredClasses)("$title has a class, a sample, a simulator and an example", (one) => {
    expect(missingOf(one, surroundings)).toEqual([]);
  });

  test.each(registeredClasses)(
    "$title encrypts exactly the properties that are secrets by its definition; what is inside one, the provider does",
    async (one) => {
      const { secrets, secretOutputs = [] } = await definitionOf(one);
      const whole = [...secrets, ...secretOutputs].filter((path) => !path.includes("."));
      expect([...secretOutputsOf(one)].sort()).toEqual(whole.sort());
    },
  );

  test("has samples that the suites find", async () => {
    const found = new Set((await allSamples()).map(({ vendor, type }) => `${vendor}.${type}`));
    expect([...found]).toEqual(registeredClasses.map(({ title }) => title));
  });

  test("can be declared beside all others: no two samples use a name or a number twice", async () => {
    const program = (await sampleOfEach()).flatMap((sample) => programOf(sample));
    const names = program.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    const numbers = program.flatMap(({ type, inputs }) =>
      type === "PhoneNumberSet" ? (inputs["phoneNumbers"] as string[]) : [],
    );
    expect(numbers).toEqual([...new Set(numbers)]);
  });
});

describe("a class that is registered and nothing else", () => {
  const one = { vendor: "videosdk", type: "CallRecorder" };
  const missing = {
    class: "a class CallRecorder in src/videosdk/index.ts",
    simulator: "a resource that serves CallRecorder in src/simulator/videosdk/routes.ts",
    sample: "a sample in test/videosdk/call-recorder/sample.ts",
    example: "an example with new videosdk.CallRecorder(…) in examples/",
  };

  test("gets a message with everything that is missing", () => {
    expect(missingOf(one, surroundings)).toEqual(Object.values(missing));
  });

  const parts = {
    class: { classesOf: () => ["CallRecorder"] },
    simulator: { servedOf: () => ["CallRecorder"] },
    sample: { exists: (path: string) => path === "test/videosdk/call-recorder/sample.ts" },
    example: { examples: ['new videosdk.CallRecorder("one", {});'] },
  };
  test.each(Object.keys(parts) as (keyof typeof parts)[])(
    "gets no message about the %s once it is there",
    (part) => {
      const others = Object.entries(missing).filter(([name]) => name !== part);
      expect(missingOf(one, { ...surroundings, ...parts[part] })).toEqual(others.map(([, text]) => text));
    },
  );
});
