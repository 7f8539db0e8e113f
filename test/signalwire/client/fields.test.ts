import { describe, expect, test } from "vitest";
import * as fields from "../../../src/signalwire/client/fields";
import { isUnknown, unknownValue } from "../../../src/lifecycle/unknown";

describe("a SIP URI", () => {
  test.each([
    "user@example.com",
    "sip:user@example.com",
    "SIP:user@example.com:5061;transport=tls?x=1",
    "sips:+14155550100@example.com",
    "pbx.example.com",
    "user@[2001:db8::1]:5060",
    "user@signalwire.com.example.com",
    "signalwire.com@example.com",
    "user@notsignalwire.com",
    " user@example.com ",
  ])("is accepted: %s", (uri) => {
    expect(fields.externalSipUri().parse(uri)).toBe(uri.trim());
  });

  test.each([
    "",
    " ",
    "sip:",
    "user@",
    "us er@example.com",
    "a@b@c",
    "user@acme.signalwire.com",
    "sip:user@ACME.SIP.SignalWire.com:5060;x",
    "user@signalwire.com",
    "acme.signalwire.com",
    "user@acme.signalwire.com?x=@example.com",
    7,
  ])("is refused: %s", (uri) => {
    expect(fields.externalSipUri().safeParse(uri).success).toBe(false);
  });

  test("that is not known yet passes", () => {
    expect(isUnknown(fields.externalSipUri().parse(unknownValue))).toBe(true);
  });

  test.each([
    ["sip:user@example.com", "user@example.com", true],
    ["SIP:user@EXAMPLE.com", "user@example.com", true],
    ["sip:user@example.com:5060", "user@example.com:5060", true],
    ["USER@example.com", "user@example.com", false],
    ["sips:user@example.com", "user@example.com", false],
    ["user@example.com:5060", "user@example.com", true],
    ["user@example.com:5070", "user@example.com", false],
    ["user@example.com;transport=tls", "user@example.com", false],
    ["not a uri", "not a uri", true],
  ])("%s compared with %s: %s", (one, other, same) => {
    expect(fields.comparableUri(one) === fields.comparableUri(other)).toBe(same);
  });
});

describe("a URL", () => {
  test.each([
    "https://example.com/a?b=c",
    "http://127.0.0.1:8080/",
    "http://localhost/x",
    "https://u:p@example.com",
  ])("is accepted: %s", (url) => {
    expect(fields.webUrl().parse(url)).toBe(url);
  });

  test.each(["ftp://example.com", "example.com", "https://", "javascript:alert(1)", "/path", "", 7])(
    "is refused: %s",
    (url) => {
      expect(fields.webUrl().safeParse(url).success).toBe(false);
    },
  );
});

describe("a UUID", () => {
  test.each(["0823a606-0aff-4c90-9eba-f88ba118fe05", "0823A606-0AFF-0C90-0EBA-F88BA118FE05"])(
    "is accepted: %s",
    (id) => {
      expect(fields.uuid("an id").parse(id)).toBe(id);
    },
  );

  test.each(["0823a6060aff4c909ebaf88ba118fe05", "0823a606-0aff-4c90-9eba", "x", "", 7])(
    "is refused: %s",
    (id) => {
      expect(fields.uuid("an id").safeParse(id).success).toBe(false);
    },
  );
});

describe("a list as the vendor shows it", () => {
  test.each([
    [
      ["b", "a"],
      ["a", "b"],
      ["a", "b"],
    ],
    [["b", "a"], undefined, ["b", "a"]],
    [
      ["b", "c"],
      ["a", "b"],
      ["b", "c"],
    ],
    [["b"], ["a", "b"], ["b"]],
    [
      ["a", "b", "c"],
      ["b", "a"],
      ["a", "b", "c"],
    ],
    [[], ["a"], []],
  ])("%j, where %j is known, counts as %j", (shown, known, expected) => {
    expect(fields.inKnownOrder(shown, known)).toEqual(expected);
  });
});
