import { beforeEach, describe, expect, test } from "vitest";
import { Register } from "../../src/lifecycle/register";
import { UniqueField } from "../../src/lifecycle/unique-field";
import { unknownValue } from "../../src/lifecycle/unknown";

const username = new UniqueField("username", { type: "SipEndpoint" });
const domain = new UniqueField("domain", {
  type: "SipTrunk",
  normalForm: (value) => value.toLowerCase(),
});

let claims: Register;
beforeEach(() => {
  claims = new Register();
});

describe("a field whose values an account takes once", () => {
  test("is taken by the first resource of a run, and refused to a second by name and value", () => {
    expect(username.vet(claims, "p/s/one", { username: "c3p0" }, undefined)).toEqual([]);
    expect(username.vet(claims, "p/s/one", { username: "c3p0" }, undefined)).toEqual([]);
    expect(username.vet(claims, "p/s/two", { username: "C3P0" }, undefined)).toEqual([]);
    expect(username.vet(claims, "p/s/three", { username: "c3p0" }, undefined)).toEqual([
      "username: another SipEndpoint of this program (p/s/one) has c3p0 already",
    ]);
  });

  test("is compared in its normal form", () => {
    domain.vet(claims, "p/s/one", { domain: "pbx.example.com" }, undefined);
    expect(domain.vet(claims, "p/s/two", { domain: "PBX.example.com" }, undefined)).toHaveLength(1);
  });

  test("shares no values with another field", () => {
    username.vet(claims, "p/s/one", { username: "c3p0" }, undefined);
    expect(domain.vet(claims, "p/s/two", { domain: "c3p0" }, undefined)).toEqual([]);
  });

  test("that is not known yet is nobody's", () => {
    const desired = { username: unknownValue };
    expect(username.vet(claims, "p/s/one", desired, undefined)).toEqual([]);
    expect(username.vet(claims, "p/s/two", desired, undefined)).toEqual([]);
  });

  test("is another's while state has it, also where the program changes it, and until that one is removed", () => {
    const old = { inputs: { username: "r2d2" }, outputs: {} };
    username.vet(claims, "p/s/one", { username: "c3p0" }, old);
    expect(username.isAnothers(claims, "p/s/two", "r2d2")).toBe(true);
    expect(username.isAnothers(claims, "p/s/one", "r2d2")).toBe(false);
    expect(username.isAnothers(claims, "p/s/two", "c3p0")).toBe(false);
    username.forget(claims, {});
    expect(username.isAnothers(claims, "p/s/two", "r2d2")).toBe(true);
    username.forget(claims, { username: "r2d2" });
    expect(username.isAnothers(claims, "p/s/two", "r2d2")).toBe(false);
  });
});
