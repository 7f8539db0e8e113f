import { settingsFrom, startBench } from "../support";
import { describe, expect, test } from "vitest";
import { SignalWireAccount } from "../../../src/signalwire/client/account";
import { serve, json } from "../../support/server";
import { ample, rejection } from "../../support/transport";

const complete = { space: "acme", projectId: "project-1", token: "canary-token" };

describe("the credentials", () => {
  test("are missing: the message has the commands that set them", () => {
    expect(() => new SignalWireAccount(settingsFrom({}))).toThrow(
      "signalwire: credentials are missing. Set: pulumi config set signalwire:space … && " +
        "pulumi config set signalwire:projectId … && pulumi config set --secret signalwire:token … " +
        "(or SIGNALWIRE_SPACE and SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN in the environment)",
    );
  });

  test("come from the environment as a whole", () => {
    const env = {
      SIGNALWIRE_SPACE: "other",
      SIGNALWIRE_PROJECT_ID: "project-2",
      SIGNALWIRE_API_TOKEN: "canary-env",
    };
    expect(new SignalWireAccount(settingsFrom({}, env)).fingerprint).toBe("other/project-2");
    const half = { projectId: "project-1", token: "canary-token" };
    expect(() => new SignalWireAccount(settingsFrom(half, env))).toThrow(
      "not signalwire:space (SIGNALWIRE_SPACE is in the environment)",
    );
    expect(new SignalWireAccount(settingsFrom(complete, env)).fingerprint).toBe("acme/project-1");
  });

  test("do not take the space from the environment when there is an endpoint", () => {
    const config = { projectId: "project-1", token: "canary-token", endpoint: "http://127.0.0.1:4010/sip" };
    const env = { SIGNALWIRE_SPACE: "other" };
    expect(new SignalWireAccount(settingsFrom(config, env)).fingerprint).toBe("127.0.0.1:4010/project-1");
  });

  test("must never be shown, neither the token nor the form in which it is sent", () => {
    const basic = Buffer.from("project-1:canary-token").toString("base64");
    expect(new SignalWireAccount(settingsFrom(complete)).secrets).toEqual(["canary-token", basic]);
  });

  test("are sent as Basic authentication", async () => {
    const server = await serve((response) => json(response, 200, { id: "some-id" }));
    const account = new SignalWireAccount(settingsFrom({ ...complete, endpoint: server.url }));
    await account.api.getEndpoint("some-id", ample());
    const basic = Buffer.from("project-1:canary-token").toString("base64");
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${basic}`);
  });
});

describe("the space", () => {
  test.each([
    "acme",
    "ACME",
    "acme.signalwire.com",
    "https://acme.signalwire.com",
    "https://acme.signalwire.com/",
    "acme.signalwire.com.",
    "https://acme.signalwire.com.:443//",
  ])("may be given as %s", (space) => {
    expect(new SignalWireAccount(settingsFrom({ ...complete, space })).fingerprint).toBe("acme/project-1");
  });

  test.each([
    "acme.example.com",
    "http://acme.signalwire.com",
    "a b",
    "acme.signalwire.com.example.com",
    "a/b",
  ])("is refused as %s, with what is accepted", (space) => {
    const refused = `signalwire:space (or SIGNALWIRE_SPACE) is ${JSON.stringify(space)}. Accepted: the name of a space`;
    expect(() => new SignalWireAccount(settingsFrom({ ...complete, space }))).toThrow(refused);
  });
});

describe("the account of a state", () => {
  const id = "81c2d7b4-16be-47cd-9957-a49dcf47fb35";
  const account = (config: Record<string, string>) =>
    new SignalWireAccount(settingsFrom({ projectId: id, token: "canary-token", ...config }));

  test.each<[string, Record<string, string>]>([
    [`acme/${id}`, { space: "acme" }],
    [`acme/${id.toUpperCase()}`, { space: "acme" }],
    [`ACME/${id}`, { space: "Acme.signalwire.com." }],
    [`acme.signalwire.com/${id}`, { space: "acme" }],
    [`acme.signalwire.com./${id}`, { space: "acme" }],
    [`acme/${id}`, { endpoint: "https://acme.signalwire.com" }],
    [`acme/${id}`, { endpoint: "https://ACME.signalwire.com.:443/" }],
    [`acme.signalwire.com/${id}`, { endpoint: "https://acme.signalwire.com/", space: "acme" }],
    [`proxy.example.com/${id}`, { endpoint: "https://Proxy.example.com:443/sip/" }],
    [`proxy.example.com/${id}`, { endpoint: "https://proxy.example.com./", space: "acme" }],
    [`acme/${id}`, { endpoint: "https://proxy.example.com" }],
    [`acme/${id}`, { projectId: id.toUpperCase(), space: "acme" }],
  ])("%s is that of %j", (known, config) => {
    expect(account(config).isFingerprint(known)).toBe(true);
  });

  test.each<[string, Record<string, string>]>([
    [`other/${id}`, { space: "acme" }],
    [`other/${id}`, { endpoint: "https://acme.signalwire.com" }],
    [`other/${id}`, { endpoint: "https://proxy.example.com", space: "acme" }],
    [`proxy.example.com/${id}`, { endpoint: "https://proxy.example.com:8443" }],
    [`proxy.example.com/${id}`, { space: "acme" }],
    [`acme/91c2d7b4-16be-47cd-9957-a49dcf47fb35`, { space: "acme" }],
    [id, { space: "acme" }],
  ])("%s is not that of %j", (known, config) => {
    expect(account(config).isFingerprint(known)).toBe(false);
  });

  test("is written in one spelling", () => {
    for (const config of [
      { space: "ACME", projectId: id.toUpperCase() },
      { endpoint: "https://Acme.signalwire.com./" },
    ]) {
      expect(account(config).fingerprint).toBe(`acme/${id}`);
    }
  });
});

describe("a project in an answer", () => {
  const account = new SignalWireAccount(settingsFrom(complete));

  test("that is another one is an error that names both", () => {
    expect(() => account.assertOwnProject("SIP gateway gw-1", "project-9")).toThrow(
      "SIP gateway gw-1 is in the project project-9, and the settings name the project project-1. Set " +
        "signalwire:projectId (or SIGNALWIRE_PROJECT_ID)",
    );
  });

  test.each(["project-1", "PROJECT-1", null, undefined])("that is %s is no error", (project) => {
    expect(() => account.assertOwnProject("SIP gateway gw-1", project)).not.toThrow();
  });
});

describe("the gateways as they were first listed", () => {
  test("are read once for all operations", async () => {
    const { account, requests } = await startBench();
    await Promise.all([account.gatewaysSeen(), account.gatewaysSeen()]);
    await account.gatewaysSeen();
    expect(requests()).toEqual(["GET /api/fabric/resources/sip_gateways"]);
  });

  test("are read again after a failure", async () => {
    const { account, simulator } = await startBench();
    simulator.addFault({ kind: "status", status: 500 });
    expect((await rejection(account.gatewaysSeen())).message).toMatch(/HTTP 500/);
    expect(await account.gatewaysSeen()).toEqual([]);
  });
});
