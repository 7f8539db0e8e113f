import * as pulumi from "@pulumi/pulumi";
import { signalwire } from "pulumi-sip";

const config = new pulumi.Config();
const people = config
  .require("people")
  .split(",")
  .map((name) => name.trim());

// Phones register at this domain, each with a user name and a password that is made with the endpoint.
const domain = signalwire.getSipProfileOutput().domain;
const endpoints = people.map(
  (username) => new signalwire.SipEndpoint(username, { username, encryption: "required" }),
);

// A call rings all of them.
const ringAll = new signalwire.SwmlScript("ring-all", {
  contents: pulumi.all([domain, ...endpoints.map(({ username }) => username)]).apply(([host, ...users]) => ({
    version: "1.0.0",
    sections: { main: [{ connect: { parallel: users.map((user) => ({ to: `sip:${user}@${host}` })) } }] },
  })),
});

// The number is yours already: it is never bought, and never released.
const line = new signalwire.PhoneNumber("line", {
  number: config.require("phoneNumber"),
  callHandler: { type: "relay_script", relayScriptUrl: ringAll.requestUrl.apply((url) => url ?? "") },
  restoreOnDelete: true,
});

export const numberId = line.id;
export const phones = pulumi.secret(
  endpoints.map(({ username, password }) => ({ username, password, domain })),
);
