import { describe, expect, test } from "vitest";
import { itemsIn } from "../../../src/lifecycle/inventory";
import { readVideoSdkInventory, type VideoSdkInventory } from "../../../src/videosdk/client/inventory";
import { variants, type SimulatorOptions } from "../../../src/simulator";
import { canaries, furnishVideoSdk } from "../../support/full-accounts";
import { rejection } from "../../support/transport";
import { createBody, numbersFrom, startBench, type Bench } from "../../support/videosdk-account";
import { Dashboard } from "../../support/vendor-view";

/** The account with an object of each kind; the requests for that are not in the log. */
async function furnished(): Promise<Bench> {
  const bench = await startBench();
  await furnishVideoSdk(bench.simulator);
  bench.requests();
  return bench;
}

const lists = [
  "GET /v2/connectors",
  "GET /v2/sip/inbound-gateways",
  "GET /v2/sip/outbound-gateways",
  "GET /v2/sip/phone-numbers",
  "GET /v2/sip/routing-rule",
  "GET /v2/sip/webhooks",
];

describe("the inventory of a VideoSDK account", () => {
  test("has every object, and what is attached to what", async () => {
    const { account, deadline } = await furnished();
    const inventory = await readVideoSdkInventory(account, deadline);
    expect(itemsIn(inventory.phoneNumbers).map(({ e164 }) => e164)).toEqual([
      "+14155550100",
      "+14155550101",
      "+14155550102",
    ]);
    const [desk, support] = itemsIn(inventory.inboundGateways).filter(
      ({ attachedNumbers }) => attachedNumbers.length > 0,
    );
    expect(desk).toMatchObject({
      name: "desk",
      auth: { username: "carrier" },
      allowedAddresses: ["192.0.2.0/24"],
      allowedNumbers: ["+1415*"],
      attachedNumbers: ["+14155550102"],
      isWhole: true,
    });
    expect(support).toMatchObject({ name: "support", attachedNumbers: ["+14155550100", "+14155550101"] });
    const [first] = itemsIn(inventory.phoneNumbers);
    const [out, rule] = itemsIn(inventory.routingRules);
    expect(first).toMatchObject({ inboundGatewayId: support?.id, routingRuleIds: [out?.id, rule?.id] });
    expect(rule).toMatchObject({
      room: { type: "static", id: "abcd-efgh-ijkl" },
      agentId: "ag_1",
      allowedIpAddresses: [],
    });
    expect(itemsIn(inventory.webhooks)).toMatchObject([
      { host: "hooks.example.com", events: ["call-started"] },
    ]);
    expect(itemsIn(inventory.connectors)).toMatchObject([{ provider: "twilio", defaultRuleId: rule?.id }]);
    expect(inventory.links).toContainEqual({
      from: { kind: "connector", id: itemsIn(inventory.connectors)[0]?.id, name: "main" },
      to: { kind: "routing rule", id: rule?.id, name: "support" },
      by: "defaultRuleId",
      exists: true,
    });
    expect(inventory.links).toContainEqual(
      expect.objectContaining({ to: { kind: "room", id: "abcd-efgh-ijkl", name: null }, exists: null }),
    );
  });

  test("costs each list once, and tells of every page", async () => {
    const { account, deadline, requests } = await furnished();
    const told: string[] = [];
    await readVideoSdkInventory(account, deadline, {
      onProgress: (what, pages) => told.push(`${what} ${pages}`),
    });
    // Without pages, only a repeated request shows that a list has no more.
    const sent = requests().map((line) => line.replace(/\?.*/, ""));
    expect([...new Set(sent)].sort()).toEqual(lists);
    expect(sent.filter((line) => !line.includes("connectors"))).toHaveLength(lists.length - 1);
    expect(told).toContain("phone numbers 1");
    expect(told).toHaveLength(sent.length);
  });

  test("names no secret unless it is asked to", async () => {
    const { account, deadline } = await furnished();
    const text = JSON.stringify(await readVideoSdkInventory(account, deadline));
    for (const secret of [...canaries, "whk_", ...account.secrets]) expect(text).not.toContain(secret);
    expect(text).toContain("X-Team");
    const whole = await readVideoSdkInventory(account, deadline, { secrets: true });
    expect(itemsIn(whole.inboundGateways).find(({ name }) => name === "desk")?.auth).toEqual({
      username: "carrier",
      password: "CANARY-gateway",
    });
    expect(itemsIn(whole.connectors)[0]?.webhookUrl).toContain("whk_");
    expect(itemsIn(whole.routingRules)[1]?.room?.pin).toBe("CANARY-pin");
  });

  const forms = variants.filter(
    ({ name, behaviour }) =>
      behaviour.videosdk !== undefined &&
      /listEnvelope|listOrder|perPageCap|numberForm|nullColl|rosters|gatewayBooleans|webhookListId/.test(
        name,
      ),
  );
  test.each(forms.filter(({ name }) => !name.includes("unknown")))(
    "is the same whatever answers look like: $name",
    async ({ behaviour }) => {
      const { account, deadline, simulator } = await furnished();
      const plain = await readVideoSdkInventory(account, deadline);
      simulator.configure(behaviour);
      const other = await readVideoSdkInventory(account, deadline);
      // What a gateway says of its own numbers, and in which form, is what differs.
      const comparable = (picture: VideoSdkInventory): string =>
        JSON.stringify(picture, (key, value: unknown) =>
          key === "writtenNumbers" ? undefined : value,
        ).replace(/"numbers":(?:null|\[[^\]]*\]),(?="attached)/g, "");
      expect(comparable(other)).toEqual(comparable(plain));
    },
  );

  const long: SimulatorOptions[] = (
    ["pageInfo", "pagination", "total-pages", "no-last-page", "bare"] as const
  ).flatMap((listEnvelope) =>
    (["created", "reverse", "random"] as const).map((listOrder) => ({
      videosdk: { listEnvelope, listOrder },
    })),
  );
  test.each(long)("has all of 250 numbers: %j", async (behaviour) => {
    const bench = await startBench();
    const { account, deadline } = bench;
    const numbers = numbersFrom(250);
    while (numbers.length > 0) await account.api.createNumbers(createBody(numbers.splice(0, 10)), deadline);
    bench.simulator.configure(behaviour);
    bench.requests();
    const inventory = await readVideoSdkInventory(account, deadline);
    expect(itemsIn(inventory.phoneNumbers).map(({ e164 }) => e164)).toEqual(numbersFrom(250));
    const pages = bench.requests().filter((line) => line.includes("phone-numbers"));
    if (behaviour.videosdk?.listOrder !== "random") expect(pages).toHaveLength(3);
  });

  test("knows gateways that only numbers show, and says that it does not know all of them", async () => {
    const { account, deadline, simulator } = await furnished();
    simulator.configure({ videosdk: { gatewayEndpoints: "not-visible" } });
    const inventory = await readVideoSdkInventory(account, deadline);
    expect(itemsIn(inventory.inboundGateways).map(({ isWhole }) => isWhole)).toEqual([true, false]);
    expect(itemsIn(inventory.inboundGateways)[1]).toMatchObject({
      allowedAddresses: null,
      attachedNumbers: ["+14155550100", "+14155550101"],
    });
  });

  test("says of a list that the account does not have that it is not available", async () => {
    const { account, deadline, simulator } = await furnished();
    simulator.addFault({
      kind: "status",
      path: "/v2/connectors",
      status: 404,
      body: { message: "Not Found" },
    });
    const inventory = await readVideoSdkInventory(account, deadline);
    expect(inventory.connectors).toEqual({
      notAvailable: expect.stringMatching(/^the account has no list of connectors: .*HTTP 404/) as unknown,
    });
    expect(inventory.trunks).toHaveProperty("notAvailable");
  });

  test("fails with the name of every list that fails", async () => {
    const { account, deadline, simulator } = await furnished();
    for (const path of ["/v2/connectors", "/v2/sip/routing-rule"])
      simulator.addFault({ kind: "status", path, status: 500, body: { message: "Something went wrong" } });
    expect(await rejection(readVideoSdkInventory(account, deadline))).toMatchObject({
      message: expect.stringMatching(
        /not read: (?=.*connectors: .*HTTP 500)(?=.*routing rules: .*HTTP 500)/,
      ) as unknown,
    });
  });

  test("fails where no list is there: something else answers", async () => {
    const { account, deadline, simulator } = await startBench();
    simulator.addFault({
      kind: "status",
      path: "/v2/**",
      status: 404,
      times: 20,
      body: { message: "Not Found" },
    });
    await expect(readVideoSdkInventory(account, deadline)).rejects.toThrow(
      /none of the account's lists is there/,
    );
  });

  test("has the trunks that are named", async () => {
    const { account, deadline, simulator } = await startBench();
    const auth = { username: "carrier", password: "CANARY-gateway" };
    const body = {
      name: "trunk",
      domain: "sip.example.com",
      direction: "inbound",
      numbers: ["+14155550100"],
      auth,
    };
    const { trunkId } = (await new Dashboard(simulator).send("POST", "/v2/sip-trunk", body)) as {
      trunkId: string;
    };
    const inventory = await readVideoSdkInventory(account, deadline, { trunkIds: [trunkId, "gone"] });
    expect(itemsIn(inventory.trunks)).toMatchObject([{ id: trunkId, auth: { username: "carrier" } }]);
    expect(JSON.stringify(inventory)).not.toContain("CANARY");
  });
});
