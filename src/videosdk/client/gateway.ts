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
    auth: shownAuth(gateway.auth),
  };
}

/**
 * The settings that are assumed: what the gateway shows, and where it shows nothing (a name that listings leave out, a
 * password that is masked) what was last applied. What it shows in another form than was applied keeps the applied one.
 *
 * @param isPasswordShown whether VideoSDK has shown the applied password in clear: only then is another one a change,
 * and not a mask
 */
export function effectiveSettings(
  shown: GatewaySettings,
  gateway: Gateway,
  applied: GatewaySettings,
  isPasswordShown: boolean | null = null,
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
  const auth = effectiveAuth(shown.auth, gateway.auth, applied.auth, isPasswordShown === true);
  return { ...applied, ...defined(shown), ...defined(settings), auth };
}

/** The credentials that are assumed. */
function effectiveAuth(
  shown: SipAuth | undefined,
  { username }: Gateway["auth"],
  applied: SipAuth | undefined,
  isPasswordShown: boolean,
): SipAuth | undefined {
  if (applied === undefined) return shown;
  const password = knownPassword(shown?.password, applied.password, isPasswordShown);
  const name =
    username == null || username === ""
      ? applied.username
      : inKnownForm(username, applied.username, textRules);
  if (name === applied.username) return { ...applied, password };
  // Of another user's password nothing is known, unless passwords are shown.
  return isPasswordShown ? shown : undefined;
}

/**
 * The password that is assumed. No page says how one reads back, and a mask may have any form: a part of the password, a
 * word, a hash. So what is shown in place of the applied password is only believed where VideoSDK has shown that in
 * clear, and even then not where it looks like a mask of it.
 */
export function knownPassword(
  shown: string | null | undefined,
  applied: string,
  isPasswordShown: boolean | null | undefined,
): string {
  if (isPasswordShown !== true || shown == null || shown === "" || isMaskOf(applied, shown)) return applied;
  return readSecret(shown, applied) ?? applied;
}

/** Whether a text is a password in which one repeated character stands for a part: `CAxxxx`. */
function isMaskOf(password: string, text: string): boolean {
  const parts = /^(.*?)(.)\2{2,}(.*)$/s.exec(text);
  return parts !== null && password.startsWith(parts[1] ?? "") && password.endsWith(parts[3] ?? "");
}

/**
 * Whether VideoSDK shows passwords in clear, as far as is known: it does where it shows the one that was applied.
 *
 * @param before what was known of it before
 */
export function isPasswordShown(
  auth: Gateway["auth"],
  applied: SipAuth | undefined,
  before: boolean | null | undefined,
): boolean | null {
  if (applied === undefined) return null;
  const shows = (shown: string | null | undefined, known: string): boolean => shown?.trim() === known.trim();
  const isShown = shows(auth.username, applied.username) && shows(auth.password, applied.password);
  return isShown || (before ?? null);
}

/** Whether a gateway with these effective settings needs an update to have the wanted ones. */
export function differs(effective: GatewaySettings, wanted: GatewaySettings): boolean {
  return Object.entries(defined(wanted)).some(
    ([field, value]) => !isDeepStrictEqual(effective[field as keyof GatewaySettings], value),
  );
}

/**
 * The body of a PATCH: what is declared, as far as the direction allows it, and nothing else: another owner may be
 * changing the rest at this moment. Declared fields are sent even where they seem to be as they should.
 */
export function patchBody(direction: Direction, wanted: GatewaySettings): PatchGatewayBody {
  const { name, mediaEncryption, sipRegion } = wanted;
  return defined(direction === "outbound" ? wanted : { name, mediaEncryption, sipRegion });
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

/** Credentials as they are shown; undefined where they are not shown as a whole. */
function shownAuth({ username, password }: Gateway["auth"]): SipAuth | undefined {
  const readable = readSecret(password, undefined);
  if (username == null || username === "" || readable === undefined || readable === "") return undefined;
  return { username, password: readable };
}

/** Credentials as an import takes them: of those whose password is hidden, the user name alone. */
export function revealedAuth({ username, password }: Gateway["auth"]): SipAuth | undefined {
  const whole = shownAuth({ username, password });
  return whole ?? (username == null || username === "" ? undefined : ({ username } as SipAuth));
}

/** The port that an address without one has. */
function portOf(transport: string | undefined): FormContext {
  return { defaultPort: transport?.toLowerCase() === "tls" ? sipPort.tls : sipPort.plain };
}
