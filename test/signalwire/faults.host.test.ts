import { describe, expect, test } from "vitest";
import type { Fault, Simulator } from "../../src/simulator";
import type { Declared } from "../support/program.js";
import { pbx, phone, phoneCanaries } from "../support/signalwire-samples.js";
import { signalwireEndpoints, signalwireGateways } from "../support/signalwire-view.js";
import { useStack, type Outcome } from "../support/stack.js";

const bench = useStack({ config: { "signalwire:maxRetries": "0" } });

interface Kind {
  readonly name: "pbx" | "phone";
  readonly declared: Declared;
  /** The same resource after a change of the program. */
  readonly changed: Declared;
  /** What the vendor shows after the change. */
  readonly mark: object;
  readonly update: "PATCH" | "PUT";
  readonly scopes: string;
  readonly records: (sim: Simulator) => readonly object[];
}

const kinds: Kind[] = [
  {
    name: "pbx",
    declared: pbx(),
    changed: pbx({ encryption: "optional" }),
    mark: { encryption: "optional" },
    update: "PATCH",
    scopes: "SIP gateways Voice, Messaging, Fax or Video",
    records: signalwireGateways,
  },
  {
    name: "phone",
    declared: phone(),
    changed: phone({ password: phoneCanaries.second }),
    mark: { password: phoneCanaries.second },
    update: "PUT",
    scopes: "SIP endpoints need Voice",
    records: signalwireEndpoints,
  },
];

/** Stages a failure of the next request of a kind, and of the next only. */
function stage(fault: Fault): void {
  bench.current.sim.addFault(fault);
}

/** The only message of an operation that failed; it shows no password. */
function messageOf({ errors, output }: Outcome): string {
  expect(errors.join() + output).not.toContain("CANARY");
  expect(errors).toHaveLength(1);
  return errors[0] ?? "";
}

describe.each(kinds)("$name", ({ name, declared, changed, mark, update, scopes, records }) => {
  const expectDone = async (program: Declared, shows: object = {}): Promise<void> => {
    expect(records(bench.current.sim)).toEqual([expect.objectContaining(shows)]);
    expect(await bench.current.up([program])).toMatchObject({ ops: { [name]: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { [name]: "same" } });
  };

  const refusals: [string, object[], string][] = [
    [
      "Fabric's",
      [
        {
          type: "validation_error",
          code: "missing_sip_configuration",
          message: "is bad",
          attribute: "ciphers",
        },
        { type: "validation_error", code: "invalid_codecs_format", message: "is worse", attribute: "codecs" },
        { type: "validation_error", code: "invalid_parameter", message: "All is lost", attribute: null },
      ],
      "ciphers: is bad (missing_sip_configuration); codecs: is worse (invalid_codecs_format); " +
        "All is lost (invalid_parameter) (HTTP 422, ",
    ],
    [
      "Relay's",
      [
        { detail: "Codecs is bad", status: "422", title: "Invalid Attribute", code: "invalid_parameter" },
        { detail: "Send as is worse", status: "422", title: "Invalid Attribute", code: "422" },
      ],
      "Codecs is bad (invalid_parameter); Send as is worse (HTTP 422, ",
    ],
  ];

  test.each(refusals)(
    "a 422 with several entries of %s form reports all of them",
    async (_, errors, words) => {
      stage({ kind: "status", status: 422, method: "POST", body: { errors } });
      expect(messageOf(await bench.current.up([declared]))).toContain(`create failed: ${words}POST `);
      expect(bench.current.engine.state.size).toBe(0);
      await bench.current.done(bench.current.up([declared]));
      stage({ kind: "status", status: 422, method: update, body: { errors } });
      expect(messageOf(await bench.current.up([changed]))).toContain(`update failed: ${words}${update} `);
      await bench.current.done(bench.current.up([changed]));
      await expectDone(changed, mark);
    },
  );

  test.each([
    [401, "Unauthorized"],
    [403, "Forbidden"],
  ])("a %i says what to check, and nothing counts as gone", async (status, words) => {
    const refusal: Fault = { kind: "status", status };
    const advice = `${words}: SignalWire does not accept the project id and API token for this`;
    stage(refusal);
    const refused = messageOf(await bench.current.up([declared]));
    expect(refused).toContain(advice);
    expect(refused).toContain(scopes);
    expect(records(bench.current.sim)).toEqual([]);
    await bench.current.done(bench.current.up([declared]));

    for (const operate of [
      () => bench.current.refresh(),
      () => bench.current.up([changed]),
      () => bench.current.destroy(),
    ]) {
      stage(refusal);
      expect(messageOf(await operate())).toContain(advice);
      expect(bench.current.engine.state.has(name)).toBe(true);
    }
    await bench.current.done(bench.current.up([changed]));
    await expectDone(changed, mark);
  });

  test("after a 429 the request waits and is repeated, also a creation, which is repeated after nothing else", async () => {
    const { engine } = bench.current;
    engine.config = { ...engine.config, "signalwire:maxRetries": "1" };
    const rate: Fault = { kind: "status", status: 429, retryAfter: 0 };
    stage({ ...rate, method: "POST" });
    expect((await bench.current.done(bench.current.up([declared]))).writes).toHaveLength(2);
    stage({ ...rate, method: update });
    expect((await bench.current.done(bench.current.up([changed]))).writes).toHaveLength(2);
    stage({ ...rate, method: "GET" });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { [name]: "same" } });
    await expectDone(changed, mark);
    stage({ ...rate, method: "DELETE" });
    await bench.current.done(bench.current.destroy());
    expect(records(bench.current.sim)).toEqual([]);
  });

  test("a 429 that asks for a longer pause than there is time for is an error, and nothing counts as gone", async () => {
    await bench.current.done(bench.current.up([declared]));
    bench.current.sim.addFault({ kind: "status", status: 429, retryAfter: 600, times: 10 });
    expect(messageOf(await bench.current.refresh())).toContain("(HTTP 429, GET ");
    bench.current.sim.clearFaults();
    await expectDone(declared);
  });

  test.each(["before", "after"] as const)(
    "an HTML page with a 502 %s its effect is an error that the next run corrects",
    async (when) => {
      const page: Fault = { kind: "html", when };
      stage({ ...page, method: "POST" });
      const up = await bench.current.up([declared]);
      expect(up.errors.every((message) => message.includes("(HTTP 502, POST "))).toBe(true);
      await bench.current.done(bench.current.up([declared]));
      await expectDone(declared);

      stage({ ...page, method: update });
      expect(messageOf(await bench.current.up([changed]))).toContain(
        `an HTML page instead of an answer (HTTP 502, ${update} `,
      );
      await bench.current.done(bench.current.up([changed]));
      await expectDone(changed, mark);

      stage({ ...page, method: "DELETE" });
      expect(messageOf(await bench.current.destroy())).toContain("(HTTP 502, DELETE ");
      await bench.current.done(bench.current.destroy());
      expect(records(bench.current.sim)).toEqual([]);
    },
  );

  test("after an HTML page with a 502 to a read nothing counts as gone", async () => {
    await bench.current.done(bench.current.up([declared]));
    stage({ kind: "html", method: "GET" });
    expect(messageOf(await bench.current.refresh())).toContain("(HTTP 502, GET ");
    await expectDone(declared);
  });
});
