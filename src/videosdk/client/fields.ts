import { hostWithPort } from "../../lifecycle/host";
import { e164Form, readE164 } from "../../lifecycle/phone-number";
import { sentenceEnd, show } from "../../lifecycle/problems";
import { fields, oneOf, readAs, secretText, visible } from "../../lifecycle/schema";
import { isUnknown } from "../../lifecycle/unknown";
import { mediaEncryptions, sipRegions, transports } from "../vocabulary";

export { e164 } from "../../lifecycle/phone-number";

/**
 * A number of a trunk. Its page names no form, so digits without a +, such as an extension, are taken as they are:
 * {@link unusualNumbers} warns of them.
 */
export const trunkNumber = () =>
  readAs(`${e164Form}, or digits such as the extension 1001`, (value) =>
    typeof value === "string" && digits.test(value.trim()) ? { value: value.trim() } : readE164(value),
  );

const digits = /^[\d*#]{1,32}$/;

/** What to say of numbers that are accepted although they are not in E.164 form. */
export function unusualNumbers(field: string, numbers: readonly string[]): string[] {
  return numbers.flatMap((number) => {
    if (isUnknown(number) || "value" in readE164(number)) return [];
    const { remark = "" } = readE164(number) as { remark?: string };
    return [`${field}: ${show(number)} is not in E.164 form${sentenceEnd(remark)} It is sent as it is`];
  });
}

/** A region. */
export const sipRegion = () =>
  oneOf(sipRegions, { us: "us002", usa: "us002", in: "in002", india: "in002", any: "auto", default: "auto" });

/** Whether media is encrypted. VideoSDK's older pages have other words for it. */
export const mediaEncryption = () =>
  oneOf(mediaEncryptions, {
    ...{ true: "enable", on: "enable", yes: "enable", required: "enable" },
    ...{ srtp: "enable", sdes: "enable", dtls: "enable" },
    ...{ false: "disable", off: "disable", no: "disable", none: "disable" },
  });

/** A SIP transport. */
export const transport = () => oneOf(transports, { sips: "tls", ssl: "tls" });

/** A SIP host to send calls to. */
export const address = () =>
  hostWithPort("a SIP host, optionally with a port, such as sip.example.com:5061 or [2001:db8::1]:5061");

/** User name and password; VideoSDK accepts both or none. */
export const auth = () =>
  fields({
    username: visible("the user name; auth needs both username and password"),
    password: secretText("the password; auth needs both username and password"),
  });
