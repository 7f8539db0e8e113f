import { describe, expect, test } from "vitest";
import { itemsIn } from "../../../src/lifecycle/inventory";
import { readSignalWireInventory } from "../../../src/signalwire/client/inventory";
import { variants } from "../../../src/simulator";
import { canaries, furnishSignalWire } from "../../support/full-accounts";
import { SignalWireDashboard } from "../../support/signalwire-view";
import { rejection } from "../../support/transport";
import { startBench } from "../support";

/** The project with an object of each kind; the requests for that are not in the log. */
async function furnished() {
  const bench = await startBench();
  const ids = await furnishSignalWire(bench.simulator);
  bench.requests();
  return { ...bench, ids };
}

const lists = [
  "/api/fabric/phone_number_addresses",
  "/api/fabric/resources/sip_gateways",
  "/api/fabric/resources/subscribers",
  "/api/fabric/resources/swml_scripts",
  "/api/fabric/resources/swml_webhooks",
  "/api/fabric/sip_addresses",
  "/api/relay/rest/endpoints/sip",
  "/api/relay/rest/phone_numbers",
];

describe("the inventory of a SignalWire project", () => {
  test("has every object, and what is attached to what", async () => {
    const { account, deadline, ids } = await furnished();
    const inventory = await readSignalWireInventory(account, deadline);
    expect(itemsIn(inventory.phoneNumbers)).toMatchObject([
      { number: "+14155550170", callHandler: null, callingHandlerResourceId: ids.webhook },
      { number: "+14155550171", callHandler: { type: "relay_sip_endpoint", sipEndpointId: ids.endpoint } },
      { number: "+14155550172", callHandler: { type: "relay_script" } },
      { number: "+14155550173", callHandler: null },
    ]);
    expect(itemsIn(inventory.sipGateways)).toMatchObject([{ id: ids.gateway, uri: "sip:pbx.example.com" }]);
    expect(itemsIn(inventory.sipEndpoints)).toMatchObject([{ username: "front-desk" }]);
    expect(itemsIn(inventory.sipAddresses)).toMatchObject([
      { name: "office", callingHandlerResourceId: ids.gateway, ipAuthEnabled: false },
    ]);
    expect(itemsIn(inventory.swmlScripts)).toMatchObject([{ id: ids.script, name: "forward" }]);
    expect(itemsIn(inventory.swmlWebhooks)).toMatchObject([{ id: ids.webhook, host: "hooks.example.com" }]);
    const [ann] = itemsIn(inventory.subscribers);
    expect(ann).toMatchObject({ email: "a@example.com", sipEndpoints: { items: [{ username: "ann" }] } });
    expect(itemsIn(inventory.phoneNumberAddresses)).toMatchObject([{ resourceId: ids.webhook }]);
    const described = inventory.links.map(({ from, to, by, exists }) =>
      [from.kind, from.name, by, to.kind, to.name, exists].join(" "),
    );
    expect(described).toEqual(
      expect.arrayContaining([
        "phone number +14155550170 callingHandlerResourceId SWML webhook ivr true",
        "phone number +14155550171 callHandler SIP endpoint front-desk true",
        "phone number +14155550172 callHandler SWML script forward true",
        "SIP address office callingHandlerResourceId SIP gateway pbx true",
        "phone number address  phoneNumberId phone number +14155550170 true",
        "SIP endpoint front-desk callHandler SWML script forward true",
      ]),
    );
  });

  test("costs each list once, and one more for each subscriber", async () => {
    const { account, deadline, requests } = await furnished();
    const told: string[] = [];
    const onProgress = (what: string, pages: number) => void told.push(`${what} ${pages}`);
    await readSignalWireInventory(account, deadline, { onProgress });
    const sent = requests();
    const ofSubscriber = sent.filter((line) => /subscribers\/.*\/sip_endpoints$/.test(line));
    expect(ofSubscriber).toHaveLength(1);
    expect(sent.filter((line) => !ofSubscriber.includes(line)).sort()).toEqual(
      lists.map((path) => `GET ${path}`),
    );
    expect(told).toHaveLength(sent.length);
    expect(told).toContain("SIP credentials of a@example.com 1");
  });

  test("names no secret unless it is asked to", async () => {
    const { account, deadline } = await furnished();
    const text = JSON.stringify(await readSignalWireInventory(account, deadline));
    for (const secret of [...canaries, ...account.secrets]) expect(text).not.toContain(secret);
    const whole = await readSignalWireInventory(account, deadline, { secrets: true });
    expect(itemsIn(whole.swmlWebhooks)[0]?.primaryRequestUrl).toContain("CANARY-user");
    expect(JSON.stringify(itemsIn(whole.swmlScripts)[0]?.contents)).toContain("CANARY-swml");
  });

  const forms = variants.filter(
    ({ name, behaviour }) =>
      behaviour.signalwire !== undefined &&
      /listEnvelope|listOrder|nextLinks|pageSize|extraKeys|swmlContents|foreignProject|endpointStatus/.test(
        name,
      ),
  );
  test.each(forms)("is the same whatever answers look like: $name", async ({ behaviour }) => {
    const { account, deadline, simulator } = await furnished();
    const plain = await readSignalWireInventory(account, deadline);
    simulator.configure(behaviour);
    expect(await readSignalWireInventory(account, deadline)).toEqual(plain);
  });

  test.each(["links", "no-links", "bare"] as const)("has all of 250 numbers: %s", async (listEnvelope) => {
    const { account, deadline, simulator } = await startBench();
    const ownedNumbers = Array.from({ length: 250 }, (_, index) => `+1415${5_560_000 + index}`);
    simulator.configure({ signalwire: { ownedNumbers, listEnvelope } });
    const inventory = await readSignalWireInventory(account, deadline);
    expect(itemsIn(inventory.phoneNumbers).map(({ number }) => number)).toEqual(ownedNumbers);
  });

  test.each([
    ["phoneNumberAddresses", { phoneNumberAddresses: "absent" }, "phoneNumberAddresses"],
    ["addressPaths", { addressPaths: "nested" }, "sipAddresses"],
  ] as const)(
    "says of a list that the account does not have that it is not available: %s",
    async (_, behaviour, part) => {
      const { account, deadline, simulator } = await furnished();
      simulator.configure({ signalwire: behaviour });
      const inventory = await readSignalWireInventory(account, deadline);
      expect(inventory[part]).toEqual({ notAvailable: expect.stringMatching(/HTTP 404/) as unknown });
      expect(itemsIn(inventory.sipGateways)).toHaveLength(1);
    },
  );

  test("fails with the name of every list that fails", async () => {
    const { account, deadline, simulator } = await furnished();
    for (const path of [lists[1], lists[7]])
      simulator.addFault({ kind: "status", path: path ?? "", status: 500 });
    expect(await rejection(readSignalWireInventory(account, deadline))).toMatchObject({
      message: expect.stringMatching(
        /not read: (?=.*SIP gateways: .*HTTP 500)(?=.*phone numbers: .*HTTP 500)/,
      ) as unknown,
    });
  });

  test("does not take a handler of a kind without a list for one that is gone", async () => {
    const { account, deadline, simulator } = await furnished();
    await new SignalWireDashboard(simulator).deleteGateways();
    const { links } = await readSignalWireInventory(account, deadline);
    expect(links.find(({ from }) => from.kind === "SIP address")).toMatchObject({ exists: null });
  });
});
