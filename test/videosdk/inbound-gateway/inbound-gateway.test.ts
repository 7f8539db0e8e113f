import { describe, expect, test } from "vitest";
import { videosdk } from "../../../src/runtime";
import { inboundGateway } from "../../../src/videosdk/inbound-gateway/definition";
import { rejection } from "../../support/transport";
import { first, second, startBench } from "../../support/videosdk-account";
import { checked, Life, problemsIn } from "../../support/videosdk-life";
import { Dashboard } from "../../support/vendor-view";

const least = { name: "Carrier", numbers: [first] };
const desired = inboundGateway.schema.parse({ ...least, allowedAddresses: ["203.0.113.7"] });
const secured = inboundGateway.schema.parse({ ...least, auth: { username: "u", password: "p" } });
const collection = "/v2/sip/inbound-gateways";

test("every problem of the inputs is named at once", () => {
  const bad = {
    name: " ",
    numbers: ["911"],
    auth: { username: "u" },
    allowedNumbers: ["all"],
    geoRegion: "us 2",
    metadata: { a: 1 },
    tags: "a",
    record: "yes",
    adress: "x",
  };
  expect(problemsIn(inboundGateway, bad).map((problem) => problem.split(":")[0])).toEqual([
    ...["name", "numbers[0]", "auth.password", "allowedNumbers[0]", "geoRegion", "record"],
    ...["metadata", "tags", "adress"],
  ]);
});

test.each([
  [{}, ["it has neither auth nor allowedAddresses: anyone who knows its address may call in"]],
  [{ allowedAddresses: ["0.0.0.0/0"] }, [expect.stringMatching(/allows 0\.0\.0\.0\/0: anyone/)]],
  [{ allowedAddresses: ["203.0.113.7"] }, []],
  [{ auth: { username: "u", password: "p" } }, []],
  [
    { allowedAddresses: ["203.0.113.7"], allowedNumbers: [first, "+1415*"], geoRegion: "us003" },
    [
      expect.stringContaining(`${first} is one of its own numbers. These are the callers`),
      expect.stringMatching(/"us003" is not a known region; the nearest is us002/),
    ],
  ],
])("a program with %j gets the warnings %j", (changes, warnings) => {
  expect(inboundGateway.cautions?.(inboundGateway.schema.parse({ ...least, ...changes }))).toEqual(warnings);
});

describe("a gateway", () => {
  test("takes two requests to create, two to change, one to read and three to delete", async () => {
    const life = await Life.start(inboundGateway);
    const made = await life.up(desired);
    const list = `GET ${collection}?search=Carrier&page=1&perPage=100`;
    expect(life.bench.requests()).toEqual([list, `POST ${collection}`]);
    const one = `${collection}/${made.id}`;
    await life.up({ ...desired, tags: ["a"] }, made);
    expect(life.bench.requests()).toEqual([`GET ${one}`, `PATCH ${one}`]);
    expect(await life.read(made)).toMatchObject({ inputs: { tags: ["a"] }, outputs: { gatewayId: made.id } });
    await life.remove(made);
    expect(life.bench.requests()).toEqual([
      `GET ${one}`,
      `GET ${one}`,
      "GET /v2/sip/phone-numbers?page=1&perPage=100",
      `DELETE ${one}`,
    ]);
  });

  test.each([
    {},
    { gatewayBooleans: "strings", gatewayReply: "data", inboundAddress: "host" },
    { gatewayNumbers: "label", autoRegion: "null", passwords: "masked" },
    { passwords: "omitted", nullCollections: false },
  ] as const)("has nothing to do after it was created, where VideoSDK is %j", async (behaviour) => {
    const life = await Life.start(inboundGateway, behaviour);
    const made = await life.up(secured);
    life.bench.requests();
    expect(await life.up(secured, made)).toEqual(made);
    expect(life.bench.requests()).toEqual([`GET ${collection}/${made.id}`]);
    expect(await life.read(made)).toEqual(made);
  });

  test.each([
    { record: true },
    { noiseCancellation: true },
    { enableDtmf: true },
    { metadata: { team: "desk" } },
    { tags: ["a"] },
    { name: "Other" },
    { mediaEncryption: "enable" },
    { geoRegion: "in002" },
    { allowedNumbers: ["+91*"] },
    { allowedAddresses: ["203.0.113.8"] },
    { numbers: [second] },
  ])("that somebody gave %j elsewhere shows it, and the next up takes it back", async (drift) => {
    const life = await Life.start(inboundGateway);
    const made = await life.up(desired);
    await new Dashboard(life.bench.simulator).send("PATCH", `${collection}/${made.id}`, drift);
    const read = await life.read(made);
    expect(read?.inputs).toMatchObject(drift);
    expect((await life.up(desired, read)).inputs).toEqual(desired);
  });

  test.each([400, 409] as const)(
    "whose name is taken is not created (%i), and may be adopted",
    async (status) => {
      const unique = { gatewayNamesUnique: true, duplicateGatewayName: status };
      const life = await Life.start(inboundGateway, unique);
      const { id } = await life.up(desired);
      const { message } = await rejection(life.up({ ...desired, numbers: [second] }));
      expect(message).toContain(`inbound gateway ${id} has the name "Carrier" already`);
      expect(await life.up({ ...desired, numbers: [second], adopt: id })).toMatchObject({ id });
    },
  );

  test("is not deleted while a number that it does not declare is attached, unless forceDestroy is set", async () => {
    const life = await Life.start(inboundGateway);
    const made = await life.up(desired);
    const dashboard = new Dashboard(life.bench.simulator);
    await dashboard.create([second]);
    await dashboard.detach(second);
    await dashboard.send("PATCH", `${collection}/${made.id}`, { numbers: [first, second] });
    expect((await rejection(life.remove(made))).message).toContain(`attached to it: ${second}`);
    expect(await life.remove({ ...made, inputs: { ...made.inputs, forceDestroy: true } })).toBe(true);
  });
});

