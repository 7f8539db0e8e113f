import { describe, expect, test } from "vitest";
import { videosdk } from "../../../src/runtime";
import { webhook } from "../../../src/videosdk/webhook/definition";
import { rejection } from "../../support/transport";
import { startBench } from "../../support/videosdk-account";
import { checked, Life, problemsIn } from "../../support/videosdk-life";

const args = { url: "https://hooks.example.com/calls?token=CANARY", events: ["call-started", "call-hangup"] };
const desired = webhook.schema.parse(args);
const missed = { ...desired, events: ["call-missed"] };
const collection = "/v2/sip/webhooks";

test("the inputs get their normal form, and every problem is named at once, without the URL", () => {
  expect(desired).toEqual({ url: args.url, events: ["call-hangup", "call-started"] });
  const bad = { url: "http://hooks.example.com/CANARY", events: ["a b", ""] };
  expect(problemsIn(webhook, bad)).toEqual([
    expect.stringMatching(/^url: .*not shown, it is a secret.*Accepted: an https URL/),
    expect.stringMatching(/^events\[0\]: /),
    expect.stringMatching(/^events\[1\]: /),
  ]);
  const empty = { url: "hooks.example.com", events: [] };
  expect(problemsIn(webhook, empty)).toHaveLength(2);
});

test("an event that this release does not know, and a user in the URL, are warnings", () => {
  expect(webhook.cautions?.(desired)).toEqual([]);
  const odd = { url: "https://user:CANARY@example.com", events: ["call-startd"] };
  const cautions = webhook.cautions?.(webhook.schema.parse(odd)) ?? [];
  expect(cautions).toEqual([
    expect.stringMatching(/^url: has a user name/),
    expect.stringMatching(/^events: "call-startd" is not a known event; the nearest is call-started/),
  ]);
  expect(cautions.join()).not.toContain("CANARY");
});

describe("a webhook", () => {
  test("takes two requests to create, two to change, one to read and one to delete", async () => {
    const life = await Life.start(webhook);
    const made = await life.up(desired);
    const list = `GET ${collection}?search=example&page=1&perPage=100`;
    expect(life.bench.requests()).toEqual([list, `POST ${collection}`]);
    const one = `${collection}/${made.id}`;
    await life.up(missed, made);
    expect(life.bench.requests()).toEqual([`GET ${one}`, `PATCH ${one}`]);
    expect(await life.read(made)).toMatchObject({ inputs: missed });
    expect(await life.remove(made)).toBe(true);
    expect(life.bench.requests()).toEqual([`GET ${one}`, `DELETE ${one}`]);
  });

  test.each(["PATCH", "PUT", "both"] as const)(
    "is changed where VideoSDK takes %s",
    async (webhookUpdate) => {
      const life = await Life.start(webhook, { webhookUpdate, webhookListId: "id" });
      await life.up(missed, await life.up(desired));
      expect(life.bench.simulator.state().videosdk.webhooks).toMatchObject([missed]);
    },
  );

  test("is not created beside one with its URL, and the error shows the host alone", async () => {
    const life = await Life.start(webhook);
    const { id } = await life.up(desired);
    const { message } = await rejection(life.up(missed));
    expect(message).toContain(`webhook ${id} has that URL at hooks.example.com already`);
    expect(message).toContain(`adopt: "${id}"`);
    expect(message).not.toContain("CANARY");
    expect(await life.up({ ...missed, adopt: id })).toMatchObject({ id, inputs: missed });
    expect(life.bench.simulator.state().videosdk.webhooks).toHaveLength(1);
  });

  test.each([400, 500] as const)("names the doubtful events where VideoSDK answers %i", async (status) => {
    const life = await Life.start(webhook, { badWebhookEvent: status, webhookEvents: 7 });
    const { message } = await rejection(
      life.up({ ...desired, events: ["call-started", "switch-room-failed"] }),
    );
    expect(message).toMatch(/may not know each of these events.*: switch-room-failed \(HTTP/);
    expect(life.bench.simulator.state().videosdk.webhooks).toEqual([]);
  });
});

test("two webhooks of a program with one URL are an error that names the other and not the URL", async () => {
  const found = await checked(videosdk.Webhook, await startBench(), { one: args, two: args });
  expect(found).toEqual({
    one: [],
    two: [expect.stringMatching(/^url: another Webhook .*::one\) has the same already$/)],
  });
});
