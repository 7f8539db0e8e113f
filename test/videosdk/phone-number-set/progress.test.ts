import { describe, expect, test } from "vitest";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import { numberThing, type SetInputs, type SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import { nothing } from "../../../src/videosdk/phone-number-set/look";
import { Progress } from "../../../src/videosdk/phone-number-set/progress";
import { noMoves } from "../../support/operation";
import { createBody, first, operationOn, second, startBench } from "../../support/videosdk-account";

const desired = phoneNumberSet.schema.parse(createBody([first, second]));
const prior = {
  id: "inbound-1",
  inputs: { ...desired, phoneNumbers: [first] },
  outputs: { __declared: [first] },
};
const steps = { patch: [], detach: [], remove: [], attach: [second] };
const awaiting = { __awaited: [second], __awaitedFrom: ["inbound-2", "outbound-2"] };

/** What state held at the moment when others were told that a set awaits a number, and what it holds after something else. */
async function states(known: typeof prior | undefined, then: (progress: Progress) => void) {
  const told: (readonly [readonly string[], unknown])[] = [];
  const moves = {
    ...noMoves,
    await: (things: readonly string[]) => void told.push([things, spied.checkpoints.at(-1)?.outputs]),
  };
  const spied = operationOn<SetInputs, SetOutputs>(await startBench(), { moves });
  const progress = new Progress(spied.operation, desired, known);
  progress.planned(steps);
  progress.awaits([second], awaiting.__awaitedFrom);
  then(progress);
  return { told, last: spied.checkpoints.at(-1)?.outputs };
}

describe("a set that awaits a number", () => {
  test.each([
    ["changed", prior],
    ["created", undefined],
  ])("has it in state before others may hand it over, should the rest fail: %s", async (_name, known) => {
    const { told, last } = await states(known, () => undefined);
    const held = expect.objectContaining(awaiting) as unknown;
    expect(told).toEqual([[[numberThing(second)], held]]);
    expect(last).toEqual(held);
  });

  test("keeps it there as the operation goes on", async () => {
    const { last } = await states(prior, (progress) => progress.shown(nothing, true));
    expect(last).toMatchObject({ __declared: [first, second].sort(), ...awaiting });
  });
});