describe("the mark of an owner", () => {
  const marksOf = ({ bench }: { bench: Awaited<ReturnType<typeof startBench>> }) =>
    bench.simulator.state().videosdk.inboundGateways.map(({ metadata }) => metadata);

  test("is in the metadata of a gateway and in state, beside what the program declares there", async () => {
    const life = await Life.start(inboundGateway);
    const made = await life.up({ ...desired, metadata: { team: "desk" } });
    const { __mark } = made.outputs as unknown as { readonly __mark: string };
    expect(__mark).toMatch(/^[0-9a-f]{16}$/);
    expect(marksOf(life)).toEqual([{ team: "desk", "pulumi-sip": __mark }]);
    expect(made.inputs.metadata).toEqual({ team: "desk" });
    expect(await life.up({ ...desired, metadata: {} }, made)).toMatchObject({ inputs: { metadata: {} } });
    expect(marksOf(life)).toEqual([{ "pulumi-sip": __mark }]);
  });

  test("keeps adopt: true from taking it; its id takes it, and then the first owner changes and deletes nothing", async () => {
    const life = await Life.start(inboundGateway);
    const first_ = await life.up(desired);
    const { message } = await rejection(life.up({ ...desired, adopt: true }));
    expect(message).toContain(`inbound gateway ${first_.id} shows the mark of an owner`);
    expect(message).toContain(`adopt: "${first_.id}"`);
    life.bench.requests();
    const other = await life.up({ ...desired, adopt: first_.id });
    expect(life.bench.requests().filter((line) => !line.startsWith("GET"))).toHaveLength(1);
    life.bench.requests();
    for (const attempt of [
      () => life.up({ ...desired, tags: ["mine"] }, first_),
      () => life.remove(first_),
      async () => life.remove((await life.read(first_)) ?? first_),
    ]) {
      expect((await rejection(attempt())).message).toMatch(/shows the mark of another owner.*state delete/);
    }
    expect(life.bench.requests().filter((line) => !line.startsWith("GET"))).toEqual([]);
    // The first owner may take it back by its id.
    const back = await life.up({ ...desired, adopt: first_.id }, first_);
    expect((await rejection(life.remove(other))).message).toContain("another owner");
    expect(await life.remove(back)).toBe(true);
  });

  test("that somebody cleared in the dashboard is no difference, and comes back with the next change", async () => {
    const life = await Life.start(inboundGateway);
    const made = await life.up(desired);
    const dashboard = new Dashboard(life.bench.simulator);
    await dashboard.send("PATCH", `${collection}/${made.id}`, { metadata: {} });
    life.bench.requests();
    expect(await life.up(desired, made)).toEqual(made);
    expect(life.bench.requests()).toEqual([`GET ${collection}/${made.id}`]);
    await life.up({ ...desired, tags: ["a"] }, made);
    expect(marksOf(life)).toEqual([
      { "pulumi-sip": (made.outputs as unknown as { readonly __mark: string }).__mark },
    ]);
  });

  test("of a gateway that is imported stays as it is", async () => {
    const life = await Life.start(inboundGateway);
    const made = await life.up(desired);
    const read = await life.read({ id: made.id, inputs: {}, outputs: {} });
    expect(read?.outputs).toHaveProperty(
      "__mark",
      (made.outputs as unknown as { readonly __mark: string }).__mark,
    );
    life.bench.requests();
    await life.up(desired, { id: made.id, inputs: desired, outputs: read?.outputs ?? {} });
    expect(life.bench.requests()).toEqual([`GET ${collection}/${made.id}`]);
  });
});

test("a name that two inbound gateways of a program have is an error that names the other", async () => {
  const { InboundGateway, OutboundGateway } = videosdk;
  const bench = await startBench();
  expect(await checked(InboundGateway, bench, { one: least, two: least })).toEqual({
    one: [],
    two: [expect.stringMatching(/^name: another inbound gateway .*::one\) has Carrier already$/)],
  });
  const outbound = { ...least, address: "sip.example.com" };
  expect(await checked(OutboundGateway, bench, { three: outbound })).toEqual({ three: [] });
});
