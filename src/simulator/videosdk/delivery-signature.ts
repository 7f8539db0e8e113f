import { generateKeyPairSync, sign, type KeyPairKeyObjectResult } from "node:crypto";

let pair: KeyPairKeyObjectResult | undefined;

/** Made when it is first needed, because it takes longer than all other requests. One for all accounts of a process. */
function keys(): KeyPairKeyObjectResult {
  return (pair ??= generateKeyPairSync("rsa", { modulusLength: 2048 }));
}

/** The key that deliveries to webhooks are checked with: PKCS#1, with an empty line before it, as copies of VideoSDK's. */
export function publicKey(): string {
  return `\n${keys().publicKey.export({ type: "pkcs1", format: "pem" }).toString()}`;
}

/**
 * The header `videosdk-signature` of a delivery: RSA with SHA-256 over the body, in base64.
 *
 * @param body exactly as it is sent
 */
export function deliverySignature(body: string): string {
  return sign("RSA-SHA256", Buffer.from(body), keys().privateKey).toString("base64");
}
