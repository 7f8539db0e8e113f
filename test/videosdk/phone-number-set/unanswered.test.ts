import { describe, expect, test } from "vitest";
import type { SetInputs, SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import { warnOfUnanswered } from "../../../src/videosdk/phone-number-set/unanswered";
import { benchWith, numbersFrom, operationOn, type Bench } from "../../support/videosdk-account";
import { Dashboard } from "../../support/vendor-view";

const numbers = numbersFrom(8);
const [first = "", second = "", third = ""] = numbers;
const list = "GET /v2/sip/routing-rule?page=1&perPage=100";

async function ruled(bench: Bench, phoneNumbers: readonly string[], rule: object): Promise<void> {
  const body = { name: "rule", type: "inbound", phoneNumbers, ...rule };
  await new Dashboard(bench.simulator).send("POST", "/v2/sip/routing-rule", body);
  bench.requests();
}

/** What a refresh of a set with these numbers says. */
async function said(bench: Bench, declared: readonly string[]): Promise<string[]> {
  const { operation, warnings } = operationOn<SetInputs, SetOutputs>(bench);
  await warnOfUnanswered(operation, declared);
  return warnings;
}

describe("a refresh of a set", () => {
  test("warns of the numbers that no rule with a room or an agent has", async () => {
    const bench = await benchWith(8);
    await ruled(bench, [first], { agentId: "ag_1" });
    await ruled(bench, [second], {});
    await ruled(bench, [third], { type: "outbound" });
    const [warning, ...others] = await said(bench, numbers.slice(0, 3));
    expect(others).toEqual([]);
    // The third is there to make calls.
    expect(warning).toMatch(new RegExp(`has ${second.replace("+", "\\+")}, so calls to it end nowhere`));
    expect(warning).toContain(`npx pulumi-sip trace --to ${second}`);
    expect(await said(bench, [first])).toEqual([]);
    expect(await said(bench, [])).toEqual([]);
  });

  test("names some of many", async () => {
    const bench = await benchWith(8);
    expect((await said(bench, numbers))[0]).toContain(
      `${numbers[4] ?? ""} and 3 more, so calls to them end nowhere`,
    );
  });

  test("lists the rules once for all sets, and says nothing where they cannot be listed", async () => {
    const bench = await benchWith(8);
    await Promise.all(numbers.map((e164) => said(bench, [e164])));
    expect(bench.requests()).toEqual([list]);
    const other = await benchWith(8);
    other.simulator.addFault({ kind: "status", path: "/v2/sip/routing-rule", status: 500 });
    expect(await said(other, numbers)).toEqual([]);
    expect(other.requests()).toEqual([list]);
  });
});
