import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../../src/simulator";
import {
  basic,
  endpointBody,
  endpointsPath,
  gatewayBody,
  gatewaysPath,
  ProjectBench,
  strangeId,
  useProject,
} from "./support.js";

const bench = useProject();

describe("authorization", () => {
  async function statusWith(authorization: string): Promise<unknown> {
    const { status, body } = await bench.current.send("GET", endpointsPath, undefined, { authorization });
    if (status !== 200) expect(body).toEqual({ error: "Unauthorized" });
    return status;
  }

  test("accepts project id and token", async () => {
    const { projectId, token } = bench.current.simulator.signalwire;
    expect(await statusWith(basic(projectId, token))).toBe(200);
    expect(await statusWith(basic(projectId, token).replace("Basic", "basic"))).toBe(200);
  });

  test("requires both, and the Basic scheme", async () => {
    const { projectId, token } = bench.current.simulator.signalwire;
    const good = basic(projectId, token);
    const bad = [
      basic(projectId, ""),
      basic(projectId, `${token}x`),
      basic(strangeId, token),
      basic(token, projectId),
      good.replace("Basic", "Bearer"),
      good.slice("Basic ".length),
      "Basic",
    ];
    for (const authorization of bad) expect(await statusWith(authorization), authorization).toBe(401);
    const response = await fetch(bench.current.simulator.url + gatewaysPath);
    expect([response.status, await response.json()]).toEqual([401, { error: "Unauthorized" }]);
    expect(response.headers.get("x-request-id")).toMatch(/.+/);
  });

  test("is checked before the body and the object, and a refused request has no effect", async () => {
    const headers = { authorization: basic("a", "b") };
    const answers = [
      await bench.current.send("POST", gatewaysPath, gatewayBody, headers),
      await bench.current.send("POST", endpointsPath, {}, headers),
      await bench.current.send("DELETE", `${gatewaysPath}/${strangeId}`, undefined, headers),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(bench.current.simulator.state().signalwire.gateways).toEqual([]);
  });
});

test.each([
  ["PUT", `${gatewaysPath}/${strangeId}`],
  ["PATCH", `${endpointsPath}/${strangeId}`],
  ["DELETE", endpointsPath],
  ["GET", "/api/fabric/resources"],
  ["GET", "/api/relay/rest/absent"],
])("%s %s is not served: 404 as JSON", async (method, path) => {
  const { status, body } = await bench.current.send(method, path);
  expect([status, body]).toEqual([404, { error: "Not Found" }]);
});

describe("faults take the vendor's shape", () => {
  test.each([
    [403, "Forbidden"],
    [429, "Too Many Requests"],
    [500, "Internal Server Error"],
  ])("%i", async (status, error) => {
    bench.current.simulator.addFault({ kind: "status", status, retryAfter: 7, path: "/api/**" });
    const answer = await bench.current.send("GET", gatewaysPath);
    expect([answer.status, answer.body, answer.headers.get("retry-after")]).toEqual([status, { error }, "7"]);
  });

  test("and are logged as those of the other vendor are", async () => {
    bench.current.simulator.addFault({ kind: "html", path: endpointsPath });
    await bench.current.send("POST", endpointsPath, endpointBody);
    await bench.current.send("POST", endpointsPath, endpointBody);
    expect(bench.current.simulator.requests()).toMatchObject([
      { method: "POST", url: endpointsPath, requestBody: endpointBody, status: 502 },
      { method: "POST", url: endpointsPath, requestBody: endpointBody, status: 200 },
    ]);
  });
});

describe("a data file", () => {
  let folder: string;
  let dataFile: string;
  let running: Simulator[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "simulator-"));
    dataFile = join(folder, "data.json");
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((simulator) => simulator.close()));
    await rm(folder, { recursive: true });
  });
  async function start(options: SimulatorOptions = {}): Promise<ProjectBench> {
    const simulator = await startSimulator({ dataFile, ...options });
    running.push(simulator);
    return new ProjectBench(simulator);
  }

  test("restores every object in its order, and the credentials", async () => {
    const before = await start();
    await before.gateway();
    const { id } = await before.gateway({ uri: "b@example.com" });
    await before.gateway({ uri: "c@example.com" });
    await before.endpoint({ call_handler: "relay_topic", call_relay_topic: "office", ciphers: ["A"] });
    await before.send("DELETE", `${gatewaysPath}/${id}`);
    const state = before.simulator.state();
    const listed = await before.list(gatewaysPath);
    await before.simulator.close();

    const after = await start();
    expect(after.simulator.state()).toEqual(state);
    expect(after.simulator.state().signalwire.deleted).toEqual([id]);
    expect(after.simulator.signalwire).toEqual(before.simulator.signalwire);
    expect((await after.list(gatewaysPath)).data).toEqual(listed.data);
  });

  test("does not override given credentials, and its objects then belong to their project", async () => {
    const before = await start();
    const { id } = await before.gateway();
    await before.simulator.close();
    const signalwire = { projectId: strangeId, token: "PT1" };
    const after = await start({ credentials: { signalwire } });
    expect(after.simulator.signalwire).toEqual(signalwire);
    const { status, body } = await after.send("GET", `${gatewaysPath}/${id}`);
    expect([status, body]).toEqual([200, expect.objectContaining({ project_id: strangeId })]);
  });

  test("without this vendor is accepted, and gets credentials", async () => {
    await writeFile(dataFile, '{"format":"pulumi-sip-simulator","version":1,"vendors":{}}');
    const { simulator } = await start();
    expect(await readFile(dataFile, "utf8")).toContain(simulator.signalwire.token);
  });

  test("with invalid objects is refused by name", async () => {
    const signalwire = { credentials: { projectId: "a", token: "b" }, gateways: [{}], endpoints: [] };
    await writeFile(
      dataFile,
      JSON.stringify({ format: "pulumi-sip-simulator", version: 1, vendors: { signalwire } }),
    );
    await expect(start()).rejects.toThrow(/signalwire part of .*data\.json: gateways\.0\.id: .*deleted: /);
  });
});

test("a reset deletes the objects and keeps the credentials", async () => {
  await bench.current.gateway();
  const { id } = await bench.current.endpoint();
  await bench.current.send("DELETE", `${endpointsPath}/${id}`);
  const { signalwire } = bench.current.simulator;
  bench.current.simulator.reset();
  expect(Object.values(bench.current.simulator.state().signalwire).flat()).toEqual([]);
  expect(bench.current.simulator.signalwire).toEqual(signalwire);
});

test("state() returns a copy", async () => {
  await bench.current.gateway();
  bench.current.simulator.state().signalwire.gateways[0]?.codecs.push("changed");
  expect(bench.current.simulator.state().signalwire.gateways[0]?.codecs).toEqual(gatewayBody.codecs);
});

test("each start has other credentials", async () => {
  const other = await startSimulator();
  expect(other.signalwire.projectId).not.toBe(bench.current.simulator.signalwire.projectId);
  expect(other.signalwire.token).not.toBe(bench.current.simulator.signalwire.token);
  await other.close();
});
