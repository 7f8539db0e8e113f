import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EngineLog, wayToEngine, type Line, type Send } from "../../src/lifecycle/engine-log";

const urn = "urn:pulumi:dev::shop::acme:Widget::line";
const warning = (text: string): Line => ({ kind: "warning", text, urn });
const progress = (text: string): Line => ({ kind: "progress", text, urn });

/** An engine that answers when it is told to. */
class Engine {
  readonly lines: string[] = [];
  private readonly answers: (() => void)[] = [];

  readonly send: Send = ({ text }) => {
    this.lines.push(text);
    return new Promise((resolve) => this.answers.push(resolve));
  };

  async answer(): Promise<void> {
    this.answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  }
}

let written: string[];
const logTo = (send: Send | undefined): EngineLog =>
  new EngineLog(
    () => send,
    (text) => void written.push(text),
  );

beforeEach(() => {
  written = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("through the engine", () => {
  test("lines arrive one after the other, in the order in which they were said, and nothing on standard error", async () => {
    const engine = new Engine();
    const log = logTo(engine.send);
    for (const line of [warning("first"), progress("second"), warning("third")]) log.say(line);
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.lines).toEqual(["first"]);
    for (let answers = 0; answers < 3; answers += 1) await engine.answer();
    expect(engine.lines).toEqual(["first", "second", "third"]);
    expect(written).toEqual([]);
  });

  test("an operation ends when all that was said has arrived", async () => {
    const engine = new Engine();
    const log = logTo(engine.send);
    log.say(warning("first"));
    log.say(warning("second"));
    let isOver = false;
    void log.flush().then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(0);
    await engine.answer();
    expect(isOver).toBe(false);
    await engine.answer();
    expect(isOver).toBe(true);
  });

  test("and where nothing was said, at once", async () => {
    await logTo(new Engine().send).flush();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("an engine that never answers delays no operation for ever", async () => {
    const log = logTo(new Engine().send);
    log.say(warning("first"));
    let isOver = false;
    void log.flush().then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isOver).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("progress is left out while the engine is behind, and warnings never", async () => {
    const engine = new Engine();
    const log = logTo(engine.send);
    for (let count = 1; count <= 300; count += 1) log.say(progress(`${count} of 300`));
    log.say(warning("a warning"));
    for (let answers = 0; answers < 301; answers += 1) await engine.answer();
    expect(engine.lines).toHaveLength(101);
    expect(engine.lines.at(-1)).toBe("a warning");
  });
});

describe("standard error", () => {
  test("gets warnings at once where there is no way to the engine, and no progress, which would stay there", () => {
    const log = logTo(undefined);
    log.say(warning("first"));
    log.say(progress("1 of 2"));
    log.say(warning("second"));
    expect(written).toEqual(["warning: first\n", "warning: second\n"]);
  });

  test("gets what the engine does not take, and all that follows, in order; the engine is not tried again", async () => {
    const send = vi.fn<Send>(() => Promise.reject(new Error("unavailable")));
    const log = logTo(send);
    for (const line of [warning("first"), progress("1 of 2"), warning("second")]) log.say(line);
    await log.flush();
    log.say(warning("third"));
    expect(written).toEqual(["warning: first\n", "warning: second\n", "warning: third\n"]);
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe("the way to the engine", () => {
  const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");

  test.each([
    ["a process that is no host of dynamic resources", ["node", __filename, "127.0.0.1:1"]],
    ["a host without an address", ["node", script]],
    [
      "an SDK that is not where it should be",
      ["node", "/nowhere/cmd/dynamic-provider/index.js", "127.0.0.1:1"],
    ],
    ["a process without a script", ["node"]],
  ])("is not there in %s", (_name, argv) => {
    expect(wayToEngine(argv)).toBeUndefined();
  });

  test("is there in a host; where nobody listens, it says so", async () => {
    vi.useRealTimers();
    const send = wayToEngine(["node", script, "127.0.0.1:1"]);
    await expect(send?.(warning("nobody hears"), 5_000)).rejects.toThrow(/UNAVAILABLE|ECONNREFUSED/);
  });
});
