import { describe, expect, test } from "vitest";
import { signalwireEndpoint, type Program } from "../../support/program.js";
import { allHandlers } from "../../support/signalwire-samples.js";
import { signalwireEndpoints } from "../../support/signalwire-view.js";
import { useSharedStack } from "../../support/stack.js";

// One endpoint for each handler, in one stack: with every shift, each endpoint changes to the handler that many places
// further in the table, so that the shifts together are every switch from one handler to another.
const bench = useSharedStack();
const count = allHandlers.length;

/** The handler of the endpoint in a place, after a shift. */
function handlerAt(place: number, gone: number) {
  const handler = allHandlers[(place + gone) % count];
  if (handler === undefined) throw new Error("the table is empty");
  return handler;
}

function program(gone: number): Program {
  return allHandlers.map((_, place) =>
    signalwireEndpoint(`phone-${place}`, {
      username: `phone-${place}`,
      password: "CANARY-phone",
      callHandler: handlerAt(place, gone),
    }),
  );
}

/** What the last operation must have done to every resource. */
function all<T>(op: T): Record<string, T> {
  return Object.fromEntries(allHandlers.map((_, place) => [`phone-${place}`, op]));
}

/** The vendor's name of each field, from the program's. */
function vendorFields({ type, ...companions }: (typeof allHandlers)[number]): Record<string, string> {
  const fields = Object.entries(companions).map(([field, value]) => [
    `call_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    value,
  ]);
  return { call_handler: type, ...(Object.fromEntries(fields) as Record<string, string>) };
}

/** Checks each endpoint, at the vendor and in state, against the handler that it was given. */
function expectHandlers(gone: number): void {
  const endpoints = signalwireEndpoints(bench.current.sim);
  for (let place = 0; place < count; place += 1) {
    const handler = handlerAt(place, gone);
    const endpoint = endpoints.find(({ username }) => username === `phone-${place}`);
    expect(endpoint, handler.type).toMatchObject(vendorFields(handler));
    expect(bench.current.outputs(`phone-${place}`), handler.type).toMatchObject({
      callHandler: handler,
      effective: { callHandler: handler },
    });
  }
}

/** Checks that neither a refresh nor another up finds anything to do. */
async function expectRest(gone: number): Promise<void> {
  expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: all("same"), writes: [] });
  expectHandlers(gone);
  expect(await bench.current.up(program(gone))).toMatchObject({ errors: [], ops: all("same"), lines: [] });
}

describe("all eleven call handlers", () => {
  test("are in the table", () => {
    expect(new Set(allHandlers.map(({ type }) => type)).size).toBe(11);
  });

  test("are created with all their fields, and read back without a change", async () => {
    expect(await bench.current.up(program(0))).toMatchObject({ errors: [], ops: all("create"), output: "" });
    expectHandlers(0);
    await expectRest(0);
  });

  let gone = 0;
  test.each(Array.from({ length: count - 1 }, (_, index) => index + 1))(
    "replace the one %i places before, in place and by one request each",
    async (shift) => {
      const ids = signalwireEndpoints(bench.current.sim).map(({ id }) => id);
      gone += shift;
      const up = await bench.current.up(program(gone));
      expect(up).toMatchObject({ errors: [], ops: all("update"), output: "" });
      expect(up.writes).toEqual(allHandlers.map(() => "PUT /api/relay/rest/endpoints/sip/{endpoint}"));
      expect(signalwireEndpoints(bench.current.sim).map(({ id }) => id)).toEqual(ids);
      expectHandlers(gone);
      await expectRest(gone);
    },
  );

  test("are put on endpoints that had none", async () => {
    await bench.current.done(bench.current.destroy());
    const bare = allHandlers.map((_, place) =>
      signalwireEndpoint(`phone-${place}`, { username: `phone-${place}`, password: "CANARY-phone" }),
    );
    await bench.current.done(bench.current.up(bare));
    expect(await bench.current.up(program(0))).toMatchObject({ errors: [], ops: all("update") });
    await expectRest(0);
  });
});
