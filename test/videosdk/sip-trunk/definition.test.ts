import { describe, expect, test, vi } from "vitest";
import { sipTrunk } from "../../../src/videosdk/sip-trunk/definition";
import { difference } from "../../../src/lifecycle/diff";
import { problemsOf } from "../../../src/lifecycle/problems";
import { rejection } from "../../support/transport";
import { first, operationOn, second, startBench } from "../../support/videosdk-account";

type Inputs = ReturnType<typeof sipTrunk.schema.parse>;
interface Outputs {
  readonly trunkId: string | null;
  readonly __passwordShown: boolean | null;
}

const least = {
  name: "Carrier",
  domain: "example.pstn.provider.com",
  direction: "outbound",
  numbers: [second, first],
  auth: { username: "u", password: "p" },
};
const desired = sipTrunk.schema.parse(least);

function problems(changes: object): Record<string, string> {
  const value = { ...least, ...changes };
  const result = sipTrunk.schema.safeParse(value);
  if (result.success) return {};
  return Object.fromEntries(
    problemsOf(result.error, value, sipTrunk.secrets).map(({ field, reason }) => [field, reason]),
  );
}

describe("the inputs of a trunk", () => {
  test("get their default and normal form", () => {
    expect(desired).toStrictEqual({ ...least, numbers: [first, second], attemptDelete: false });
  });

  test("have a rule for each field", () => {
    const all = sipTrunk.schema.parse({ ...least, adoptTrunkId: "t" });
    expect(Object.keys(sipTrunk.fields).sort()).toEqual(Object.keys(all).sort());
  });

  test.each([
    [{ name: "ab" }, "name", /^"ab" is not accepted\. Accepted: a text of 3 or more characters$/],
    [{ name: " ab " }, "name", /3 or more characters/],
    [{ direction: "both" }, "direction", /^"both" is not accepted\. Accepted: inbound, outbound$/],
    [{ numbers: [] }, "numbers", /at least one number/],
    [{ numbers: ["home"] }, "numbers[0]", /^"home" is not accepted: it has letters/],
    [{ domain: "sip:user@host" }, "domain", /without scheme or user/],
    [{ domain: "https://host" }, "domain", /without scheme or user/],
    [{ domain: "" }, "domain", /the host of the SIP peer/],
    [{ auth: undefined }, "auth", /^is required/],
    [{ auth: { username: "u" } }, "auth.password", /^is required.*needs both/],
    [
      { auth: { username: "u", password: "" } },
      "auth.password",
      /^the value given \(not shown, it is a secret\)/,
    ],
    [{ adoptTrunkId: "" }, "adoptTrunkId", /the trunkId of a trunk that exists/],
    [{ atemptDelete: true }, "atemptDelete", /the nearest is attemptDelete/],
  ])("are refused: %j", (changes, field, reason) => {
    const found = problems(changes);
    expect(Object.keys(found)).toEqual([field]);
    expect(found[field]).toMatch(reason);
  });

  test.each(["sip.example.com", "sip.example.com:5060", "127.0.0.1"])("may have the domain %s", (domain) => {
    expect(problems({ domain })).toEqual({});
  });
});

test("numbers that are not in E.164 form, such as extensions, are accepted with a warning", () => {
  const numbers = ["1001", "14155551006", first];
  expect(problems({ numbers })).toEqual({});
  expect(sipTrunk.cautions?.({ numbers })).toEqual([
    'numbers: "1001" is not in E.164 form. It is sent as it is',
    'numbers: "14155551006" is not in E.164 form: it lacks the +; did you mean +14155551006? It is sent as it is',
  ]);
  expect(problems({ numbers: [1001, "+44 (0)20 7946 0958"] })).toEqual({
    "numbers[0]": expect.stringContaining("Write it in quotes") as string,
    "numbers[1]": expect.stringContaining("did you mean +442079460958?") as string,
  });
});

describe("a change of a trunk", () => {
  const diff = (changes: Partial<Inputs>) =>
    difference(sipTrunk, {
      old: { id: "trunk-1", inputs: desired, outputs: {} },
      desired: { ...desired, ...changes },
    });
  const none = { changes: false, replaces: [], deleteBeforeReplace: false };

  test.each([
    { name: "Other" },
    { domain: "other.example.com" },
    { direction: "inbound" as const },
    { numbers: [first] },
    { auth: { username: "u", password: "q" } },
    { attemptDelete: true },
  ])("is made in place: %j", (changes) => {
    expect(diff(changes)).toEqual({ ...none, changes: true });
  });

  test("is a replacement only when another trunk is to be taken over", () => {
    expect(diff({ adoptTrunkId: "trunk-2" }).replaces).toEqual(["adoptTrunkId"]);
    expect(diff({ adoptTrunkId: "trunk-1" })).toEqual(none);
  });
});

