import { generateKeyPairSync, sign } from "node:crypto";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { deliverySignature, startSimulator, type Simulator } from "../../../src/simulator";
import { json, serve } from "../../support/server";

const body = '{"webhookType":"call-started","data":{"callId":"c1"}}';
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pems = { pkcs1: publicKey.export({ type: "pkcs1", format: "pem" }).toString() } as const;
const signed = sign("RSA-SHA256", Buffer.from(body), privateKey).toString("base64");

// Each test begins without a key in the cache.
let verifyWebhook: typeof import("../../../src/videosdk/webhook/verify.js").verifyWebhook;
beforeEach(async () => {
  vi.resetModules();
  ({ verifyWebhook } = await import("../../../src/videosdk/webhook/verify.js"));
});

describe("a delivery", () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator();
    onTestFinished(() => simulator.close());
  });

  test("that the simulator signed is accepted, as a text and as bytes; the key is fetched once, without a token", async () => {
    const delivery = { body, signature: deliverySignature(body), endpoint: simulator.url };
    const all = [
      delivery,
      { ...delivery, body: Buffer.from(body) },
      { ...delivery, signature: [delivery.signature] },
    ];
    expect(await Promise.all(all.map(verifyWebhook))).toEqual([true, true, true]);
    expect(simulator.requests().map(({ url }) => url)).toEqual(["/v2/public/rsa-public-key"]);
  });

  test.each([
    ["with another body", { body: body.replace("c1", "c2") }],
    ["serialized anew", { body: JSON.stringify(JSON.parse(body), null, 1) }],
    ["without a signature", { signature: undefined }],
    ["with an empty list of signatures", { signature: [] }],
    ["whose signature is not base64", { signature: `${deliverySignature(body).slice(0, -4)}!!!!` }],
    ["whose signature has white space in it", { signature: deliverySignature(body).replace(/^./, " \n") }],
    ["that somebody else signed", { signature: signed }],
  ])("is refused: %s", async (_what, changes) => {
    const delivery = { body, signature: deliverySignature(body), endpoint: simulator.url, ...changes };
    expect(await verifyWebhook(delivery)).toBe(false);
  });
});

describe("a key", () => {
  test.each([pems.pkcs1, `\n${pems.pkcs1}\n`, publicKey.export({ type: "spki", format: "pem" }).toString()])(
    "may be given: %s",
    async (pem) => {
      expect(await verifyWebhook({ body, signature: signed, publicKey: pem })).toBe(true);
      expect(await verifyWebhook({ body: `${body} `, signature: signed, publicKey: pem })).toBe(false);
    },
  );

  test("that VideoSDK changed is fetched again after a signature that does not fit, once in a minute", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({
      type: "pkcs1",
      format: "pem",
    });
    let present = other;
    const { url, requests } = await serve((response) => json(response, 200, { publicKey: present }));
    const delivery = { body, signature: signed, endpoint: url };
    expect(await verifyWebhook(delivery)).toBe(false);
    present = pems.pkcs1;
    expect(await verifyWebhook(delivery)).toBe(false);
    expect(requests).toHaveLength(1);
    vi.advanceTimersByTime(61_000);
    expect(await verifyWebhook(delivery)).toBe(true);
    vi.advanceTimersByTime(3_500_000);
    expect(await verifyWebhook(delivery)).toBe(true);
    expect(requests).toHaveLength(2);
    vi.advanceTimersByTime(200_000);
    expect(await verifyWebhook(delivery)).toBe(true);
    expect(requests).toHaveLength(3);
  });

  test("that cannot be fetched is an error that says so and not a refusal, and the next delivery tries again", async () => {
    let good = false;
    const { url } = await serve((response) =>
      good ? json(response, 200, { publicKey: pems.pkcs1 }) : json(response, 503, {}),
    );
    const delivery = { body, signature: signed, endpoint: url };
    await expect(verifyWebhook(delivery)).rejects.toThrow(/could not be fetched from http.*: HTTP 503$/);
    good = true;
    expect(await verifyWebhook(delivery)).toBe(true);
  });

  test.each([{}, { publicKey: 1 }, { publicKey: "PEM" }, []])(
    "is not taken from the answer %j",
    async (answer) => {
      const { url } = await serve((response) => json(response, 200, answer));
      await expect(verifyWebhook({ body, signature: signed, endpoint: url })).rejects.toThrow(
        /could not be fetched/,
      );
    },
  );

  test("is not fetched over http from another machine", async () => {
    const delivery = { body, signature: signed, endpoint: "http://api.videosdk.live" };
    await expect(verifyWebhook(delivery)).rejects.toThrow(/must be an https URL/);
  });
});

test("a body that was parsed already is refused with advice", async () => {
  const delivery = { body: JSON.parse(body) as string, signature: signed, publicKey: pems.pkcs1 };
  await expect(verifyWebhook(delivery)).rejects.toThrow(/the raw body.*express\.raw/);
});
