import { describe, expect, test } from "vitest";
import { difference } from "../../../src/lifecycle/diff";
import { videosdk } from "../../../src/runtime";
import { connector } from "../../../src/videosdk/connector/definition";
import { rejection } from "../../support/transport";
import { startBench } from "../../support/videosdk-account";
import { checked, Life, problemsIn } from "../../support/videosdk-life";

const least = { provider: "twilio", name: "main", defaultRuleId: "rr_abcdef" };
const desired = connector.schema.parse({ ...least, keyVersion: 1 });
const collection = "/v2/connectors";

test("every problem of the inputs is named at once; a carrier or region that is not known is a warning", () => {
  const bad = {
    provider: "",
    name: " ",
    defaultRoomId: "a b",
    defaultRuleId: "ag_abcdef",
    keyVersion: true,
    regoin: "",
  };
  expect(problemsIn(connector, bad).map((problem) => problem.split(":")[0])).toEqual([
    ...["provider", "name", "defaultRoomId", "defaultRuleId", "keyVersion", "regoin"],
  ]);
  expect(connector.cautions?.(desired)).toEqual([]);
  expect(connector.cautions?.({ ...desired, provider: "twillio", region: "us003" })).toEqual([
    expect.stringMatching(/^provider: "twillio" is not a known carrier; the nearest is twilio/),
    expect.stringMatching(/^region: "us003"/),
  ]);
});

test.each([
  [{ provider: "plivo" }, ["provider"]],
  [{ defaultRuleId: undefined }, ["defaultRuleId"]],
  [{ region: "us002" }, ["region"]],
  [{ keyVersion: 2 }, []],
])("a change of %j replaces because of %j, and the new one is created first", (changes, replaces) => {
  const old = { id: "cn", inputs: desired, outputs: {} };
  const found = difference(connector, { old, desired: { ...desired, ...changes } });
  expect(found).toEqual({ changes: true, replaces, deleteBeforeReplace: false });
});

describe("a connector", () => {
  test("takes two requests to create, three to rotate, one to read and one to delete", async () => {
    const life = await Life.start(connector);
    const made = await life.up(desired);
    expect(life.bench.requests()).toEqual([`GET ${collection}?page=1&perPage=100`, `POST ${collection}`]);
    const one = `${collection}/${made.id}`;
    const rotated = await life.up({ ...desired, keyVersion: 2 }, made);
    expect(life.bench.requests()).toEqual([`GET ${one}`, `GET ${one}`, `POST ${one}/rotate-key`]);
    expect(rotated.outputs.webhookUrl).not.toBe(made.outputs.webhookUrl);
    expect(await life.read(rotated)).toEqual(rotated);
    await life.remove(made);
    expect(life.bench.requests()).toEqual([`GET ${one}`, `DELETE ${one}`]);
  });

  test("in another region is another one: it is not taken over, and a new one is created beside it", async () => {
    const life = await Life.start(connector);
    const american = await life.up({ ...desired, region: "us002" });
    const indian = await life.up({ ...desired, region: "in002", adopt: true });
    expect(indian.id).not.toBe(american.id);
    expect((await life.up({ ...desired, region: "in002", adopt: true })).id).toBe(indian.id);
  });

  test("gets no new URL where a first keyVersion is given, as after an import, or one is left out", async () => {
    const life = await Life.start(connector);
    const without = connector.schema.parse(least);
    const made = await life.up(without);
    const given = await life.up(desired, made);
    expect(given).toMatchObject({ inputs: { keyVersion: 1 }, outputs: made.outputs });
    expect((await life.up(without, given)).outputs).toEqual(made.outputs);
  });

  test.each(["drop-after", "drop-before"] as const)(
    "is rotated once where the answer to a rotation is lost: %s",
    async (kind) => {
      const life = await Life.start(connector);
      const made = await life.up(desired);
      life.bench.simulator.addFault({ kind, method: "POST", path: `${collection}/${made.id}/rotate-key` });
      const { outputs } = await life.up({ ...desired, keyVersion: 2 }, made);
      const [record] = life.bench.simulator.state().videosdk.connectors;
      expect(outputs.webhookUrl).toBe(record?.webhookUrl);
      expect(outputs.webhookUrl).not.toBe(made.outputs.webhookUrl);
      const rotations = life.bench.requests().filter((line) => line.endsWith("rotate-key"));
      expect(rotations).toHaveLength(kind === "drop-after" ? 1 : 2);
    },
  );

  test("whose default rule VideoSDK drops is deleted again, and the error says so", async () => {
    const life = await Life.start(connector, { connectorRule: "drop" });
    const { message } = await rejection(life.up(desired));
    expect(message).toMatch(/answered without defaultRuleId as declared.*connector cn_.*deleted again$/);
    expect(life.bench.simulator.state().videosdk.connectors).toEqual([]);
    await expect(life.up({ ...desired, defaultRuleId: undefined })).resolves.toBeDefined();
  });

  test("is created beside a similar one; adopting takes the only one, or the one that is named", async () => {
    const life = await Life.start(connector);
    const one = await life.up(desired);
    expect(await life.up({ ...desired, adopt: true })).toMatchObject({ id: one.id });
    const two = await life.up(desired);
    expect(two.id).not.toBe(one.id);
    expect((await rejection(life.up({ ...desired, adopt: true }))).message).toMatch(
      /several have.*Set adopt to one/,
    );
    expect(await life.up({ ...desired, adopt: two.id })).toMatchObject({ id: two.id });
  });
});

test("two connectors of a program that nothing could tell apart are an error that names the other", async () => {
  const program = { one: least, two: least, three: { ...least, name: "other" } };
  expect(await checked(videosdk.Connector, await startBench(), program)).toEqual({
    one: [],
    two: [
      expect.stringMatching(/^name: another Connector .*::one\) has the same provider, name and defaults/),
    ],
    three: [],
  });
});
