import { itemsIn, type Part } from "../../lifecycle/inventory";
import type { Direction } from "./api";
import type { ConnectorReply } from "./connectors";
import type { GatewayReply } from "./gateway-objects";
import type {
  InventoryAuth,
  InventoryConnector,
  InventoryGateway,
  InventoryNumber,
  InventoryRule,
  InventoryTrunk,
  InventoryWebhook,
} from "./inventory-types";
import { inE164, type Gateway, type NumberRecord, type Trunk } from "./replies";
import type { RuleReply } from "./routing-rules";

/** The answer about a number, under its own id. */
export interface ListedRecord {
  readonly id: string;
  readonly record: NumberRecord;
}

/** The numbers, each with the rules that name it. */
export function numbersFrom(
  records: Part<ListedRecord>,
  rules: readonly InventoryRule[],
): Part<InventoryNumber> {
  if (!("items" in records)) return records;
  const named = new Map<string, string[]>();
  for (const { id, numbers } of rules) for (const number of numbers) push(named, number, id);
  const items = records.items.map(({ record: { phoneNumber, inbound, outbound } }) => ({
    id: phoneNumber.e164,
    e164: phoneNumber.e164,
    phoneNumberId: phoneNumber.phoneNumberId,
    name: phoneNumber.name ?? null,
    countryCode: phoneNumber.countryCode ?? null,
    provider: phoneNumber.provider ?? null,
    origin: phoneNumber.origin ?? null,
    status: phoneNumber.status ?? null,
    inboundGatewayId: inbound?.id ?? null,
    outboundGatewayId: outbound?.id ?? null,
    routingRuleIds: named.get(phoneNumber.e164) ?? [],
  }));
  return { items };
}

/** The gateways of a direction: those that its list shows, and those that only numbers show. */
export function gatewaysFrom(
  direction: Direction,
  listed: Part<GatewayReply>,
  records: Part<ListedRecord>,
  keepsSecrets: boolean,
): Part<InventoryGateway> {
  const attached = new Map<string, string[]>();
  const others = new Map<string, Gateway>();
  const own = itemsIn(listed);
  const ids = new Set(own.map(({ id }) => id));
  for (const { id, record } of itemsIn(records)) {
    const gateway = record[direction];
    if (gateway === undefined) continue;
    push(attached, gateway.id, id);
    if (!ids.has(gateway.id)) others.set(gateway.id, gateway);
  }
  // Without a list, those that numbers show are not all.
  if (!("items" in listed) && others.size === 0) return listed;
  const of = (gateway: Gateway | GatewayReply, isWhole: boolean): InventoryGateway =>
    gatewayFrom(direction, gateway, attached.get(gateway.id) ?? [], isWhole, keepsSecrets);
  return {
    items: [
      ...own.map((gateway) => of(gateway, true)),
      ...[...others.values()].sort((one, other) => (one.id < other.id ? -1 : 1)).map((one) => of(one, false)),
    ],
  };
}

function gatewayFrom(
  direction: Direction,
  gateway: Gateway & Partial<GatewayReply>,
  attachedNumbers: readonly string[],
  isWhole: boolean,
  keepsSecrets: boolean,
): InventoryGateway {
  return {
    id: gateway.id,
    direction,
    name: gateway.name ?? null,
    address: gateway.address ?? null,
    transport: gateway.transport ?? null,
    mediaEncryption: gateway.mediaEncryption ?? null,
    geoRegion: gateway.geoRegion ?? null,
    auth: authFrom(gateway.auth, keepsSecrets),
    allowedAddresses: sorted(gateway.allowedAddresses),
    allowedNumbers: sorted(gateway.allowedNumbers),
    record: gateway.record ?? null,
    noiseCancellation: gateway.noiseCancellation ?? null,
    enableDtmf: gateway.enableDtmf ?? null,
    metadata: gateway.metadata ?? null,
    tags: sorted(gateway.tags),
    createdAt: gateway.createdAt ?? null,
    updatedAt: gateway.updatedAt ?? null,
    // Of a gateway that only numbers show, what each says of the others may be a part.
    numbers: isWhole ? sorted(gateway.numbers) : null,
    ...(isWhole ? otherForms(gateway) : {}),
    attachedNumbers,
    isWhole,
  };
}

