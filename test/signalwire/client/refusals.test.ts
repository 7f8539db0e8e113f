import {
  configOf,
  endpointInputs,
  endpointStack,
  gatewayInputs,
  gatewayStack,
  startBench,
  Stack,
} from "../support";
import { describe, expect, test } from "vitest";
import { sipEndpoint } from "../../../src/signalwire/sip-endpoint/definition";
import type { Fault } from "../../../src/simulator/index";
import { closedPort } from "../../support/server";
import { rejection } from "../../support/transport";

const kinds = [
  ["gateway", gatewayStack, gatewayInputs],
  ["endpoint", endpointStack, endpointInputs],
] as const;

describe.each(kinds)("the read of a %s", (_, start, inputs) => {
  test.each<[Fault, RegExp]>([
    [
      { kind: "status", status: 401 },
      /Unauthorized: SignalWire does not accept.*signalwire:token.*\(HTTP 401, GET/,
    ],
    [{ kind: "status", status: 403 }, /Forbidden: SignalWire does not accept.*scopes.*\(HTTP 403, GET/],
    [{ kind: "status", status: 500 }, /Internal Server Error \(HTTP 500, GET/],
    [{ kind: "html", status: 404 }, /an HTML page instead of an answer \(HTTP 404, GET/],
    [{ kind: "html", status: 502 }, /an HTML page instead of an answer \(HTTP 502, GET/],
    [{ kind: "malformed" }, /the answer cannot be used/],
    [{ kind: "empty" }, /the answer cannot be used: body: /],
    [
      { kind: "redirect", location: "http://127.0.0.2:9/" },
      /a redirect to http:\/\/127\.0\.0\.2:9\/, which is not followed/,
    ],
    [{ kind: "drop-before" }, /no answer from/],
  ])("is never taken for «gone» when it is answered by %j", async (fault, message) => {
    const { simulator } = await startBench();
    const stack = start(simulator);
    await stack.up(inputs);
    simulator.addFault({ ...fault, method: "GET" });
    expect((await rejection(stack.refresh())).message).toMatch(message);
    expect(await stack.refresh()).toBe(true);
  });
});

describe("a refusal", () => {
  test("of several fields names all of them, field first", async () => {
    const { simulator } = await startBench();
    const body = {
      errors: [
        {
          type: "validation_error",
          code: "missing_sip_configuration",
          message: "needs one",
          attribute: "ciphers",
          url: "",
        },
        {
          type: "validation_error",
          code: "invalid_codecs_format",
          message: "is odd",
          attribute: "codecs",
          url: "",
        },
      ],
    };
    simulator.addFault({ kind: "status", status: 422, method: "POST", body });
    expect((await rejection(gatewayStack(simulator).up(gatewayInputs))).message).toMatch(
      /^signalwire SipGateway: create failed: ciphers: needs one \(missing_sip_configuration\); codecs: is odd \(invalid_codecs_format\) \(HTTP 422, POST \/api\/fabric\/resources\/sip_gateways, request [^)]+\)$/,
    );
  });

  test("of the credentials is the same for each form of refusal, and shows no secret", async () => {
    const { simulator } = await startBench();
    const stack = new Stack(sipEndpoint as never, { ...configOf(simulator), token: "canary-wrong" });
    const { message } = await rejection(stack.up(endpointInputs));
    expect(message).toMatch(/SIP endpoints need Voice.*\(HTTP 401, GET/);
    expect(message).not.toMatch(/canary/);
  });

  test("of an address without a server names the address and the reason", async () => {
    const endpoint = await closedPort();
    const config = { endpoint, space: "acme", projectId: "p", token: "canary-token", maxRetries: "0" };
    const { message } = await rejection(new Stack(sipEndpoint as never, config).up(endpointInputs));
    expect(message).toContain(`no answer from ${endpoint}`);
    expect(message).not.toMatch(/canary/);
  });

  test("of missing credentials holds the commands", async () => {
    const { message } = await rejection(
      new Stack(sipEndpoint as never, { space: "acme" }).up(endpointInputs),
    );
    expect(message).toMatch(
      /has signalwire:space and not signalwire:projectId and signalwire:token.*pulumi config set signalwire:projectId/,
    );
  });
});

test("a read that is refused for its rate is repeated after the time that the vendor asks for", async () => {
  const { simulator } = await startBench();
  const stack = new Stack(sipEndpoint as never, { ...configOf(simulator), maxRetries: "1" });
  simulator.addFault({ kind: "status", status: 429, retryAfter: 0, method: "POST" });
  expect(await stack.up(endpointInputs)).toBe("create");
  expect(simulator.state().signalwire.endpoints).toHaveLength(1);
});
