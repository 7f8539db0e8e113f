import type { Simulator } from "../../src/simulator";
import { ownedNumbers } from "./signalwire-samples";
import { SignalWireDashboard } from "./signalwire-view";
import { Dashboard } from "./vendor-view";

/** Secrets in the objects of the full accounts, as answers show them. */
export const canaries = [
  "CANARY-gateway",
  "CANARY-pin",
  "CANARY-hook",
  "CANARY-user",
  "CANARY-swml",
  "CANARY-header",
];

/** One object of each kind at VideoSDK: two numbers in a set, one number without a gateway, free gateways, rules. */
export async function furnishVideoSdk(sim: Simulator) {
  const dashboard = new Dashboard(sim);
  const auth = { username: "carrier", password: "CANARY-gateway" };
  const outbound = { address: "sip.example.com", sipRegion: "us002", transport: "tls", auth };
  await dashboard.create(["+14155550101", "+14155550100"], { name: "support", isShared: true, outbound });
  await dashboard.create(["+14155550102"]);
  await dashboard.detach("+14155550102");
  const gateway = { name: "desk", numbers: ["+14155550102"], auth, allowedNumbers: ["+1415*"] };
  await dashboard.send("POST", "/v2/sip/inbound-gateways", {
    ...gateway,
    allowedAddresses: ["192.0.2.0/24"],
  });
  const rule = await dashboard.send("POST", "/v2/sip/routing-rule", {
    name: "support",
    type: "inbound",
    phoneNumbers: ["+14155550100"],
    room: { type: "static", id: "abcd-efgh-ijkl", pin: "CANARY-pin" },
    agentId: "ag_1",
  });
  await dashboard.send("POST", "/v2/sip/routing-rule", {
    name: "out",
    type: "outbound",
    phoneNumbers: ["+14155550101", "+14155550100"],
    headers: { "X-Token": "CANARY-header", "X-Team": "support" },
  });
  const { id: defaultRuleId } = rule as { id: string };
  await dashboard.send("POST", "/v2/sip/webhooks", {
    url: "https://user:CANARY-user@hooks.example.com/CANARY-hook?key=CANARY-hook",
    events: ["call-started"],
  });
  await dashboard.send("POST", "/v2/connectors", { provider: "twilio", name: "main", defaultRuleId });
  return { ruleId: defaultRuleId };
}

/** One object of each kind at SignalWire, and each kind of handler that leads to one of them. */
export async function furnishSignalWire(sim: Simulator) {
  sim.configure({ signalwire: { ownedNumbers } });
  const dashboard = new SignalWireDashboard(sim);
  const media = { encryption: "optional", ciphers: ["AEAD_AES_256_GCM_8"], codecs: ["OPUS"] };
  const gateway = await dashboard.create("/api/fabric/resources/sip_gateways", {
    ...media,
    name: "pbx",
    uri: "sip:pbx.example.com",
  });
  const script = (await dashboard.create("/api/fabric/resources/swml_scripts", {
    name: "forward",
    contents: {
      version: "1.0.0",
      sections: { main: [{ connect: { to: "sip:pbx.example.com", password: "CANARY-swml" } }] },
    },
  })) as { id: string; swml_script: { request_url: string } };
  const webhook = await dashboard.create("/api/fabric/resources/swml_webhooks", {
    name: "ivr",
    primary_request_url: "https://user:CANARY-user@hooks.example.com/CANARY-hook",
  });
  const endpoint = await dashboard.create("/api/relay/rest/endpoints/sip", {
    username: "front-desk",
    password: "CANARY-hook",
    call_handler: "relay_script",
    call_relay_script_url: script.swml_script.request_url,
  });
  const subscriber = await dashboard.create("/api/fabric/resources/subscribers", { email: "a@example.com" });
  const path = `/api/fabric/resources/subscribers/${subscriber.id}/sip_endpoints`;
  await dashboard.create(path, { username: "ann", password: "CANARY-hook" });
  await dashboard.create("/api/fabric/sip_addresses", {
    name: "office",
    calling_handler_resource_id: gateway.id,
  });
  const numbers = (await dashboard.get("/api/relay/rest/phone_numbers")) as {
    data: { id: string; number: string }[];
  };
  await dashboard.create("/api/fabric/phone_number_addresses", {
    number: "+14155550170",
    resource_id: webhook.id,
    handler_type: "calling",
  });
  const idOf = (number: string): string => numbers.data.find((one) => one.number === number)?.id ?? "";
  await dashboard.change("PUT", `/api/relay/rest/phone_numbers/${idOf("+14155550171")}`, {
    call_handler: "relay_sip_endpoint",
    call_sip_endpoint_id: endpoint.id,
  });
  await dashboard.change("PUT", `/api/relay/rest/phone_numbers/${idOf("+14155550172")}`, {
    call_handler: "relay_script",
    call_relay_script_url: script.swml_script.request_url,
  });
  return { gateway: gateway.id, script: script.id, webhook: webhook.id, endpoint: endpoint.id };
}
