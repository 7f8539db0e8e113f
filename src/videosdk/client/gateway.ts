import { isDeepStrictEqual } from "node:util";
import type { Direction, PatchGatewayBody, SipAuth } from "./api";
import type { Gateway } from "./replies";
import {
  hostRules,
  inKnownForm,
  knownWord,
  readSecret,
  sipPort,
  textRules,
  wordRules,
  type FormContext,
} from "../../lifecycle/forms";
import { mediaEncryptions, sipRegions, transports } from "../vocabulary";

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
    mediaEncryption: knownWord(gateway.mediaEncryption ?? undefined, mediaEncryptions),
    // No page says how `auto` reads back; a missing region is taken for it.
    sipRegion: knownWord(gateway.geoRegion ?? undefined, sipRegions) ?? "auto",
  };
  if (direction === "inbound") return common;
  return {
    ...common,
    address: gateway.address ?? undefined,
    transport: knownWord(gateway.transport ?? undefined, transports),
    auth: authOf(gateway.auth, undefined),
  };
}

/**
 * The settings that are assumed: what the gateway shows, and where it shows nothing (a name that listings leave out, a
 * password that is masked) what was last applied. What it shows in another form than was applied keeps the applied one.
 */
export function effectiveSettings(
  shown: GatewaySettings,
  gateway: Gateway,
  applied: GatewaySettings,
): GatewaySettings {
  const inForm = (field: "mediaEncryption" | "sipRegion" | "transport"): string | undefined =>
    inKnownForm(shown[field], applied[field], wordRules);
  const transport = inForm("transport");
  const settings = {
    mediaEncryption: inForm("mediaEncryption"),
    sipRegion: inForm("sipRegion"),
    transport,
    address: inKnownForm(shown.address, applied.address, hostRules, portOf(transport ?? applied.transport)),
  };
  return { ...applied, ...defined(shown), ...defined(settings), auth: authOf(gateway.auth, applied.auth) };
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

/**
 * Credentials as they are shown, where a part of them that is not comes from the known ones; undefined where they are
 * not known as a whole.
 */
export function authOf(shown: Gateway["auth"], known: SipAuth | undefined): SipAuth | undefined {
  const name = shown.username ?? "";
  const username = name === "" ? known?.username : inKnownForm(name, known?.username, textRules);
  // The known password is another user's, if it is not this one's.
  const password = readSecret(shown.password, username === known?.username ? known?.password : undefined);
  return username === undefined || password === undefined || password === ""
    ? undefined
    : { username, password };
}

/** The port that an address without one has. */
function portOf(transport: string | undefined): FormContext {
  return { defaultPort: transport?.toLowerCase() === "tls" ? sipPort.tls : sipPort.plain };
}
