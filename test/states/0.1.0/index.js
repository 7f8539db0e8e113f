// One resource of each class, and both forms of a set and of an endpoint. CHANGED changes one field of each.
const pulumi = require("@pulumi/pulumi");
const { signalwire, videosdk } = require("pulumi-sip");

const isChanged = process.env.CHANGED === "yes";
const password = new pulumi.Config().requireSecret("password");

const outbound = {
  address: "sip.example.com:5061",
  sipRegion: "us002",
  transport: isChanged ? "udp" : "tls",
  auth: { username: "support", password },
};

new videosdk.PhoneNumberSet("support", {
  phoneNumbers: ["+14155550100", "+14155550101"],
  inbound: { sipRegion: "us002" },
  outbound,
});

const sales = new videosdk.PhoneNumberSet("sales", {
  phoneNumbers: ["+14155550102", "+14155550103"],
  isShared: false,
  inbound: { sipRegion: "us002" },
  outbound: { address: "sip.example.com:5061", sipRegion: "us002" },
  gatewaySettings: "initial",
  releaseOnDelete: isChanged,
});

new videosdk.SipGateway("tuned", {
  gatewayId: sales.outboundGatewayIds[0],
  name: isChanged ? "Retuned" : "Tuned",
  auth: { username: "sales", password },
});

new videosdk.SipTrunk("carrier", {
  domain: isChanged ? "other.pstn.provider.com" : "example.pstn.provider.com",
  direction: "outbound",
  numbers: ["+14155550100"],
  auth: { username: "trunk-user", password },
  attemptDelete: true,
});

new signalwire.SipGateway("line", {
  name: isChanged ? "Other carrier" : "Carrier",
  uri: "line@sip.example.com",
  encryption: "required",
  ciphers: ["AEAD_AES_256_GCM_8", "AES_256_CM_HMAC_SHA1_80"],
  codecs: ["PCMU", "OPUS"],
});

new signalwire.SipEndpoint("phone", {
  username: "c3p0",
  password,
  callerId: isChanged ? "Threepio" : "C-3PO",
  callHandler: {
    type: "laml_webhooks",
    requestUrl: "https://example.com/calls",
    requestMethod: "POST",
  },
});

new signalwire.SipEndpoint("desk", {
  username: isChanged ? "desk-2" : "desk-1",
  password,
  codecs: ["OPUS"],
});
