import type * as Jwt from "jsonwebtoken";

/**
 * Lifetime of a minted token, in seconds: short, because renewing it costs nothing and a short one limits the harm of a
 * leak.
 */
export const lifetimeS = 600;

/** A token is renewed this long before it expires, in seconds, so that no request arrives with an expired one. */
const renewBeforeS = 60;

/**
 * Mints VideoSDK API tokens from the project's API key and secret: HS256, `version` 2 and role `crawler`, which is
 * what VideoSDK asks of server-side tokens. One token serves many requests.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/authentication
 */
export class TokenMint {
  private readonly apiKey: string;
  private readonly secret: string;
  private readonly now: () => number;
  private current: { text: string; renewAtS: number } | undefined;

  constructor(apiKey: string, secret: string, now: () => number = Date.now) {
    this.apiKey = apiKey;
    this.secret = secret;
    this.now = now;
  }

  /** The token that was minted last; undefined before the first. */
  get issued(): string | undefined {
    return this.current?.text;
  }

  /** A token that is valid for the next request. */
  token(): string {
    const nowS = Math.floor(this.now() / 1000);
    if (this.current === undefined || nowS >= this.current.renewAtS) {
      const claims = {
        apikey: this.apiKey,
        permissions: ["allow_join", "allow_mod"],
        version: 2,
        roles: ["crawler"],
        iat: nowS,
        exp: nowS + lifetimeS,
      };
      const text = jwt().sign(claims, this.secret, { algorithm: "HS256" });
      this.current = { text, renewAtS: nowS + lifetimeS - renewBeforeS };
    }
    return this.current.text;
  }
}

/**
 * Why a ready-made token is not valid at a time, as a part of a sentence; undefined where its times do not say so.
 *
 * @param nowMs the vendor's time, in milliseconds
 */
export function validityTrouble(token: string, nowMs: number): string | undefined {
  const { exp, nbf } = claimsOf(token);
  const at = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000", "");
  if (typeof exp === "number" && exp * 1000 <= nowMs) return `expired at ${at(exp)}`;
  return typeof nbf === "number" && nbf * 1000 > nowMs ? `is not valid before ${at(nbf)}` : undefined;
}

/** The API key that a ready-made token was signed for; undefined when the token cannot be read. */
export function apiKeyOf(token: string): string | undefined {
  const apiKey = claimsOf(token)["apikey"];
  return typeof apiKey === "string" ? apiKey : undefined;
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const claims = jwt().decode(token);
    return typeof claims === "object" && claims !== null ? claims : {};
  } catch {
    return {};
  }
}

/** Loaded with the first token: checks and diffs, which a preview makes of every resource, need none. */
function jwt(): typeof Jwt {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("jsonwebtoken") as typeof Jwt;
}
