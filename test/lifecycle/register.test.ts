import { expect, test } from "vitest";
import { Register } from "../../src/lifecycle/register";

const [mine, other] = ["project/stack/mine", "project/stack/other"];

test("a thing belongs to whoever claims it first, who may claim it again", () => {
  const register = new Register();
  expect(register.claim("a", "thing")).toBeUndefined();
  expect(register.claim("a", "thing")).toBeUndefined();
  expect(register.claim("b", "thing")).toBe("a");
  expect(register.claim("b", "thing")).toBe("a");
  expect(register.claim("b", "other")).toBeUndefined();
});

test("a thing in state is another's for everybody but its owner, until it is forgotten", () => {
  const register = new Register();
  register.claim(mine, "a");
  expect(register.isAnothers(other, "a")).toBe(false);
  register.noteInState(mine, "a");
  expect(register.isAnothers(mine, "a")).toBe(false);
  expect(register.isAnothers(other, "a")).toBe(true);
  expect(register.isAnothers(undefined, "a")).toBe(true);
  register.forgetInState("a");
  register.forgetInState("b");
  expect(register.isAnothers(other, "a")).toBe(false);
});
