import { randomBytes } from "node:crypto";

const made: string[] = [];

/** A random secret of 24 letters, digits, hyphens and underscores. No message of this process shows it. */
export function generateSecret(): string {
  const secret = randomBytes(18).toString("base64url");
  made.push(secret);
  return secret;
}

/** The secrets that this process has made. */
export function generatedSecrets(): readonly string[] {
  return made;
}
