import "../support/home";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { signalwire } from "../../src/index";
import { mockEngine, valueOf } from "../support/mocked-program";
import { configOf, startBench } from "./support";

const domain = "example-0123456789ab.sip.signalwire.com";

beforeAll(() => mockEngine());

describe("getSipProfile", () => {
  test("reads the domain that devices register at, by one request", async () => {
    const { simulator, requests } = await startBench();
    const profile = await signalwire.getSipProfile(configOf(simulator));
    expect(profile).toMatchObject({
      domain,
      domainIdentifier: "0123456789ab",
      defaultEncryption: "optional",
    });
    expect(profile).not.toHaveProperty("defaultOutboundPolicy");
    expect(requests()).toEqual(["GET /api/relay/rest/sip_profile"]);
  });

  test("takes outputs, and returns one", async () => {
    const { simulator } = await startBench();
    const args = Object.fromEntries(
      Object.entries(configOf(simulator)).map(([key, value]) => [key, pulumi.output(value)]),
    );
    expect(await valueOf(signalwire.getSipProfileOutput(args))).toMatchObject({ domain });
  });

  test("takes what is left out from the stack's configuration", async () => {
    const { simulator } = await startBench();
    for (const [key, value] of Object.entries(configOf(simulator)))
      pulumi.runtime.setConfig(`signalwire:${key}`, value);
    expect(await signalwire.getSipProfile()).toMatchObject({ domain });
  });

  test("says what is wrong without the token: missing settings, a refusal", async () => {
    const { simulator } = await startBench();
    vi.stubEnv("SIGNALWIRE_API_TOKEN", "");
    const token = "CANARY-token";
    const refusal = signalwire.getSipProfile({ ...configOf(simulator), token });
    await expect(refusal).rejects.toThrow(/getSipProfile: Unauthorized: .*HTTP 401/);
    await expect(refusal).rejects.not.toThrow(token);
    vi.unstubAllEnvs();
  });
});

describe("look-ups of objects", () => {
  test("read each list once, by an explicit provider, and name what is not there", async () => {
    const { simulator, requests } = await startBench();
    const provider = new signalwire.Provider("branch", configOf(simulator));
    expect(await signalwire.listSipEndpoints({ provider })).toEqual([]);
    await expect(signalwire.getSipEndpoint({ username: "c3p0" }, { provider })).rejects.toThrow(
      "signalwire getSipEndpoint: there is no SIP endpoint with the username c3p0",
    );
    await expect(signalwire.getSipEndpoint({}, { provider })).rejects.toThrow(/neither id nor username/);
    expect(requests()).toHaveLength(1);
    expect(await signalwire.getSipProfile({}, { provider })).toMatchObject({ domain });
  });

  test.each([
    ["numbers", () => signalwire.listPhoneNumbers],
    ["gateways", () => signalwire.listSipGateways],
    ["SIP addresses", () => signalwire.listSipAddresses],
    ["addresses of numbers", () => signalwire.listPhoneNumberAddresses],
    ["scripts", () => signalwire.listSwmlScripts],
    ["webhooks", () => signalwire.listSwmlWebhooks],
    ["subscribers", () => signalwire.listSubscribers],
  ])("read the list of %s", async (_name, list) => {
    const { simulator, requests } = await startBench();
    const provider = new signalwire.Provider("branch", configOf(simulator));
    expect(Array.isArray(await list()({ provider }))).toBe(true);
    expect(requests()).toHaveLength(1);
  });
});
