import "../support/home";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { videosdk } from "../../src/index";
import { mockEngine, valueOf } from "../support/mocked-program";
import { createBody, first, second, startBench } from "../support/videosdk-account";

beforeAll(() => mockEngine());

const password = "CANARY-lookup";

/** An account with a set, and a provider for it. */
async function account() {
  const bench = await startBench();
  const body = createBody([first, second]);
  const auth = { username: "support", password };
  await bench.account.api.createNumbers({ ...body, outbound: { ...body.outbound, auth } }, bench.deadline);
  const { url, videosdk: own } = bench.simulator;
  const provider = new videosdk.Provider("branch", { endpoint: url, ...own, maxRetries: 0 });
  bench.requests();
  return { ...bench, provider };
}

describe("look-ups of VideoSDK", () => {
  test("read numbers and gateways of an explicit account; each list is read once in a run", async () => {
    const { provider, requests, simulator } = await account();
    const number = await videosdk.getPhoneNumber({ e164: first }, { provider });
    const [gateway] = simulator.state().videosdk.outboundGateways;
    expect(number).toMatchObject({ e164: first, outboundGatewayId: gateway?.id });
    expect(await videosdk.listPhoneNumbers({ provider })).toHaveLength(2);
    const id = gateway?.id ?? "";
    expect(await videosdk.getGateway({ id }, { provider })).toMatchObject({ id, direction: "outbound" });
    expect(await videosdk.listGateways({ direction: "inbound" }, { provider })).toHaveLength(1);
    const asked = requests();
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.every((line) => line.startsWith("GET "))).toBe(true);
  });

  test("keep secrets out of what is in clear, and mark them in outputs", async () => {
    const { provider, simulator } = await account();
    const id = simulator.state().videosdk.outboundGateways[0]?.id ?? "";
    expect(JSON.stringify(await videosdk.getGateway({ id }, { provider }))).not.toContain(password);
    const output = videosdk.getGatewayOutput({ id: pulumi.output(id) }, { provider });
    expect(await pulumi.isSecret(output)).toBe(true);
    expect(await valueOf(output)).toMatchObject({ auth: { username: "support", password } });
    expect(await pulumi.isSecret(videosdk.getPhoneNumberOutput({ e164: first }, { provider }))).toBe(false);
  });

  test("ask nothing while an argument, or a setting of the account, is not known", async () => {
    const { provider, requests, simulator } = await account();
    const unknown = unknownText();
    const open = videosdk.getGatewayOutput({ id: unknown }, { provider });
    expect(await (open as { isKnown?: Promise<boolean> }).isKnown).toBe(false);
    const later = new videosdk.Provider("later", {
      endpoint: simulator.url,
      apiKey: unknown,
      secret: "later",
    });
    await expect(videosdk.listPhoneNumbers({ provider: later })).rejects.toThrow(/ends in Output/);
    expect(requests()).toEqual([]);
  });

  test("say what there is none of, and what is wrong without credentials", async () => {
    const { provider } = await account();
    await expect(videosdk.getGateway({ id: "gw_no" }, { provider })).rejects.toThrow(
      "videosdk getGateway: there is no gateway with the id gw_no",
    );
    await expect(videosdk.getRoutingRule({ phoneNumber: first }, { provider })).rejects.toThrow(
      /no inbound routing rule/,
    );
    await expect(videosdk.getTrunk({ id: "no" }, { provider })).rejects.toThrow(/no trunk with the id no/);
    await expect(videosdk.listPhoneNumbers()).rejects.toThrow(/videosdk listPhoneNumbers: .*missing/);
  });
});

/** A text that a preview does not know. */
function unknownText(): pulumi.Output<string> {
  const { Output } = pulumi as unknown as {
    Output: new (...args: unknown[]) => pulumi.Output<string>;
  };
  const no = Promise.resolve(false);
  return new Output(new Set(), Promise.resolve(undefined), no, no, Promise.resolve(new Set()));
}
