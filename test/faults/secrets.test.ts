import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Program } from "../support/program.js";
import { encodings } from "../support/encodings.js";
import { leaksIn } from "../support/leaks.js";
import { carrier, outbound, support } from "../support/samples.js";
import type { Outcome } from "../support/stack.js";
import {
  HostileProxy,
  type PassingAnswer,
  type PassingRequest,
  type Rewrite,
} from "./support/hostile-proxy.js";
import { impatient } from "./support/fault-kinds.js";
import { phone } from "../support/signalwire-samples.js";
import { World } from "./support/world.js";

/** Passwords with every character that some notation must escape. */
const before = 'CANARY-1 "quoted" \\ </x> ä+%41 & 1';
const after = 'CANARY-2 "quoted" \\ </x> ä+%41 & 2';

function programWith(password: string): Program {
  return [
    support({ outbound: { ...outbound, auth: { username: "user", password } } }),
    carrier({ auth: { username: "user", password }, attemptDelete: true }),
    phone({ password }),
  ];
}

let world: World;
let proxy: HostileProxy;
beforeEach(async () => {
  world = await World.start();
  proxy = await HostileProxy.start(world.sim.url);
  world.set({ ...impatient(8), "videosdk:endpoint": proxy.url, "signalwire:endpoint": proxy.url });
});
afterEach(async () => {
  await proxy.end();
  await world.end();
});

/** The secrets that the operations so far have used. */
function secrets(): string[] {
  const { videosdk, signalwire } = world.sim;
  const plain = [before, after, videosdk.secret, signalwire.token];
  const headers = [
    ...new Set(proxy.requests.map(({ authorization }) => authorization.replace(/^Basic /, ""))),
  ];
  return [...plain, ...headers].filter((secret) => secret !== "");
}

function expectNoSecret(outcome: Outcome): void {
  const said = [...outcome.errors, outcome.output, ...outcome.failedProperties].join("\n");
  expect.soft(leaksIn(said, Object.fromEntries(secrets().entries()))).toEqual([]);
}

/** State holds passwords under the keys that the engine encrypts, and nowhere else. */
function expectSecretsOnlyWhereDeclared(): void {
  const { state } = world.stack.engine;
  JSON.stringify([...state.values()], (key, value: unknown) => {
    if (key === "password") return undefined;
    if (typeof value === "string") expect(value).not.toContain("CANARY");
    return value;
  });
}

/** Ways to repeat what was sent. */
const echoes: [string, (request: PassingRequest) => PassingAnswer][] = [
  [
    "in the message of a refusal",
    ({ authorization, body }) => ({
      status: 400,
      contentType: "application/json",
      body: JSON.stringify({
        message: `cannot accept ${body} of ${authorization}`,
        errors: [{ detail: body, code: authorization }],
      }),
    }),
  ],
  [
    "in the fields of a refusal",
    ({ authorization, body }) => ({
      status: 422,
      contentType: "application/json",
      body: JSON.stringify({
        error: everyText(body).join(", "),
        code: authorization,
        errors: [everyText(body).join(), authorization],
      }),
    }),
  ],
  [
    "as plain text",
    ({ authorization, body }) => ({
      status: 400,
      contentType: "text/plain",
      body: `${body} ${authorization}`,
    }),
  ],
  [
    "as a form",
    ({ authorization, body }) => ({
      status: 400,
      contentType: "text/plain",
      body: [...everyText(body), authorization].map(encodeURIComponent).join("&"),
    }),
  ],
  [
    "as an HTML page",
    ({ authorization, body }) => ({
      status: 502,
      contentType: "text/html",
      body: `<html>${body} ${authorization}</html>`,
    }),
  ],
  [
    "as a success of another shape",
    ({ authorization, body }) => ({
      status: 200,
      contentType: "application/json",
      body: JSON.stringify({ [authorization]: body, trunkId: [body] }),
    }),
  ],
  [
    "as a success that is cut off",
    ({ authorization, body }) => ({
      status: 200,
      contentType: "application/json",
      body: `{"${authorization}": ${body}`,
    }),
  ],
];

function everyText(body: string): string[] {
  const texts: string[] = [];
  if (body !== "")
    JSON.parse(body, (_, value: unknown) => (typeof value === "string" && texts.push(value), value));
  return texts;
}

