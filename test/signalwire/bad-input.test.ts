import {
  allHandlers,
  endpointInputs,
  endpointStack,
  gatewayInputs,
  gatewayStack,
  problems,
  startBench,
  uuid,
} from "./support";
import { describe, expect, test } from "vitest";
import { sipEndpoint } from "../../src/signalwire/sip-endpoint/definition";
import { sipGateway } from "../../src/signalwire/sip-gateway/definition";
import { unknownValue } from "../../src/lifecycle/unknown";
import { rejection } from "../support/transport";
import { warningsOf } from "./sip-endpoint/endpoint";

/** The problems of an endpoint with these inputs, by field. */
const ofEndpoint = (changes: object) => problems(sipEndpoint, { ...endpointInputs, ...changes });
/** The problems of a gateway with these inputs, by field. */
const ofGateway = (changes: object) => problems(sipGateway, { ...gatewayInputs, ...changes });

describe("the inputs of a gateway", () => {
  test("are all required, and all missing ones are reported at once", () => {
    const found = problems(sipGateway, {});
    expect(Object.keys(found)).toEqual(["name", "uri", "encryption", "ciphers", "codecs"]);
    for (const reason of Object.values(found)) expect(reason).toMatch(/^is required\. Accepted: /);
  });

  test("have a rule for each field", () => {
    expect(Object.keys(sipGateway.fields)).toEqual([...Object.keys(gatewayInputs), "adopt"]);
  });

  test.each([
    [{ name: " " }, "name", /^" " is not accepted\. Accepted: a text that is not empty$/],
    [
      { uri: "user@acme.signalwire.com" },
      "uri",
      /^"user@acme\.signalwire\.com" is not accepted.*not one of SignalWire's own domains$/,
    ],
    [
      { uri: "us er@example.com" },
      "uri",
      /^"us er@example\.com" is not accepted\. Accepted: a SIP URI such as/,
    ],
    [{ uri: "sip:user@example.com:0" }, "uri", /"0" is not a port from 1 to 65535/],
    [{ uri: "user@a.example,b.example" }, "uri", /several hosts/],
    [{ uri: "user@exam\u{200B}ple.com" }, "uri", /U\+200B \(zero-width space\)/],
    [
      { encryption: "requierd" },
      "encryption",
      /^"requierd" is not a kind of encryption; the nearest is required\. Accepted: required, optional, forbidden, default$/,
    ],
    [{ ciphers: [] }, "ciphers", /^\[\] is not accepted\. Accepted: a list with at least one cipher$/],
    [{ codecs: [] }, "codecs", /^\[\] is not accepted\. Accepted: a list with at least one codec$/],
    [{ codecs: "OPUS" }, "codecs", /a list with at least one codec/],
    [
      { ciphers: ["AES_128_CM_HMAC_SHA1_80"] },
      "ciphers[0]",
      /^"AES_128_CM_HMAC_SHA1_80" is not a cipher; the nearest is AES_256_CM_HMAC_SHA1_80\. Accepted: AEAD_AES_256_GCM_8, /,
    ],
    [{ codecs: ["opus"] }, "codecs[0]", /^"opus" is not a codec; the nearest is OPUS/],
    [{ codecs: ["OPUS", "PCMU", "OPUS"] }, "codecs[2]", /^"OPUS" is a duplicate of the entry at \[0\]$/],
    [{ cipher: "x" }, "cipher", /^is not a field here; the nearest is ciphers/],
  ])("are refused: %j", (changes, field, reason) => {
    const found = ofGateway(changes);
    expect(Object.keys(found)).toEqual([field]);
    expect(found[field]).toMatch(reason);
  });

  test.each(["required", "optional", "forbidden", "default"])("may have the encryption %s", (encryption) => {
    expect(ofGateway({ encryption })).toEqual({});
  });
});

