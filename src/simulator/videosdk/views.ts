import type { VideoSdkBehaviour } from "./behaviour.js";
import type { GatewayRecord } from "./records.js";

/** User name and password as an answer shows them. */
export function authView(
  auth: GatewayRecord["auth"],
  passwords: VideoSdkBehaviour["passwords"],
): Record<string, string> {
  if (auth === null) return {};
  const { username, password } = auth;
  switch (passwords) {
    case "clear":
      return { username, password };
    case "masked":
      return { username, password: "********" };
    case "partial":
      return { username, password: `${password.slice(0, 2)}xxxx` };
    case "word":
      return { username, password: "[hidden]" };
    case "omitted":
      return { username };
  }
}

/** An array or map as an answer shows it: an empty one may be null. */
export function collectionView<C extends object>(collection: C, behaviour: VideoSdkBehaviour): C | null {
  return behaviour.nullCollections && Object.keys(collection).length === 0 ? null : collection;
}

/** A gateway as phone-number answers show it: an inbound one has no address and no credentials. */
export function gatewayInNumberView(
  gateway: GatewayRecord | null,
  behaviour: VideoSdkBehaviour,
): Record<string, unknown> | null {
  if (gateway === null) return null;
  const isOutbound = gateway.direction === "outbound";
  return {
    id: gateway.id,
    ...(behaviour.gatewayNamesInListings ? { name: gateway.name } : {}),
    address: isOutbound ? gateway.address : null,
    auth: isOutbound ? authView(gateway.auth, behaviour.passwords) : {},
    ...(isOutbound ? { transport: gateway.transport } : {}),
    numbers: collectionView(gateway.numbers, behaviour),
    mediaEncryption: gateway.mediaEncryption,
    geoRegion: regionView(gateway.geoRegion, behaviour),
  };
}

/** A gateway as the gateway endpoints show it. */
export function gatewayView(gateway: GatewayRecord, behaviour: VideoSdkBehaviour): Record<string, unknown> {
  return {
    id: gateway.id,
    name: gateway.name,
    address: gateway.address,
    auth: authView(gateway.auth, behaviour.passwords),
    transport: gateway.transport,
    numbers: collectionView(gateway.numbers, behaviour),
    mediaEncryption: gateway.mediaEncryption,
    geoRegion: regionView(gateway.geoRegion, behaviour),
    allowedAddresses: collectionView(gateway.allowedAddresses, behaviour),
    allowedNumbers: collectionView(gateway.allowedNumbers, behaviour),
    record: gateway.record,
    noiseCancellation: gateway.noiseCancellation,
    enableDtmf: gateway.enableDtmf,
    tags: collectionView(gateway.tags, behaviour),
    metadata: collectionView(gateway.metadata, behaviour),
  };
}

function regionView(region: GatewayRecord["geoRegion"], behaviour: VideoSdkBehaviour): string | null {
  return region === "auto" && behaviour.autoRegion === "null" ? null : region;
}
