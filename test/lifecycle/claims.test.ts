import { describe, expect, test } from "vitest";
import { Claims, claimsOf, objectThing, uniqueValue, type Claim } from "../../src/lifecycle/claims";
import { unknownValue } from "../../src/lifecycle/unknown";

const [mine, other] = ["urn:mine", "urn:other"];
const claim = (thing: string, wish?: string): Claim => ({
  thing,
  ...(wish === undefined ? {} : { wish }),
  conflict: (holder) => `${thing}: ${holder} has it`,
});

describe("what a check enters", () => {
  test("may be entered again by the same resource", () => {
    const claims = new Claims();
    expect(claims.declare(mine, {}, [claim("a")])).toEqual([]);
    expect(claims.declare(mine, {}, [claim("a"), claim("b")])).toEqual([]);
  });

  test("is a conflict for another resource, which names the first, for each thing", () => {
    const claims = new Claims();
    claims.declare(mine, {}, [claim("a"), claim("b")]);
    expect(claims.declare(other, {}, [claim("b"), claim("c"), claim("a")])).toEqual([
      "b: urn:mine has it",
      "a: urn:mine has it",
    ]);
  });

  test("is no conflict where both want the same value of the thing", () => {
    const claims = new Claims();
    claims.declare(mine, {}, [claim("a", "red")]);
    expect(claims.declare(other, {}, [claim("a", "red")])).toEqual([]);
    expect(claims.declare("urn:third", {}, [claim("a", "blue")])).toHaveLength(1);
    expect(claims.declare("urn:fourth", {}, [claim("a")])).toHaveLength(1);
  });

  test("supersedes what an earlier check of the resource wanted", () => {
    const claims = new Claims();
    claims.declare(mine, {}, [claim("a")]);
    claims.declare(mine, {}, [claim("b")]);
    expect(claims.claimant("a")).toBeUndefined();
    expect(claims.declare(other, {}, [claim("a")])).toEqual([]);
  });

  test("is no conflict for the resource itself", () => {
    const claims = new Claims();
    claims.declare(mine, {}, [claim("a")]);
    expect(claims.claimant("a", mine)).toBeUndefined();
    expect(claims.claimant("a", other)).toBe(mine);
    expect(claims.claimant("a")).toBe(mine);
  });
});

describe("what is added later", () => {
  test("counts like what the check entered", () => {
    const claims = new Claims();
    claims.declare(mine, {}, []);
    claims.declare(other, {}, [claim("a")]);
    expect(claims.add(mine, [claim("a")])).toEqual(["a: urn:other has it"]);
  });

  test("is ignored where the program does not declare the resource", () => {
    const claims = new Claims();
    claims.declare(other, {}, [claim("a")]);
    expect(claims.add(mine, [claim("a"), claim("b")])).toEqual([]);
    expect(claims.claimant("b")).toBeUndefined();
  });

  test("is asked for exactly the inputs that were checked", () => {
    const claims = new Claims();
    expect(claims.isDeclaredAs(mine, { a: [1] })).toBe(false);
    claims.declare(mine, { a: [1] }, []);
    expect(claims.isDeclaredAs(mine, { a: [1] })).toBe(true);
    expect(claims.isDeclaredAs(mine, { a: [2] })).toBe(false);
    expect(claims.isDeclaredAs(other, { a: [1] })).toBe(false);
  });
});

