import { randomBytes } from "node:crypto";
import { keepSecret } from "../http/presentable";

/** A random secret of 24 letters, digits, hyphens and underscores. No message of this process shows it. */
export function generateSecret(): string {
  const secret = randomBytes(18).toString("base64url");
  keepSecret(secret);
  return secret;
}
