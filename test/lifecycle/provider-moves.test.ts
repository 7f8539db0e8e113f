import "../support/home";
import { describe, expect, test } from "vitest";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { createProvider } from "../../src/lifecycle/provider";
import { rejection } from "../support/transport";
import { checked, configure, widget, type WidgetDefinition, type WidgetOperation } from "../support/widget";

let accounts = 0;
const urnOf = (name: string): string => `urn:pulumi:dev::shop::acme:Widget::${name}`;
const inputs = (name: string, ...members: string[]) => ({
  ...checked,
  members,
  movable: true,
  __urn: urnOf(name),
});

/** A widget whose members may change hands. */
function provider(changes: Partial<WidgetDefinition>): Promise<Provider> {
  const made = createProvider(
    widget({
      claims: (desired) =>
        desired.members.map((thing) => ({ thing, conflict: (holder) => `${thing} is wanted by ${holder}` })),
      givesUp: (prior, desired) =>
        (prior.inputs.members ?? []).filter((member) => !desired.members.includes(member)),
      ...changes,
    }),
  );
  accounts += 1;
  // The ledger is that of an account in this process.
  return configure(made, { account: `number-${accounts}`, token: "account-token" }).then(() => made);
}

/** What an operation of the resource knows of `a` and `b`. */
const knows = ({ moves }: WidgetOperation, owner = moves.owner("widget-1")) => ({
  owner,
  a: owner !== undefined && moves.hasGivenUp(owner, "a"),
  b: owner !== undefined && moves.hasGivenUp(owner, "b"),
});

async function known(before: (one: Provider) => Promise<unknown>): Promise<object> {
  const seen: object[] = [];
  const one = await provider({
    reconcile: (operation, desired) => {
      seen.push(knows(operation));
      return Promise.resolve({ id: "widget-2", inputs: desired, outputs: { serial: "2" } });
    },
  });
  await before(one);
  await one.check({}, inputs("taker", "b"));
  await one.create(inputs("taker", "b"));
  return seen[0] ?? {};
}

const state = { ...inputs("giver", "a", "b"), serial: "1", account: "acme-here" };

describe("an operation knows what another resource of the run has and no longer wants", () => {
  test("once that one has been checked and compared", async () => {
    const giver = inputs("giver", "a");
    expect(
      await known(async (one) => {
        await one.check(inputs("giver", "a", "b"), giver);
        await one.diff("widget-1", state, giver);
      }),
    ).toEqual({ owner: urnOf("giver"), a: false, b: true });
  });

  test("also where that one is replaced, which the engine checks a second time", async () => {
    const giver = { ...inputs("giver", "a"), color: "green" };
    expect(
      await known(async (one) => {
        await one.check(inputs("giver", "a", "b"), giver);
        await one.diff("widget-1", state, giver);
        await one.check({}, giver);
      }),
    ).toEqual({ owner: urnOf("giver"), a: false, b: true });
  });

  test("not from a comparison that is not about what its check has seen, as in a refresh", async () => {
    expect(await known((one) => one.diff("widget-1", state, inputs("giver", "a")))).toEqual({
      owner: undefined,
      a: false,
      b: false,
    });
  });
});

describe("a thing that is handed over", () => {
  test("is taken by the other resource's own definition, with its arguments", async () => {
    const taken: unknown[] = [];
    const one = await provider({
      take: (operation, desired, things) => {
        taken.push({ urn: operation.urn, members: desired.members, things });
        return Promise.resolve();
      },
      reconcile: async ({ moves }, desired) => {
        await moves.handOver(urnOf("taker"), ["b"]);
        return { id: "widget-1", inputs: desired, outputs: { serial: "1" } };
      },
    });
    await one.check({}, inputs("taker", "b", "c"));
    await one.check(inputs("giver", "a", "b"), inputs("giver", "a"));
    await one.update("widget-1", state, inputs("giver", "a"));
    expect(taken).toEqual([{ urn: urnOf("taker"), members: ["b", "c"], things: ["b"] }]);
  });

  test("fails with the words of the other resource, and without its secrets", async () => {
    const auth = { user: "u", password: "taker-password" };
    const one = await provider({
      take: (_, desired) => Promise.reject(new Error(`no ${desired.auth?.password ?? ""}`)),
      reconcile: async ({ moves }) => {
        await moves.handOver(urnOf("taker"), ["b"]);
        throw new Error("unreachable");
      },
    });
    await one.check({}, { ...inputs("taker", "b"), auth });
    await one.check(inputs("giver", "a", "b"), inputs("giver", "a"));
    const { message } = await rejection(one.update("widget-1", state, inputs("giver", "a")));
    expect(message).toContain(urnOf("taker"));
    expect(message).not.toContain("taker-password");
  });

  test("stays noted with all others that were, also after the taker's own operation noted something else and failed", async () => {
    const noted: unknown[] = [];
    const handOvers = await handOversTo((operation) => {
      noted.push(operation.note?.asked);
      operation.begin({ own: "x" });
      return Promise.reject(new Error("no"));
    });
    await handOvers(["b"]);
    await handOvers(["c"]);
    await handOvers(undefined);
    await handOvers(undefined);
    expect(noted.map((asked) => Object.keys(asked ?? {}).sort())).toEqual([
      ["b", "c"],
      ["b", "c"],
    ]);
  });
});

/** A taker that notes what is handed over to it; hands things over, or without any runs the taker's own operation. */
async function handOversTo(
  reconcile: WidgetDefinition["reconcile"],
): Promise<(things: string[] | undefined) => Promise<unknown>> {
  const urn = urnOf("taker");
  let toHandOver: string[] = [];
  const one = await provider({
    take: (operation, _, things) => {
      operation.begin(Object.fromEntries(things.map((thing) => [thing, thing])));
      return Promise.resolve();
    },
    reconcile: async (operation, desired, prior) => {
      if (operation.urn === urn) return reconcile(operation, desired, prior);
      await operation.moves.handOver(urn, toHandOver);
      return { id: "widget-1", inputs: desired, outputs: { serial: "1" } };
    },
  });
  await one.check({}, inputs("taker", "b", "c"));
  await one.check(inputs("giver", "a", "b", "c"), inputs("giver", "a"));
  return async (things) => {
    toHandOver = things ?? [];
    const olds = { ...inputs("giver", "a", "b", "c"), serial: "1", account: "acme-here" };
    if (things !== undefined) return one.update("widget-1", olds, inputs("giver", "a"));
    return rejection(one.create(inputs("taker", "b", "c")));
  };
}
