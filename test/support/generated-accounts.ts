import fc from "fast-check";
import type { Simulator } from "../../src/simulator";
import { ownedNumbers } from "./signalwire-samples";
import { SignalWireDashboard } from "./signalwire-view";
import { Dashboard } from "./vendor-view";

/** The numbers that generated accounts may have; SignalWire owns the last ones. */
export const numbers = ["+14155550100", "+14155550101", "+14155550102", ...ownedNumbers.slice(0, 2)];

/** Something that somebody does in a dashboard. What is refused changes nothing. */
export type Step = Readonly<Record<string, unknown>> & { readonly kind: string };

const own = fc.subarray(numbers.slice(0, 3), { minLength: 1 });
const name = fc.constantFrom("alpha", "beta", "gamma");
const callers = fc.subarray(["+1415*", "+91*", "*", "1415*", numbers[0] ?? "", "+14155550199"]);
const addresses = fc.subarray([
  ...["203.0.113.0/25", "203.0.113.7", "198.51.100.0/24", "0.0.0.0/0", "2001:db8::/32", "sip.example.com"],
]);
const room = fc.constantFrom({ type: "static", id: "abcd-efgh-ijkl" }, { type: "dynamic", prefix: "random" });
const url = fc.constantFrom("https://swml.example.com/a", "https://user:word@laml.example.com/b");
const free = { name, numbers: fc.subarray(numbers.slice(0, 4), { minLength: 1 }) };
const pick = fc.nat(10);

/** What a number or an endpoint may do with calls; `$pick` chooses an object that exists. */
const handler = fc.oneof(
  fc.record({ call_handler: fc.constant("relay_script"), call_relay_script_url: url }),
  fc.constant({ call_handler: "relay_script", call_relay_script_url: "$script" }),
  fc.record({ call_handler: fc.constant("laml_webhooks"), call_request_url: url }),
  fc.constant({ call_handler: "relay_topic", call_relay_topic: "office" }),
  fc.constant({ call_handler: "ai_agent", call_ai_agent_id: "7f1d0c1e-0000-4000-8000-000000000001" }),
);

const rule = fc.record(
  {
    kind: fc.constant("rule"),
    type: fc.constantFrom("inbound", "inbound", "outbound"),
    phoneNumbers: own,
    room,
    agentId: fc.constant("ag_1"),
    allowedNumbers: callers,
    allowedIpAddresses: addresses,
  },
  { requiredKeys: ["kind", "type", "phoneNumbers"] },
);

const videosdk = [
  // Most ways end at a rule.
  ...[rule, rule, rule],
  fc.record({ kind: fc.constant("set"), phoneNumbers: own, isShared: fc.boolean() }),
  fc.record({ kind: fc.constant("detach"), phoneNumber: fc.constantFrom(...numbers.slice(0, 3)) }),
  fc.record({ kind: fc.constant("inbound"), ...free, allowedNumbers: callers, allowedAddresses: addresses }),
  fc.record({ kind: fc.constant("outbound"), ...free, address: fc.constant("sip.example.com:5061") }),
  fc.record({ kind: fc.constant("connector"), pick, defaultRoomId: fc.constantFrom("room-1", undefined) }),
  fc.record({ kind: fc.constant("remove"), pick }),
];
const owned = fc.constantFrom(...ownedNumbers.slice(0, 2));
const signalwire = [
  fc.record({ kind: fc.constant("gateway"), user: name }),
  fc.record({ kind: fc.constant("script"), name }),
  fc.record({ kind: fc.constant("webhook"), url }),
  fc.record({ kind: fc.constant("endpoint"), username: name, handler: fc.option(handler) }),
  fc.record({ kind: fc.constant("subscriber"), email: fc.constantFrom("a@example.com", "b@example.com") }),
  fc.record({ kind: fc.constant("address"), name, pick, ip_auth: addresses }),
  fc.record({
    kind: fc.constant("bind"),
    number: owned,
    pick,
    type: fc.constantFrom("calling", "calling", "messaging"),
  }),
  fc.record({ kind: fc.constant("handle"), number: owned, handler }),
  fc.record({ kind: fc.constant("phone"), number: owned, pick }),
  fc.record({ kind: fc.constant("delete"), pick }),
];

/** What was done in two accounts, in order. */
export const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(...videosdk, ...signalwire), {
  minLength: 8,
  maxLength: 30,
});

/** Does steps in accounts. */
export async function applied(sim: Simulator, taken: readonly Step[]): Promise<void> {
  sim.configure({ signalwire: { ownedNumbers: ownedNumbers.slice(0, 2) } });
  const people = new SignalWireDashboard(sim);
  // SignalWire knows its numbers from the first answer on.
  await people.get("/api/relay/rest/phone_numbers");
  for (const step of taken) await done(sim, new Dashboard(sim), people, step).catch(() => undefined);
}

