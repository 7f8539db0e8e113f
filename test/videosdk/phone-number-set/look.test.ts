import { describe, expect, test } from "vitest";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import type { SetInputs, SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import { hashesOf } from "../../../src/lifecycle/hashes";
import { gatewayIds } from "../../../src/videosdk/phone-number-set/look";
import { askedOf, settingsOfSet } from "../../../src/videosdk/phone-number-set/target";
import { noMoves } from "../../support/operation";
import { createBody, first, operationOn, second, startBench } from "../../support/videosdk-account";

test("gateways that an awaited number was on are not the set's, though they look like it; others are", async () => {
  const bench = await startBench();
  const { account, deadline } = bench;
  const numbers = [first, second];
  await account.api.createNumbers(createBody(numbers), deadline);
  const records = await account.directory.find(numbers, deadline);
  const { inbound, outbound } = records.get(first) ?? {};
  const ids = [inbound?.id ?? "", outbound?.id ?? ""];
  const inputs = phoneNumberSet.schema.parse(createBody(numbers));
  const { operation } = operationOn<SetInputs, SetOutputs>(bench);
  const found = async (awaitedFrom: string[]): Promise<string[]> => {
    // As a creation leaves it that failed after an answer was lost.
    const outputs = { __declared: numbers, __awaited: numbers, __awaitedFrom: awaitedFrom };
    const own = await gatewayIds(operation, { id: "set-0", inputs, outputs }, records);
    return [...own.inbound, ...own.outbound];
  };
  expect(await found(ids)).toEqual([]);
  expect(await found(["former-inbound", "former-outbound"])).toEqual(ids);
});

describe("gateways that a run which was cut off has made for one number of a set, while another has taken a second", () => {
  const inputs = phoneNumberSet.schema.parse(createBody([first, second]));
  const note = { asked: hashesOf(askedOf(settingsOfSet(inputs), [first, second])) };
  const outputs = {
    __declared: [first, second],
    inboundGatewayIds: ["kept"],
    outboundGatewayIds: ["kept too"],
  };

  /** Which numbers' inbound gateways are the set's, where these are made by requests of those names. */
  async function own(names: readonly [string, string], isCrowded: boolean): Promise<string[]> {
    const bench = await startBench();
    const { account, deadline } = bench;
    for (const [index, e164] of [first, second].entries())
      await account.api.createNumbers({ ...createBody([e164]), name: names[index] ?? "" }, deadline);
    const records = await account.directory.find([first, second], deadline);
    const other = records.get(second)?.inbound?.id;
    const { operation } = operationOn<SetInputs, SetOutputs>(bench, {
      note,
      // The second one's owner is known unless the engine has more to check.
      holder: (id) => (id === other && !isCrowded ? "urn:another" : undefined),
      moves: { ...noMoves, listen: () => Promise.resolve(isCrowded) },
    });
    const { inbound } = await gatewayIds(operation, { id: "set-0", inputs, outputs }, records);
    return [first, second].filter((e164) => inbound.has(records.get(e164)?.inbound?.id ?? ""));
  }

  test("are the set's, and those that another resource has are not", async () => {
    expect(await own([inputs.name, inputs.name], false)).toEqual([first]);
  });

  test("are told from those of one that is not checked yet by their name", async () => {
    expect(await own([inputs.name, "another"], true)).toEqual([first]);
  });
});