describe("the inputs of an endpoint", () => {
  test("are a user name; all else may be left out", () => {
    expect(ofEndpoint({})).toEqual({});
    expect(Object.keys(problems(sipEndpoint, {}))).toEqual(["username"]);
  });

  test("have a rule for each field", () => {
    const all = {
      ...endpointInputs,
      passwordVersion: 2,
      callerId: "",
      sendAs: "random",
      ciphers: gatewayInputs.ciphers,
      codecs: gatewayInputs.codecs,
      encryption: "default",
      callHandler: { type: "relay_connector" },
    };
    expect(ofEndpoint(all)).toEqual({});
    expect(Object.keys(sipEndpoint.fields)).toEqual([...Object.keys(all), "adopt"]);
  });

  test.each([
    [
      { username: "c 3po" },
      "username",
      /^"c 3po" is not accepted\. Accepted: a user name without white space and without @$/,
    ],
    [{ username: "c3po@example.com" }, "username", /without @/],
    [{ username: "" }, "username", /without white space/],
    [
      { username: "c3\u{200B}po" },
      "username",
      /invisible character, U\+200B \(zero-width space\) at position 3/,
    ],
    [{ username: "c3\u{7}po" }, "username", /invisible character, U\+0007 at position 3/],
    [
      { callHandler: { type: "swml", relayScriptUrl: "https://a.example" } },
      "callHandler.type",
      /the nearest is relay_script/,
    ],
    [{ password: "" }, "password", /^the value given \(not shown, it is a secret\)/],
    [{ passwordVersion: "" }, "passwordVersion", /a text or a number/],
    [
      { sendAs: "4155550100" },
      "sendAs",
      /^"4155550100" is not accepted: it lacks the \+ and the country's code\. Accepted: random, or a number in E\.164 form/,
    ],
    [{ callerId: 7 }, "callerId", /a text/],
    [{ ciphers: [] }, "ciphers", /at least one cipher/],
    [{ codecs: [] }, "codecs", /at least one codec/],
    [{ codecs: ["G 722"] }, "codecs[0]", /^"G 722" is not accepted\. Accepted: the name of a codec/],
    [
      { encryption: "forbidden" },
      "encryption",
      /^"forbidden" is not a kind of encryption\. Accepted: default, required, optional$/,
    ],
    [
      { callHandler: { type: "laml_webhook", requestUrl: "https://example.com" } },
      "callHandler.type",
      /the nearest is laml_webhooks/,
    ],
    [
      { callHandler: { type: "laml_webhooks" } },
      "callHandler.requestUrl",
      /^is required\. Accepted: an http or https URL/,
    ],
    [
      { callHandler: { type: "relay_connector", relayTopic: "office" } },
      "callHandler.relayTopic",
      /^belongs to the call handler relay_topic, not to relay_connector\. Accepted with relay_connector: nothing else$/,
    ],
    [
      { callHandler: { type: "relay_topic", relayTopic: "a", relayContext: "b" } },
      "callHandler.relayContext",
      /^belongs to the call handler relay_context, not to relay_topic/,
    ],
    [
      { callHandler: { type: "relay_script", relayScriptUrl: "ftp://example.com" } },
      "callHandler.relayScriptUrl",
      /^"ftp:\/\/example\.com" is not accepted\. Accepted: an http or https URL/,
    ],
    [
      { callHandler: { type: "video_room", videoRoomId: "room-1" } },
      "callHandler.videoRoomId",
      /^"room-1" is not accepted\. Accepted: the id of a video room, a UUID/,
    ],
    [
      { callHandler: { type: "call_flow", flowId: uuid, flowVersion: "draft" } },
      "callHandler.flowVersion",
      /working_copy, current_deployed/,
    ],
    [
      { callHandler: { type: "laml_webhooks", requestUrl: "https://example.com", requestMethod: "PUT" } },
      "callHandler.requestMethod",
      /GET, POST/,
    ],
  ])("are refused: %j", (changes, field, reason) => {
    const found = ofEndpoint(changes);
    expect(Object.keys(found)).toEqual([field]);
    expect(found[field]).toMatch(reason);
  });

  test("are refused with all their problems at once", () => {
    const callHandler = { type: "relay_topic", relayTopic: "a", relayContext: "b", relayApplication: "c" };
    const found = ofEndpoint({ username: "@", password: "", ciphers: ["x y"], callHandler });
    expect(Object.keys(found)).toEqual([
      "username",
      "password",
      "ciphers[0]",
      "callHandler.relayContext",
      "callHandler.relayApplication",
    ]);
  });

  test.each(allHandlers)("may have the call handler $type with all of its fields", (callHandler) => {
    expect(ofEndpoint({ callHandler })).toEqual({});
  });

  test.each([
    { username: unknownValue },
    { password: unknownValue },
    { callHandler: unknownValue },
    { callHandler: { type: "relay_script", relayScriptUrl: unknownValue } },
    { ciphers: unknownValue },
    { codecs: ["OPUS", unknownValue] },
    { sendAs: unknownValue },
  ])("pass while they are not known yet: %j", (changes) => {
    expect(ofEndpoint(changes)).toEqual({});
  });
});

