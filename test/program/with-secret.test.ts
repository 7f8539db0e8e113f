import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { withSecret } from "../../src/program/resource";
import { mockEngine, valueOf } from "../support/mocked-program";

beforeAll(() => mockEngine());

interface Args {
  address: string;
  auth?: { username: string; password: pulumi.Input<string> };
}

/** The value inside arguments at a dotted path. */
function at(args: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], args);
}

/** Checks that a value is a secret output, and returns its value. */
async function secretValue(value: unknown): Promise<unknown> {
  if (!pulumi.Output.isInstance(value)) throw new Error("it is no output");
  if (!(await pulumi.isSecret(value))) throw new Error("it is no secret");
  return valueOf(value);
}

describe("a value inside arguments", () => {
  const args: Args = { address: "a", auth: { username: "u", password: "p" } };

  test("becomes a secret in its place, and no other value does", async () => {
    const marked = withSecret<Args>(args, "auth", "password");
    expect(await secretValue(at(marked, "auth", "password"))).toBe("p");
    expect(at(marked, "auth", "username")).toBe("u");
    expect(at(marked, "address")).toBe("a");
  });

  test("is left as it was in the program's own object", () => {
    expect(withSecret<Args>(args, "auth", "password")).not.toBe(args);
    expect(args).toEqual({ address: "a", auth: { username: "u", password: "p" } });
  });

  test("may be an output, or a secret already", async () => {
    const passwords: pulumi.Input<string>[] = [pulumi.output("p"), pulumi.secret("p"), Promise.resolve("p")];
    for (const password of passwords) {
      const marked = withSecret({ address: "a", auth: { username: "u", password } }, "auth", "password");
      expect(await secretValue(at(marked, "auth", "password"))).toBe("p");
    }
  });

  test("may be missing, at every depth", () => {
    for (const none of [{ address: "a" }, { address: "a", auth: undefined }, { auth: {} }, {}])
      expect(withSecret<unknown>(none, "auth", "password")).toEqual(none);
    expect(withSecret(undefined, "password")).toBeUndefined();
    expect(withSecret(null, "password")).toBeNull();
  });

  test("may be in something other than an object, which the check refuses", () => {
    expect(withSecret<unknown>("u:p", "password")).toBe("u:p");
  });
});

describe("arguments that are known only later", () => {
  const auth = { username: "u", password: "p" };

  test.each([
    ["an output", () => pulumi.output(auth)],
    ["a promise", () => Promise.resolve(auth)],
  ])("become a secret as a whole, as %s", async (_what, make) => {
    expect(await secretValue(withSecret<unknown>(make(), "password"))).toEqual(auth);
    const inside = withSecret<unknown>({ address: "a", auth: make() }, "auth", "password");
    expect(await secretValue(at(inside, "auth"))).toEqual(auth);
    expect(at(inside, "address")).toBe("a");
  });
});
