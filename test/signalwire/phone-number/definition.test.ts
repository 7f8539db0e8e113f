import "../../support/home";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { phoneNumber } from "../../../src/signalwire/phone-number/definition";
import type { SignalWireBehaviour } from "../../../src/simulator";
import { SignalWireDashboard } from "../../support/signalwire-view";
import { configOf, problems, Stack, startBench, uuid, type Bench } from "../support";

const path = "/api/relay/rest/phone_numbers";
const number = "+14155550170";
const script = { type: "relay_script", relayScriptUrl: "https://example.com/swml" };
const hooks = { type: "laml_webhooks", requestUrl: "https://user:CANARY@example.com/laml" };
const desired = { number, callHandler: script };

async function bench(behaviour: Partial<SignalWireBehaviour> = {}): Promise<Bench & { stack: Stack }> {
  const one = await startBench({ signalwire: { ownedNumbers: [number], ...behaviour } });
  return { ...one, stack: new Stack(phoneNumber as never, configOf(one.simulator)) };
}
const settings = ({ simulator }: Bench) => simulator.state().signalwire.phoneNumbers[0]?.settings;

describe("the inputs of a number", () => {
  test("are refused with every problem at once", () => {
    const bad = {
      phoneNumberId: "line",
      name: " ",
      callReceiveMode: "video",
      callHandler: { type: "relay_scrip" },
    };
    expect(Object.keys(problems(phoneNumber, { ...bad, number: "5550100" })).sort()).toEqual([
      "callHandler.type",
      "callReceiveMode",
      "name",
      "number",
      "phoneNumberId",
    ]);
  });

  test("name the number in exactly one way", () => {
    expect(problems(phoneNumber, { callHandler: script })).toHaveProperty("number");
    expect(problems(phoneNumber, { number, phoneNumberId: uuid })).toHaveProperty("number");
    expect(problems(phoneNumber, { phoneNumberId: uuid })).toEqual({});
  });
});

describe("a number", () => {
  test("without a handler is warned of by a refresh, unless an address binds it or it is there for messages", async () => {
    const said = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    onTestFinished(() => said.mockRestore());
    const one = await bench();
    await one.stack.up({ number, name: "Front desk" });
    await one.stack.refresh();
    expect(said.mock.calls.flat().join("\n")).toMatch(
      /\+14155550170 has no handler for calls, so it rings nowhere.*trace --to/,
    );
    said.mockClear();
    const dashboard = new SignalWireDashboard(one.simulator);
    const webhook = { name: "ivr", primary_request_url: "https://example.com/swml" };
    const { id } = await dashboard.create("/api/fabric/resources/swml_webhooks", webhook);
    const bound = { number, resource_id: id, handler_type: "calling" };
    await dashboard.create("/api/fabric/phone_number_addresses", bound);
    await one.stack.refresh();
    await dashboard.deleteAll("/api/fabric/phone_number_addresses");
    await one.stack.up({ number, messageHandler: { type: "relay_topic", relayTopic: "office" } });
    await one.stack.refresh();
    expect(said.mock.calls.flat().join("\n")).not.toContain("rings nowhere");
  });

  test("is bound by one GET and one PUT, and neither bought nor released", async () => {
    const one = await bench();
    await one.stack.up(desired);
    expect(one.requests()).toEqual([`GET ${path}`, `PUT ${path}/${one.stack.id ?? ""}`]);
    await one.stack.destroy();
    expect(one.requests()).toEqual([]);
    expect(one.simulator.state().signalwire.phoneNumbers).toHaveLength(1);
  });

  test("that the project does not own is an error, and nothing is bought", async () => {
    const one = await bench();
    await expect(one.stack.up({ ...desired, number: "+14155550179" })).rejects.toThrow("never bought here");
    expect(one.requests()).toEqual([`GET ${path}`]);
  });

  test("that leads somewhere already stays so, unless adopt says otherwise", async () => {
    const one = await bench();
    await new SignalWireDashboard(one.simulator).changeAll("PUT", path, {
      call_handler: "laml_webhooks",
      call_request_url: hooks.requestUrl,
    });
    await expect(one.stack.up(desired)).rejects.toThrow(/callHandler \(laml_webhooks\).*adopt: true/);
    expect(settings(one)).toMatchObject({ call_handler: "laml_webhooks" });
    await one.stack.up({ ...desired, adopt: true });
    expect(settings(one)).toMatchObject({ call_handler: "relay_script" });
  });

  test("named by its id instead is the same resource", async () => {
    const one = await bench();
    await one.stack.up(desired);
    expect(await one.stack.up({ phoneNumberId: one.stack.id, callHandler: script })).toBe("same");
  });

  test("wanted by two resources is an error before anything is sent", () => {
    const [claim] = phoneNumber.claims?.(phoneNumber.schema.parse(desired), undefined) ?? [];
    expect(claim?.thing).toBe(`PhoneNumber ${number}`);
  });

  test.each<Partial<SignalWireBehaviour>>([
    {},
    { requestUrlShown: "wrapped" },
    { handlersLinger: false },
    { scriptAutoResource: "null" },
  ])("is at rest, and shows what is changed elsewhere, at a SignalWire with %j", async (behaviour) => {
    const one = await bench(behaviour);
    for (const callHandler of [hooks, script]) {
      await one.stack.up({ number, callHandler });
      expect([await one.stack.refresh(), await one.stack.up({ number, callHandler })]).toEqual([
        true,
        "same",
      ]);
    }
    await new SignalWireDashboard(one.simulator).changeAll("PUT", path, {
      call_handler: "relay_script",
      call_relay_script_url: "https://elsewhere.example.com",
    });
    await one.stack.refresh();
    expect(await one.stack.up(desired)).toBe("update");
    expect(settings(one)).toMatchObject({ call_relay_script_url: script.relayScriptUrl });
  });
});

describe("restoreOnDelete", () => {
  const restoring = { ...desired, adopt: true, restoreOnDelete: true };
  async function bound(): Promise<Bench & { stack: Stack }> {
    const one = await bench();
    await new SignalWireDashboard(one.simulator).changeAll("PUT", path, {
      call_handler: "laml_webhooks",
      call_request_url: hooks.requestUrl,
    });
    await one.stack.up(restoring);
    return one;
  }

  test("writes the earlier handler back", async () => {
    const one = await bound();
    await one.stack.destroy();
    expect(settings(one)).toMatchObject({
      call_handler: "laml_webhooks",
      call_request_url: hooks.requestUrl,
    });
  });

  test("keeps the first of the earlier handlers over later changes and refreshes", async () => {
    const one = await bound();
    await one.stack.up({ ...restoring, callHandler: { type: "relay_topic", relayTopic: "office" } });
    await one.stack.refresh();
    await one.stack.destroy();
    expect(settings(one)).toMatchObject({ call_handler: "laml_webhooks" });
  });

  test("leaves a handler that somebody else has set since", async () => {
    const one = await bound();
    await new SignalWireDashboard(one.simulator).changeAll("PUT", path, {
      call_handler: "relay_topic",
      call_relay_topic: "theirs",
    });
    await one.stack.destroy();
    expect(settings(one)).toMatchObject({ call_handler: "relay_topic" });
  });

  test("leaves the handler where there was none before: nothing clears one", async () => {
    const one = await bench();
    await one.stack.up(restoring);
    await one.stack.destroy();
    expect(settings(one)).toMatchObject({ call_handler: "relay_script" });
  });
});
