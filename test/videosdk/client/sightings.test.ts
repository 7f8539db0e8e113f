import { describe, expect, test, vi } from "vitest";
import { MalformedReplyError } from "../../../src/http/errors";
import { Sightings } from "../../../src/videosdk/client/sightings";
import { line } from "../../support/errors";
import { first, numberRecord, second } from "../../support/videosdk-account";

const row = (e164: string, gatewayIds: readonly string[] = []) => ({
  e164,
  gatewayIds,
  read: vi.fn(() => ({
    ...numberRecord(e164),
    inbound: gatewayIds[0] === undefined ? undefined : { id: gatewayIds[0], auth: {}, numbers: undefined },
  })),
});

describe("numbers that were seen", () => {
  test("are checked when they are asked for, and once; what is not understood was not seen", () => {
    const sightings = new Sightings();
    const sound = row(first);
    const read = vi.fn(() => {
      throw new MalformedReplyError(line, 200, "phoneNumberId: missing");
    });
    sightings.add([sound, { e164: second, gatewayIds: [], read }], sightings.now(), 3);
    expect(sound.read).not.toHaveBeenCalled();
    expect(sightings.get(first, 0)).toBe(sightings.get(first, 0));
    expect(sound.read).toHaveBeenCalledTimes(1);
    expect(sightings.get(second, 0)).toBeUndefined();
    expect([first, second, "+1"].map((e164) => sightings.pageOf(e164))).toEqual([3, 3, undefined]);
  });

  test("are as the later request has them, whichever answer comes last", () => {
    const sightings = new Sightings();
    const before = sightings.now();
    sightings.touch(["+1"]);
    sightings.add([row(first, ["new"])], sightings.now());
    sightings.add([row(first, ["old"])], before);
    expect(sightings.get(first, 0)?.inbound?.id).toBe("new");
    expect(sightings.gateway("old", 0)).toBeUndefined();
    expect(sightings.gateway("new", 0)?.direction).toBe("inbound");
  });

  test.each([
    ["to the number", [first], [undefined, undefined, "there"]],
    ["to its gateway", ["shared"], [undefined, undefined, "there"]],
    ["to another", ["+1"], ["there", "there", "there"]],
    ["of unknown objects", undefined, [undefined, undefined, undefined]],
  ])("no longer hold after a write %s, with the others on that gateway", (_what, objects, expected) => {
    const sightings = new Sightings();
    const third = "+14155550109";
    const rows = [row(first, ["shared"]), row(second, ["shared"]), row(third, ["own"])];
    sightings.add(rows, sightings.now());
    sightings.touch(objects);
    const seen = [first, second, third].map((e164) =>
      sightings.get(e164, 0) === undefined ? undefined : "there",
    );
    expect(seen).toEqual(expected);
    sightings.add(rows, sightings.now());
    expect([first, second, third].every((e164) => sightings.get(e164, 0))).toBe(true);
    expect(sightings.get(first, Date.now() + 1)).toBeUndefined();
  });
});
