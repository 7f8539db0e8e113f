import { describe, expect, test, vi } from "vitest";
import { unlessGone, verdictOf, type Sought, type Verdict } from "../../src/http/absence";
import { ApiError } from "../../src/http/errors";
import { proxies } from "../../src/simulator";
import { proxyAnswer } from "../../src/simulator/proxy-answers";
import { readComplaint as readSignalWire } from "../../src/signalwire/client/complaint";
import { readComplaint as readVideoSdk } from "../../src/videosdk/client/replies";
import { apiError } from "../support/errors";
import { rejection } from "../support/transport";

const id = "gw-7f3a";
const gateway: Sought = { id, nouns: ["gateway"], statuses: [404, 402] };
const number: Sought = { id: "+14155550100", nouns: ["number"], statuses: [404, 402] };
const endpoint: Sought = { id, nouns: ["sip endpoint"] };
const trunk: Sought = { id, nouns: ["trunk"], statuses: [404, 402], onlyNamed: true };
const detach: Sought = { ...number, alwaysAgreed: true };

/** An error answer with a body, as the transport makes it. */
function answer(status: number, body: unknown, read = readVideoSdk): ApiError {
  const request = { method: "GET", path: `/v2/sip/inbound-gateways/${id}` };
  const json = typeof body === "object" && body !== null && !Array.isArray(body);
  const html = typeof body === "string" && body.startsWith("<");
  return new ApiError(request, status, read(body), {
    requestId: undefined,
    retryAfterMs: undefined,
    html,
    json,
  });
}

/** What answers say of an object: status, body, object, verdict. */
const cases: readonly (readonly [number, unknown, Sought, Verdict])[] = [
  // The vendor about this object.
  [404, { message: "Gateway not found" }, gateway, "gone"],
  [404, { error: "gateway does not exist" }, gateway, "gone"],
  [404, { msg: "No such gateway" }, gateway, "gone"],
  [404, { statusMessage: "Could not find gateway" }, gateway, "gone"],
  [404, { message: "missing", code: "GATEWAY_NOT_FOUND" }, gateway, "gone"],
  [404, { message: `Resource ${id} not found` }, gateway, "gone"],
  [404, { message: "Phone number not found in this account" }, number, "gone"],
  [404, { message: "Phone Number doesn't exist" }, number, "gone"],
  // By its status for both, or with words that a proxy has too.
  [402, { message: "Gateway not found" }, gateway, "unclear"],
  [402, { message: "Payment Required" }, gateway, "unclear"],
  [402, {}, gateway, "unclear"],
  [404, {}, gateway, "unclear"],
  [404, { message: "Not Found" }, gateway, "unclear"],
  [404, { error: "Not Found" }, endpoint, "unclear"],
  [404, { message: "Phone number not found" }, gateway, "unclear"],
  [404, { message: "Gateway belongs to another user" }, gateway, "unclear"],
  [404, { message: "Phone number not found" }, detach, "unclear"],
  // About the account, a route, or nothing.
  [402, { message: "account suspended" }, gateway, "other"],
  [402, { message: "Your subscription has expired" }, gateway, "other"],
  [402, { message: "Insufficient balance" }, number, "other"],
  [404, { message: "Account not found" }, gateway, "other"],
  [404, { message: "no Route matched with those values" }, gateway, "other"],
  [404, { message: `Cannot GET /v2/sip/inbound-gateways/${id}` }, gateway, "other"],
  [404, { message: `Route GET:/v2/sip/inbound-gateways/${id} not found` }, gateway, "other"],
  [404, { message: "Requested endpoint not found" }, endpoint, "other"],
  [404, "Gateway not found", gateway, "other"],
  [404, "", gateway, "other"],
  [404, undefined, gateway, "other"],
  [404, null, gateway, "other"],
  [404, [], gateway, "other"],
  [404, ["Gateway not found"], gateway, "other"],
  [404, "<html>Gateway not found</html>", gateway, "other"],
  // Other statuses say nothing, whatever their words.
  [400, { message: "Gateway not found" }, gateway, "other"],
  [401, { message: "Gateway not found" }, gateway, "other"],
  [403, { message: "Gateway not found" }, gateway, "other"],
  [410, { message: "Gateway not found" }, gateway, "other"],
  [500, { message: "Gateway not found" }, gateway, "other"],
  [402, { message: "SIP endpoint not found" }, endpoint, "other"],
  // An object that no list has: only words about it, and never alone.
  [404, { message: "SIP trunk not found" }, trunk, "unclear"],
  [402, { message: "SIP trunk not found" }, trunk, "unclear"],
  [404, { message: "Not Found" }, trunk, "other"],
  [402, { message: "Payment Required" }, trunk, "other"],
  [404, {}, trunk, "other"],
];

describe("what an answer says of an object", () => {
  test.each(cases.map(([status, body, sought, verdict]) => ({ status, body, sought, verdict })))(
    "$status $body: $verdict",
    ({ status, body, sought, verdict }) => {
      expect(verdictOf(answer(status, body), sought)).toBe(verdict);
    },
  );

  test.each(proxies.flatMap((proxy) => [404, 402].map((status) => [proxy, status] as const)))(
    "nothing that %s answers with a %i says alone that an object is gone",
    (proxy, status) => {
      const { body, headers } = proxyAnswer(proxy, status);
      const isJson = headers["content-type"]?.startsWith("application/json") === true;
      const shown: unknown = isJson && body !== null ? JSON.parse(body) : (body ?? undefined);
      for (const read of [readVideoSdk, readSignalWire]) {
        for (const sought of [gateway, number, endpoint])
          expect(verdictOf(answer(status, shown, read), sought)).not.toBe("gone");
        expect(verdictOf(answer(status, shown, read), trunk)).toBe("other");
      }
    },
  );

  test("an error that is no answer says nothing", () => {
    expect(verdictOf(new Error("Gateway not found (HTTP 404)"), gateway)).toBe("other");
  });
});

describe("an object is gone", () => {
  const asked = (error: Error, second: () => Promise<boolean>): Promise<unknown> =>
    unlessGone<unknown>(gateway, () => Promise.reject(error), second);
  const clear = apiError(404, { message: "Gateway not found" });
  const unclear = apiError(404, { message: "Not Found" });

  test("when the vendor names it, without a second request", async () => {
    const second = vi.fn(() => Promise.resolve(true));
    expect(await asked(clear, second)).toBeUndefined();
    expect(second).not.toHaveBeenCalled();
  });

  test("after words that do not name it, only if the second route agrees", async () => {
    expect(await asked(unclear, () => Promise.resolve(false))).toBeUndefined();
    const there = await rejection(asked(unclear, () => Promise.resolve(true)));
    expect(there).toBeInstanceOf(ApiError);
    expect(there.message).toContain(`Not Found: but ${id} exists, asked a second way (HTTP 404`);
  });

  test("never when the second route fails, as one that the account does not have does: the error names both", async () => {
    const missing = apiError(404, { message: "no Route matched with those values" });
    const { message } = await rejection(asked(unclear, () => Promise.reject(missing)));
    expect(message).toContain(
      "Not Found: whether gw-7f3a exists was asked a second way, which failed: no Route",
    );
  });

  test("never after anything else, which stays the error that it is", async () => {
    for (const error of [apiError(404, { html: true }), apiError(403), apiError(500), new Error("x")])
      expect(await rejection(asked(error, () => Promise.resolve(false)))).toBe(error);
  });

  test("and what is not gone is returned", async () => {
    expect(
      await unlessGone(
        gateway,
        () => Promise.resolve(1),
        () => Promise.resolve(true),
      ),
    ).toBe(1);
  });
});
