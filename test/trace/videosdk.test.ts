import { describe, expect, test } from "vitest";
import { endsSomewhere, readInventories, trace } from "../../src/trace";
import { linesOf, made, startTraced, type Traced } from "./support";

const number = "+14155550100";
const caller = "+14155550199";
const to = number;
const rules = "/v2/sip/routing-rule";
const room = { type: "static", id: "abcd-efgh-ijkl" };

/** An account with the number in a set, and a rule for it. */
async function routed(rule: object = { room }): Promise<Traced & { ruleId: string }> {
  const traced = await startTraced();
  await traced.videosdk.create([number], { name: "support" });
  const body = { name: "desk", type: "inbound", phoneNumbers: [number], ...rule };
  return { ...traced, ruleId: await made(traced.videosdk, rules, body) };
}

/** An account with a free gateway that names the number, which is registered by it. */
async function guarded(settings: object): Promise<Traced> {
  const traced = await startTraced();
  await traced.videosdk.create([number]);
  await traced.videosdk.detach(number);
  await made(traced.videosdk, "/v2/sip/inbound-gateways", {
    name: "carrier",
    numbers: [number],
    ...settings,
  });
  await made(traced.videosdk, rules, { name: "desk", type: "inbound", phoneNumbers: [number], room });
  return traced;
}

