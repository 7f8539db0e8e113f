import { constants, createPublicKey, verify, type KeyObject } from "node:crypto";

/** A delivery as it arrived, and where VideoSDK's key is. */
export interface WebhookDelivery {
  /** The body, byte for byte as it arrived: before any parser. Another order of its fields has another signature. */
  readonly body: Uint8Array | string;
  /** The header `videosdk-signature`. A delivery without one is not VideoSDK's. */
  readonly signature: string | readonly string[] | undefined;
  /** VideoSDK's public key as PEM, where it is not to be fetched. Default: fetched, and kept for an hour. */
  readonly publicKey?: string;
  /** Base URL of the API, which has the key. `https`, except on this machine. Default `https://api.videosdk.live`. */
  readonly endpoint?: string;
}

/** How long a key is used, in milliseconds. */
const lifetimeMs = 3_600_000;

/** After a signature that does not fit, the key is fetched again, but no more often than this, in milliseconds. */
const renewalMs = 60_000;

/** How long an answer with the key is waited for, in milliseconds. */
const timeoutMs = 10_000;

interface Fetched {
  readonly key: Promise<KeyObject>;
  readonly at: number;
}

const fetched = new Map<string, Fetched>();

/**
 * Whether a delivery to a webhook was signed by VideoSDK. Call it in the server that the webhook's URL leads to, and answer
 * 401 where it is false.
 *
 * A signature does not prove that the delivery is about **your** account, because VideoSDK signs for all accounts with one
 * key: put a secret into the webhook's URL and check it too. Nor does it stop somebody who repeats a delivery.
 *
 * @throws TypeError when the body is not the raw one, or the endpoint is not `https`
 * @throws Error when the key cannot be fetched: answer 503 then, because the delivery may be good
 * @see https://docs.videosdk.live/api-reference/realtime-communication/webhook-verification
 */
export async function verifyWebhook(delivery: WebhookDelivery): Promise<boolean> {
  const { body, publicKey, endpoint = "https://api.videosdk.live" } = delivery;
  const raw: unknown = body;
  if (typeof raw !== "string" && !(raw instanceof Uint8Array)) {
    throw new TypeError(
      "verifyWebhook: body must be the raw body, a Buffer or a text, as it arrived. In Express, use express.raw() for " +
        "this route and not express.json()",
    );
  }
  const header: unknown = Array.isArray(delivery.signature) ? delivery.signature[0] : delivery.signature;
  const signature = typeof header === "string" ? bytesOf(header.trim()) : undefined;
  if (signature === undefined) return false;
  if (publicKey !== undefined) return fits(readKey(publicKey), body, signature);
  const url = keyUrl(endpoint);
  const { key, at } = keyAt(url, lifetimeMs);
  if (fits(await key, body, signature)) return true;
  // VideoSDK may have changed its key.
  const newer = keyAt(url, renewalMs);
  return newer.at !== at && fits(await newer.key, body, signature);
}

/** The key, fetched at most so long ago. Concurrent deliveries share a request. */
function keyAt(url: string, maxAgeMs: number): Fetched {
  const present = fetched.get(url);
  if (present !== undefined && performance.now() - present.at < maxAgeMs) return present;
  const key = fetchKey(url);
  const entry = { key, at: performance.now() };
  fetched.set(url, entry);
  // A key that is not there is no reason to stop using the one before, nor to wait before the next attempt.
  key.catch(() => {
    if (fetched.get(url) !== entry) return;
    if (present === undefined) fetched.delete(url);
    else fetched.set(url, present);
  });
  return entry;
}

async function fetchKey(url: string): Promise<KeyObject> {
  const refused = (why: string): Error =>
    new Error(`verifyWebhook: the public key of VideoSDK could not be fetched from ${url}: ${why}`);
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(timeoutMs) }).catch(
    (error: unknown) => {
      throw refused(error instanceof Error ? error.message : "no answer");
    },
  );
  if (!response.ok) throw refused(`HTTP ${response.status}`);
  const answer: unknown = await response.json().catch(() => undefined);
  const pem = (answer as { publicKey?: unknown } | null | undefined)?.publicKey;
  if (typeof pem !== "string") throw refused("the answer has no publicKey");
  try {
    return readKey(pem);
  } catch {
    throw refused("the publicKey in the answer is not an RSA key");
  }
}

/** PKCS#1 or SPKI, with empty lines around it or without. */
function readKey(pem: string): KeyObject {
  const key = createPublicKey(pem.trim());
  if (key.asymmetricKeyType !== "rsa") throw new TypeError("verifyWebhook: the public key is not an RSA key");
  return key;
}

function keyUrl(endpoint: string): string {
  const base = new URL(endpoint);
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(base.hostname);
  if (base.protocol !== "https:" && !(isHere && base.protocol === "http:")) {
    throw new TypeError(
      "verifyWebhook: endpoint must be an https URL: who can change the key can sign anything",
    );
  }
  return `${base.href.replace(/\/+$/, "")}/v2/public/rsa-public-key`;
}

/** Strict base64; Node's own decoder ignores what it does not know. */
function bytesOf(base64: string): Buffer | undefined {
  return base64.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64)
    ? Buffer.from(base64, "base64")
    : undefined;
}

function fits(key: KeyObject, body: Uint8Array | string, signature: Buffer): boolean {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body;
  try {
    return verify("RSA-SHA256", bytes, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
  } catch {
    return false;
  }
}
