import "../support/home";
import { afterEach, describe, expect, test, vi } from "vitest";
import { PartialOutcome } from "../../src/lifecycle/outcome";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { createProvider } from "../../src/lifecycle/provider";
import { rejection } from "../support/transport";
import {
  checked,
  configure,
  internals,
  widget,
  type WidgetDefinition,
  type WidgetOperation,
} from "../support/widget";

afterEach(() => vi.useRealTimers());

async function connected(changes: Partial<WidgetDefinition>): Promise<Provider> {
  const provider = createProvider(widget(changes));
  await configure(provider, { account: "failures", token: "account-token" });
  return provider;
}

/** The error of a creation in which this happens. */
async function failureOf(happening: (operation: WidgetOperation) => unknown): Promise<Error> {
  const reconcile: WidgetDefinition["reconcile"] = async (operation) => {
    await Promise.resolve();
    throw happening(operation);
  };
  return rejection((await connected({ reconcile })).create(checked));
}

describe("a failure before the object exists", () => {
  test("is a plain error that says what failed, without a stack", async () => {
    const error = await failureOf(() => new TypeError("no"));
    expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
    expect(error.message).toBe("acme Widget: create failed: no");
    expect(error.stack).toBe("");
  });

  test("passes on only its message: an id would be taken for an object that exists", async () => {
    const error = await failureOf(() =>
      Object.assign(new Error("no"), { id: "w1", properties: {}, reasons: ["x"], cause: "y" }),
    );
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(["message", "stack"]);
  });

  test.each([
    ["a text", "out of paper", "out of paper"],
    ["an object", { status: 500, id: "w1" }, '{"status":500,"id":"w1"}'],
    ["null", null, "null"],
    ["nothing", undefined, "undefined"],
  ])("may have been thrown as %s", async (_what, thrown, message) => {
    const error = await failureOf(() => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe(`acme Widget: create failed: ${message}`);
    expect("id" in error).toBe(false);
  });

  test("says what was done, and how it goes on, where the time of the operation is over", async () => {
    const outOfTime = await failureOf((operation) => {
      operation.report("1 of 3 widgets painted");
      operation.report("2 of 3 widgets painted");
      operation.deadline.cancel();
      return new Error("no answer");
    });
    expect(outOfTime.message).toBe(
      "acme Widget: create failed: no answer. Done within the time limit: 2 of 3 widgets painted. That stays done. Run the " +
        "same command again, which goes on from there; more time is given by acme:operationTimeout",
    );
    const inTime = await failureOf((operation) => {
      operation.report("2 of 3 widgets painted");
      return new Error("no");
    });
    expect(inTime.message).toBe("acme Widget: create failed: no");
  });

  test("is no partial outcome when a checkpoint was withdrawn", async () => {
    const error = await failureOf(({ checkpoint }) => {
      checkpoint({ id: "w1", inputs: {}, outputs: {} });
      checkpoint(undefined);
      return new Error("refused");
    });
    expect(error).not.toBeInstanceOf(PartialOutcome);
  });
});

describe("a failure after the object was created", () => {
  const happening = ({ checkpoint }: WidgetOperation): Error => {
    checkpoint({ id: "w0", inputs: {}, outputs: {} });
    checkpoint({ id: "w1", inputs: { label: "half" }, outputs: { serial: undefined as never } });
    return new Error("the second half failed");
  };

  test("carries the object of the last checkpoint as state must hold it, so that nothing is orphaned", async () => {
    const error = await failureOf(happening);
    if (!(error instanceof PartialOutcome)) throw error;
    const { id, properties, reasons, message } = error;
    expect(id).toBe("w1");
    expect(properties).toStrictEqual({
      label: "half",
      serial: null,
      account: "acme-failures",
      ...internals,
    });
    expect(reasons).toEqual(["acme Widget: create failed: the second half failed"]);
    expect(message).toBe(reasons[0]);
    expect(error.stack).toBe("");
  });

  test("carries the object also when the thrown value has no message", async () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    for (const thrown of [circular, { big: 1n }]) {
      const error = await failureOf(({ checkpoint }) => {
        checkpoint({ id: "w1", inputs: {}, outputs: {} });
        return thrown;
      });
      expect(error).toBeInstanceOf(PartialOutcome);
    }
  });

  test("carries the object of an update too", async () => {
    const provider = await connected({
      reconcile: ({ checkpoint }, _desired, prior) => {
        if (prior !== undefined) checkpoint(prior);
        return Promise.reject(new Error("no"));
      },
    });
    const olds = { ...checked, serial: "s" };
    const error = await rejection(provider.update("w1", olds, { ...checked, label: "second" }));
    expect(error).toMatchObject({
      id: "w1",
      properties: { label: "first", serial: "s", ...internals },
      reasons: ["acme Widget: update failed: no"],
    });
  });
});