/** A rule as the picture has it. */
export function ruleFrom(rule: RuleReply, keepsSecrets: boolean): InventoryRule {
  const { room, apiKey } = rule;
  const hasRoom = room != null && (room.type ?? room.id ?? room.prefix ?? null) !== null;
  return {
    id: rule.id,
    name: rule.name ?? null,
    type: rule.type ?? null,
    numbers: sorted(rule.numbers) ?? [],
    ...otherForms(rule),
    room: hasRoom
      ? {
          type: room.type ?? null,
          id: room.id ?? null,
          prefix: room.prefix ?? null,
          ...(keepsSecrets && room.pin != null ? { pin: room.pin } : {}),
        }
      : null,
    agentId: rule.agentId ?? null,
    agentMetadata: rule.agentMetadata ?? null,
    includeHeaders: rule.includeHeaders ?? null,
    headers: rule.headers ?? null,
    headersToAttributes: rule.headersToAttributes ?? null,
    allowedNumbers: sorted(rule.allowedNumbers),
    allowedIpAddresses: sorted(rule.allowedIpAddresses),
    tags: sorted(rule.tags),
    recording: rule.recording ?? null,
    dtmf: rule.dtmf ?? null,
    noiseCancellation: rule.noiseCancellation ?? null,
    hidePhoneNumber: rule.hidePhoneNumber ?? null,
    createdAt: rule.createdAt ?? null,
    updatedAt: rule.updatedAt ?? null,
    ...(keepsSecrets && apiKey != null ? { apiKey } : {}),
  };
}

/** A webhook as the picture has it. */
export function webhookFrom(
  {
    id,
    url,
    events,
    createdAt,
    updatedAt,
  }: {
    readonly id: string;
    readonly url?: string | null | undefined;
    readonly events?: readonly string[] | undefined;
    readonly createdAt?: string | null | undefined;
    readonly updatedAt?: string | null | undefined;
  },
  keepsSecrets: boolean,
): InventoryWebhook {
  return {
    id,
    host: url != null && URL.canParse(url) ? new URL(url).host : null,
    events: sorted(events) ?? [],
    createdAt: createdAt ?? null,
    updatedAt: updatedAt ?? null,
    ...(keepsSecrets && url != null ? { url } : {}),
  };
}

/** A connector as the picture has it. */
export function connectorFrom(connector: ConnectorReply, keepsSecrets: boolean): InventoryConnector {
  const { webhookUrl } = connector;
  return {
    id: connector.id,
    provider: connector.provider ?? null,
    name: connector.name ?? null,
    defaultRoomId: connector.defaultRoomId ?? null,
    defaultRuleId: connector.defaultRuleId ?? null,
    region: connector.region ?? null,
    createdAt: connector.createdAt ?? null,
    ...(keepsSecrets && webhookUrl != null ? { webhookUrl } : {}),
  };
}

/** A trunk as the picture has it. */
export function trunkFrom(trunk: Trunk, keepsSecrets: boolean): InventoryTrunk {
  return {
    id: trunk.trunkId,
    name: trunk.name ?? null,
    domain: trunk.domain ?? null,
    direction: trunk.direction ?? null,
    numbers: sorted(trunk.numbers?.map(inE164)),
    auth: authFrom(trunk.auth, keepsSecrets),
  };
}

function authFrom({ username, password }: Gateway["auth"], keepsSecrets: boolean): InventoryAuth | null {
  if (username == null && password == null) return null;
  return { username: username ?? null, ...(keepsSecrets && password != null ? { password } : {}) };
}

function push(lists: Map<string, string[]>, key: string, text: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [text]);
  else list.push(text);
}

function sorted(texts: readonly string[] | null | undefined): string[] | null {
  return texts == null ? null : [...texts].sort();
}

/** Numbers as they are shown, where that is not their E.164 form. */
function otherForms({
  written,
  numbers = [],
}: {
  readonly written?: readonly string[] | undefined;
  readonly numbers?: readonly string[] | undefined;
}): { writtenNumbers?: readonly string[] } {
  const isOther = written?.some((text) => !numbers.includes(text)) === true;
  return isOther ? { writtenNumbers: [...written].sort() } : {};
}
