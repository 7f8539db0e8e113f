import "../support/home";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import * as program from "../../src/index";
import { unknownValue } from "../../src/lifecycle/unknown";
import { providerText } from "../../src/program/provider-text";
import * as runtime from "../../src/runtime";
import { mockEngine, registrationOf, valueOf } from "../support/mocked-program";

const { PhoneNumberSet, SipGateway, SipTrunk } = program.videosdk;
const outbound = { address: "sip.example.com", sipRegion: "auto" as const };
const auth = { username: "u", password: "p" };
const setArgs = { phoneNumbers: ["+14155550100"], inbound: { sipRegion: "auto" as const }, outbound };
const trunkArgs = { domain: "example.com", direction: "inbound" as const, numbers: ["+14155550100"], auth };

/** Each class, created from the fewest arguments. */
const least = [
  ["PhoneNumberSet", (name: string) => new PhoneNumberSet(name, setArgs)],
  ["SipGateway", (name: string) => new SipGateway(name, { gatewayId: "gw" })],
  ["SipTrunk", (name: string) => new SipTrunk(name, trunkArgs)],
] as const;
const looked = [
  ["PhoneNumberSet", (name: string) => PhoneNumberSet.get(name, "gw-1")],
  ["SipGateway", (name: string) => SipGateway.get(name, "gw-1")],
  ["SipTrunk", (name: string) => SipTrunk.get(name, "trunk-1")],
] as const;

/** The property of a resource under a name. */
function property(resource: pulumi.CustomResource, name: string): unknown {
  return (resource as unknown as Record<string, unknown>)[name];
}

beforeAll(() => mockEngine());

describe("every class of the package", () => {
  const vendors = Object.entries(program).map(([vendor, classes]) => ({
    vendor,
    classes: Object.keys(classes).filter((name) => name !== "Provider"),
    served: (runtime as Readonly<Record<string, object>>)[vendor] ?? {},
  }));

  test.each(vendors)(
    "of $vendor is served by the runtime, under its own name, and nothing else is",
    (one) => {
      expect(one.classes.length).toBeGreaterThan(0);
      expect(Object.keys(one.served).sort()).toEqual(one.classes.sort());
    },
  );

  test("is named in state by a text of at most 80 characters that loads the runtime's provider", () => {
    for (const { vendor, classes } of vendors) {
      for (const name of classes) {
        const text = providerText(vendor, name);
        expect(text).toBe(`exports.handler = () => require("pulumi-sip/runtime").${vendor}.${name};`);
        expect(text.length, text).toBeLessThanOrEqual(80);
      }
    }
  });
});

test("the marker of an unknown value is the engine's", () => {
  expect(unknownValue).toBe(pulumi.runtime.unknownValue);
});

describe.each(least)("%s, created from the fewest arguments", (type, make) => {
  test("registers under its permanent token, with the provider's text and its URN", async () => {
    const { inputs, ...registration } = await registrationOf(make(`least-${type}`), `least-${type}`);
    expect(registration).toEqual({
      type: `pulumi-nodejs:dynamic/videosdk:${type}`,
      name: `least-${type}`,
      id: undefined,
    });
    expect(inputs).toMatchObject({
      __provider: providerText("videosdk", type),
      __urn: `urn:pulumi:stack::project::pulumi-nodejs:dynamic/videosdk:${type}::least-${type}`,
    });
  });

  test("sends only what the program declares: the check fills in the defaults", async () => {
    const { inputs } = await registrationOf(make(`sent-${type}`), `sent-${type}`);
    const said = { PhoneNumberSet: setArgs, SipGateway: { gatewayId: "gw" }, SipTrunk: trunkArgs }[type];
    const named = type === "SipGateway" ? [] : ["name"];
    expect(Object.keys(inputs).sort()).toEqual(
      [...Object.keys(said), ...named, "__urn", "__provider"].sort(),
    );
  });
});

