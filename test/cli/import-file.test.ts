import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sign } from "jsonwebtoken";
import { importFileCommand } from "../../src/cli/import-file.js";
import type { Simulator } from "../../src/simulator";
import { assertNoLeaks } from "../support/leaks.js";
import { endInEnvironment, startInEnvironment } from "./support.js";

interface ImportFile {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly id: string;
    readonly inputs: Record<string, unknown>;
    readonly outputs: Record<string, unknown>;
  }[];
}

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startInEnvironment();
});

afterEach(() => endInEnvironment(simulator));

async function createNumbers(phoneNumbers: string[], isShared: boolean): Promise<void> {
  const { apiKey, secret } = simulator.videosdk;
  const answer = await fetch(`${simulator.url}/v2/sip/phone-numbers`, {
    method: "POST",
    headers: { authorization: sign({ apikey: apiKey }, secret), "content-type": "application/json" },
    body: JSON.stringify({
      name: "Support",
      phoneNumbers,
      isShared,
      mediaEncryption: "enable",
      inbound: { sipRegion: "us002" },
      outbound: {
        address: "sip.example.com",
        sipRegion: "in002",
        transport: "tcp",
        auth: { username: "user", password: "CANARY-IMPORT" },
      },
    }),
  });
  expect(answer.status).toBe(200);
}

async function importFile(...args: string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  await importFileCommand().exitOverride().parseAsync(args, { from: "user" });
  const text = printed.join("\n");
  assertNoLeaks(
    "output",
    text,
    new Map([
      [simulator.videosdk.secret, "secret"],
      ["CANARY-IMPORT", "password"],
    ]),
  );
  return text;
}

describe("pulumi-sip import-file", () => {
  test("writes an existing set, found by its inbound gateway's id, without its password", async () => {
    await createNumbers(["+14155550101", "+14155550100"], true);
    const id = simulator.state().videosdk.inboundGateways[0]?.id ?? "";

    const text = await importFile("videosdk.PhoneNumberSet", "support", id);

    const [entry] = (JSON.parse(text) as ImportFile).resources;
    expect(entry).toMatchObject({
      type: "pulumi-nodejs:dynamic/videosdk:PhoneNumberSet",
      name: "support",
      id,
      inputs: {
        name: "Support",
        phoneNumbers: ["+14155550100", "+14155550101"],
        isShared: true,
        mediaEncryption: "enable",
        inbound: { sipRegion: "us002" },
        outbound: { address: "sip.example.com", sipRegion: "in002", transport: "tcp" },
        __provider: 'exports.handler = () => require("pulumi-sip/runtime").videosdk.PhoneNumberSet;',
      },
      outputs: { inboundGatewayIds: [id] },
    });
    expect(text).not.toContain("CANARY-IMPORT");
  });

  test("takes a list of numbers for a set with a pair of gateways for each number", async () => {
    await createNumbers(["+14155550100", "+14155550101"], false);

    const text = await importFile("videosdk.PhoneNumberSet", "support", "+14155550100,+14155550101");

    const [entry] = (JSON.parse(text) as ImportFile).resources;
    expect(entry?.inputs).toMatchObject({ phoneNumbers: ["+14155550100", "+14155550101"], isShared: false });
    expect(entry?.outputs["inboundGatewayIds"]).toHaveLength(2);
  });

  test.each([
    ["nowhere", "any id"],
    ["-hQ4_x", "an id that begins with a dash, as VideoSDK's may, is not an option"],
    ["--force", "nor is an id that begins with two dashes"],
  ])("reports an object that the vendor does not know: %s (%s)", async (id) => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await expect(importFile("videosdk.SipTrunk", "trunk", id)).rejects.toThrow(
      `videosdk SipTrunk: read failed: videosdk has no such object: ${id}`,
    );
  });

  test.each([
    [["videosdk.SipTrunk", "trunk", "id", "--force"], /too many arguments/],
    [["videosdk.SipTrunk", "--force"], /missing required argument 'id'/],
  ])("takes no other options: %s", async (args, complaint) => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await expect(importFile(...args)).rejects.toThrow(complaint);
  });

  test("names the known types when given another", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await expect(importFile("videosdk.Trunk", "trunk", "id")).rejects.toThrow(/videosdk\.SipTrunk/);
  });
});
