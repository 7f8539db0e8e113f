import { isDeepStrictEqual } from "node:util";
import type { Direction, PatchGatewayBody, SipAuth } from "./api";
import type { Gateway } from "./replies";

/**
 * The settings of a gateway, under the names that programs and requests use. All but the last three apply to both
 * directions.
 */
export interface GatewaySettings {
  readonly name?: string | undefined;
  readonly mediaEncryption?: string | undefined;
  readonly sipRegion?: string | undefined;
  readonly address?: string | undefined;
  readonly transport?: string | undefined;
  readonly auth?: SipAuth | undefined;
}

/** The fields that only an outbound gateway has. */
export const outboundOnly = ["address", "transport", "auth"] as const;

/** What a gateway shows of its settings; undefined for what it does not show. The region has two names at VideoSDK. */
export function settingsOf(gateway: Gateway, direction: Direction): GatewaySettings {
  const common = {
    name: gateway.name ?? undefined,
    mediaEncryption: gateway.mediaEncryption ?? undefined,
    // No page says how `auto` reads back; a missing region is taken for it.
    sipRegion: gateway.geoRegion ?? "auto",
  };
  if (direction === "inbound") return common;
  return {
    ...common,
    address: gateway.address ?? undefined,
    transport: gateway.transport ?? undefined,
    auth: readableAuth(gateway),
  };
}

/**
 * The settings that are assumed: what the gateway shows, and where it shows nothing (a name that listings leave out, a
 * password that is masked) what was last applied.
 */
export function effectiveSettings(
  shown: GatewaySettings,
  gateway: Gateway,
  applied: GatewaySettings,
): GatewaySettings {
  const user = gateway.auth.username ?? undefined;
  const sameUser = user === undefined || user === applied.auth?.username;
  return { ...applied, ...defined(shown), auth: shown.auth ?? (sameUser ? applied.auth : undefined) };
}

/** Whether a gateway with these effective settings needs an update to have the wanted ones. */
export function differs(effective: GatewaySettings, wanted: GatewaySettings): boolean {
  return Object.entries(defined(wanted)).some(
    ([field, value]) => !isDeepStrictEqual(effective[field as keyof GatewaySettings], value),
  );
}

/**
 * The body of a PATCH: every field that the direction allows, wanted or as it is. Sending all is correct whether the
 * vendor keeps or resets what is left out.
 */
export function patchBody(
  direction: Direction,
  effective: GatewaySettings,
  wanted: GatewaySettings,
): PatchGatewayBody {
  const all = { ...defined(effective), ...defined(wanted) };
  if (direction === "outbound") return all;
  return defined({ name: all.name, mediaEncryption: all.mediaEncryption, sipRegion: all.sipRegion });
}

/**
 * The applied settings that stay certain while an update to the wanted ones is under way. A name and credentials may
 * not be shown, so if the answer is lost it is unknown which ones the gateway has: state then holds none.
 */
export function certainSettings<T extends GatewaySettings>(applied: T, wanted: GatewaySettings): T {
  const keeps = (field: "name" | "auth") => isDeepStrictEqual(applied[field], wanted[field]);
  return defined({
    ...applied,
    name: keeps("name") ? applied.name : undefined,
    auth: keeps("auth") ? applied.auth : undefined,
  });
}

/** The object without its undefined fields. */
export function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Whether a password is shown in full: an empty or a masked one is not. */
export function isReadable(password: string | null | undefined): password is string {
  return password != null && !/^[*•]*$/.test(password);
}

function readableAuth({ auth: { username, password } }: Gateway): SipAuth | undefined {
  return username != null && username !== "" && isReadable(password) ? { username, password } : undefined;
}
