import type { VideoSdkBehaviour } from "./behaviour.js";
import { normalised } from "./normalisations.js";
import type { GatewayRecord } from "./records.js";

/** A phone number as answers show it. */
export function numberView(e164: string, { numberForm }: VideoSdkBehaviour): string | number {
  switch (numberForm) {
    case "e164":
      return e164;
    case "digits":
      return e164.replace(/^\+/, "");
    case "integer":
      return Number(e164.replace(/^\+/, ""));
  }
}

/** What is common to gateways and trunks, as answers show it. */
interface Peer {
  readonly host: string | null;
  readonly transport?: string | null;
  readonly region?: string | null;
  readonly encryption?: string | null;
  readonly auth: GatewayRecord["auth"];
}

/** Host, words and credentials as an answer shows them. */
export function peerView(peer: Peer, behaviour: VideoSdkBehaviour) {
  const { host, transport = null, region = null, encryption = null, auth } = peer;
  const { username = null, password = null } = auth ?? {};
  const shown = normalised({ host, transport, region, encryption, username, password }, behaviour.normalises);
  return {
    host: shown.host,
    transport: shown.transport,
    region: shown.region === "auto" && behaviour.autoRegion === "null" ? null : shown.region,
    encryption: shown.encryption,
    auth: auth === null ? {} : authView(shown.username ?? "", shown.password ?? "", behaviour.passwords),
  };
}

function authView(
  username: string,
  password: string,
  passwords: VideoSdkBehaviour["passwords"],
): Record<string, string> {
  switch (passwords) {
    case "clear":
      return { username, password };
    case "masked":
      return { username, password: "********" };
    case "partial":
      return { username, password: `${password.slice(0, 2)}xxxx` };
    case "word":
      return { username, password: "[hidden]" };
    case "partly-masked":
      return { username, password: "*".repeat(Math.max(4, password.length - 2)) + password.slice(-2) };
    case "omitted":
      return { username };
  }
}

/** An array or map as an answer shows it: an empty one may be null. */
export function collectionView<C extends object>(collection: C, behaviour: VideoSdkBehaviour): C | null {
  return behaviour.nullCollections && Object.keys(collection).length === 0 ? null : collection;
}

/** The numbers of a gateway as an answer about one of them shows them. */
function rosterView(
  numbers: readonly string[],
  about: string | undefined,
  behaviour: VideoSdkBehaviour,
): { numbers?: readonly (string | number)[] | null } {
  const { rosters } = behaviour;
  if (rosters === "none") return {};
  const shown =
    rosters === "rows" && about !== undefined ? numbers.filter((number) => number === about) : numbers;
  return {
    numbers: collectionView(
      shown.map((number) => numberView(number, behaviour)),
      behaviour,
    ),
  };
}

/**
 * A gateway as phone-number answers show it: an inbound one has no address and no credentials.
 *
 * @param about the number that the answer is about
 */
export function gatewayInNumberView(
  gateway: GatewayRecord | null,
  numbers: readonly string[],
  about: string | undefined,
  behaviour: VideoSdkBehaviour,
): Record<string, unknown> | null {
  if (gateway === null) return null;
  const isOutbound = gateway.direction === "outbound";
  const { host, transport, region, encryption, auth } = peerOf(gateway, behaviour);
  return {
    id: gateway.id,
    ...(behaviour.gatewayNamesInListings ? { name: gateway.name } : {}),
    address: isOutbound ? host : null,
    auth: isOutbound ? auth : {},
    ...(isOutbound ? { transport } : {}),
    ...rosterView(numbers, about, behaviour),
    mediaEncryption: encryption,
    geoRegion: region,
  };
}

/** A gateway as the gateway endpoints show it. */
export function gatewayView(
  gateway: GatewayRecord,
  numbers: readonly string[],
  behaviour: VideoSdkBehaviour,
): Record<string, unknown> {
  const flag = (value: boolean): boolean | string =>
    behaviour.gatewayBooleans === "strings" ? String(value) : value;
  const { host, transport, region, encryption, auth } = peerOf(gateway, behaviour);
  return {
    id: gateway.id,
    name: gateway.name,
    address:
      gateway.direction === "inbound" && behaviour.inboundAddress === "host"
        ? `${gateway.id}.sip.videosdk.live`
        : host,
    auth,
    transport,
    ...rosterView(numbers, undefined, behaviour),
    mediaEncryption: encryption,
    geoRegion: region,
    allowedAddresses: collectionView(gateway.allowedAddresses, behaviour),
    allowedNumbers: collectionView(gateway.allowedNumbers, behaviour),
    record: flag(gateway.record),
    noiseCancellation: flag(gateway.noiseCancellation),
    enableDtmf: flag(gateway.enableDtmf),
    tags: collectionView(gateway.tags, behaviour),
    metadata: collectionView(gateway.metadata, behaviour),
  };
}

function peerOf(gateway: GatewayRecord, behaviour: VideoSdkBehaviour) {
  const { address: host, transport, geoRegion: region, mediaEncryption: encryption, auth } = gateway;
  return peerView({ host, transport, region, encryption, auth }, behaviour);
}
