import { describe, expect, test } from "vitest";
import { Claims } from "../../../src/lifecycle/claims";
import { unknownValue } from "../../../src/lifecycle/unknown";
import { fieldClaims } from "../../../src/videosdk/client/field-claims";
import type { GatewaySettings } from "../../../src/videosdk/client/gateway";

const [mine, other] = ["urn:mine", "urn:other"];

/** The conflicts of the second of two resources that want these settings of gateways. */
function conflicts(
  first: readonly [gatewayId: string, settings: GatewaySettings],
  second: readonly [gatewayId: string, settings: GatewaySettings],
): string[] {
  const claims = new Claims();
  expect(claims.declare(mine, {}, fieldClaims(...first))).toEqual([]);
  return claims.declare(other, {}, fieldClaims(...second));
}

describe("fields of a gateway", () => {
  test("may be wanted by two resources with the same value", () => {
    const auth = { username: "u", password: "p" };
    expect(conflicts(["gw", { name: "n", auth }], ["gw", { auth: { ...auth } }])).toEqual([]);
  });

  test("of which two want different values are named, with the other resource and without a value", () => {
    const sentences = conflicts(
      ["gw", { name: "n", auth: { username: "u", password: "hunter2" } }],
      ["gw", { name: "m", transport: "udp", auth: { username: "u", password: "hunter3" } }],
    );
    expect(sentences).toHaveLength(2);
    expect(sentences[0]).toMatch(
      /^name: another resource of this program \(urn:mine\) sets name of gateway gw/,
    );
    expect(sentences[1]).toMatch(/^auth: /);
    expect(sentences.join()).not.toMatch(/hunter/);
    expect(sentences[0]).toContain('gatewaySettings: "initial"');
  });

  test("of different gateways are no conflict", () => {
    expect(conflicts(["gw1", { name: "n" }], ["gw2", { name: "m" }])).toEqual([]);
  });

  test("that are left out are not claimed", () => {
    expect(conflicts(["gw", { name: undefined }], ["gw", { name: "m" }])).toEqual([]);
  });

  test("that are not known yet are not claimed", () => {
    expect(conflicts(["gw", { name: unknownValue }], ["gw", { name: "m" }])).toEqual([]);
  });

  test("may be wanted with another value by the same resource later", () => {
    const claims = new Claims();
    claims.declare(mine, {}, fieldClaims("gw", { name: "n" }));
    expect(claims.declare(mine, {}, fieldClaims("gw", { name: "m" }))).toEqual([]);
    expect(claims.declare(other, {}, fieldClaims("gw", { name: "n" }))).toHaveLength(1);
    expect(claims.declare(other, {}, fieldClaims("gw", { name: "m" }))).toEqual([]);
  });
});
