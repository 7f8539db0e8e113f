import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ref, sipGateway, type Program } from "../support/program.js";
import { canaries, carrier, first, outbound, pairs, support } from "../support/samples.js";
import { useStack, type Outcome } from "../support/stack.js";

const bench = useStack({
  credentials: { videosdk: { apiKey: "an-api-key", secret: "CANARY-account-secret" } },
  config: { "videosdk:maxRetries": "0" },
});

/** A program with a password in every place that takes one. */
function program(password: string): Program {
  return [
    support({ gatewaySettings: "initial", outbound: { ...outbound, auth: { username: "user", password } } }),
    sipGateway("tuned", {
      gatewayId: ref("support", "outboundGatewayIds", 0),
      auth: { username: "user", password },
    }),
    carrier({ auth: { username: "user", password } }),
  ];
}

/** What a user sees of an operation. */
function shown({ errors, output, ops, replaceKeys }: Outcome): string {
  return JSON.stringify({ errors, output, ops, replaceKeys });
}

/** Dotted places of all texts with a canary in them. */
function canaryPlaces(value: unknown, place = ""): string[] {
  if (typeof value === "string") return value.includes("CANARY") ? [place] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    canaryPlaces(item, place === "" ? key : `${place}.${key}`),
  );
}

/**
 * State holds passwords, encrypted by the engine under these keys and no others; the account's secret never. After an
 * update that failed, outputs hold none: which one the vendor has is not certain.
 */
function expectOnlyDeclaredPlaces(applied: "certain" | "uncertain" = "certain"): void {
  for (const { type, inputs, outputs } of bench.current.engine.state.values()) {
    const allowed = type === "PhoneNumberSet" ? ["outbound.auth.password"] : ["auth.password"];
    expect(canaryPlaces(inputs)).toEqual(allowed);
    if (applied === "certain") expect(canaryPlaces(outputs)).toEqual(allowed);
    else expect(allowed).toEqual(expect.arrayContaining(canaryPlaces(outputs)));
    expect(JSON.stringify([inputs, outputs])).not.toContain("account-secret");
  }
}

describe("passwords", () => {
  test("appear in no operation, and in state only where they were declared", async () => {
    const { current: stack } = bench;
    const operations = [
      () => stack.preview(program(canaries.set)),
      () => stack.up(program(canaries.set)),
      () => stack.preview(program(canaries.other)),
      () => stack.up(program(canaries.other)),
      () => stack.refresh(),
      () =>
        stack.up([pairs({ outbound: { ...outbound, auth: { username: "user", password: canaries.set } } })]),
      () => stack.destroy(),
    ];
    for (const operation of operations) {
      const outcome = await operation();
      expect(outcome.errors).toEqual([]);
      expect(shown(outcome)).not.toContain("CANARY");
      expectOnlyDeclaredPlaces();
    }
  });

  test.each([
    ["as a message", { message: `password ${canaries.other} is too weak, use another than ${canaries.set}` }],
    ["as bare text", `rejected: {"password":"${canaries.other}"} after "${canaries.set}"`],
    ["under another key", { error: { detail: canaries.other }, msg: `auth=${canaries.other}` }],
  ])("that the vendor repeats in a refusal %s are removed from the error", async (_name, body) => {
    await bench.current.done(bench.current.up(program(canaries.set)));
    for (const method of ["PATCH", "PUT", "POST"]) {
      bench.current.sim.addFault({ kind: "status", status: 400, method, body, times: 1000 });
    }
    const update = await bench.current.up(program(canaries.other));
    expect(update.errors.length).toBeGreaterThan(0);
    expect(shown(update)).not.toContain("CANARY");
    expectOnlyDeclaredPlaces("uncertain");
    await bench.current.up([support({ phoneNumbers: [first] }), ...program(canaries.other).slice(1)]);
    expectOnlyDeclaredPlaces("uncertain");
  });

  test("survive a rotation that failed: the next up has the new one everywhere", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up(program(canaries.set)));
    sim.addFault({ kind: "status", status: 500, method: "PATCH" });
    sim.addFault({ kind: "status", status: 500, method: "PUT" });
    expect((await bench.current.up(program(canaries.other))).errors.length).toBeGreaterThan(0);
    sim.clearFaults();
    await bench.current.done(bench.current.up(program(canaries.other)));
    expectOnlyDeclaredPlaces();
    expect(sim.state().videosdk.trunks[0]?.auth.password).toBe(canaries.other);
    expect(sim.state().videosdk.outboundGateways[0]?.auth?.password).toBe(canaries.other);
  });
});

describe("a vendor that repeats the request's headers in its error", () => {
  let server: Server;
  let tokens: string[];

  beforeEach(async () => {
    tokens = [];
    server = createServer((request, response) => {
      const token = request.headers.authorization ?? "";
      tokens.push(token);
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: `token ${token} is not valid` }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => server.close());

  test.each([
    ["minted", {}],
    ["ready-made", { "videosdk:apiKey": "", "videosdk:token": "CANARY.ready.made" }],
  ])("shows no %s token", async (_name, changes) => {
    const { port } = server.address() as AddressInfo;
    const { engine } = bench.current;
    engine.config = { ...engine.config, "videosdk:endpoint": `http://127.0.0.1:${port}`, ...changes };
    const up = await bench.current.up([support(), carrier()]);
    expect(up.errors).toHaveLength(2);
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens) expect(shown(up)).not.toContain(token);
    expect(shown(up)).toContain("is not valid");
  });
});