describe("a call to a number of VideoSDK", () => {
  test("ends in the room of its rule", async () => {
    const { traced } = await routed();
    const call = await traced({ to });
    expect(call.end).toMatchObject({ kind: "room", id: "abcd-efgh-ijkl" });
    expect(endsSomewhere(call)).toBe(true);
    expect(
      call.steps.filter(({ verdict }) => verdict === "passes").map(({ object }) => object?.kind),
    ).toEqual(["phone number", "inbound gateway", "routing rule"]);
    expect(linesOf(call)).toMatch(
      /note number: .* is held by .*inbound gateway .*outbound gateway .*inbound routing rule desk/,
    );
  });

  test.each([
    ["an agent", { agentId: "ag_1" }, "agent", "ag_1"],
    ["an agent in a room", { agentId: "ag_1", room }, "agent", "ag_1"],
    ["a room of its own", { room: { type: "dynamic", prefix: "random" } }, "room", "random"],
  ])("ends with %s", async (_, rule, kind, id) => {
    const { traced } = await routed(rule);
    expect((await traced({ to })).end).toMatchObject({ kind, id });
  });

  test("ends nowhere without a rule, without a gateway, and where the number is not there", async () => {
    const { traced, videosdk, ruleId } = await routed();
    await videosdk.send("DELETE", `${rules}/${ruleId}`);
    expect((await traced({ to })).end).toMatchObject({
      kind: "nowhere",
      text: expect.stringMatching(/no inbound routing rule has/) as unknown,
    });
    await made(videosdk, rules, { name: "desk", type: "inbound", phoneNumbers: [number], room });
    await videosdk.detach(number);
    expect((await traced({ to })).end.text).toMatch(
      /is on no inbound gateway\. Put it into a PhoneNumberSet/,
    );
    expect((await traced({ to: "+14155550777", vendor: "videosdk" })).end.text).toMatch(
      /no inbound gateway has \+14155550777/,
    );
  });

  test("ends nowhere at a rule without room and agent", async () => {
    const { traced } = await routed({});
    expect((await traced({ to })).end.text).toMatch(/neither a room nor an agent/);
  });

  test("says that a gateway names a number that is not attached to it", async () => {
    const { traced, videosdk, simulator } = await routed();
    await videosdk.detach(number);
    simulator.configure({ videosdk: { gatewayNumbers: "label" } });
    await made(videosdk, "/v2/sip/inbound-gateways", { name: "label", numbers: [number] });
    expect((await traced({ to })).end.text).toMatch(/although inbound gateway label \(.*\) names it/);
  });

  test("ends nowhere for a caller that is not let in, and says that the list is of callers", async () => {
    const { traced } = await routed({ room, allowedNumbers: ["+91*", number] });
    const refused = await traced({ to, from: caller });
    expect(refused.end.text).toMatch(
      /caller \+14155550199 is not among allowedNumbers .*: these are callers, not called numbers/,
    );
    expect(linesOf(refused)).toMatch(
      /has the called number \+14155550100: these are the callers that are let in/,
    );
    expect((await traced({ to, from: "+919876543210" })).end.kind).toBe("room");
    const other = await traced({ to, from: "919876543210" });
    expect(other.end.kind).toBe("room");
    expect(linesOf(other)).toMatch(/unknown caller: .*only without regard to the \+/);
    expect(linesOf(await traced({ to }))).toMatch(/unknown caller: .*no caller is given/);
  });

  test("ends nowhere for a source outside the gateway's addresses; a carrier's range may be in them in part", async () => {
    const { traced } = await guarded({ allowedAddresses: ["203.0.113.0/25"] });
    expect((await traced({ to, source: "198.51.100.7" })).end).toMatchObject({
      kind: "nowhere",
      text: expect.stringMatching(
        /source 198\.51\.100\.7 is not in allowedAddresses 203\.0\.113\.0\/25/,
      ) as unknown,
    });
    expect(linesOf(await traced({ to, source: "203.0.113.9" }))).toMatch(
      /passes source address: .*203\.0\.113\.9 is in it/,
    );
    const part = await traced({ to, source: "203.0.113.0/24" });
    expect(linesOf(part)).toMatch(/note source address: .*only a part of 203\.0\.113\.0\/24 is in it/);
    expect(part.end.kind).toBe("room");
  });

  test("names gateways that let anyone in", async () => {
    expect(linesOf(await (await guarded({})).traced({ to }))).toMatch(/anyone may call/);
    const all = await guarded({ allowedAddresses: ["0.0.0.0/0"] });
    expect(linesOf(await all.traced({ to }))).toMatch(/0\.0\.0\.0\/0 lets any source in/);
    const auth = { username: "carrier", password: "CANARY" };
    const closed = await (await guarded({ auth })).traced({ to });
    expect(linesOf(closed)).toMatch(/asks for the password of carrier/);
    expect(JSON.stringify(closed)).not.toContain("CANARY");
  });

  test("is looked for with the +, and says so", async () => {
    const { traced } = await routed();
    for (const written of ["14155550100", "0014155550100", "+1 (415) 555-0100"])
      expect(linesOf(await traced({ to: written }))).toMatch(
        /is looked for as \+14155550100: the carrier has to send/,
      );
  });

  test("says where rule and gateway write a number otherwise, and which entries may be meant", async () => {
    const { simulator } = await routed();
    const inventories = await readInventories({ simulator, vendor: "videosdk" });
    const account = inventories.videosdk;
    if (account === undefined || !("items" in account.routingRules)) throw new Error("no rules");
    const written = (writtenNumbers: readonly string[], numbers: readonly string[]) => {
      const items = itemsOf(account.routingRules).map((rule) => ({ ...rule, numbers, writtenNumbers }));
      const [call] = trace({ videosdk: { ...account, routingRules: { items } } }, { to });
      return call === undefined ? "" : linesOf(call);
    };
    expect(written(["14155550100"], [number])).toMatch(
      /unknown number: routing rule desk .* has 14155550100 where others have \+14155550100/,
    );
    const national = written(["4155550100"], ["4155550100"]);
    expect(national).toMatch(
      /note number: routing rule desk .* has 4155550100, which may be meant to be \+14155550100/,
    );
    expect(national).toMatch(/nowhere null: no inbound routing rule has/);
  });

  test("comes by a connector: the rule of the number, else the default rule, else the default room", async () => {
    const { traced, videosdk, ruleId } = await routed();
    await videosdk.detach(number);
    const connector = await made(videosdk, "/v2/connectors", {
      provider: "twilio",
      name: "main",
      defaultRuleId: ruleId,
    });
    expect((await traced({ to, connector })).end).toMatchObject({ kind: "room" });
    expect((await traced({ to: "+14155550777", connector: "main" })).end).toMatchObject({
      kind: "room",
      id: "abcd-efgh-ijkl",
    });
    await videosdk.send("DELETE", `${rules}/${ruleId}`);
    const gone = await traced({ to, connector });
    expect(linesOf(gone)).toMatch(/default rule .* does not exist: it was deleted or replaced/);
    expect(gone.end.kind).toBe("nowhere");
    const withRoom = await made(videosdk, "/v2/connectors", {
      provider: "plivo",
      name: "second",
      defaultRoomId: "room-1",
    });
    expect((await traced({ to, connector: withRoom })).end).toMatchObject({ kind: "room", id: "room-1" });
    expect((await traced({ to, connector: "other" })).end.text).toBe("there is no connector other");
  });

  test("takes nothing for certain where a list is not available", async () => {
    const { traced, simulator } = await routed();
    simulator.addFault({ kind: "status", path: rules, status: 404, body: { message: "Not Found" } });
    expect((await traced({ to })).end.kind).toBe("unknown");
    simulator.configure({ videosdk: { gatewayEndpoints: "not-visible" } });
    const call = await traced({ to, source: "198.51.100.7", from: caller });
    expect(call.end.kind).toBe("room");
    expect(linesOf(call)).toMatch(/unknown source address: .*does not show its allowedAddresses/);
  });
});

describe("a call that a number of VideoSDK makes", () => {
  const query = { to: caller, from: number, direction: "outbound" } as const;

  test("goes to the address of its outbound gateway", async () => {
    const { traced, videosdk } = await routed();
    const call = await traced(query);
    expect(call.end).toMatchObject({ kind: "SIP peer", id: "elsewhere.example.com" });
    expect(linesOf(call)).toMatch(/unknown rule: no outbound routing rule has/);
    await made(videosdk, rules, { name: "out", type: "outbound", phoneNumbers: [number] });
    expect(linesOf(await traced(query))).toMatch(/passes rule: routing rule out/);
    await videosdk.detach(number);
    expect((await traced(query)).end.text).toBe("+14155550100 is on no outbound gateway");
  });

  test("says that a port is that of another transport", async () => {
    const traced = await startTraced();
    const outbound = { address: "sip.example.com:5061", sipRegion: "us002", transport: "udp" };
    await traced.videosdk.create([number], { outbound });
    expect(linesOf(await traced.traced(query))).toMatch(/over udp, and port 5061 is usually that of tls/);
  });
});

function itemsOf<T>(
  part: { readonly items: readonly T[] } | { readonly notAvailable: string },
): readonly T[] {
  return "items" in part ? part.items : [];
}
