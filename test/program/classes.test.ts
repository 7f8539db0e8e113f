import "../support/home";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import * as program from "../../src/index";
import { unknownValue } from "../../src/lifecycle/unknown";
import { providerText } from "../../src/program/provider-text";
import * as runtime from "../../src/runtime";
import { mockEngine, registrationOf, valueOf } from "../support/mocked-program";
import { classOf, missingFields, plain } from "../support/program-class";
import { definitionOf, sampleOfEach } from "../support/registry";
import type { Properties } from "../support/wire";

/** The property of a resource under a name. */
function property(resource: pulumi.CustomResource, name: string): unknown {
  return (resource as unknown as Record<string, unknown>)[name];
}

beforeAll(() => mockEngine());

describe("every class of the package", () => {
  // Components have no provider.
  const { signalwire, videosdk } = program;
  const vendors = Object.entries({ signalwire, videosdk }).map(([vendor, classes]) => ({
    vendor,
    classes: Object.keys(classes).filter((name) => name !== "Provider" && /^[A-Z]/.test(name)),
    served: (runtime as Readonly<Record<string, object>>)[vendor] ?? {},
  }));

  test.each(vendors)(
    "of $vendor is served by the runtime, under its own name, and nothing else is",
    (one) => {
      expect(one.classes.length).toBeGreaterThan(0);
      expect(Object.keys(one.served).sort()).toEqual(one.classes.sort());
    },
  );

  test("is named in state by a text of at most 90 characters that loads the runtime's provider", () => {
    for (const { vendor, classes } of vendors) {
      for (const name of classes) {
        const text = providerText(vendor, name);
        expect(text).toBe(`exports.handler = () => require("pulumi-sip/runtime").${vendor}.${name};`);
        expect(text.length, text).toBeLessThanOrEqual(90);
      }
    }
  });
});

test("the marker of an unknown value is the engine's", () => {
  expect(unknownValue).toBe(pulumi.runtime.unknownValue);
});

