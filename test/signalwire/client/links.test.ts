import { describe, expect, test } from "vitest";
import { targetOf } from "../../../src/signalwire/client/paging";

const from = "/api/things";

describe("a link in an answer", () => {
  test.each([
    ["/api/things?page=2", { path: "/api/things", query: { page: "2" } }],
    ["?page=2&token=a%2Bb", { path: "/api/things", query: { page: "2", token: "a+b" } }],
    ["/api/things", { path: "/api/things", query: {} }],
    ["other", { path: "/api/other", query: {} }],
    ["/api/a%2Fb?x=1", { path: "/api/a%2Fb", query: { x: "1" } }],
  ])("%s leads to a path and a query", (link, target) => {
    expect(targetOf(link, from, "")).toEqual(target);
  });

  test.each([
    "https://evil.example/api/things?page=2",
    "//evil.example/api/things?page=2",
    "http://user:password@evil.example:8080/api/things?page=2",
  ])("%s never leads to another host: only its path and query are kept", (link) => {
    expect(targetOf(link, from, "")).toEqual({ path: "/api/things", query: { page: "2" } });
  });

  test.each([
    "https://api.example/proxy/api/things?page=2",
    "/proxy/api/things?page=2",
    "/api/things?page=2",
  ])("%s leads below the path of the base URL, named or not", (link) => {
    expect(targetOf(link, from, "/proxy")).toEqual({ path: "/api/things", query: { page: "2" } });
  });

  test("is not shortened where a name only begins like the path of the base URL", () => {
    expect(targetOf("/proxying/x", from, "/proxy")?.path).toBe("/proxying/x");
  });

  test.each(["http://", "mailto:someone@example.com", "data:text/plain,x"])("%s is no link", (link) => {
    expect(targetOf(link, from, "")).toBeUndefined();
  });

  test("cannot leave the vendor's host", () => {
    expect(targetOf("../../../../etc?x=1", from, "")).toEqual({ path: "/etc", query: { x: "1" } });
  });
});
