import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parallelism, unheard } from "../../src/lifecycle/engine-run";

beforeEach(() => vi.stubEnv("PULUMI_SIP_RUN", ""));
afterEach(() => vi.unstubAllEnvs());

/** What is known of a run whose engine was started with these words, `between` processes up. */
function run(words: readonly string[], between = 1): string | undefined {
  let asked = 0;
  return unheard(() => {
    asked += 1;
    if (asked <= between) return { parent: asked, words: ["/bin/sh", "pulumi-resource-pulumi-nodejs"] };
    return { parent: 1, words };
  });
}

describe("a run of the whole stack", () => {
  test.each([
    [["/usr/local/bin/pulumi", "destroy", "--yes"]],
    [["pulumi", "up", "--yes", "--parallel=1", "--stack", "prod-t"]],
    [["pulumi.exe", "up", "--message", "about --targets"]],
    [["pulumi", "destroy", "-s", "dev", "-y", "-f"]],
  ])("is recognised by the engine's command line: %j", (words) => {
    expect(run(words)).toBeUndefined();
    expect(run(words, 0)).toBeUndefined();
  });
});

describe("a run that leaves resources out", () => {
  test.each([
    [["pulumi", "up", "--target", "urn:a"], "--target"],
    [["pulumi", "up", "--target=urn:a"], "--target=urn:a"],
    [["pulumi", "destroy", "-t", "urn:a"], "-t"],
    [["pulumi", "up", "-yft", "urn:a"], "-yft"],
    [["pulumi", "up", "--target-replace", "urn:a"], "--target-replace"],
    [["pulumi", "up", "--exclude", "urn:a"], "--exclude"],
    [["pulumi", "up", "-x", "urn:a"], "-x"],
    [["pulumi", "destroy", "--exclude-protected"], "--exclude-protected"],
    [["pulumi", "up", "--continue-on-error"], "--continue-on-error"],
  ])("is recognised by its option: %j", (words, option) => {
    expect(run(words)).toBe(`this run leaves resources out (${option})`);
  });

  test("may be recognised by an environment variable of the engine", () => {
    vi.stubEnv("PULUMI_CONTINUE_ON_ERROR", "true");
    expect(run(["pulumi", "up"])).toContain("PULUMI_CONTINUE_ON_ERROR");
  });
});

describe("a run whose command line cannot be read", () => {
  test("counts as one that leaves resources out", () => {
    expect(unheard(() => undefined)).toContain("cannot be read");
    expect(run(["pulumi", "up"], 9)).toContain("cannot be read");
  });

  test("is whole or partial as the user sets it", () => {
    vi.stubEnv("PULUMI_SIP_RUN", "whole");
    expect(unheard(() => undefined)).toBeUndefined();
    vi.stubEnv("PULUMI_SIP_RUN", "partial");
    expect(run(["pulumi", "up"])).toContain("PULUMI_SIP_RUN");
  });

  test("is not looked for in this test runner's own ancestors by mistake", () => {
    expect(unheard()).toContain("cannot be read");
  });
});

describe("how many steps run at the same time", () => {
  const parallel = (...words: string[]): number | undefined =>
    parallelism(() => ({ parent: 1, words: ["pulumi", "up", ...words] }));

  test.each([
    [["--parallel", "3"], 3],
    [["--parallel=3"], 3],
    [["-p", "3"], 3],
    [["-p3"], 3],
    [["-yp=3"], 3],
    [["-p", "1", "-p", "2"], 2],
    [["--stack", "shop"], undefined],
    [["--parallel", "many"], undefined],
  ])("is read from the command line: %j", (words, expected) => {
    expect(parallel(...words)).toBe(expected);
  });

  test("is read from the environment where the command line does not say", () => {
    vi.stubEnv("PULUMI_PARALLEL", "5");
    expect(parallel()).toBe(5);
    expect(parallel("-p", "1")).toBe(1);
    expect(parallelism(() => undefined)).toBe(5);
  });
});
