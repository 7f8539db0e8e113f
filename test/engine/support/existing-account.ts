import type { Simulator } from "../../../src/simulator";
import { allHandlers } from "../../support/signalwire-samples.js";
import { SignalWireDashboard } from "../../support/signalwire-view.js";
import { elsewhere } from "./vendor.js";

/** The passwords of the account: no file and no output may show one. */
export const passwords = {
  carrier: "CANARY-carrier-1",
  branch: "CANARY-branch-2",
  trunk: "CANARY-trunk-3",
  room: "CANARY-4711",
  hook: "CANARY-hook-5",
  phone: "CANARY-phone-6",
  url: "CANARY-url-7",
} as const;

/** Numbers that SignalWire has. */
export const signalWireNumbers = Array.from({ length: 20 }, (_, index) => `+1415556${String(1000 + index)}`);

function numbers(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1415555${String(from + index).padStart(4, "0")}`);
}

const outbound = (password: string, address = "sip.example.com:5061") => ({
  ...{ address, sipRegion: "us002", transport: "tls" },
  auth: { username: "carrier", password },
});

/** An account at each vendor as people make it by hand: 250 numbers at VideoSDK, every kind of object and of handler at both. */
export async function makeAccount(simulator: Simulator): Promise<{ trunkIds: readonly string[] }> {
  const post = (path: string, body: object): Promise<unknown> => elsewhere(simulator, "POST", path, body);
  const sets = [
    { name: "Support line (EU)", from: 0, count: 100, isShared: true, password: passwords.carrier },
    { name: "Sales", from: 100, count: 90, isShared: true, password: passwords.branch },
    { name: "Hotline", from: 190, count: 30, isShared: true, password: passwords.carrier },
    { name: "Reception", from: 220, count: 30, isShared: false, password: passwords.branch },
  ];
  for (const { name, from, count, isShared, password } of sets)
    await post("/v2/sip/phone-numbers", {
      ...{ name, isShared, phoneNumbers: numbers(from, count), mediaEncryption: "disable" },
      ...{ inbound: { sipRegion: "us002" }, outbound: outbound(password) },
    });
  const state = simulator.state().videosdk;
  const [first] = state.outboundGateways;
  // One set's gateways differ in what a set declares once.
  await elsewhere(simulator, "PATCH", `/v2/sip/phone-numbers/gateways/${first?.id ?? ""}`, {
    mediaEncryption: "enable",
  });
  await post("/v2/sip/inbound-gateways", {
    ...{ name: "pbx-in", numbers: ["+14155557000"], allowedAddresses: ["203.0.113.0/24"] },
    ...{
      tags: ["pbx"],
      metadata: { "cost-center": "7" },
      auth: { username: "pbx", password: passwords.branch },
    },
  });
  await post("/v2/sip/outbound-gateways", {
    ...{ name: "pbx-out", numbers: ["+14155557000"], address: "pbx.example.com", transport: "tcp" },
  });
  const rule = (await post("/v2/sip/routing-rule", {
    ...{ name: "Front desk", type: "inbound", phoneNumbers: numbers(0, 20), tags: ["a", "b"] },
    ...{ room: { type: "static", id: "front-desk", pin: passwords.room }, recording: true },
  })) as { data?: { id?: string }; id?: string };
  await post("/v2/sip/routing-rule", {
    ...{ name: "agents", type: "inbound", phoneNumbers: numbers(100, 1), agentId: "ag_abcdef" },
    ...{
      room: { type: "dynamic", prefix: "random" },
      agentMetadata: { language: "en", limits: { seconds: 60 } },
    },
  });
  await post("/v2/sip/webhooks", {
    url: `https://hooks.example.com/${passwords.hook}`,
    events: ["call-started", "call-hangup"],
  });
  await post("/v2/connectors", {
    ...{ provider: "twilio", name: "twilio-main", defaultRuleId: rule.data?.id ?? rule.id },
  });
  await post("/v2/sip-trunk", {
    ...{ name: "carrier", domain: "example.pstn.provider.com", direction: "outbound" },
    ...{ numbers: numbers(0, 1), auth: { username: "trunk", password: passwords.trunk } },
  });
  await post("/v2/sip-trunk", {
    ...{ name: "spare", domain: "spare.pstn.provider.com", direction: "inbound" },
    ...{ numbers: numbers(1, 2), auth: { username: "spare", password: `${passwords.trunk}-spare` } },
  });
  await signalWire(new SignalWireDashboard(simulator));
  return { trunkIds: simulator.state().videosdk.trunks.map(({ trunkId }) => trunkId) };
}

