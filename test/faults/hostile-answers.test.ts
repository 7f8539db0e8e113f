import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../../src/simulator";
import { everyOperation } from "./support/everything.js";
import { impatient } from "./support/fault-kinds.js";
import { perform, type KnownOperation } from "./support/operation.js";
import { prepare, type Prepared } from "./support/prepared.js";
import { heal, judge } from "./support/recovery.js";
import { drawn } from "./support/sample.js";
import { World } from "./support/world.js";

const depth = 100_000;
const lists = `${"[".repeat(depth)}${"]".repeat(depth)}`;
const objects = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

/** Answers of a broken or hostile server, after the effect unless the answer is a refusal. */
const answers: [string, (elsewhere: string) => Fault][] = [
  ["10 MB", () => ({ kind: "huge", bytes: 10_000_000 })],
  ["a body without end", () => ({ kind: "huge", bytes: -1 })],
  ["a refusal without end", () => ({ kind: "huge", bytes: -1, status: 400 })],
  ["100,000 nested lists", () => ({ kind: "status", status: 200, body: lists })],
  ["100,000 nested objects", () => ({ kind: "status", status: 200, body: objects })],
  [
    "nested lists where a text is expected",
    () => ({
      kind: "status",
      status: 200,
      body: `{"id":${lists},"trunkId":${lists},"gateway":{"id":${lists}},"data":[{"id":${lists},"phoneNumber":{"e164":${lists}}}]}`,
    }),
  ],
  [
    "a refusal with nested objects as its message",
    () => ({
      kind: "status",
      status: 400,
      when: "before",
      body: `{"message":${objects},"errors":[${objects}]}`,
    }),
  ],
  ["a number", () => ({ kind: "status", status: 200, body: "42" })],
  ["null", () => ({ kind: "status", status: 200, body: "null" })],
  ["an empty list", () => ({ kind: "status", status: 200, body: "[]" })],
  ...[301, 302, 303, 307, 308].map((status): [string, (elsewhere: string) => Fault] => [
    `a redirect to another host, ${status}`,
    (elsewhere) => ({
      kind: "redirect",
      status,
      // These two mean that the request was not carried out here.
      when: status === 307 || status === 308 ? "before" : "after",
      location: `${elsewhere}/v2/sip-trunk`,
    }),
  ]),
];

/** Answers in the sample, of all fifteen. */
const answersInSample = 6;

const always = 1_000_000;

let other: Server;
let connections = 0;
let creation: Prepared;
let reading: Prepared;

beforeAll(async () => {
  other = createServer((_request, response) => response.end("{}"));
  other.on("connection", () => (connections += 1));
  other.listen(0, "127.0.0.1");
  await once(other, "listening");
  const { create, refresh } = await everyOperation();
  [creation, reading] = await Promise.all([prepare(create), prepare(refresh)]);
});

afterAll(async () => {
  await Promise.all([creation.dispose(), reading.dispose()]);
  other.close();
});

/** Runs an operation while all requests of these methods get this answer, then again without faults. */
async function survive(prepared: Prepared, methods: readonly string[], fault: Fault): Promise<void> {
  const operation: KnownOperation = prepared.operation;
  const world = await World.start(operation.behaviour, prepared.before);
  try {
    world.set(impatient(4));
    for (const method of methods) world.sim.addFault({ when: "after", ...fault, method, times: always });
    const { errors } = await perform(world.stack, operation, operation.program);
    expect(errors).not.toEqual([]);
    for (const error of errors) {
      expect(error).toMatch(/(?:GET|POST|PUT|PATCH|DELETE) \/(?:v2|api)\//);
      expect(error.length).toBeLessThan(2_000);
    }
    world.sim.clearFaults();
    world.set({});
    const { details } = await judge(world, prepared, await heal(world, operation));
    expect(details).toEqual([]);
    expect(connections).toBe(0);
  } finally {
    await world.end();
  }
}

describe("an unusable answer ends the operation with an error, causes no damage, and leads to no other host", () => {
  const url = (): string => `http://127.0.0.1:${(other.address() as AddressInfo).port}`;

  test.each(drawn(answers, answersInSample, 0))("%s, to every write of a creation", async (_name, fault) => {
    await survive(creation, ["POST", "PATCH", "PUT"], fault(url()));
  });

  test.each(drawn(answers, answersInSample, 1))("%s, to every read of a refresh", async (_name, fault) => {
    await survive(reading, ["GET"], fault(url()));
  });
});
