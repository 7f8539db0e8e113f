import { describe, expect, test } from "vitest";
import { Claims } from "../../../src/videosdk/client/claims";
import { first, second, third } from "../../support/videosdk-account";

const [mine, other] = ["project/stack/mine", "project/stack/other"];

describe("numbers", () => {
  test("may be claimed by one set again and again", () => {
    const claims = new Claims();
    expect(claims.claimNumbers(mine, [first, second])).toEqual([]);
    expect(claims.claimNumbers(mine, [second, third])).toEqual([]);
  });

  test("of another set are complained of, each with its holder, and stay the holder's", () => {
    const claims = new Claims();
    claims.claimNumbers(mine, [first, second]);
    expect(claims.claimNumbers(other, [first, third, second])).toEqual([
      `phoneNumbers: ${first} belongs to another PhoneNumberSet of this program already (${mine})`,
      `phoneNumbers: ${second} belongs to another PhoneNumberSet of this program already (${mine})`,
    ]);
    expect(claims.claimNumbers(mine, [first, second])).toEqual([]);
    expect(claims.claimNumbers(mine, [third])).toHaveLength(1);
  });
});

describe("fields of a gateway", () => {
  test("may be wanted by two that want the same", () => {
    const claims = new Claims();
    expect(claims.claimFields(mine, "gw", { name: "n", auth: { username: "u", password: "p" } })).toEqual([]);
    expect(claims.claimFields(other, "gw", { auth: { username: "u", password: "p" } })).toEqual([]);
  });

  test("that two want otherwise are complained of by name, without a value", () => {
    const claims = new Claims();
    claims.claimFields(mine, "gw", { name: "n", auth: { username: "u", password: "hunter2" } });
    const complaints = claims.claimFields(other, "gw", {
      name: "m",
      transport: "udp",
      auth: { username: "u", password: "hunter3" },
    });
    expect(complaints).toHaveLength(2);
    expect(complaints[0]).toMatch(
      /^name: another resource of this program \(project\/stack\/mine\) sets name of gateway gw/,
    );
    expect(complaints[1]).toMatch(/^auth: /);
    expect(complaints.join()).not.toMatch(/hunter/);
    expect(complaints[0]).toContain('gatewaySettings: "initial"');
  });

  test("of different gateways have nothing to do with each other", () => {
    const claims = new Claims();
    claims.claimFields(mine, "gw1", { name: "n" });
    expect(claims.claimFields(other, "gw2", { name: "m" })).toEqual([]);
  });

  test("that are left out are not claimed", () => {
    const claims = new Claims();
    claims.claimFields(mine, "gw", { name: undefined });
    expect(claims.claimFields(other, "gw", { name: "m" })).toEqual([]);
  });

  test("may be wanted otherwise by the same resource later", () => {
    const claims = new Claims();
    claims.claimFields(mine, "gw", { name: "n" });
    expect(claims.claimFields(mine, "gw", { name: "m" })).toEqual([]);
    expect(claims.claimFields(other, "gw", { name: "n" })).toHaveLength(1);
    expect(claims.claimFields(other, "gw", { name: "m" })).toEqual([]);
  });
});

test("numbers of a set in state are another's for other sets, until the set is gone", () => {
  const claims = new Claims();
  claims.noteInState(mine, [first, second]);
  claims.forgetInState([second]);
  expect([first, second, third].map((e164) => claims.isAnothers(other, e164))).toEqual([true, false, false]);
  expect(claims.isAnothers(mine, first)).toBe(false);
});

test("gateways that a creation took over are known as such", () => {
  const claims = new Claims();
  claims.noteTakenOver(["gw-1", "gw-2"]);
  expect(["gw-1", "gw-2", "gw-3"].map((id) => claims.isTakenOver(id))).toEqual([true, true, false]);
});