describe.each(looked)("%s, looked up", (type, make) => {
  test("requests the object by its id, and declares nothing", async () => {
    const { inputs, ...registration } = await registrationOf(make(`looked-${type}`), `looked-${type}`);
    expect(registration).toMatchObject({
      type: `pulumi-nodejs:dynamic/videosdk:${type}`,
      name: `looked-${type}`,
    });
    expect(registration.id).toBe(type === "SipTrunk" ? "trunk-1" : "gw-1");
    expect(Object.keys(inputs).sort()).toEqual(["__provider", "__urn"]);
  });
});

describe("the name at the vendor", () => {
  const named = [
    [
      "PhoneNumberSet",
      (resource: string, name?: string) =>
        new PhoneNumberSet(resource, { ...setArgs, ...(name && { name }) }),
    ],
    [
      "SipTrunk",
      (resource: string, name?: string) => new SipTrunk(resource, { ...trunkArgs, ...(name && { name }) }),
    ],
  ] as const;

  test.each(named)("of a %s is the resource's, unless another is given", async (type, make) => {
    const plain = await registrationOf(make(`name-${type}`), `name-${type}`);
    expect(plain.inputs["name"]).toBe(`name-${type}`);
    const given = await registrationOf(make(`named-${type}`, "Support"), `named-${type}`);
    expect(given.inputs["name"]).toBe("Support");
  });

  test("is the resource's also where a program passes undefined as the name", async () => {
    // As `name: config.get("label")` does; without exactOptionalPropertyTypes the compiler takes it.
    const label = undefined as unknown as string;
    const set = new PhoneNumberSet("no-label", { ...setArgs, name: label });
    expect((await registrationOf(set, "no-label")).inputs["name"]).toBe("no-label");
    const trunk = new SipTrunk("no-trunk-label", { ...trunkArgs, name: label });
    expect((await registrationOf(trunk, "no-trunk-label")).inputs["name"]).toBe("no-trunk-label");
  });

  test("of a gateway is not managed unless it is given", async () => {
    const gateway = new SipGateway("unnamed", { gatewayId: "gw" });
    expect((await registrationOf(gateway, "unnamed")).inputs).not.toHaveProperty("name");
  });
});

describe("secrets", () => {
  const makers = [
    [
      "PhoneNumberSet",
      "outbound",
      (name: string, options: pulumi.CustomResourceOptions) =>
        new PhoneNumberSet(name, { ...setArgs, outbound: { ...outbound, auth } }, options),
    ],
    [
      "SipGateway",
      "auth",
      (name: string, options: pulumi.CustomResourceOptions) =>
        new SipGateway(name, { gatewayId: "gw", auth }, options),
    ],
    [
      "SipTrunk",
      "auth",
      (name: string, options: pulumi.CustomResourceOptions) => new SipTrunk(name, trunkArgs, options),
    ],
  ] as const;

  test.each(makers)(
    "of a %s leave the program as secrets, although it passes plain strings",
    async (type, field, make) => {
      const output = property(make(`plain-${type}`, {}), field);
      if (!pulumi.Output.isInstance(output)) throw new Error(`${field} is no output`);
      expect(await pulumi.isSecret(output)).toBe(true);
    },
  );

  test.each(makers)(
    "of a %s stay encrypted in state, together with what the program wants encrypted",
    (type, field, make) => {
      let seen: pulumi.CustomResourceOptions = {};
      make(`encrypted-${type}`, {
        additionalSecretOutputs: ["numbers"],
        transformations: [({ opts }) => void (seen = opts)],
      });
      expect([...(seen.additionalSecretOutputs ?? [])].sort()).toEqual([field, "numbers"].sort());
    },
  );

  test("are secrets of a looked-up object too", () => {
    let seen: pulumi.CustomResourceOptions = {};
    SipTrunk.get("looked-secret", "trunk-1", { transformations: [({ opts }) => void (seen = opts)] });
    expect(seen.additionalSecretOutputs).toEqual(["auth"]);
  });
});

test("outputs are what the provider returns", async () => {
  await mockEngine({ numbers: [{ e164: "+14155550100" }], inboundGatewayIds: ["gw-1"] });
  const set = new PhoneNumberSet("returned", setArgs);
  expect(await valueOf(set.inboundGatewayIds)).toEqual(["gw-1"]);
  expect(await valueOf(set.numbers.apply(([first]) => first?.e164))).toBe("+14155550100");
});