describe("a secret never gets into an error", () => {
  const secret = "hunter2";
  const auth = { user: "u", password: secret };

  test("whether it is in the inputs or is the account's", async () => {
    const provider = await connected({
      reconcile: (_operation, { auth: given }) =>
        Promise.reject(new Error(`refused ${given?.password ?? ""} with account-token`)),
    });
    const error = await rejection(provider.create({ ...checked, auth }));
    expect(error.message).toBe("acme Widget: create failed: refused [secret] with [secret]");
  });

  test("whether it is in the new state or only in the old one", async () => {
    const provider = await connected({
      reconcile: (_operation, _desired, prior) =>
        Promise.reject(new Error(`still ${prior?.inputs.auth?.password ?? "?"}`)),
    });
    const error = await rejection(provider.update("w1", { ...checked, auth }, checked));
    expect(error.message).toBe("acme Widget: update failed: still [secret]");
  });

  test("of a partial outcome's reasons, while its properties keep it for state", async () => {
    const provider = await connected({
      reconcile: ({ checkpoint }, desired) => {
        checkpoint({ id: "w1", inputs: desired, outputs: {} });
        return Promise.reject(new Error(secret));
      },
    });
    const error = await rejection(provider.create({ ...checked, auth }));
    expect(error).toMatchObject({
      reasons: ["acme Widget: create failed: [secret]"],
      properties: { auth: { user: auth.user, password: { value: secret } } },
    });
    expect(error.message).not.toContain(secret);
  });

  test("of reads, deletions and diffs", async () => {
    const fail = (): never => {
      throw new Error(`not ${secret}`);
    };
    const fields = { ...widget().fields, label: { effect: fail } };
    const provider = await connected({ observe: fail, remove: fail, problems: fail, fields });
    const state = { ...checked, auth };
    const errors = await Promise.all([
      rejection(provider.check({}, state)),
      rejection(provider.read("w1", state)),
      rejection(provider.delete("w1", state)),
      rejection(provider.diff("w1", state, { ...checked, label: "other" })),
    ]);
    expect(errors.map(({ message }) => message)).toEqual(
      ["check", "read", "delete", "diff"].map((name) => `acme Widget: ${name} failed: not [secret]`),
    );
  });
});

describe("missing settings", () => {
  test("are reported by the operation that needs them, with the commands that set them; nothing is done", async () => {
    let done = false;
    const provider = createProvider(
      widget({
        reconcile: () => {
          done = true;
          return Promise.reject(new Error("must not be reached"));
        },
      }),
    );
    const error = await rejection(provider.create(checked));
    expect(error.message).toBe(
      "acme Widget: create failed: acme: credentials are missing. Set: pulumi config set acme:account … && " +
        "pulumi config set --secret acme:token … (or ACME_ACCOUNT and ACME_TOKEN in the environment). To try it " +
        "without an account: npx pulumi-sip simulate, which prints the commands for its own credentials",
    );
    expect(done).toBe(false);
  });

  test("are reported by a check already, together with what is wrong with the inputs", async () => {
    const provider = createProvider(widget());
    const unset = await provider.check({}, checked);
    expect(unset.failures).toEqual([]);
    await provider.configure({ config: { get: () => undefined } });
    const { failures } = await provider.check({}, { ...checked, color: "mauve" });
    expect(failures.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^color: "mauve" is not accepted/),
      expect.stringMatching(
        /^acme: credentials are missing. Set: pulumi config set acme:account … .*pulumi-sip simulate/,
      ),
    ]);
  });

  test("are no error of a check where a program does not know them yet", async () => {
    const provider = createProvider(widget());
    await provider.configure({
      config: { get: (key) => (key === "acme:token" ? "04da6b54-80e4-46f7-96ec-b56ff0331ba9" : undefined) },
    });
    expect((await provider.check({}, checked)).failures).toEqual([]);
  });
});

describe("the time of an operation", () => {
  test.each(["success", "failure"])("leaves no timer after a %s", async (outcome) => {
    vi.useFakeTimers();
    let timers = 0;
    const provider = await connected({
      reconcile: (_operation, desired) => {
        timers = vi.getTimerCount();
        return outcome === "success"
          ? Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } })
          : Promise.reject(new Error("no"));
      },
    });
    await provider.create(checked).catch(() => undefined);
    // Its deadline, and the one that says how far it is.
    expect(timers).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is the account's, and ends the operation's signal", async () => {
    vi.useFakeTimers();
    const provider = await connected({
      reconcile: async ({ deadline }) => {
        expect(deadline.limitMs).toBe(60_000);
        await new Promise<void>((resolve) => deadline.signal.addEventListener("abort", () => resolve()));
        throw new Error("time is over");
      },
    });
    const failing = rejection(provider.create(checked));
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await failing).message).toContain("time is over");
  });
});
