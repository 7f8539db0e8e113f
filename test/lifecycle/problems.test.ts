import { describe, expect, test } from "vitest";
import { problemsOf, show } from "../../src/lifecycle/problems";
import { fields, oneOf, secretText, setOf, text } from "../../src/lifecycle/schema";

const canary = "canary-9f2c";
const schema = fields({
  name: text("a name"),
  numbers: setOf(text("a number", /^\d+$/), "number"),
  outbound: fields({
    transport: oneOf(["udp", "tcp"]),
    auth: fields({ username: text("a user"), password: secretText("a password") }).optional(),
  }),
});
const good = { name: "n", numbers: ["1"], outbound: { transport: "udp" } };

function problems(value: unknown, secrets: readonly string[] = ["outbound.auth.password"]) {
  const result = schema.safeParse(value);
  return result.success ? [] : problemsOf(result.error, value, secrets);
}

describe("a problem", () => {
  test("names its field as a program writes it", () => {
    const bad = { ...good, numbers: ["1", "x"], outbound: { transport: "tls" } };
    expect(problems(bad)).toEqual([
      { field: "numbers[1]", reason: '"x" is not accepted. Accepted: a number' },
      { field: "outbound.transport", reason: '"tls" is not accepted. Accepted: udp, tcp' },
    ]);
  });

  test("of a missing field says that it is required", () => {
    expect(problems({ ...good, name: undefined })).toEqual([
      { field: "name", reason: "is required. Accepted: a name" },
    ]);
  });

  test("of null shows the value: it was given", () => {
    expect(problems({ ...good, name: null })).toEqual([
      { field: "name", reason: "null is not accepted. Accepted: a name" },
    ]);
  });
});

describe("a secret is never shown", () => {
  const hidden = "the value given (not shown, it is a secret) is not accepted.";

  test.each([
    ["itself is refused", { password: [canary], username: "u" }, "outbound.auth.password"],
    [
      "is in an object where a text was asked for",
      { password: { x: canary }, username: "u" },
      "outbound.auth.password",
    ],
    ["is in a text where its object was asked for", `u:${canary}`, "outbound.auth"],
    ["is in a list where its object was asked for", [canary], "outbound.auth"],
  ])("when it %s", (_when, auth, field) => {
    const found = problems({ ...good, outbound: { transport: "udp", auth } });
    expect(found).toHaveLength(1);
    expect(found[0]?.field).toBe(field);
    expect(found[0]?.reason).toContain(hidden);
    expect(JSON.stringify(found)).not.toContain(canary);
  });

  test("when it is part of what is secret as a whole", () => {
    const auth = { username: [canary], password: "p" };
    const found = problems({ ...good, outbound: { transport: "udp", auth } }, ["outbound.auth"]);
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(canary);
  });

  test("when it is in a value that replaces an object around its object, or everything", () => {
    for (const value of [{ ...good, outbound: canary }, canary, [canary]]) {
      const found = problems(value);
      expect(found).toHaveLength(1);
      expect(JSON.stringify(found)).not.toContain(canary);
    }
  });

  test("when it was put under a name that is no field", () => {
    const found = problems({
      ...good,
      outbound: { transport: "udp", auth: { user: canary, pasword: canary } },
    });
    expect(found.length).toBeGreaterThan(1);
    expect(JSON.stringify(found)).not.toContain(canary);
  });

  test("when it is a member of a list", () => {
    const found = problems({ ...good, numbers: [canary] }, ["numbers"]);
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(canary);
  });

  test("but fields next to it, and fields whose names begin alike, are", () => {
    const bad = { ...good, outbound: { transport: "tls", auth: { username: "", password: canary } } };
    expect(problems(bad, ["outbound.auth.password", "out"]).map(({ reason }) => reason)).toEqual([
      '"tls" is not accepted. Accepted: udp, tcp',
      '"" is not accepted. Accepted: a user',
    ]);
  });
});

describe("a value in a message", () => {
  test("is its JSON, cut when it is long", () => {
    expect(show({ a: [1, "x"] })).toBe('{"a":[1,"x"]}');
    expect(show("y".repeat(118))).toBe(`"${"y".repeat(118)}"`);
    expect(show("y".repeat(500))).toBe(`"${"y".repeat(118)}…`);
    expect(show("y".repeat(500))).toHaveLength(120);
  });

  test("is readable where it has no JSON", () => {
    expect(show(undefined)).toBe("undefined");
  });
});

describe("credentials inside a refused value", () => {
  test.each([
    ["htps://user:pw@host/path", '"htps://[secret]@host/path"'],
    [["user:pw@host"], '["[secret]@host"]'],
    [{ url: "https//u:pw@h?token=pw" }, '{"url":"[secret]@h?token=[secret]"}'],
  ])("are not shown: %j", (value, shown) => {
    expect(show(value)).toBe(shown);
  });
});

describe("a value that the program did not give itself", () => {
  test("says where it was taken from", () => {
    const name = fields({ name: text("a text of 3 or more characters", /^.{3,}$/) });
    const { error } = name.safeParse({ name: "t" });
    if (error === undefined) throw new Error("it was accepted");
    const origins = { name: "taken from the resource's name" };
    expect(problemsOf(error, { name: "t" }, [], origins)).toEqual([
      {
        field: "name",
        reason: `"t", taken from the resource's name, is not accepted. Accepted: a text of 3 or more characters`,
      },
    ]);
  });
});
