import { describe, expect, test } from "vitest";
import { Claims } from "../../../src/lifecycle/claims";
import { sipGateway } from "../../../src/videosdk/sip-gateway/definition";
import { difference } from "../../../src/lifecycle/diff";
import { problemsOf } from "../../../src/lifecycle/problems";
import { unknownValue } from "../../../src/lifecycle/unknown";
import { createBody, first, startBench, type Bench } from "../../support/videosdk-account";

type Inputs = ReturnType<typeof sipGateway.schema.parse>;

const base: Inputs = { gatewayId: "gw", name: "n", transport: "tls" };
const none = { changes: false, replaces: [], deleteBeforeReplace: false };
const update = { ...none, changes: true };

function diff(changes: Partial<Record<keyof Inputs, unknown>>, old: Inputs = base) {
  const desired = { ...old, ...changes } as Inputs;
  return difference(sipGateway, { old: { id: "gw", inputs: old, outputs: {} }, desired });
}

/** A bench with a set, from which nothing was read yet. */
async function benchWithSet(): Promise<Bench & { inbound: string; outbound: string }> {
  const bench = await startBench();
  await bench.account.api.createNumbers(createBody([first]), bench.deadline);
  const { inboundGateways, outboundGateways } = bench.simulator.state().videosdk;
  bench.requests();
  return { ...bench, inbound: inboundGateways[0]?.id ?? "", outbound: outboundGateways[0]?.id ?? "" };
}

describe("the inputs of a gateway", () => {
  test("are the gateway's id and the fields to manage; nothing gets a default", () => {
    expect(sipGateway.schema.parse({ gatewayId: " gw " })).toStrictEqual({ gatewayId: "gw" });
  });

  test("have a rule for each field", () => {
    const all = sipGateway.schema.parse({
      ...base,
      mediaEncryption: "enable",
      sipRegion: "auto",
      address: "a",
      auth: { username: "u", password: "p" },
    });
    expect(Object.keys(sipGateway.fields).sort()).toEqual(Object.keys(all).sort());
  });

  test("are refused with every problem at once, without a secret", () => {
    const bad = {
      sipRegion: "eu",
      address: "",
      transport: "TLS",
      auth: { password: { canary: "canary" } },
      numbers: [],
    };
    const result = sipGateway.schema.safeParse(bad);
    if (result.success) throw new Error("they were taken");
    const problems = problemsOf(result.error, bad, sipGateway.secrets);
    expect(problems.map(({ field }) => field).sort()).toEqual([
      "address",
      "auth.password",
      "auth.username",
      "gatewayId",
      "numbers",
      "sipRegion",
      "transport",
    ]);
    expect(JSON.stringify(problems)).not.toContain("canary");
  });
});

describe("a change of a gateway's settings", () => {
  test("is made in place", () => {
    expect(diff({ name: "m" })).toEqual(update);
    expect(diff({ address: "a" })).toEqual(update);
    expect(diff({ auth: { username: "u", password: "p" } })).toEqual(update);
  });

  test("is none when a field is no longer declared: it is no longer managed", () => {
    expect(diff({ name: undefined, transport: undefined })).toEqual(none);
  });

  test("replaces the resource when it is about another gateway, unless that is not known yet", () => {
    expect(diff({ gatewayId: "other" })).toEqual({
      changes: true,
      replaces: ["gatewayId"],
      deleteBeforeReplace: true,
    });
    expect(diff({ gatewayId: unknownValue })).toEqual(update);
  });
});

describe("what the account knows of the inputs", () => {
  const outboundFields = {
    address: "a",
    transport: "udp",
    auth: { username: "u", password: "hunter2" },
  } as const;

  test("is the direction, once the gateway was read: fields of the other direction are refused, all at once", async () => {
    const { account, deadline, inbound, outbound } = await benchWithSet();
    await account.directory.all(deadline);
    const complaints = sipGateway.problems?.(
      account,
      { gatewayId: inbound, name: "n", ...outboundFields },
      undefined,
    );
    expect(complaints?.map((line) => line.split(":")[0])).toEqual(["address", "transport", "auth"]);
    expect(complaints?.join()).toContain(`gateway ${inbound} is an inbound gateway`);
    expect(complaints?.join()).not.toContain("hunter2");
    expect(sipGateway.problems?.(account, { gatewayId: outbound, ...outboundFields }, undefined)).toEqual([]);
  });

  test("is the direction in state, of the same gateway only", async () => {
    const { account, requests } = await benchWithSet();
    const outputs = { direction: "inbound" } as const;
    const old = { inputs: { gatewayId: "gw" }, outputs };
    expect(sipGateway.problems?.(account, { gatewayId: "gw", address: "a" }, old)).toHaveLength(1);
    expect(sipGateway.problems?.(account, { gatewayId: "other", address: "a" }, old)).toEqual([]);
    expect(requests()).toEqual([]);
  });

  test("is nothing about a gateway that is not known yet", async () => {
    const { account } = await benchWithSet();
    expect(sipGateway.problems?.(account, { gatewayId: unknownValue, address: "a" }, undefined)).toEqual([]);
  });

  test("does not show the engine's mark for a value that is not known yet", async () => {
    const { account } = await benchWithSet();
    const old = { inputs: { gatewayId: "gw" }, outputs: { direction: "inbound" } } as const;
    const complaints = sipGateway.problems?.(account, { gatewayId: "gw", address: unknownValue }, old);
    expect(complaints).toHaveLength(1);
    expect(complaints?.join()).not.toContain(unknownValue);
  });

  test("is that another resource wants other settings for the same gateway", () => {
    const claims = new Claims();
    const declare = (urn: string, desired: Parameters<NonNullable<typeof sipGateway.claims>>[0]): string[] =>
      claims.declare(urn, desired, sipGateway.claims?.(desired, undefined) ?? []);
    expect(declare("urn:one", { gatewayId: "gw", name: "n" })).toEqual([]);
    expect(declare("urn:other", { gatewayId: "gw", name: "m" })).toHaveLength(1);
    expect(declare("urn:other", { gatewayId: "gw", transport: "udp" })).toEqual([]);
    expect(declare("urn:third", { gatewayId: unknownValue, name: "m" })).toEqual([]);
  });
});
