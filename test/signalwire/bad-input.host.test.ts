import { afterEach, describe, expect, test } from "vitest";
import { barePhone, pbx, phoneCanaries } from "../support/signalwire-samples.js";
import type { Declared } from "../support/program.js";
import { useSharedStack } from "../support/stack.js";
import type { Properties } from "../support/wire.js";

const bench = useSharedStack();
const script = "https://example.com/swml";

// A refusal leaves nothing behind.
afterEach(() => expect(bench.current.engine.state.size).toBe(0));

async function refused(declared: Declared): Promise<readonly string[]> {
  for (const operation of ["preview", "up"] as const) {
    const outcome = await bench.current[operation]([declared]);
    expect(outcome.lines, operation).toEqual([]);
    expect(outcome.errors.join() + outcome.output).not.toContain(phoneCanaries.first);
    // The CLI prints the value of a property that a failure names.
    expect(outcome.failedProperties.every((property) => property === "")).toBe(true);
    if (operation === "up") return outcome.errors;
  }
  return [];
}

const handler = (callHandler: Properties): Declared => barePhone({ callHandler });

const cases: [string, Declared, readonly string[]][] = [
  [
    "a user name with white space",
    barePhone({ username: "front desk" }),
    ['username: "front desk" is not accepted. Accepted: a user name without white space and without @'],
  ],
  [
    "a user name with @",
    barePhone({ username: "desk@acme" }),
    ['username: "desk@acme" is not accepted. Accepted: a user name without white space and without @'],
  ],
  [
    "no user name and an empty password",
    barePhone({ username: undefined, password: "" }),
    ["username: is required", "password: "],
  ],
  [
    "empty lists of an endpoint",
    barePhone({ ciphers: [], codecs: [] }),
    ["ciphers: [] is not accepted", "codecs: [] is not accepted"],
  ],
  [
    "empty lists of a gateway",
    pbx({ ciphers: [], codecs: [] }),
    [
      "ciphers: [] is not accepted. Accepted: a list with at least one cipher",
      "codecs: [] is not accepted. Accepted: a list with at least one codec",
    ],
  ],
  [
    "an unknown cipher",
    pbx({ ciphers: ["AEAD_AES_256_GCM_8", "AES_CM_128_HMAC_SHA1_90"] }),
    ['ciphers[1]: "AES_CM_128_HMAC_SHA1_90" is not a cipher; the nearest is AES_CM_128_HMAC_SHA1_80'],
  ],
  ["an unknown codec", pbx({ codecs: ["OPUZ"] }), ['codecs[0]: "OPUZ" is not a codec; the nearest is OPUS']],
  ...["sip:a@acme.signalwire.com", "a@acme-1.sip.signalwire.com:5061", "sips:signalwire.com"].map(
    (uri): [string, Declared, readonly string[]] => [
      `the gateway's URI ${uri}, in the vendor's own domain`,
      pbx({ uri }),
      [`uri: "${uri}" is not accepted`],
    ],
  ),
  [
    "a field of another handler",
    handler({ type: "relay_script", relayScriptUrl: script, requestUrl: script }),
    ["callHandler.requestUrl: "],
  ],
  [
    "a handler without the field that says where calls go",
    handler({ type: "laml_webhooks", fallbackUrl: script }),
    ["callHandler.requestUrl: is required"],
  ],
  [
    "two of topic, context and application",
    handler({ type: "relay_topic", relayTopic: "a", relayApplication: "b" }),
    ["callHandler.relayApplication: "],
  ],
  [
    "an unknown handler",
    handler({ type: "laml_webhook", requestUrl: script }),
    ['callHandler.type: "laml_webhook" is not a call handler; the nearest is laml_webhooks'],
  ],
  ...["ftp://example.com/swml", "example.com/swml", "wss://example.com", "https://"].map(
    (relayScriptUrl): [string, Declared, readonly string[]] => [
      `the URL ${relayScriptUrl}`,
      handler({ type: "relay_script", relayScriptUrl }),
      [`callHandler.relayScriptUrl: "${relayScriptUrl}" is not accepted. Accepted: an http or https URL`],
    ],
  ),
  [
    "a malformed UUID",
    handler({ type: "call_flow", flowId: "0823a606", flowVersion: "newest" }),
    [
      'callHandler.flowId: "0823a606" is not accepted. Accepted: the id of a call flow, a UUID such as',
      'callHandler.flowVersion: "newest" is not accepted. Accepted: working_copy, current_deployed',
    ],
  ],
  [
    "a method that web hooks do not have",
    handler({ type: "laml_webhooks", requestUrl: script, requestMethod: "PUT" }),
    ['callHandler.requestMethod: "PUT" is not accepted. Accepted: GET, POST'],
  ],
  [
    "a malformed number in sendAs",
    barePhone({ sendAs: "415-555-0100" }),
    [
      'sendAs: "415-555-0100" is not accepted: it lacks the + and the country\'s code. Accepted: random, or a number in E.164 form',
    ],
  ],
  [
    "encryption that only gateways have",
    barePhone({ encryption: "forbidden" }),
    ['encryption: "forbidden" is not'],
  ],
];

describe("refused before anything is sent, already in the preview", () => {
  test.each(cases)("%s", async (_name, declared, complaints) => {
    const errors = await refused(declared);
    expect(errors).toEqual(complaints.map((complaint) => expect.stringContaining(complaint) as string));
  });

  test("two gateways to one URI, and two endpoints of one name", async () => {
    const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/signalwire:";
    const twice = (declared: Declared): Declared[] => [declared, { ...declared, name: "other" }];
    for (const [program, complaint] of [
      [twice(pbx()), `uri: another SipGateway of this program (${urn}SipGateway::pbx) has `],
      [
        twice(barePhone()),
        `username: another SipEndpoint of this program (${urn}SipEndpoint::phone) has front-desk already`,
      ],
    ] as const) {
      const { errors, lines } = await bench.current.preview(program);
      expect(errors).toEqual([expect.stringContaining(complaint)]);
      expect(lines).toEqual([]);
    }
  });
});
