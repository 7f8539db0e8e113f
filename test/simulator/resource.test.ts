import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import * as runtime from "../../src/runtime";
import { startSimulator, type SimulatorState } from "../../src/simulator";
import { defineResource, recordStoreOf, type Resource } from "../../src/simulator/resource.js";
import {
  jsonAnswer,
  Refusal,
  type Answer,
  type Route,
  type VendorRequest,
} from "../../src/simulator/route.js";
import { servedClasses } from "../../src/simulator/simulator.js";
import { Vendor } from "../../src/simulator/vendor.js";

interface Bell {
  readonly bellId: string;
  sound: string;
}

/** A resource that exists only in this test. */
const bells = defineResource({
  serves: ["Bell"],
  records: {
    bells: { schema: z.object({ bellId: z.string(), sound: z.string() }), idOf: (bell: Bell) => bell.bellId },
  },
  routes: (_account: object, records): Route[] => [
    {
      method: "PUT",
      path: "/bells/:bellId",
      handle: ({ param }) => {
        const bell = { bellId: param("bellId"), sound: "ding" };
        records.bells.set(bell.bellId, bell);
        return jsonAnswer(200, bell);
      },
    },
    {
      method: "DELETE",
      path: "/bells/:bellId",
      handle: () => {
        throw new Refusal(409, "bells are fixed");
      },
    },
    {
      method: "GET",
      path: "/bells",
      handle: () => {
        throw new Error("a defect of the route");
      },
    },
  ],
});

class Belfry extends Vendor<object, { key: string }, { bells: Bell[] }> {
  readonly prefixes = ["/bells"];
  readonly records = recordStoreOf([bells]);
  readonly store = {
    shape: {},
    save: () => ({}),
    restore: () => undefined,
    state: () => ({}),
    clear: () => undefined,
  };
  readonly routes = this.routesOf<object>([bells], this);

  constructor() {
    const credentialsSchema = z.object({ key: z.string() });
    const newCredentials = () => ({ key: "random" });
    const behaviourSchema = z.strictObject({});
    super(
      { name: "belfry", behaviourSchema, defaultBehaviour: {}, credentialsSchema, newCredentials },
      {},
      undefined,
    );
  }

  authenticate(): undefined {
    return undefined;
  }
  refuse(status: number, message: string): Answer {
    return jsonAnswer(status, { message });
  }
  unknownRoute(): Answer {
    return this.refuse(404, "unknown");
  }
  protected override refusalAnswer({ status, message }: Refusal): Answer {
    return this.refuse(status, message);
  }

  send(method: string, id = ""): Answer | undefined {
    const request: VendorRequest = {
      method,
      url: `/bells/${id}`,
      body: {},
      param: () => id,
      query: () => undefined,
      header: () => undefined,
    };
    return this.routes.find((route) => route.method === method)?.handle(request);
  }
}

describe("a resource that a vendor names", () => {
  test("has its objects shown, saved, restored and emptied, in the order of creation", () => {
    const belfry = new Belfry();
    belfry.send("PUT", "b");
    belfry.send("PUT", "a");
    const expected = {
      bells: [
        { bellId: "b", sound: "ding" },
        { bellId: "a", sound: "ding" },
      ],
    };
    expect(belfry.state()).toEqual(expected);
    expect(belfry.save()).toEqual({ credentials: { key: "random" }, ...expected });

    const other = new Belfry();
    other.restore(JSON.parse(JSON.stringify(belfry.save())), "here");
    expect(other.state()).toEqual(expected);
    other.reset();
    expect(other.state()).toEqual({ bells: [] });
    expect(belfry.state()).toEqual(expected);
  });

  test("has its objects validated when they are restored", () => {
    const saved = { credentials: { key: "k" }, bells: [{ bellId: "b" }] };
    expect(() => new Belfry().restore(saved, "here")).toThrow(/belfry part of here: bells\.0\.sound: /);
  });

  test("has no objects when the data file is older than the resource", () => {
    const belfry = new Belfry();
    belfry.restore({ credentials: { key: "k" } }, "here");
    expect(belfry.state()).toEqual({ bells: [] });
    expect(belfry.credentials).toEqual({ key: "k" });
  });

  test("has refusals answered by the vendor; other errors are thrown", () => {
    const belfry = new Belfry();
    expect(belfry.send("DELETE", "b")).toMatchObject({ status: 409, body: '{"message":"bells are fixed"}' });
    expect(() => belfry.send("GET")).toThrow("a defect of the route");
  });

  test("changes the revision with each write, even a refused one, and not with a read", () => {
    const belfry = new Belfry();
    const revisions = [belfry.revision];
    for (const act of [
      () => belfry.send("PUT", "b"),
      () => belfry.send("DELETE", "b"),
      () => belfry.reset(),
    ]) {
      act();
      revisions.push(belfry.revision);
    }
    expect(new Set(revisions).size).toBe(4);
    expect(() => belfry.send("GET")).toThrow();
    expect(belfry.revision).toBe(revisions.at(-1));
  });

  test("cannot use the record key of another", () => {
    const twin: Resource<object> = { serves: ["Twin"], records: bells.records, routes: () => [] };
    expect(() => recordStoreOf([bells, twin])).toThrow(
      'two resources of the simulator keep objects under "bells"',
    );
  });
});

test.each(["videosdk", "signalwire"] as const)(
  "every class of the registry's %s is served, once",
  (vendor) => {
    const served = servedClasses[vendor];
    expect(Object.keys(runtime[vendor]).filter((name) => !served.includes(name))).toEqual([]);
    expect(new Set(served).size).toBe(served.length);
  },
);

describe("the data file of release 0.1.0", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "simulator-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("is restored with every object and the credentials", async () => {
    const released = resolve(__dirname, "../states/0.1.0/vendors.json");
    const { vendors } = JSON.parse(await readFile(released, "utf8")) as {
      vendors: { videosdk: { gateways: object[]; credentials: object }; signalwire: object };
    };
    const dataFile = join(folder, "data.json");
    await copyFile(released, dataFile);
    const simulator = await startSimulator({ dataFile });
    const state: SimulatorState = simulator.state();
    expect(simulator.videosdk).toEqual(vendors.videosdk.credentials);
    expect({ ...state.signalwire, credentials: simulator.signalwire }).toMatchObject(vendors.signalwire);
    const { inboundGateways, outboundGateways, phoneNumbers, ...others } = state.videosdk;
    const { gateways, credentials, ...saved } = vendors.videosdk;
    expect([...inboundGateways, ...outboundGateways]).toEqual(gateways);
    expect(credentials).toEqual(simulator.videosdk);
    expect({ ...others, phoneNumbers }).toMatchObject(saved);
    // Closing writes the file again: its shape stays.
    await simulator.close();
    expect(JSON.parse(await readFile(dataFile, "utf8"))).toMatchObject({ vendors });
  });
});
