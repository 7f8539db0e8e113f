import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, test } from "vitest";
import { SipBridge, TeamPhones } from "../../src/components";
import { signalwire, videosdk } from "../../src/index";
import { mockEngine } from "../support/mocked-program";

let foreign: videosdk.Provider;
beforeEach(async () => {
  await mockEngine();
  foreign = new videosdk.Provider("branch", { token: "t" });
});

const endpoint = (options: pulumi.CustomResourceOptions): signalwire.SipEndpoint =>
  new signalwire.SipEndpoint("desk", { username: "desk" }, options);
const passedOn =
  "its provider is videosdk.Provider branch. It comes from its parent: to the engine, the providers of both vendors are of one package";

describe("a class under the provider of the other vendor", () => {
  test("is refused in the program, with what to give it", () => {
    expect(() => endpoint({ provider: foreign })).toThrow(
      "signalwire SipEndpoint desk: its provider is videosdk.Provider branch. Give it a signalwire.Provider, or none for",
    );
    expect(() => signalwire.SipEndpoint.get("desk", "id", { provider: foreign })).toThrow(pulumi.RunError);
  });

  test("is refused where a parent, or the parent's parent, hands it on, with where to give which", () => {
    const outer = new pulumi.ComponentResource("a:b:C", "outer", {}, { providers: [foreign] });
    const inner = new pulumi.ComponentResource("a:b:C", "inner", {}, { parent: outer });
    for (const parent of [outer, inner]) {
      expect(() => endpoint({ parent })).toThrow(passedOn);
      expect(() => endpoint({ parent })).toThrow(
        "a provider of its own, { provider: <a signalwire.Provider> }; a component of this package takes it as " +
          "signalwireProvider. Or give videosdk.Provider branch to the resources of videosdk instead of to their parent",
      );
    }
  });

  test("is refused inside a component of this package, whose argument the advice names", () => {
    expect(() => new TeamPhones("team", { people: ["ada"] }, { provider: foreign })).toThrow(passedOn);
    const args = {
      phoneNumbers: ["+14155550100"],
      sipRegion: "us002",
      outbound: { address: "sip.example.com" },
      agentId: "ag_abcdef",
    };
    const own = new signalwire.Provider("own", { space: "a", projectId: "b", token: "c" });
    expect(() => new SipBridge("bridge", args, { provider: own })).toThrow("it as videosdkProvider");
  });

  test("is accepted with a provider of its own in between", () => {
    const outer = new pulumi.ComponentResource("a:b:C", "outer", {}, { providers: [foreign] });
    const provider = new signalwire.Provider("own", { space: "a", projectId: "b", token: "c" });
    expect(() => endpoint({ parent: outer, provider })).not.toThrow();
    const inner = new pulumi.ComponentResource(
      "a:b:C",
      "inner",
      {},
      { parent: outer, providers: [provider] },
    );
    expect(() => endpoint({ parent: inner })).not.toThrow();
  });
});
