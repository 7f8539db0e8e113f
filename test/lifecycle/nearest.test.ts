import { expect, test } from "vitest";
import { nearestOf } from "../../src/lifecycle/nearest";

const transports = ["udp", "tcp", "tls"];
const fields = ["address", "sipRegion", "transport", "requestUrl", "relayScriptUrl"];

test.each([
  ["TLS", transports, "tls"],
  ["tsl", transports, undefined],
  ["ws", transports, undefined],
  ["sctp", transports, undefined],
  ["us-002", ["auto", "us002", "in002"], "us002"],
  ["US001", ["auto", "us002", "in002"], "us002"],
  ["eu001", ["auto", "us002", "in002"], undefined],
  ["adress", fields, "address"],
  ["sip_region", fields, "sipRegion"],
  ["call_request_url", fields, "requestUrl"],
  ["call_relay_script_url", fields, "relayScriptUrl"],
  ["colour", fields, undefined],
  ["PUT", ["GET", "POST"], undefined],
  ["POTS", ["GET", "POST"], "POST"],
])("%s of %j is nearest to %s", (name, names, meant) => {
  expect(nearestOf(name, names)).toBe(meant);
});

test("a word that others use for it is nearest, in any spelling", () => {
  for (const name of ["swml", "SWML", "sw-ml"]) {
    expect(nearestOf(name, ["relay_script"], { swml: "relay_script" })).toBe("relay_script");
  }
});
