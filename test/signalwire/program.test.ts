import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import * as known from "../../src/signalwire/vocabulary";
import { signalwire } from "../../src/index";
import * as runtime from "../../src/runtime";
import { mockEngine, registrationOf, valueOf } from "../support/mocked-program";
import { endpointInputs, gatewayInputs, uuid } from "./support";

const gatewayArgs: signalwire.SipGatewayArgs = { ...gatewayInputs, encryption: "required" };

beforeEach(() => mockEngine());

describe("a resource in a program", () => {
  test("is registered as a gateway with its five fields and the provider's text", async () => {
    const gateway = new signalwire.SipGateway("one", gatewayArgs);
    const { type, inputs } = await registrationOf(gateway, "one");
    expect(type).toBe("pulumi-nodejs:dynamic/signalwire:SipGateway");
    expect(inputs).toMatchObject({ ...gatewayInputs, __urn: expect.stringMatching(/::one$/) as unknown });
    const text = inputs["__provider"];
    expect(text).toBe('exports.handler = () => require("pulumi-sip/runtime").signalwire.SipGateway;');
    expect(String(text).length).toBeLessThanOrEqual(80);
  });

  test("is registered as an endpoint whose password is a secret", async () => {
    const endpoint = new signalwire.SipEndpoint("one", endpointInputs);
    const { type, inputs } = await registrationOf(endpoint, "one");
    expect(type).toBe("pulumi-nodejs:dynamic/signalwire:SipEndpoint");
    const text = inputs["__provider"];
    expect(text).toBe('exports.handler = () => require("pulumi-sip/runtime").signalwire.SipEndpoint;');
    expect(await pulumi.isSecret(endpoint.password)).toBe(true);
    expect(await pulumi.isSecret(endpoint.username)).toBe(false);
  });

  test("has an output for everything that only the vendor knows", async () => {
    const gateway = new signalwire.SipGateway("one", gatewayArgs);
    const { gatewayId, projectId, displayName, type, createdAt, updatedAt, addresses } = gateway;
    const endpoint = new signalwire.SipEndpoint("two", endpointInputs);
    const { effective, callingHandlerResourceId } = endpoint;
    const outputs = [gatewayId, projectId, displayName, type, createdAt, updatedAt, addresses];
    for (const output of [...outputs, effective, callingHandlerResourceId]) {
      expect(pulumi.Output.isInstance(output)).toBe(true);
    }
    await registrationOf(endpoint, "two");
  });

  test("is looked up by its id", async () => {
    const endpoint = signalwire.SipEndpoint.get("one", uuid);
    expect((await registrationOf(endpoint, "one")).id).toBe(uuid);
    const gateway = signalwire.SipGateway.get("two", uuid);
    expect(await valueOf(gateway.id)).toBe(uuid);
  });

  test("may be in another project", async () => {
    const provider = new signalwire.Provider("other", {
      space: "other",
      projectId: "project-2",
      token: "canary-token",
      maxRetries: 2,
    });
    const { type, inputs } = await registrationOf(provider, "other");
    expect(type).toBe("pulumi:providers:pulumi-nodejs");
    expect(inputs).toEqual({
      "signalwire:space": "other",
      "signalwire:projectId": "project-2",
      "signalwire:token": expect.anything() as unknown,
      "signalwire:maxRetries": "2",
    });
  });
});

test("state names a provider for each class of this vendor that it can hold, and for no other", () => {
  const classes = Object.keys(signalwire).filter((name) => name !== "Provider" && /^[A-Z]/.test(name));
  expect(Object.keys(runtime.signalwire).sort()).toEqual(classes.sort());
});

describe("the types", () => {
  test("name the words that the checks know", () => {
    expectTypeOf<signalwire.KnownCipher>().toEqualTypeOf<(typeof known.ciphers)[number]>();
    expectTypeOf<signalwire.KnownCodec>().toEqualTypeOf<(typeof known.codecs)[number]>();
    expectTypeOf<(typeof known.gatewayEncryptions)[number]>().toExtend<signalwire.GatewayEncryption>();
    expectTypeOf<(typeof known.endpointEncryptions)[number]>().toExtend<signalwire.EndpointEncryption>();
    expectTypeOf<signalwire.CallHandlerArgs["type"]>().toEqualTypeOf<(typeof known.handlerTypes)[number]>();
  });

  test("accept any text where the vendor has words, as configuration gives it", () => {
    expectTypeOf<string>().toExtend<NonNullable<signalwire.SipEndpointArgs["encryption"]>>();
    expectTypeOf<pulumi.Output<string>>().toExtend<signalwire.SipGatewayArgs["encryption"]>();
    expectTypeOf<pulumi.Output<string[]>>().toExtend<signalwire.SipGatewayArgs["codecs"]>();
    expectTypeOf<string>().toExtend<NonNullable<signalwire.LamlWebhooksHandlerArgs["requestMethod"]>>();
    expectTypeOf<string>().toExtend<NonNullable<signalwire.CallFlowHandlerArgs["flowVersion"]>>();
  });

  test("accept each handler with its own fields, plain or as outputs", () => {
    const url = pulumi.output("https://example.com");
    const handlers: signalwire.SipEndpointArgs["callHandler"][] = [
      { type: "relay_context", relayContext: "office", relayContextStatusCallbackUrl: url },
      { type: "relay_topic", relayTopic: "office", relayTopicStatusCallbackUrl: url },
      { type: "relay_application", relayApplication: "office" },
      { type: "relay_connector" },
      { type: "relay_script", relayScriptUrl: url },
      { type: "laml_webhooks", requestUrl: url, requestMethod: "GET", fallbackUrl: "https://example.com" },
      { type: "laml_application", lamlApplicationId: "app" },
      { type: "dialogflow", dialogflowAgentId: "agent" },
      { type: "video_room", videoRoomId: uuid },
      { type: "call_flow", flowId: uuid, flowVersion: "current_deployed" },
      { type: "ai_agent", aiAgentId: uuid },
      url.apply((relayScriptUrl) => ({ type: "relay_script" as const, relayScriptUrl })),
    ];
    expect(handlers).toHaveLength(12);
  });

  test("refuse a field of another handler, a missing one, and an unknown handler", () => {
    type Handler = signalwire.SipEndpointArgs["callHandler"];
    const wrong: Handler[] = [
      // @ts-expect-error relayTopic is a field of another handler
      { type: "relay_script", relayScriptUrl: "https://example.com", relayTopic: "office" },
      // @ts-expect-error requestUrl is missing
      { type: "laml_webhooks", fallbackUrl: "https://example.com" },
      // @ts-expect-error there is no such handler
      { type: "laml_webhook", requestUrl: "https://example.com" },
      // @ts-expect-error a topic and a context at once
      { type: "relay_topic", relayTopic: "office", relayContext: "office" },
    ];
    expect(wrong).toHaveLength(4);
  });

  test("have a handler in the outputs whose type determines its fields", () => {
    const name = (handler: signalwire.CallHandler): string =>
      handler.type === "relay_topic" ? handler.relayTopic : handler.type;
    expect(name({ type: "relay_topic", relayTopic: "office" })).toBe("office");
    expectTypeOf<signalwire.SipEndpoint["callHandler"]>().toEqualTypeOf<
      pulumi.Output<signalwire.CallHandler | undefined>
    >();
  });
});
