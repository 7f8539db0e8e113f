import { expect, test } from "vitest";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import type { SetInputs, SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import { gatewayIds } from "../../../src/videosdk/phone-number-set/look";
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
  const found = (awaitedFrom: string[]): string[] => {
    // As a creation leaves it that failed after an answer was lost.
    const outputs = { __declared: numbers, __awaited: numbers, __awaitedFrom: awaitedFrom };
    const own = gatewayIds(operation, { id: "set-0", inputs, outputs }, records);
    return [...own.inbound, ...own.outbound];
  };
  expect(found(ids)).toEqual([]);
  expect(found(["former-inbound", "former-outbound"])).toEqual(ids);
});
