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
  test("takes two requests to create, two to change, one to read and two to delete", async () => {
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