describe("a vendor that repeats what it was sent", () => {
  test.each(echoes)(
    "%s: neither an error nor a warning of a creation shows a secret",
    async (_name, echo) => {
      const { stack } = world;
      const echoWrites: Rewrite = (request, answer) => (request.method === "GET" ? answer : echo(request));
      proxy.rewrite = echoWrites;
      const created = await stack.up(programWith(before));
      expect(created.errors).not.toEqual([]);
      expectNoSecret(created);
      proxy.rewrite = echo;
      expectNoSecret(await stack.up(programWith(before)));
      expectSecretsOnlyWhereDeclared();
    },
  );

  test.each(echoes)(
    "%s: nor does an error or a warning of a rotation, also a failed one",
    async (_name, echo) => {
      const { stack } = world;
      const echoWrites: Rewrite = (request, answer) => (request.method === "GET" ? answer : echo(request));
      await stack.done(stack.up(programWith(before)));
      for (const [rewrite, password] of [
        [echoWrites, after],
        [echo, before],
        [echoWrites, after],
      ] as const) {
        proxy.rewrite = rewrite;
        expectNoSecret(await stack.up(programWith(password)));
      }
      expectNoSecret(await stack.refresh());
      proxy.rewrite = echo;
      expectNoSecret(await stack.refresh());
      expectNoSecret(await stack.destroy());
      expectSecretsOnlyWhereDeclared();
    },
  );
});

test("a vendor that repeats what it was sent in any encoding: no secret is shown", async () => {
  const { stack } = world;
  for (const { name, encode } of encodings) {
    proxy.rewrite = ({ authorization, body }) => ({
      status: 405,
      contentType: "text/plain",
      body: `not allowed: ${[...everyText(body).filter((text) => text === before), authorization].map(encode).join(" and ")}`,
    });
    const failed = await stack.up([carrier({ auth: { username: "user", password: before } })]);
    expect.soft(failed.errors.join(), name).toMatch(/not allowed: .*\[secret\]/);
    expectNoSecret(failed);
  }
  proxy.rewrite = (_request, answer) => answer;
  await stack.done(
    stack.up([carrier({ auth: { username: "user", password: before }, attemptDelete: true })]),
  );
  const body = ({ authorization }: PassingRequest): string =>
    `\u001b[2Jnot allowed: ${authorization} of ${before}`;
  proxy.rewrite = (request, answer) =>
    request.method === "DELETE" ? { status: 405, contentType: "text/plain", body: body(request) } : answer;
  const removed = await stack.destroy();
  expect
    .soft(removed.errors.join() + removed.output)
    .toContain("\\u001b[2Jnot allowed: [secret] of [secret]");
  expectNoSecret(removed);
});

describe("secrets in the wrong places of a program", () => {
  test.each([
    ["a text instead of credentials", { auth: before }],
    ["credentials without a user name", { auth: { password: before } }],
    ["a typo", { auth: { username: "user", pasword: before } }],
    ["a list", { auth: [before] }],
    ["a password that is no text", { auth: { username: "user", password: [before] } }],
  ])("%s: the refusal does not show it", async (_name, wrong) => {
    const { stack } = world;
    const refused = await stack.up([support({ outbound: { ...outbound, ...wrong } })]);
    expect(refused.errors).not.toEqual([]);
    expectNoSecret(refused);
    expectNoSecret(await stack.preview([carrier(wrong)]));
  });
});

describe("settings that are refused", () => {
  test.each([
    ["a wrong secret", { "videosdk:secret": before, "signalwire:token": before }],
    [
      "a malformed token",
      { "videosdk:apiKey": "", "videosdk:secret": "", "videosdk:token": before, "signalwire:token": after },
    ],
    [
      "credentials in the endpoint",
      {
        "videosdk:endpoint": "http://user:CANARY-1@127.0.0.1:9",
        "signalwire:endpoint": "http://user:CANARY-1@127.0.0.1:9",
      },
    ],
  ])("%s: no error shows them", async (_name, settings) => {
    world.set({
      ...impatient(8),
      "videosdk:endpoint": proxy.url,
      "signalwire:endpoint": proxy.url,
      ...settings,
    });
    const { stack } = world;
    for (const program of programWith(after).map((one) => [one])) {
      const failed = await stack.up(program);
      expect(failed.errors).not.toEqual([]);
      expectNoSecret(failed);
      expect(failed.errors.join() + failed.output).not.toContain("CANARY");
    }
  });
});
