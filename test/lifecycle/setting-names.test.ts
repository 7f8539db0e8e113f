import { describe, expect, test } from "vitest";
import { misspelt } from "../../src/lifecycle/setting-names";

const known = [
  { key: "endpoint", env: "ACME_API_ENDPOINT" },
  { key: "requestTimeout", env: "ACME_REQUEST_TIMEOUT" },
  { key: "token", env: "ACME_API_TOKEN" },
];
const names = (config: readonly string[], env: Record<string, string> = {}, project?: string) =>
  misspelt("acme", known, { config, env, project });

describe("a name in the configuration that is no setting is reported", () => {
  test.each([
    [
      "acme:requestTimout",
      "acme:requestTimout is not a setting; the nearest is acme:requestTimeout. Accepted: acme:endpoint, ",
    ],
    ["acme:endpiont", "acme:endpiont is not a setting; the nearest is acme:endpoint. "],
    ["acme:Endpoint", "the nearest is acme:endpoint"],
    [
      "acme:phoneNumbers",
      "acme:phoneNumbers is not a setting. Accepted: acme:endpoint, acme:requestTimeout, acme:token. If it is ",
    ],
  ])("%s", (name, sentence) => {
    expect(names(["acme:token", name, "other:endpiont"])).toEqual([expect.stringContaining(sentence)]);
  });

  test("and in a project of the vendor's name only if it is near to one", () => {
    expect(names(["acme:phoneNumbers", "acme:endpiont"], {}, "acme")).toEqual([
      expect.stringContaining("acme:endpiont is not a setting"),
    ]);
  });
});

describe("an environment variable", () => {
  test("that misses a known one by a slip is reported, where that one is not set", () => {
    expect(names([], { ACME_API_ENDPIONT: "x" })).toEqual([
      "the environment variable ACME_API_ENDPIONT is not known; the nearest is ACME_API_ENDPOINT. Rename it, or set " +
        "acme:endpoint in the configuration if it belongs to something else",
    ]);
    expect(names([], { ACME_API_ENDPIONT: "x", ACME_API_ENDPOINT: "y" })).toEqual([]);
    expect(names(["acme:endpoint"], { ACME_API_ENDPIONT: "x" })).toEqual([]);
  });

  test.each(["ACME_TOKEN", "ACME_DEBUG", "ACMEX_API_TOKEN", "PATH"])(
    "of something else is none of ours: %s",
    (name) => {
      expect(names([], { [name]: "x" })).toEqual([]);
    },
  );
});
