/** The five ciphers that SignalWire names. */
export const ciphers = [
  "AEAD_AES_256_GCM_8",
  "AES_256_CM_HMAC_SHA1_80",
  "AES_CM_128_HMAC_SHA1_80",
  "AES_256_CM_HMAC_SHA1_32",
  "AES_CM_128_HMAC_SHA1_32",
] as const;

/** The eleven codecs that SignalWire names. */
export const codecs = [
  "PCMU",
  "PCMA",
  "G722",
  "G729",
  "OPUS",
  "OPUS@48000H@20I",
  "OPUS@24000H@20I",
  "OPUS@16000H@20I",
  "OPUS@8000H@20I",
  "VP8",
  "H264",
] as const;

/** The project's SIP profile: what an endpoint has that was given nothing of its own. */
export const sipProfile: {
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
  readonly sendAs: string;
} = {
  ciphers: [...ciphers],
  codecs: ["OPUS", "G722", "PCMU", "PCMA", "VP8", "H264"],
  sendAs: "random",
};