describe("what is accepted with a warning", () => {
  const cautions = (changes: object) => sipEndpoint.cautions?.({ ...endpointInputs, ...changes });

  test("is a cipher or codec of an endpoint that no page names, with the nearest known one", () => {
    expect(ofEndpoint({ codecs: ["G723", "OPUS"], ciphers: ["NEW_SUITE"] })).toEqual({});
    expect(cautions({ codecs: ["G723", "OPUS", unknownValue], ciphers: ["NEW_SUITE"] })).toEqual([
      `ciphers: "NEW_SUITE" is not a cipher that SignalWire's pages name. It is sent as it is`,
      `codecs: "G723" is not a codec that SignalWire's pages name; the nearest is G722. It is sent as it is`,
    ]);
  });

  test.each([
    [{ type: "laml_webhooks", requestUrl: "https://a.example" }, ["fallbackUrl", "statusCallbackUrl"]],
    [{ type: "relay_topic", relayTopic: "a" }, ["relayTopicStatusCallbackUrl"]],
    [{ type: "relay_context", relayContext: "a" }, ["relayContextStatusCallbackUrl"]],
    [{ type: "relay_script", relayScriptUrl: "https://a.example" }, []],
  ])("is a call handler without what its page calls required: %j", (callHandler, fields) => {
    expect(cautions({ callHandler })).toEqual(
      fields.map(
        (field) => expect.stringMatching(new RegExp(`^callHandler\\.${field} is left out\\. `)) as string,
      ),
    );
  });

  test("is said when it is new, by the check of the preview, and not again", async () => {
    const { simulator } = await startBench();
    const stack = endpointStack(simulator);
    const program = { ...endpointInputs, codecs: ["G723"] };
    const said = /codecs: "G723" is not a codec/;
    expect(await warningsOf(() => stack.up(program))).toEqual([expect.stringMatching(said)]);
    expect(await warningsOf(() => stack.up({ ...program, callerId: "Desk" }))).toEqual([]);
  });
});

describe("bad input", () => {
  test("is refused before anything is sent, without the password", async () => {
    const { simulator, requests } = await startBench();
    const { message } = await rejection(
      endpointStack(simulator).up({ username: "a b", password: "canary-bad" }),
    );
    expect(message).toMatch(/username: "a b" is not accepted/);
    expect(message).not.toMatch(/canary/);
    await rejection(gatewayStack(simulator).up({ ...gatewayInputs, codecs: [] }));
    expect(requests()).toEqual([]);
  });

  test("is not a word that the object has already, wherever it comes from", () => {
    const present = { ciphers: ["NEW_CIPHER"], codecs: ["LYRA"], encryption: "always" };
    const accepted = { ...gatewayInputs, ...present, ciphers: ["AEAD_AES_256_GCM_8", "NEW_CIPHER"] };
    expect(sipGateway.schemaFor?.(present).safeParse(accepted).success).toBe(true);
    expect(sipGateway.schema.safeParse(accepted).success).toBe(false);
    expect(sipGateway.schemaFor?.(present).safeParse({ ...accepted, codecs: ["SPEEX"] }).success).toBe(false);
    const handled = { ...endpointInputs, callHandler: { type: "passthrough" } };
    expect(sipEndpoint.schemaFor?.({ callHandler: { type: "passthrough" } }).safeParse(handled).success).toBe(
      true,
    );
    expect(sipEndpoint.schema.safeParse(handled).success).toBe(false);
  });

  test("is checked with one schema for all objects whose words are known", () => {
    expect(sipGateway.schemaFor?.(gatewayInputs)).toBe(sipGateway.schema);
    expect(sipGateway.schemaFor?.({})).toBe(sipGateway.schema);
    const callHandler = { type: "relay_connector" };
    expect(sipEndpoint.schemaFor?.({ ...endpointInputs, callHandler })).toBe(sipEndpoint.schema);
  });
});
