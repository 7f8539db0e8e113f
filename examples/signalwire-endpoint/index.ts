import * as pulumi from "@pulumi/pulumi";
import { signalwire } from "pulumi-sip";

const config = new pulumi.Config();

// A softphone registers with this user name and password at the domain of the project's SIP profile, which the
// dashboard shows under SIP. A password from @pulumi/random works as well: any secret output does.
const softphone = new signalwire.SipEndpoint("softphone", {
  username: config.require("username"),
  password: config.requireSecret("password"),
  // Another value sends the same password again, should somebody have changed it elsewhere.
  passwordVersion: config.getNumber("passwordVersion") ?? 1,
  callerId: config.get("callerId") ?? "Front desk",
  encryption: "required",
  // Calls to the softphone are handled by a SWML script.
  callHandler: { type: "relay_script", relayScriptUrl: config.require("scriptUrl") },
});

export const endpointId = softphone.id;
export const codecs = softphone.effective.codecs;
