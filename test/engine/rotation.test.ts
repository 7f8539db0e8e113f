import { createServer, request, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startSimulator } from "../../src/simulator";
import { declare, setArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { gatewayCounts } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
const open: { close(): unknown }[] = [];
afterAll(() => Promise.all(open.map((one) => one.close())));

/** An address that stays the same while the simulator behind it changes. */
async function frontDoor(behind: { url: string }): Promise<string> {
  const server: Server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const forwarded = request(behind.url + (url ?? ""), { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("after a rotation, refresh and destroy use the old credentials until the program runs", async () => {
  const dataFile = join(workspace.root, "account.json");
  const before = await startSimulator({ dataFile });
  const behind = { url: before.url };
  const endpoint = await frontDoor(behind);
  const stack = await Stack.create(workspace, "rotation", {
    simulator: before,
    program: declare("support", "PhoneNumberSet", setArgs),
    settings: { "videosdk:endpoint": endpoint },
  });
  await stack.up();
  await before.close();

  const rotated = { apiKey: before.videosdk.apiKey, secret: "the-secret-after-the-rotation" };
  const after = await startSimulator({ dataFile, credentials: { videosdk: rotated } });
  open.push(after);
  behind.url = after.url;
  await stack.configure({}, { "videosdk:secret": rotated.secret });
  // The environment does not help: the configuration in state comes first.
  stack.environment({ VIDEOSDK_API_KEY: rotated.apiKey, VIDEOSDK_SECRET: rotated.secret });
  // Once an engine uses the present settings, the documentation must change.
  for (const command of ["refresh", "destroy"] as const) {
    const { output } = await stack.failing(command);
    expect(output, command).toContain("(HTTP 401, GET /v2/sip/phone-numbers");
  }
  expect(gatewayCounts(after)).toEqual([1, 1]);

  await stack.refresh("--run-program");
  // The refresh has put the present credentials into state.
  await stack.destroy();
  expect(gatewayCounts(after)).toEqual([0, 0]);
});
