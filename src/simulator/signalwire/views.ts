import type { SignalWireBehaviour } from "./behaviour.js";
import { normalised } from "./normalisations.js";
import { sipProfile, type SipEndpointRecord, type SipGatewayRecord } from "./records.js";
import type { Project } from "./store.js";

/** A gateway as answers show it. */
export function gatewayView(gateway: SipGatewayRecord, project: Project): Record<string, unknown> {
  const { behaviour } = project;
  return {
    id: gateway.id,
    project_id: project.shownProjectId,
    display_name: gateway.name,
    type: "sip_gateway",
    created_at: timestampView(gateway.created_at, behaviour),
    updated_at: timestampView(gateway.updated_at, behaviour),
    sip_gateway: {
      id: gateway.sip_gateway_id,
      name: gateway.name,
      ...normalised(
        {
          uri: behaviour.uriPrefix === "stripped" ? gateway.uri.replace(/^sip:/i, "") : gateway.uri,
          ciphers: listView(gateway.ciphers, behaviour),
          codecs: listView(gateway.codecs, behaviour),
          encryption: gateway.encryption,
        },
        behaviour.normalises,
      ),
      ...extraKeys(behaviour),
    },
    ...extraKeys(behaviour),
  };
}

/** The address of a gateway as answers show it. */
export function addressView(
  gateway: SipGatewayRecord,
  behaviour: SignalWireBehaviour,
): Record<string, unknown> {
  return {
    id: gateway.address_id,
    name: gateway.address_name,
    display_name: gateway.name,
    cover_url: behaviour.addressPictures === "text" ? picture("cover", gateway) : null,
    preview_url: behaviour.addressPictures === "text" ? picture("preview", gateway) : null,
    locked: false,
    channels: { audio: `/external/${gateway.address_name}?channel=audio` },
    created_at: timestampView(gateway.created_at, behaviour),
    type: "call",
    ...extraKeys(behaviour),
  };
}

function picture(kind: string, { address_id }: SipGatewayRecord): string {
  return `https://files.signalwire.example/${kind}/${address_id}.png`;
}

/** What answers do not show; a switch adds the ids of flow and agent. */
const unreturned: ReadonlySet<string> = new Set<keyof SipEndpointRecord>([
  "password",
  "call_flow_id",
  "call_flow_version",
  "call_ai_agent_id",
]);

/** An endpoint as answers show it: without its password, and with the SIP profile's values in place of null. */
export function endpointView(
  endpoint: SipEndpointRecord,
  behaviour: SignalWireBehaviour,
): Record<string, unknown> {
  const { call_flow_id, call_ai_agent_id } = endpoint;
  return {
    type: "sip_endpoint",
    ...Object.fromEntries(Object.entries(endpoint).filter(([key]) => !unreturned.has(key))),
    send_as: endpoint.send_as ?? sipProfile.sendAs,
    ...normalised(
      {
        ciphers: listView(endpoint.ciphers ?? sipProfile.ciphers, behaviour),
        codecs: listView(endpoint.codecs ?? sipProfile.codecs, behaviour),
        encryption: endpoint.encryption,
      },
      behaviour.normalises,
    ),
    ...(behaviour.handlerIdsReturned ? { call_flow_id, call_ai_agent_id } : {}),
    ...extraKeys(behaviour),
  };
}

/** A list, as answers show it. */
export function listView(list: readonly string[], { listOrder }: SignalWireBehaviour): readonly string[] {
  return listOrder === "reordered" ? list.toReversed() : list;
}

/** A time, as answers show it. */
export function timestampView(timestamp: string, { timestampMilliseconds }: SignalWireBehaviour): string {
  return timestampMilliseconds ? timestamp : timestamp.replace(/\.\d+Z$/, "Z");
}

/** Keys that no page names, where a switch asks for them. */
export function extraKeys({ extraKeys: isOn }: SignalWireBehaviour): Record<string, unknown> {
  return isOn ? { recently_added: { values: [1, null] } } : {};
}
