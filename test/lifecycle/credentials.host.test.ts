import { describe, expect, test } from "vitest";
import { sign } from "jsonwebtoken";
import { phoneNumberSet } from "../support/program.js";
import { carrier, setArgs, support } from "../support/samples.js";
import { EngineModel } from "../support/engine-model.js";
import { settingsFor, Stack, useStack } from "../support/stack.js";
import { attached } from "../support/vendor-view.js";
import { inject } from "vitest";

const bench = useStack();

function stackWith(
  config: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Stack {
  const projectDir = inject("fixtureDir");
  return new Stack(bench.current.sim, new EngineModel({ projectDir, home: bench.home, config, env }));
}

function environmentFor(): Record<string, string> {
  const { url, videosdk } = bench.current.sim;
  return { VIDEOSDK_API_ENDPOINT: url, VIDEOSDK_API_KEY: videosdk.apiKey, VIDEOSDK_SECRET: videosdk.secret };
}

describe("missing credentials", () => {
  test("fail the preview already, with the commands that set them", async () => {
    const { errors } = await stackWith({}).preview([support(), carrier()]);
    expect(errors[0]).toContain("videosdk: credentials are missing. Set: pulumi config set videosdk:apiKey");
  });

  test("half of the pair in each place is an error that says which half is where", async () => {
    const { url, videosdk } = bench.current.sim;
    const stack = stackWith(
      { "videosdk:endpoint": url, "videosdk:apiKey": videosdk.apiKey },
      { VIDEOSDK_SECRET: videosdk.secret },
    );
    const up = await stack.up([support()]);
    const halves =
      "the configuration has videosdk:apiKey and not videosdk:secret (VIDEOSDK_SECRET is in the environment)";
    expect(up).toMatchObject({ lines: [], errors: [expect.stringContaining(halves)] });
  });

  test("every resource reports it, and none is changed", async () => {
    await bench.current.done(bench.current.up([support(), carrier()]));
    bench.current.engine.config = { "videosdk:endpoint": bench.current.sim.url };
    expect((await bench.current.destroy()).errors).toHaveLength(2);
    expect((await bench.current.refresh()).errors).toHaveLength(2);
    expect(bench.current.engine.state.size).toBe(2);
  });

  test.each([
    ["videosdk:endpoint", "sip.example.com", "an http(s) URL"],
    ["videosdk:requestTimeout", "soon", "above 0"],
    ["videosdk:maxRetries", "1.5", "whole number from 0"],
    ["videosdk:maxConcurrency", "0", "above 0"],
  ])("a setting that cannot be used is named with what is accepted: %s", async (key, value, accepted) => {
    const up = await stackWith({ ...settingsFor(bench.current.sim), [key]: value }).up([support()]);
    expect(up.lines).toEqual([]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain(key);
    expect(up.errors[0]).toContain(`"${value}"`);
    expect(up.errors[0]).toContain(accepted);
  });
});

describe("where credentials come from", () => {
  test("the environment is used where the configuration has none", async () => {
    expect(await stackWith({}, environmentFor()).up([support()])).toMatchObject({ errors: [] });
  });

  test("the configuration comes before the environment", async () => {
    const wrong = { ...environmentFor(), VIDEOSDK_SECRET: "wrong" };
    expect(await stackWith(settingsFor(bench.current.sim), wrong).up([support()])).toMatchObject({
      errors: [],
    });
  });

  test("a ready-made token is enough, and counts as the account of its key", async () => {
    const { url, videosdk } = bench.current.sim;
    const token = sign({ apikey: videosdk.apiKey }, videosdk.secret, { expiresIn: 600 });
    await bench.current.done(bench.current.up([support()]));
    bench.current.engine.config = { "videosdk:endpoint": url, "videosdk:token": token };
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "same" } });
    expect(await bench.current.destroy()).toMatchObject({ errors: [] });
  });
});

describe("operations that start at the same moment", () => {
  const many = Array.from({ length: 8 }, (_, index) => index);
  const program = [
    ...many.map((index) =>
      phoneNumberSet(`set-${index}`, { ...setArgs, phoneNumbers: [`+1415555020${index}`] }),
    ),
    carrier(),
  ];

  test("all have the credentials, in every kind of operation", async () => {
    const { sim } = bench.current;
    const up = await bench.current.up(program);
    expect(up).toMatchObject({ errors: [] });
    expect(await bench.current.refresh()).toMatchObject({ errors: [] });
    const changed = program.map((one) => ({
      ...one,
      inputs: { ...one.inputs, name: `${one.name} changed` },
    }));
    expect(await bench.current.up(changed)).toMatchObject({ errors: [] });
    expect(attached(sim)).toHaveLength(8);
    const destroy = await bench.current.destroy();
    expect(destroy).toMatchObject({ errors: [] });
    expect(destroy.requests.filter(({ status }) => status === 401)).toEqual([]);
    expect(attached(sim)).toEqual([]);
  });

  test("a refresh of many resources is one listing for all of them", async () => {
    await bench.current.done(bench.current.up(program));
    const refresh = await bench.current.refresh();
    expect([...refresh.lines].sort()).toEqual([
      "GET /v2/sip-trunk/{trunk}",
      "GET /v2/sip/phone-numbers?page=1&perPage=100",
      "GET /v2/sip/routing-rule?page=1&perPage=100",
    ]);
  });
});
