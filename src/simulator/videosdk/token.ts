import { createSecretKey, type KeyObject } from "node:crypto";
import { verify } from "jsonwebtoken";
import type { VideoSdkCredentials } from "./records.js";

/**
 * Accepts the tokens of one account: bare HS256 tokens, signed with the secret, not expired, with the account's key in
 * `apikey`. Roles and version are not checked: tokens from the vendor's dashboard may lack them.
 */
export class TokenVerifier {
  readonly #apiKey: string;
  /** Created once: the library tries a string as a public key first, at every request. */
  readonly #key: KeyObject;

  constructor({ apiKey, secret }: VideoSdkCredentials) {
    this.#apiKey = apiKey;
    this.#key = createSecretKey(Buffer.from(secret));
  }

  /** @param header value of the Authorization header */
  accepts(header: string | undefined): boolean {
    if (header === undefined) return false;
    try {
      const claims = verify(header, this.#key, { algorithms: ["HS256"] });
      return typeof claims === "object" && claims["apikey"] === this.#apiKey;
    } catch {
      return false;
    }
  }
}