/** Does a step; fails where the vendor refuses it. */
async function done(
  sim: Simulator,
  videosdk: Dashboard,
  signalwire: SignalWireDashboard,
  step: Step,
): Promise<void> {
  const { kind, pick: at = 0, ...body } = step as Step & { pick?: number };
  const chosen = <T>(all: readonly T[]): T | undefined => all[(at) % Math.max(all.length, 1)];
  const state = sim.state();
  const { gateways, swmlScripts, swmlWebhooks, subscribers, endpoints, sipAddresses, phoneNumbers } =
    state.signalwire;
  const resources = [...gateways, ...swmlScripts, ...swmlWebhooks, ...subscribers];
  const idOf = (number: unknown): string => phoneNumbers.find((one) => one.number === number)?.id ?? "";
  const settings = (handled: unknown): object => {
    const id = swmlScripts[0]?.inner_id ?? "none";
    const text = JSON.stringify(handled ?? {});
    return JSON.parse(
      text.replace("$script", `https://example.signalwire.com/api/relay-bins/${id}`),
    ) as object;
  };
  const media = { encryption: "optional", ciphers: ["AEAD_AES_256_GCM_8"], codecs: ["OPUS"] };
  switch (kind) {
    case "set":
      await videosdk.create(body["phoneNumbers"] as string[], { isShared: body["isShared"] });
      return;
    case "detach":
      await videosdk.detach(String(body["phoneNumber"]));
      return;
    case "inbound":
    case "outbound":
      await videosdk.createGateway(kind, body);
      return;
    case "rule":
      await videosdk.send("POST", "/v2/sip/routing-rule", { name: "rule", ...body });
      return;
    case "connector": {
      const defaultRuleId = chosen(state.videosdk.routingRules)?.id;
      await videosdk.send("POST", "/v2/connectors", {
        provider: "twilio",
        name: "main",
        ...body,
        defaultRuleId,
      });
      return;
    }
    case "remove": {
      const rule = chosen(state.videosdk.routingRules);
      if (rule !== undefined) await videosdk.send("DELETE", `/v2/sip/routing-rule/${rule.id}`);
      return;
    }
    case "gateway":
      await signalwire.create("/api/fabric/resources/sip_gateways", {
        ...media,
        name: "pbx",
        uri: `sip:${String(body["user"])}@pbx.example.com`,
      });
      return;
    case "script": {
      const contents = { version: "1.0.0", sections: { main: ["answer"] } };
      await signalwire.create("/api/fabric/resources/swml_scripts", { ...body, contents });
      return;
    }
    case "webhook":
      await signalwire.create("/api/fabric/resources/swml_webhooks", {
        name: "ivr",
        primary_request_url: body["url"],
      });
      return;
    case "endpoint":
      await signalwire.create("/api/relay/rest/endpoints/sip", {
        username: body["username"],
        password: "word",
        ...settings(body["handler"]),
      });
      return;
    case "subscriber":
      await signalwire.create("/api/fabric/resources/subscribers", body);
      return;
    case "address": {
      const ranges = (body["ip_auth"] as string[]).filter((one) => one.includes("/") || /\.\d+$/.test(one));
      const lock = ranges.length === 0 ? {} : { ip_auth_enabled: true, ip_auth: ranges };
      const calling_handler_resource_id = chosen(resources)?.id;
      await signalwire.create("/api/fabric/sip_addresses", {
        name: body["name"],
        calling_handler_resource_id,
        ...lock,
      });
      return;
    }
    case "bind":
      await signalwire.create("/api/fabric/phone_number_addresses", {
        number: body["number"],
        handler_type: body["type"],
        resource_id: chosen(resources)?.id,
      });
      return;
    case "handle":
      await signalwire.change(
        "PUT",
        `/api/relay/rest/phone_numbers/${idOf(body["number"])}`,
        settings(body["handler"]),
      );
      return;
    case "phone":
      await signalwire.change("PUT", `/api/relay/rest/phone_numbers/${idOf(body["number"])}`, {
        call_handler: "relay_sip_endpoint",
        call_sip_endpoint_id: chosen(endpoints)?.id,
      });
      return;
    default: {
      const places = [
        ...gateways.map(({ id }) => `/api/fabric/resources/sip_gateways/${id}`),
        ...swmlScripts.map(({ id }) => `/api/fabric/resources/swml_scripts/${id}`),
        ...endpoints.map(({ id }) => `/api/relay/rest/endpoints/sip/${id}`),
        ...sipAddresses.map(({ id }) => `/api/fabric/sip_addresses/${id}`),
      ];
      const place = chosen(places);
      if (place !== undefined) await signalwire.change("DELETE", place, {});
    }
  }
}
