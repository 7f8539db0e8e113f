import { describe, expect, test } from "vitest";
import { furnishSignalWire } from "../support/full-accounts";
import { linesOf, startTraced } from "./support";

const [bound, phone, scripted, free] = ["+14155550170", "+14155550171", "+14155550172", "+14155550173"];
const numbers = "/api/relay/rest/phone_numbers";

async function furnished() {
  const traced = await startTraced();
  const ids = await furnishSignalWire(traced.simulator);
  const handle = async (number: string, settings: object): Promise<void> => {
    const { data } = (await traced.signalwire.get(numbers)) as { data: { id: string; number: string }[] };
    await traced.signalwire.change(
      "PUT",
      `${numbers}/${data.find((one) => one.number === number)?.id ?? ""}`,
      settings,
    );
  };
  return { ...traced, ids, handle };
}

describe("a call to a number of SignalWire", () => {
  test("ends at the phone, the script or the web server that its handler or address names", async () => {
    const { traced, ids } = await furnished();
    expect((await traced({ to: phone })).end).toMatchObject({ kind: "phone", id: ids.endpoint });
    const script = await traced({ to: scripted });
    expect(script.end).toMatchObject({ kind: "script", id: ids.script });
    expect(linesOf(script)).toMatch(/may connect it to sip:pbx\.example\.com/);
    const server = await traced({ to: bound });
    expect(server.end).toMatchObject({ kind: "web server", id: "hooks.example.com" });
    expect(linesOf(server)).toMatch(/passes address: .* binds the number to resource/);
  });

  test("ends nowhere without a handler, and where the project does not own it", async () => {
    const { traced } = await furnished();
    expect((await traced({ to: free })).end.text).toMatch(/has no handler for calls, so it rings nowhere/);
    expect((await traced({ to: "+14155550999", vendor: "signalwire" })).end.text).toMatch(
      /does not own \+14155550999/,
    );
  });

  test.each([
    ["video_room", { call_video_room_id: "7f1d0c1e-0000-4000-8000-000000000001" }, "room"],
    ["relay_topic", { call_relay_topic: "office" }, "application"],
    ["dialogflow", { call_dialogflow_agent_id: "agent-1" }, "agent"],
    ["ai_agent", { call_ai_agent_id: "7f1d0c1e-0000-4000-8000-000000000001" }, "agent"],
    ["laml_webhooks", { call_request_url: "https://user:CANARY@laml.example.com/x" }, "web server"],
    ["relay_script", { call_relay_script_url: "https://swml.example.com/x" }, "web server"],
  ])("ends where the handler %s says", async (call_handler, settings, kind) => {
    const { traced, handle } = await furnished();
    await handle(free, { call_handler, ...settings });
    const call = await traced({ to: free });
    expect(call.end.kind).toBe(kind);
    expect(JSON.stringify(call)).not.toContain("CANARY");
  });

  test("says what was deleted or replaced: a phone, a script, a resource", async () => {
    const { traced, signalwire, handle } = await furnished();
    await signalwire.deleteEndpoints();
    expect((await traced({ to: phone })).end).toMatchObject({
      kind: "nowhere",
      text: expect.stringMatching(/points to SIP endpoint .*, which does not exist/) as unknown,
    });
    await signalwire.deleteAll("/api/fabric/resources/swml_scripts");
    expect((await traced({ to: scripted })).end).toMatchObject({
      kind: "unknown",
      text: expect.stringMatching(
        /a script at SignalWire that no list shows: it was deleted or replaced/,
      ) as unknown,
    });
    await signalwire.deleteAll("/api/fabric/resources/swml_webhooks");
    expect((await traced({ to: bound })).end).toMatchObject({
      kind: "unknown",
      text: expect.stringMatching(/deleted or replaced/) as unknown,
    });
    await handle(bound, { call_handler: "relay_topic", call_relay_topic: "office" });
    const other = await traced({ to: bound });
    expect(other.end).toMatchObject({ kind: "application", id: "office" });
    expect(linesOf(other)).toMatch(/note address: .*the address has no effect/);
  });

  test("goes through a SIP address to a gateway; its network alone may call", async () => {
    const { traced, signalwire } = await furnished();
    const { data } = (await signalwire.get("/api/fabric/sip_addresses")) as { data: { uri: string }[] };
    const to = data[0]?.uri ?? "";
    const call = await traced({ to });
    expect(call.end).toMatchObject({ kind: "SIP peer", id: "sip:pbx.example.com" });
    expect(linesOf(call)).toMatch(/lets any source address in/);
    await signalwire.changeAll("PATCH", "/api/fabric/sip_addresses", {
      ip_auth_enabled: true,
      ip_auth: ["203.0.113.0/24"],
    });
    expect((await traced({ to, source: "198.51.100.7" })).end.kind).toBe("nowhere");
    expect((await traced({ to: to.replace("sip:", ""), source: "203.0.113.7" })).end.kind).toBe("SIP peer");
    await signalwire.deleteGateways();
    expect((await traced({ to })).end.kind).toBe("unknown");
    expect((await traced({ to: "sip:other@example.com" })).end.text).toMatch(
      /no SIP address of the project has the URI/,
    );
  });
});

describe("a call that a SIP endpoint of SignalWire makes", () => {
  const to = "+14155550199";

  test("ends where its handler says; without one, nobody can tell", async () => {
    const { traced, ids } = await furnished();
    const query = { to, from: "front-desk", direction: "outbound", vendor: "signalwire" } as const;
    expect((await traced(query)).end).toMatchObject({ kind: "script", id: ids.script });
    expect((await traced({ ...query, from: "nobody" })).end.kind).toBe("unknown");
  });
});
