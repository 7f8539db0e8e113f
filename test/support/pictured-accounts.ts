import { ownedNumbers } from "./signalwire-samples";
import { SignalWireDashboard } from "./signalwire-view";
import { Dashboard } from "./vendor-view";
import type { Simulator } from "../../src/simulator";

/** Accounts with this many numbers at VideoSDK: half at an agent, a third in a room, the rest nowhere; and two at SignalWire. */
export async function furnish(simulator: Simulator, count: number): Promise<void> {
  if (count === 0) return;
  const numbers = Array.from({ length: count }, (_, index) => `+1415555${String(1000 + index)}`);
  const half = Math.ceil(count / 2);
  const sales = Math.ceil(count * 0.3);
  const [support, rooms, spare] = [
    numbers.slice(0, half),
    numbers.slice(half, half + sales),
    numbers.slice(half + sales),
  ];
  const videosdk = new Dashboard(simulator);
  const auth = { username: "carrier", password: "CANARY-gateway" };
  const outbound = { address: "sip.example.com:5061", sipRegion: "us002", transport: "tls", auth };
  const rule = { type: "inbound" };
  await videosdk.create(support, { name: "support", isShared: true, outbound });
  await videosdk.create(rooms, { name: "sales", isShared: false, outbound });
  await videosdk.create(spare, { name: "spare", isShared: true, outbound });
  const path = "/v2/sip/routing-rule";
  await videosdk.send("POST", path, {
    ...rule,
    name: "front desk",
    phoneNumbers: support,
    agentId: "ag_frontdesk",
  });
  const room = { type: "static", id: "abcd-efgh-ijkl", pin: "CANARY-pin" };
  await videosdk.send("POST", path, { ...rule, name: "sales room", phoneNumbers: rooms, room });
  simulator.configure({ signalwire: { ownedNumbers: ownedNumbers.slice(0, 2) } });
  const signalwire = new SignalWireDashboard(simulator);
  const owned = (await signalwire.get("/api/relay/rest/phone_numbers")) as { data: { id: string }[] };
  const phone = await signalwire.create("/api/relay/rest/endpoints/sip", {
    username: "reception",
    password: "CANARY-phone",
  });
  await signalwire.change("PUT", `/api/relay/rest/phone_numbers/${owned.data[0]?.id ?? ""}`, {
    call_handler: "relay_sip_endpoint",
    call_sip_endpoint_id: phone.id,
  });
  await videosdk.send("GET", "/v2/sip/phone-numbers/%2B14155559999").catch(() => undefined);
}
