import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { Host } from "../support/host.js";
import { goalOf, sipGateway, type Declared } from "../support/program.js";
import { canaries, carrier, first, outbound, support } from "../support/samples.js";
import { useStack } from "../support/stack.js";
import type { Properties } from "../support/wire.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0" } });

const secret = canaries.other;
const tuned = (args: Properties): Declared => sipGateway("tuned", { gatewayId: "gw_1", ...args });
const out = (changes: Properties): Properties => ({ outbound: { ...outbound, ...changes } });

/** What is declared, and for each problem: the field, the value as given, and a part of what is accepted. */
type Row = [string, Declared, ...(readonly string[])[]];

const rows: Row[] = [
  [
    "a number that is not E.164",
    support({ phoneNumbers: ["4155550100"] }),
    ["phoneNumbers[0]", '"4155550100"', "+14155550100"],
  ],
  [
    "a number with letters",
    support({ phoneNumbers: ["+1415CALLNOW"] }),
    ["phoneNumbers[0]", '"+1415CALLNOW"', "E.164"],
  ],
  [
    "a number that is too long",
    support({ phoneNumbers: ["+1234567890123456"] }),
    ["phoneNumbers[0]", "+1234567890123456", "15 digits"],
  ],
  [
    "a number given as a number",
    support({ phoneNumbers: [14155550100] }),
    ["phoneNumbers[0]", "14155550100", "E.164"],
  ],
  [
    "a number that is listed twice after normalising",
    support({ phoneNumbers: [first, "+1 (415) 555-0100"] }),
    ["phoneNumbers[1]", first, "[0]"],
  ],
  ["an empty set", support({ phoneNumbers: [] }), ["phoneNumbers", "[]", "at least one"]],
  ["no set at all", support({ phoneNumbers: undefined }), ["phoneNumbers", "required", "at least one"]],
  [
    "an unknown region",
    support({ inbound: { sipRegion: "eu001" } }),
    ["inbound.sipRegion", '"eu001"', "auto, us002, in002"],
  ],
  [
    "an unknown outbound region",
    support(out({ sipRegion: "US002" })),
    ["outbound.sipRegion", '"US002"', "us002"],
  ],
  [
    "an unknown transport",
    support(out({ transport: "TLS" })),
    ["outbound.transport", '"TLS"', "udp, tcp, tls"],
  ],
  [
    "an unknown encryption",
    support({ mediaEncryption: "srtp" }),
    ["mediaEncryption", '"srtp"', "enable, disable"],
  ],
  ["an empty address", support(out({ address: " " })), ["outbound.address", '" "', "SIP host"]],
  [
    "an address with white space",
    support(out({ address: "sip example.com" })),
    ["outbound.address", "sip example.com", "several hosts"],
  ],
  [
    "half an auth",
    support(out({ auth: { username: "user" } })),
    ["outbound.auth.password", "required", "both"],
  ],
  [
    "the other half",
    support(out({ auth: { password: secret } })),
    ["outbound.auth.username", "required", "both"],
  ],
  [
    "an empty password",
    support(out({ auth: { username: "user", password: "" } })),
    ["outbound.auth.password", "not shown", "both"],
  ],
  [
    "a password that is no text",
    support(out({ auth: { username: "user", password: [secret] } })),
    ["outbound.auth.password", "not shown", "password"],
  ],
  [
    "credentials that are a text",
    support(out({ auth: secret })),
    ["outbound.auth", "not shown", "username, password"],
  ],
  ["an outbound that is a text", support({ outbound: secret }), ["outbound", "not shown", "address"]],
  ["no inbound", support({ inbound: undefined }), ["inbound", "required", "sipRegion"]],
  ["isShared as a text", support({ isShared: "true" }), ["isShared", '"true"', "true or false"]],
  [
    "an unknown owner of settings",
    support({ gatewaySettings: "none" }),
    ["gatewaySettings", '"none"', "managed, initial"],
  ],
  ["an unknown field", support({ isshared: true }), ["isshared", "not a field", "isShared"]],
  [
    "an unknown field inside",
    support(out({ adress: "x.example.com" })),
    ["outbound.adress", "not a field", "address"],
  ],
  [
    "an unknown field that holds a secret",
    support(out({ auth: { username: "u", password: "p", pasword: secret } })),
    ["outbound.auth.pasword", "not a field", "password"],
  ],
  ["a blank name", support({ name: "  " }), ["name", '"  "', "not empty"]],
  ["a trunk name that is too short", carrier({ name: "ab" }), ["name", '"ab"', "3 or more"]],
  [
    "a trunk's domain with a scheme",
    carrier({ domain: "sip:example.com" }),
    ["domain", "sip:example.com", "without scheme"],
  ],
  ["a trunk's direction", carrier({ direction: "both" }), ["direction", '"both"', "inbound, outbound"]],
  ["a trunk without numbers", carrier({ numbers: [] }), ["numbers", "[]", "at least one"]],
  ["a trunk without credentials", carrier({ auth: undefined }), ["auth", "required", "username, password"]],
  [
    "a trunk's credentials by half",
    carrier({ auth: { password: secret } }),
    ["auth.username", "required", "both"],
  ],
  ["an unknown field of a trunk", carrier({ number: [first] }), ["number", "not a field", "numbers"]],
  ["a gateway without its id", tuned({ gatewayId: undefined }), ["gatewayId", "required", "id of a gateway"]],
  ["a gateway's transport", tuned({ transport: "quic" }), ["transport", '"quic"', "udp, tcp, tls"]],
  ["a gateway's empty address", tuned({ address: "" }), ["address", '""', "SIP host"]],
  [
    "a gateway's credentials by half",
    tuned({ auth: { username: "user" } }),
    ["auth.password", "required", "both"],
  ],
  [
    "a field that cannot change on a gateway",
    tuned({ isShared: true }),
    ["isShared", "not a field", "gatewayId"],
  ],
];

