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

// A web server of yours that says with SWML what happens to a call.
const answering = new signalwire.SwmlWebhook("answering", {
  primaryRequestUrl: config.requireSecret("answeringUrl"),
});

export const officeScriptUrl = toOffice.requestUrl;
export const answeringId = answering.id;