async function signalWire(project: SignalWireDashboard): Promise<void> {
  const fabric = "/api/fabric/resources";
  const relay = "/api/relay/rest";
  const gateway = await project.create(`${fabric}/sip_gateways`, {
    ...{ name: "Head office", uri: "sip:pbx.example.com:5061;transport=tls", encryption: "required" },
    ...{ ciphers: ["AES_256_CM_HMAC_SHA1_80"], codecs: ["OPUS", "PCMU"] },
  });
  const script = (await project.create(`${fabric}/swml_scripts`, {
    ...{ name: "Greeting", display_name: "Greeting" },
    contents: JSON.stringify({ version: "1.0.0", sections: { main: [{ play: 'say:Hello "you"' }] } }),
  })) as { id: string; swml_script?: { request_url?: string } };
  await project.create(`${fabric}/swml_webhooks`, {
    ...{ name: "Router", primary_request_url: `https://user:${passwords.url}@swml.example.com/route` },
  });
  let count = 0;
  let endpoint = "";
  for (const handler of allHandlers) {
    count += 1;
    ({ id: endpoint } = await project.create(`${relay}/endpoints/sip`, {
      ...{ username: `phone-${count}`, password: `${passwords.phone}-${count}`, caller_id: `Desk ${count}` },
      ...vendorFields("call", handler),
    }));
  }
  const subscriber = await project.create(`${fabric}/subscribers`, {
    ...{
      email: "ada@example.com",
      password: `${passwords.phone}-ada`,
      first_name: "Ada",
      display_name: "Ada",
    },
  });
  await project.create(`${fabric}/subscribers/${subscriber.id}/sip_endpoints`, {
    ...{ username: "ada-phone", password: `${passwords.phone}-own`, caller_id: "Ada" },
  });
  const { data } = (await project.get(`${relay}/phone_numbers?page_size=100`)) as { data: { id: string }[] };
  const onlyNumbers = [
    { type: "relay_script", relayScriptUrl: script.swml_script?.request_url ?? "" },
    { type: "relay_sip_endpoint", sipEndpointId: endpoint },
    { type: "relay_verto_endpoint", vertoResource: "office" },
    { type: "relay_connector", relayConnectorId: "connector-1" },
  ];
  const onlyEndpoints = ["relay_connector"];
  const handlers = [...onlyNumbers, ...allHandlers.filter(({ type }) => !onlyEndpoints.includes(type))];
  const messages = [
    { type: "relay_context", relayContext: "office" },
    { type: "relay_topic", relayTopic: "office" },
    { type: "relay_application", relayApplication: "office" },
    { type: "laml_webhooks", requestUrl: "https://example.com/message" },
    { type: "laml_application", lamlApplicationId: "app-1" },
  ];
  for (const [index, handler] of handlers.entries()) {
    const message = messages[index];
    await project.change("PUT", `${relay}/phone_numbers/${data[index]?.id ?? ""}`, {
      ...{ name: `Number ${index}`, ...vendorFields("call", handler) },
      ...(message === undefined ? {} : vendorFields("message", message)),
    });
  }
  const { id: unbound } = data.at(-1) ?? { id: "" };
  await project.create("/api/fabric/phone_number_addresses", {
    ...{ name: "to-office", phone_number_id: unbound, handler_type: "calling", resource_id: gateway.id },
  });
}

/** A handler with its companions in the vendor's names. */
function vendorFields(prefix: string, { type, ...companions }: object & { readonly type: string }): object {
  const fields = Object.entries(companions).map(([key, value]) => [`${prefix}_${snake(key)}`, value]);
  return { [`${prefix}_handler`]: type, ...(Object.fromEntries(fields) as object) };
}

function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