describe("each mistake is one error that names the field, the value and what is accepted", () => {
  let host: Host;
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "pulumi-sip-check-"));
    host = await Host.start({
      projectDir: inject("fixtureDir"),
      home,
      config: { "videosdk:token": "a-ready-made-token" },
    });
  });
  afterAll(async () => {
    await host.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test.each(rows)("%s", async (_name, declared, ...problems) => {
    const { failures } = await host.check({}, goalOf(declared));
    expect(failures).toHaveLength(problems.length);
    problems.forEach(([field = "", ...parts], index) => {
      const { property, reason = "" } = failures[index] ?? {};
      expect(reason).toMatch(new RegExp(`^${field.replace(/[.[\]]/g, "\\$&")}: `));
      for (const part of parts) expect(reason).toContain(part);
      // The engine prints the value of a property that a failure names, secret or not.
      expect(property).toBe("");
    });
    expect(JSON.stringify(failures) + host.stderr).not.toContain("CANARY");
  });
});

describe("all mistakes are reported together", () => {
  test("in one run, in which nothing is sent and nothing of what exists is lost", async () => {
    await bench.current.done(bench.current.up([support()]));
    const wrong = support({
      phoneNumbers: ["123", first, first],
      isShared: 1,
      inbound: { sipRegion: "mars" },
      outbound: { address: "", sipRegion: "auto", transport: "sctp", auth: { username: "" } },
      colour: "red",
    });
    const before = JSON.stringify([...bench.current.engine.state]);
    const up = await bench.current.up([wrong]);
    expect(up.errors.map((error) => error.split(":")[0]).sort()).toEqual([
      "colour",
      "inbound.sipRegion",
      "isShared",
      "outbound.address",
      "outbound.auth.password",
      "outbound.auth.username",
      "outbound.transport",
      "phoneNumbers[0]",
      "phoneNumbers[2]",
    ]);
    expect(up.lines).toEqual([]);
    expect(JSON.stringify([...bench.current.engine.state])).toBe(before);
  });
});