describe("things that change hands", () => {
  const withGivenUp = (): Claims => {
    const claims = new Claims();
    claims.declare(mine, {}, [claim("a")]);
    claims.giveUp(mine, ["b", "gateway 1"]);
    return claims;
  };

  test("a resource that has an object in state is its owner, also where it is to be replaced", () => {
    const claims = withGivenUp();
    expect(claims.owner("gateway 1")).toBe(mine);
    expect(claims.owner("gateway 2")).toBeUndefined();
    // The check before a replacement.
    claims.declare(mine, {}, [claim("a")]);
    expect(claims.owner("gateway 1")).toBe(mine);
    expect(claims.hasGivenUp(mine, "b")).toBe(true);
  });

  test("a thing that a resource has not named is not given up, nor one that it wants after all", () => {
    const claims = withGivenUp();
    expect(claims.hasGivenUp(mine, "a")).toBe(false);
    expect(claims.hasGivenUp(other, "b")).toBe(false);
    claims.declare(mine, {}, [claim("b")]);
    expect(claims.hasGivenUp(mine, "b")).toBe(false);
  });

  test("an operation is over once it says so, until the resource is checked again", () => {
    const claims = withGivenUp();
    expect(claims.isOver(mine)).toBe(false);
    claims.over(mine);
    expect(claims.isOver(mine)).toBe(true);
    claims.declare(mine, {}, []);
    expect(claims.isOver(mine)).toBe(false);
    claims.over(other);
    expect(claims.isOver(other)).toBe(false);
  });

  test("are awaited by a declared resource that says so, until it is checked again", () => {
    const claims = withGivenUp();
    claims.await(mine, ["b"]);
    expect([claims.isAwaited(mine, "b"), claims.isAwaited(mine, "a"), claims.isAwaited(other, "b")]).toEqual([
      true,
      false,
      false,
    ]);
    claims.declare(mine, {}, []);
    expect(claims.isAwaited(mine, "b")).toBe(false);
  });

  test("are handed over by what the taker's check has left for that", async () => {
    const claims = withGivenUp();
    const taken: string[] = [];
    claims.declare(other, {}, [claim("b")], (things) => {
      taken.push(...things);
      return Promise.resolve();
    });
    await claims.handOver(other, ["b"]);
    expect(taken).toEqual(["b"]);
    await expect(claims.handOver(mine, ["b"])).rejects.toThrow("urn:mine cannot take b");
  });
});

test("objects of different classes are different things, though their ids are equal", () => {
  expect(objectThing("acme Widget", "1")).not.toBe(objectThing("acme Gadget", "1"));
});

test("each account has its own ledger", () => {
  const [one, two] = [{}, {}];
  claimsOf(one).declare(mine, {}, [claim("a")]);
  expect(claimsOf(one).claimant("a")).toBe(mine);
  expect(claimsOf(two).claimant("a")).toBeUndefined();
});

describe("a value that is unique in an account", () => {
  const conflicts = (...[one, two]: [Claim[], Claim[]]): string[] => {
    const claims = new Claims();
    claims.declare(mine, {}, one);
    return claims.declare(other, {}, two);
  };

  test("is a conflict that names field, class, value and the other resource", () => {
    expect(conflicts(uniqueValue("Widget", "name", "a"), uniqueValue("Widget", "name", "a"))).toEqual([
      "name: another Widget of this program (urn:mine) has a already",
    ]);
  });

  test("is compared as the vendor compares it", () => {
    expect(
      conflicts(uniqueValue("Widget", "name", "A", "a"), uniqueValue("Widget", "name", "a")),
    ).toHaveLength(1);
    expect(conflicts(uniqueValue("Widget", "name", "A"), uniqueValue("Widget", "name", "a"))).toEqual([]);
  });

  test("of other fields or classes, or not known yet, is no conflict", () => {
    const one = uniqueValue("Widget", "name", "a");
    expect(conflicts(one, uniqueValue("Widget", "label", "a"))).toEqual([]);
    expect(conflicts(one, uniqueValue("Gadget", "name", "a"))).toEqual([]);
    expect(uniqueValue("Widget", "name", unknownValue)).toEqual([]);
  });
});

describe("what a resource gives up", () => {
  test("is what its old inputs held and its new ones do not", () => {
    const claims = new Claims();
    claims.declare(mine, {}, [claim("b")]);
    claims.giveUp(mine, ["a", "b"]);
    expect([claims.hasGivenUp(mine, "a"), claims.hasGivenUp(mine, "b")]).toEqual([true, false]);
    expect(claims.hasGivenUp(other, "a")).toBe(false);
    expect([claims.givenUpBy("a"), claims.givenUpBy("b")]).toEqual([mine, undefined]);
  });

  test("is no longer given up once the resource wants it again", () => {
    const claims = new Claims();
    claims.giveUp(mine, ["a"]);
    claims.declare(mine, {}, [claim("a")]);
    expect(claims.givenUpBy("a")).toBeUndefined();
  });

  test("may be asked for with an object that the resource has, or is about to lose", () => {
    const claims = new Claims();
    claims.declare(mine, {}, [claim("object 1")]);
    claims.giveUp(mine, ["a", "object 2"]);
    expect(["object 1", "object 2", "object 3"].map((has) => claims.givenUpBy("a", has))).toEqual([
      mine,
      mine,
      undefined,
    ]);
  });
});
