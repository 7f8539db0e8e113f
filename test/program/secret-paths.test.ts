import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import * as videosdk from "../../src/videosdk/index";
import { secretPathsIn } from "../../src/program/secret-paths";
import { mockEngine, registrationOf } from "../support/mocked-program";

beforeAll(() => mockEngine());

describe("the places at which a program passes secrets", () => {
  test.each<[string, () => unknown, string[]]>([
    ["none", () => ({ a: "x", b: [1, { c: null }], d: undefined, e: pulumi.output("x") }), []],
    ["a value", () => ({ a: pulumi.secret("x"), b: "x" }), ["a"]],
    ["a value inside others", () => ({ a: { b: { c: pulumi.secret("x"), d: 1 } } }), ["a.b.c"]],
    ["a whole object", () => ({ a: pulumi.secret({ b: "x" }) }), ["a"]],
    ["a list counts as a whole", () => ({ a: ["x", pulumi.secret("y"), pulumi.secret("z")] }), ["a"]],
    ["what is made of a secret", () => ({ a: pulumi.interpolate`x-${pulumi.secret("y")}` }), ["a"]],
    ["an output with one inside", () => ({ a: pulumi.output({ b: pulumi.secret("x") }) }), ["a"]],
    ["a promise of one", () => ({ a: Promise.resolve({ b: pulumi.secret("x") }) }), ["a.b"]],
    ["what is no secret any more", () => ({ a: pulumi.unsecret(pulumi.secret("x")) }), []],
  ])("%s", async (_name, args, paths) => {
    expect(await secretPathsIn(args())).toEqual(paths);
  });

  test("are told to the provider, without those that are always secret", async () => {
    const trunk = new videosdk.SipTrunk("marking", {
      name: pulumi.secret("Carrier"),
      domain: "sip.example.com",
      direction: "outbound",
      numbers: ["+14155550100", pulumi.secret("+14155550101")],
      auth: { username: pulumi.secret("user"), password: pulumi.secret("p4ssw0rd") },
    });
    const { inputs } = await registrationOf(trunk, "marking");
    expect(inputs["__secrets"]).toEqual(["auth.username", "name", "numbers"]);
  });

  test("add nothing for an argument that fails, which is reported as such", async () => {
    const failing = Promise.reject(new Error("no"));
    await expect(secretPathsIn({ a: failing })).rejects.toThrow("no");
  });
});
