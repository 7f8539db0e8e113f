import * as pulumi from "@pulumi/pulumi";
import { signalwire } from "pulumi-sip";

const config = new pulumi.Config();

// A script that SignalWire hosts: calls go on to the office's PBX.
const toOffice = new signalwire.SwmlScript("to-office", {
  contents: {
    version: "1.0.0",
    sections: { main: [{ connect: { to: config.require("officeUri") } }] },
  },
});

// A number that the project owns leads to the script. Destroying the resource never releases it.
const line = new signalwire.PhoneNumber("line", {
  number: config.require("phoneNumber"),
  callHandler: { type: "relay_script", relayScriptUrl: toOffice.requestUrl.apply((url) => url ?? "") },
  restoreOnDelete: true,
});

// A web server of yours that says with SWML what happens to a call.
const answering = new signalwire.SwmlWebhook("answering", {
  primaryRequestUrl: config.requireSecret("answeringUrl"),
});

// A carrier that calls this address reaches the web server; its network alone may call.
const fromCarrier = new signalwire.SipAddress("from-carrier", {
  handlerResourceId: answering.id,
  ipAuth: [config.require("carrierNetwork")],
});

// Another number leads to the web server, through an API that SignalWire calls beta.
const secondNumber = config.get("secondNumber");
if (secondNumber !== undefined)
  new signalwire.PhoneNumberAddress("second-line", { number: secondNumber, resourceId: answering.id });

// A person with a desk phone, which registers with this user name and password.
const ada = new signalwire.Subscriber("ada", { email: "ada@example.com", displayName: "Ada" });
new signalwire.SubscriberSipEndpoint("ada-desk", {
  subscriberId: ada.id,
  username: "ada",
  password: config.requireSecret("deskPassword"),
});

export const lineId = line.id;
export const carrierUri = fromCarrier.uri;
export const officeScriptUrl = toOffice.requestUrl;
export const answeringId = answering.id;
