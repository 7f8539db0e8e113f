import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { path } from "../../src/http/path";

describe("a path", () => {
  test.each([
    ["+14155550100", "%2B14155550100"],
    ["a/b", "a%2Fb"],
    ["a?b=c", "a%3Fb%3Dc"],
    ["a#b", "a%23b"],
    ["../../x", "..%2F..%2Fx"],
    ["a b", "a%20b"],
    ["%2e%2e", "%252e%252e"],
    ["...", "..."],
    ["é", "%C3%A9"],
    ["a\r\nhost: x", "a%0D%0Ahost%3A%20x"],
  ])("holds %j in one segment, encoded", (id, encoded) => {
    expect(path`/v2/things/${id}/release`).toBe(`/v2/things/${encoded}/release`);
  });

  test.each(["", ".", ".."])("refuses %j, which would point elsewhere, and names it", (id) => {
    expect(() => path`/v2/things/${id}`).toThrow(`${JSON.stringify(id)} cannot be used as an id`);
  });

  test("takes several values, and none", () => {
    expect(path`/a/${"1"}/b/${"2"}`).toBe("/a/1/b/2");
    expect(path`/a`).toBe("/a");
  });

  test("decodes to the id, has as many segments as its template, and is not changed by a URL parser", () => {
    const id = fc
      .oneof(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.string({ unit: fc.constantFrom(".", "/", "\\", "?", "#", "%", "+", " ", "2", "e"), minLength: 1 }),
      )
      .filter((text) => text !== "." && text !== ".." && isWellFormed(text));
    fc.assert(
      fc.property(id, (text) => {
        const built = path`/v2/things/${text}/release`;
        const segments = built.split("/");
        expect(segments).toHaveLength(5);
        expect(decodeURIComponent(segments[3] ?? "")).toBe(text);
        expect(new URL(built, "https://api.example").pathname).toBe(built);
        expect(new URL(built, "https://api.example").search).toBe("");
      }),
    );
  });
});

/** Whether the text has no half of a surrogate pair, which no URL can hold. */
function isWellFormed(text: string): boolean {
  return Buffer.from(text, "utf8").toString("utf8") === text;
}
