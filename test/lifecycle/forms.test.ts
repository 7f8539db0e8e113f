import { describe, expect, test } from "vitest";
import {
  hostRules,
  inKnownForm,
  readSecret,
  sameForm,
  sipPort,
  textRules,
  wordRules,
  type FormContext,
  type Rule,
} from "../../src/lifecycle/forms";
import { comparableUri, inKnownOrder } from "../../src/signalwire/client/fields";
import * as signalwire from "../../src/simulator/signalwire/normalisations";
import * as videosdk from "../../src/simulator/videosdk/normalisations";
import { differs, effectiveSettings, settingsOf } from "../../src/videosdk/client/gateway";
import { gateway } from "../support/videosdk-account";

const tls = { defaultPort: sipPort.tls };
const applied = {
  name: "Support",
  mediaEncryption: "enable",
  sipRegion: "us002",
  transport: "tls",
  auth: { username: " user ", password: " pass word " },
};
/** Hosts as programs write them. */
const hosts = ["Sip.Example.com", "sip.example.com:5061", "192.0.2.7:5060", "[2001:DB8::1]:5061", "sip"];
const sent = hosts.map((host) => ({
  host,
  transport: "tls",
  region: "us002",
  encryption: "enable",
  username: " user ",
  password: " pass word ",
}));

/** Every value of every object as sent and as one of the normalisations shows it, and the rules that compare it. */
const pairs = videosdk.normalisations.flatMap((name) =>
  sent.flatMap((values) => {
    const shown = videosdk.normalised(values, name);
    const pair = (field: keyof videosdk.Shown, rules: readonly Rule[], context?: FormContext) => ({
      name,
      sent: values[field],
      shown: shown[field] ?? "",
      rules,
      context,
    });
    return [
      pair("host", hostRules, tls),
      pair("transport", wordRules),
      pair("region", wordRules),
      pair("encryption", wordRules),
      pair("username", textRules),
      pair("password", textRules),
    ];
  }),
);

describe("a value in another form", () => {
  test.each(videosdk.normalisations.map((name) => [name] as const))("is no difference: %s", (name) => {
    for (const pair of pairs.filter((one) => one.name === name)) {
      expect(sameForm(pair.shown, pair.sent, pair.rules, pair.context)).toBe(true);
      expect(inKnownForm(pair.shown, pair.sent, pair.rules, pair.context)).toBe(pair.sent);
    }
    for (const values of sent) {
      const { host, transport, region, encryption, username, password } = videosdk.normalised(values, name);
      const shown = gateway({
        address: host,
        transport,
        geoRegion: region,
        mediaEncryption: encryption,
        auth: { username, password },
      });
      const wanted = { ...applied, address: values.host };
      const effective = effectiveSettings(settingsOf(shown, "outbound"), shown, wanted);
      expect(effective).toEqual(wanted);
      expect(differs(effective, wanted)).toBe(false);
    }
  });

  test.each([
    ["words", wordRules],
    ["hosts", hostRules],
    ["texts", textRules],
  ] as const)("would be one without any of the rules for %s", (_name, rules) => {
    for (const rule of rules) {
      const others = rules.filter((one) => one !== rule);
      const compared = pairs.filter((pair) => pair.rules === rules);
      expect(
        compared.filter(({ shown, sent: known, context }) => !sameForm(shown, known, others, context)),
      ).not.toEqual([]);
    }
  });

  test.each(signalwire.normalisations.map((name) => [name] as const))(
    "nor is it at SignalWire: %s",
    (name) => {
      for (const uri of [
        "sip:Desk@PBX.example.com",
        "pbx.example.com:5060",
        "sips:a@pbx.example.com:5061;x=y",
      ]) {
        const known = { uri, encryption: "required", ciphers: ["A", "B"], codecs: ["PCMU", "G722"] };
        const shown = signalwire.normalised(known, name);
        expect(comparableUri(shown.uri)).toBe(comparableUri(uri));
        expect(inKnownOrder(shown.codecs, known.codecs)).toEqual(known.codecs);
        expect(sameForm(shown.encryption, known.encryption, wordRules)).toBe(true);
      }
    },
  );
});

describe("another value", () => {
  test.each([
    ["sip.example.com", "sip.example.org", hostRules],
    ["sip.example.com:5060", "sip.example.com", hostRules],
    ["sip.example.com:5062", "sip.example.com:5061", hostRules],
    ["sip.example.com:5061", "sip.example.com:50610", hostRules],
    ["192.0.2.7", "192.0.2.70", hostRules],
    ["sipexample.com", "sip.example.com", hostRules],
    ["udp", "tcp", wordRules],
    ["Pass", "pass", textRules],
    ["pa ss", "pass", textRules],
  ])("%s is not %s", (one, other, rules) => {
    expect(sameForm(one, other, rules, tls)).toBe(false);
    expect(inKnownForm(one, other, rules, tls)).toBe(one);
  });

  test.each([
    "sip:a@pbx.example.com",
    "sip:b@pbx.example.com:5062",
    "sips:b@pbx.example.com",
    "b@pbx.example.com;x=y",
  ])("%s is not b@pbx.example.com", (uri) => {
    expect(comparableUri(uri)).not.toBe(comparableUri("b@pbx.example.com"));
  });

  test("a list with another member is not the known one, whatever its order", () => {
    expect(inKnownOrder(["pcmu", "G729"], ["PCMU", "G722"])).toEqual(["pcmu", "G729"]);
  });
});

describe("a secret that is shown", () => {
  const known = "correct horse 42";
  test.each([
    "********",
    "•••",
    "●●●●●●●●",
    "xxxx",
    "XXXXXXXX",
    "####",
    "----",
    "",
    "  ",
    "…",
    "[REDACTED]",
    "<hidden>",
    "masked",
    "(protected)",
    "co************42",
    "****42",
    "co****",
    "co…",
    "c**e**2",
    `  ${known} `,
    null,
    undefined,
  ])("as %j is the known one", (shown) => {
    expect(readSecret(shown, known)).toBe(known);
  });

  test.each(["other", "co", "correct horse 43", "xx", "a*b"])("as %j is itself", (shown) => {
    expect(readSecret(shown, known)).toBe(shown);
  });

  test.each(["****43", "no****", "correct horse 42****42", "CO****"])(
    "as %j, a part that the known one lacks, is another one",
    (shown) => {
      expect(readSecret(shown, known)).toBeUndefined();
    },
  );

  test("in part is not known where nothing is", () => {
    expect(readSecret("co****", undefined)).toBeUndefined();
    expect(readSecret("****", undefined)).toBeUndefined();
  });
});
