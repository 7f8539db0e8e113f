import * as pulumi from "@pulumi/pulumi";
import { signalwire, videosdk } from "pulumi-sip";

const config = new pulumi.Config();
const phoneNumber = config.require("phoneNumber");

// From VideoSDK to SignalWire: VideoSDK's outbound gateway registers as this endpoint.
const trunkUser = new signalwire.SipEndpoint("trunk-user", {
  username: "videosdk-trunk",
  password: config.requireSecret("trunkPassword"),
  callerId: phoneNumber,
  encryption: "required",
});

// The endpoint's outputs are passed on, so user name and password are declared once, and the password stays a secret.
const numbers = new videosdk.PhoneNumberSet("numbers", {
  phoneNumbers: [phoneNumber],
  inbound: { sipRegion: "us002" },
  outbound: {
    // The domain of the project's SIP profile, such as acme-0123456789ab.sip.signalwire.com. No request that this
    // package makes returns it; the SignalWire dashboard shows it under SIP.
    address: config.require("signalwireSipDomain"),
    sipRegion: "us002",
    transport: "tls",
    auth: { username: trunkUser.username, password: trunkUser.password },
  },
  mediaEncryption: "enable",
});

// From SignalWire to VideoSDK: calls to this gateway go to the number at VideoSDK's inbound side.
const towardsVideoSdk = new signalwire.SipGateway("towards-videosdk", {
  name: "VideoSDK",
  // The host that VideoSDK takes calls at. No API returns it; VideoSDK's dashboard shows it with the inbound gateway.
  uri: pulumi.interpolate`${numbers.phoneNumbers[0]}@${config.require("videosdkSipHost")}`,
  encryption: "required",
  ciphers: ["AEAD_AES_256_GCM_8", "AES_CM_128_HMAC_SHA1_80"],
  codecs: ["OPUS", "PCMU"],
});

export const inboundGatewayId = numbers.inboundGatewayIds[0];
export const signalwireGatewayId = towardsVideoSdk.id;