describe("a trunk", () => {
  test("that VideoSDK creates with other values is in state as it is, with a warning", async () => {
    const bench = await startBench();
    const { operation, warnings } = operationOn<Inputs, Outputs>(bench);
    const { account } = operation;
    const create = account.api.createTrunk.bind(account.api);
    vi.spyOn(account.api, "createTrunk").mockImplementation(async (...sent) => ({
      ...(await create(...sent)),
      domain: "other.example.com",
    }));
    const made = await sipTrunk.reconcile(operation, desired, undefined);
    expect(made).toMatchObject({
      inputs: { domain: "other.example.com", name: "Carrier" },
      outputs: { trunkId: made.id },
    });
    expect(warnings).toEqual([expect.stringContaining("shows another domain of the new trunk")]);
    expect(difference(sipTrunk, { old: made, desired })).toMatchObject({ changes: true });
  });

  test("that exists as wanted is not updated", async () => {
    const bench = await startBench();
    const { operation } = operationOn<Inputs, Outputs>(bench);
    const made = await sipTrunk.reconcile(operation, desired, undefined);
    bench.requests();
    await sipTrunk.reconcile(operation, desired, made);
    expect(bench.requests()).toEqual([`GET /v2/sip-trunk/${made.id}`]);
  });

  test.each(["masked", "omitted"] as const)(
    "whose password is %s is not updated for that, and is updated with the known one",
    async (passwords) => {
      const bench = await startBench({ videosdk: { passwords } });
      const { operation } = operationOn<Inputs, Outputs>(bench);
      const made = await sipTrunk.reconcile(operation, desired, undefined);
      bench.requests();
      await sipTrunk.reconcile(operation, desired, made);
      expect(bench.requests()).toEqual([`GET /v2/sip-trunk/${made.id}`]);
      const found = await sipTrunk.observe(operation, made);
      expect(found?.inputs.auth).toEqual(least.auth);
      await sipTrunk.reconcile(operation, { ...desired, name: "Other" }, made);
      expect(bench.simulator.state().videosdk.trunks[0]?.auth).toEqual(least.auth);
    },
  );

  test("whose creation was never answered is kept in state, and no run creates a duplicate", async () => {
    const bench = await startBench();
    bench.simulator.addFault({ method: "POST", kind: "drop-after" });
    const { operation, checkpoints, begun } = operationOn<Inputs, Outputs>(bench);
    const error = await rejection(sipTrunk.reconcile(operation, desired, undefined));
    expect(error.message).toContain('Trunk "Carrier" to example.pstn.provider.com may exist');
    expect(error.message).toContain("adoptTrunkId");
    expect(begun()).toBe(1);
    const [kept] = checkpoints;
    if (kept === undefined) throw new Error("nothing was kept");
    bench.requests();
    await rejection(sipTrunk.reconcile(operation, desired, kept));
    await rejection(sipTrunk.observe(operation, kept));
    expect(bench.requests()).toEqual([]);
    expect(bench.simulator.state().videosdk.trunks).toHaveLength(1);
  });

  test("whose creation was refused is not kept", async () => {
    const bench = await startBench();
    bench.simulator.addFault({ method: "POST", kind: "status", status: 400 });
    const { operation, checkpoints } = operationOn<Inputs, Outputs>(bench);
    await rejection(sipTrunk.reconcile(operation, desired, undefined));
    expect(checkpoints).toEqual([]);
  });

  test("stays at VideoSDK when the resource is destroyed, and the warning names it; nothing is sent", async () => {
    const bench = await startBench();
    const { operation, warnings } = operationOn<Inputs, Outputs>(bench);
    const made = await sipTrunk.reconcile(operation, desired, undefined);
    bench.requests();
    expect(await sipTrunk.remove(operation, made)).toBe(true);
    expect(warnings).toEqual([expect.stringContaining(`trunk ${made.id} (Carrier) stays at VideoSDK`)]);
    expect(bench.requests()).toEqual([]);
  });

  test.each([
    [204, true, []],
    [200, true, []],
    [false, true, [expect.stringContaining("the attempt to delete it was refused")]],
  ] as const)("is deleted on demand where VideoSDK can (status %s)", async (trunkDelete, removed, said) => {
    const bench = await startBench({ videosdk: { trunkDelete } });
    const { operation, warnings } = operationOn<Inputs, Outputs>(bench);
    const made = await sipTrunk.reconcile(operation, { ...desired, attemptDelete: true }, undefined);
    expect(await sipTrunk.remove(operation, made)).toBe(removed);
    expect(warnings).toEqual(said);
    expect(bench.simulator.state().videosdk.trunks).toHaveLength(trunkDelete === false ? 1 : 0);
  });
});
