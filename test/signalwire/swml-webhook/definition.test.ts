import "../../support/home";
import { describe, expect, test } from "vitest";
import { swmlWebhook } from "../../../src/signalwire/swml-webhook/definition";
import { configOf, problems, Stack, startBench } from "../support";

const secret = "CANARY-webhook";
const primaryRequestUrl = `https://user:${secret}@example.com/swml`;
const desired = { name: "Answering", primaryRequestUrl };

describe("the inputs of a webhook", () => {
  test("are refused with every problem at once, and no URL is shown", () => {
    const bad = {
      name: "",
      usedFor: "voice",
      primaryRequestUrl: `ftp://user:${secret}@example.com`,
      primaryRequestMethod: "PUT",
      fallbackRequestUrl: "example.com",
    };
    const found = problems(swmlWebhook, bad);
    expect(Object.keys(found).sort()).toEqual(Object.keys(bad).sort());
    expect(JSON.stringify(found)).not.toContain(secret);
  });
});

describe("a webhook", () => {
  test("whose URL is changed elsewhere shows that as drift, and the next up corrects it in place", async () => {
    const { simulator, requests } = await startBench();
    const stack = new Stack(swmlWebhook as never, configOf(simulator));
    await stack.up(desired);
    const [made] = simulator.state().signalwire.swmlWebhooks;
    await stack.up({ ...desired, primaryRequestUrl: "https://example.com/two" });
    expect(simulator.state().signalwire.swmlWebhooks).toMatchObject([
      { id: made?.id, primary_request_url: "https://example.com/two" },
    ]);
    requests();
    expect([await stack.refresh(), await stack.up(desired)]).toEqual([true, "update"]);
    expect(simulator.state().signalwire.swmlWebhooks).toMatchObject([
      { primary_request_url: primaryRequestUrl },
    ]);
  });

  test("gives back a fallback that the program no longer declares, and warns of a method that stays", async () => {
    const { simulator } = await startBench();
    const stack = new Stack(swmlWebhook as never, configOf(simulator));
    await stack.up({ ...desired, fallbackRequestUrl: "https://example.com/2", fallbackRequestMethod: "GET" });
    await stack.up(desired);
    expect(simulator.state().signalwire.swmlWebhooks).toMatchObject([
      { fallback_request_url: null, fallback_request_method: "GET" },
    ]);
  });

  test("is recreated under another id where its use changes", async () => {
    const { simulator } = await startBench();
    const stack = new Stack(swmlWebhook as never, configOf(simulator));
    await stack.up({ ...desired, usedFor: "calling" });
    expect(await stack.up(desired)).not.toBe("replace");
    expect(await stack.up({ ...desired, usedFor: "messaging" })).toBe("replace");
  });
});
