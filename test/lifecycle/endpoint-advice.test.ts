import { expect, test } from "vitest";
import { UnreachableError } from "../../src/http/errors";
import { endpointAdvice } from "../../src/lifecycle/endpoint-advice";

test("the default address is not called wrong: something in between answers, or nothing does", () => {
  const url = "https://api.acme.example";
  const endpoint = { url, setting: "acme:endpoint", source: "the default", isDefault: true, fallback: url };
  const error = new UnreachableError(
    { method: "GET", path: "/v2/things" },
    url,
    "getaddrinfo ENOTFOUND",
    false,
  );
  expect(endpointAdvice(error, endpoint)).toBe(
    "The request went to https://api.acme.example/v2/things, by the default of acme:endpoint. If that is right, look at the " +
      "network, a proxy or a firewall in between",
  );
  expect(endpointAdvice(new Error("no"), endpoint)).toBeUndefined();
  expect(endpointAdvice(error, undefined)).toBeUndefined();
});