describe("every class", async () => {
  const classes = await Promise.all(
    (await sampleOfEach()).map(async (sample) => {
      const { secrets } = await definitionOf(sample);
      const required = await missingFields(sample, sample.fewest);
      return {
        ...sample,
        secretFields: [...new Set(secrets.map((path) => path.split(".")[0] ?? ""))],
        // What is inside another property is a secret by itself.
        encrypted: secrets.filter((path) => !path.includes(".")),
        required,
      };
    }),
  );
  const secretive = classes.filter(({ secretFields }) => secretFields.length > 0);
  const named = classes.filter(({ required }) => required.includes("name"));

  describe.each(classes)("$title, created from the fewest arguments", (one) => {
    const { vendor, type, title, fewest, required } = one;
    const make = (name: string): pulumi.CustomResource => new (classOf(one))(name, fewest);

    test("registers under its permanent token, with the provider's text and its URN", async () => {
      const { inputs, ...registration } = await registrationOf(make(`least-${title}`), `least-${title}`);
      expect(registration).toEqual({
        type: `pulumi-nodejs:dynamic/${vendor}:${type}`,
        name: `least-${title}`,
        id: undefined,
      });
      expect(inputs).toMatchObject({
        __provider: providerText(vendor, type),
        __urn: `urn:pulumi:stack::project::pulumi-nodejs:dynamic/${vendor}:${type}::least-${title}`,
      });
    });

    test("sends only what the program declares, and a name where one is required: the check fills in the defaults", async () => {
      expect(required.filter((field) => field !== "name")).toEqual([]);
      const { inputs } = await registrationOf(make(`sent-${title}`), `sent-${title}`);
      expect(Object.keys(inputs).sort()).toEqual(
        [...Object.keys(fewest), ...required, "__urn", "__provider"].sort(),
      );
    });

    test("is refused without any one of them", async () => {
      const name = required.includes("name") ? { name: "named" } : {};
      for (const field of Object.keys(fewest)) {
        expect(await missingFields(one, { ...name, ...fewest, [field]: undefined })).toEqual([field]);
      }
    });
  });

  describe.each(classes)("$title, looked up", (one) => {
    test("requests the object by its id, and declares nothing", async () => {
      const name = `looked-${one.title}`;
      const { inputs, ...registration } = await registrationOf(classOf(one).get(name, "an-id"), name);
      expect(registration).toEqual({
        type: `pulumi-nodejs:dynamic/${one.vendor}:${one.type}`,
        name,
        id: "an-id",
      });
      expect(Object.keys(inputs).sort()).toEqual(["__provider", "__urn"]);
    });
  });

  describe.each(named)("$title: the name at the vendor", (one) => {
    const make = (resource: string, args: Properties): pulumi.CustomResource =>
      new (classOf(one))(resource, { ...one.fewest, ...args });

    test("is the resource's, unless another is given", async () => {
      const plainly = await registrationOf(make(`name-${one.title}`, {}), `name-${one.title}`);
      expect(plainly.inputs["name"]).toBe(`name-${one.title}`);
      const given = await registrationOf(
        make(`named-${one.title}`, { name: "Support" }),
        `named-${one.title}`,
      );
      expect(given.inputs["name"]).toBe("Support");
    });

    test("is the resource's also where a program passes undefined as the name", async () => {
      // As `name: config.get("label")` does; without exactOptionalPropertyTypes the compiler takes it.
      const resource = `no-label-${one.title}`;
      const { inputs } = await registrationOf(make(resource, { name: undefined }), resource);
      expect(inputs["name"]).toBe(resource);
    });
  });

  describe.each(secretive)("$title: secrets", (one) => {
    const make = (name: string, options?: pulumi.CustomResourceOptions): pulumi.CustomResource =>
      new (classOf(one))(name, plain(one.args), options);

    test("leave the program as secrets, although it passes plain strings", async () => {
      const resource = make(`plain-${one.title}`);
      // A secret output is not there yet; that it is encrypted in state is the next test.
      for (const field of one.secretFields.filter((name) => name in one.args)) {
        const output = property(resource, field);
        if (!pulumi.Output.isInstance(output)) throw new Error(`${field} is no output`);
        expect(await pulumi.isSecret(output), field).toBe(true);
      }
    });

    test("stay encrypted in state, together with what the program wants encrypted", () => {
      let seen: pulumi.CustomResourceOptions = {};
      make(`encrypted-${one.title}`, {
        additionalSecretOutputs: ["numbers"],
        transformations: [({ opts }) => void (seen = opts)],
      });
      expect([...(seen.additionalSecretOutputs ?? [])].sort()).toEqual([...one.encrypted, "numbers"].sort());
    });

    test("are secrets of a looked-up object too", () => {
      let seen: pulumi.CustomResourceOptions = {};
      classOf(one).get(`looked-secret-${one.title}`, "an-id", {
        transformations: [({ opts }) => void (seen = opts)],
      });
      expect(seen.additionalSecretOutputs).toEqual(one.encrypted);
    });
  });
});

test("the name of a VideoSDK gateway is not managed unless it is given", async () => {
  const gateway = new program.videosdk.SipGateway("unnamed", { gatewayId: "gw" });
  expect((await registrationOf(gateway, "unnamed")).inputs).not.toHaveProperty("name");
});

test("outputs are what the provider returns", async () => {
  await mockEngine({ numbers: [{ e164: "+14155550100" }], inboundGatewayIds: ["gw-1"] });
  const set = new program.videosdk.PhoneNumberSet("returned", {
    phoneNumbers: ["+14155550100"],
    inbound: { sipRegion: "auto" },
    outbound: { address: "sip.example.com", sipRegion: "auto" },
  });
  expect(await valueOf(set.inboundGatewayIds)).toEqual(["gw-1"]);
  expect(await valueOf(set.numbers.apply(([first]) => first?.e164))).toBe("+14155550100");
});
