import "../../support/home";
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { sipTrunk } from "../../../src/videosdk/sip-trunk/definition";
import { createProvider } from "../../../src/lifecycle/provider";
import { json, serve, type Seen } from "../../support/server";
import { rejection } from "../../support/transport";
import { first } from "../../support/videosdk-account";

const secret = "account-canary-7c1e";

/** The error of a trunk's creation at a vendor with this refusal, and with this password in the inputs. */
async function refusal(
  answer: (response: ServerResponse, request: Seen) => void,
  password: string,
): Promise<string> {
  const server = await serve(answer);
  const provider = createProvider(sipTrunk);
  const settings: Record<string, string> = {
    "videosdk:apiKey": "key",
    "videosdk:secret": secret,
    "videosdk:endpoint": server.url,
    "videosdk:maxRetries": "0",
  };
  await provider.configure({ config: { get: (key) => settings[key] } });
  const { inputs, failures } = await provider.check(
    {},
    {
      name: "Carrier",
      domain: "sip.example.com",
      direction: "outbound",
      numbers: [first],
      auth: { username: "user", password },
    },
  );
  expect(failures).toEqual([]);
  const { message } = await rejection(provider.create(inputs));
  expect(server.requests).toHaveLength(1);
  return message;
}

describe("a vendor that repeats what it was sent leaves no secret in the error", () => {
  test("of the password, in a message", async () => {
    const message = await refusal((response, { body }) => {
      const { auth } = JSON.parse(body) as { auth: { password: string } };
      json(response, 400, { message: `password ${auth.password} is too weak` });
    }, "hunter2-canary");
    expect(message).toContain("password [secret] is too weak");
  });

  test("of the password, in a body that is repeated unchanged", async () => {
    const password = 'canary"with\\quotes';
    const message = await refusal(
      (response, { body }) => response.writeHead(400).end(`bad body: ${body}`),
      password,
    );
    expect(message).toContain("bad body:");
    expect(message).not.toContain("canary");
  });

  test("of the password, where a long message is cut in the middle of it", async () => {
    const message = await refusal(
      (response) => json(response, 400, { message: `${"x".repeat(490)}canary-and-more` }),
      "canary-and-more",
    );
    expect(message).toContain("x".repeat(490));
    expect(message).not.toContain("canary");
  });

  test("of the account's token", async () => {
    let token = "";
    const message = await refusal((response, { headers }) => {
      token = headers.authorization ?? "";
      json(response, 401, { message: `the token ${token} is not valid` });
    }, "p4ssw0rd");
    expect(token).not.toBe("");
    expect(message).toContain("is not valid");
    expect(message).not.toContain(token);
  });

  test("of the account's secret", async () => {
    const message = await refusal(
      (response) => json(response, 401, { message: `bad key ${secret}` }),
      "p4ssw0rd",
    );
    expect(message).toContain("bad key [secret]");
  });
});
