import { describe, expect, test } from "vitest";
import type { Fault } from "../../src/simulator";
import { sampleOfEach } from "../support/registry.js";
import { programOf } from "../support/sample.js";
import { useStack } from "../support/stack.js";
import { vendorObjects } from "../faults/support/vendor-objects.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0", "signalwire:maxRetries": "0" } });

const always = { times: 1_000_000 } as const;
const answers: Readonly<Record<string, Fault>> = {
  "a JSON 404 of a proxy": { kind: "proxy", proxy: "kong" },
  "a JSON 404 that any server may send": { kind: "proxy", proxy: "aws" },
  "a text": { kind: "proxy", proxy: "traefik" },
  "an empty 404": { kind: "proxy", proxy: "envoy" },
  "a suspended account": { kind: "status", status: 402, body: { message: "account suspended" } },
  "a missing route": { kind: "proxy", proxy: "nest" },
};

describe("an object stays in state and at the vendor while every answer is", async () => {
  const samples = await sampleOfEach();
  test.each(Object.entries(answers))("%s", async (_name, fault) => {
    const { current: stack } = bench;
    const { sim, engine } = stack;
    for (const { behaviour = {} } of samples) sim.configure(behaviour);
    sim.configure({ videosdk: { trunkDelete: 200 } });
    const program = samples.flatMap((sample) => programOf(sample));
    await stack.done(stack.up(program));
    const state = [...engine.state.keys()];
    const { objects } = vendorObjects(sim);

    sim.addFault({ ...fault, ...always });
    for (const operation of [() => stack.refresh(), () => stack.destroy()]) {
      const { errors } = await operation();
      expect(errors).not.toEqual([]);
    }
    // To delete a VideoSDK gateway's settings nothing is sent, so there is nothing that could fail.
    const forgotten = samples.filter(({ title }) => title === "videosdk.SipGateway").map(({ name }) => name);
    expect([...engine.state.keys(), ...forgotten].sort()).toEqual([...state].sort());
    expect(vendorObjects(sim).objects).toEqual(objects);

    sim.clearFaults();
    expect(await stack.destroy()).toMatchObject({ errors: [] });
    // Numbers are never released.
    const isNumber = /"kind":"(number|phoneNumbers)"/;
    expect(vendorObjects(sim).objects.filter((text) => !isNumber.test(text))).toEqual([]);
  });
});
