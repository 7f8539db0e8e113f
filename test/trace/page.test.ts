import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeTrace, type TraceQuery } from "../../src/trace";
import { made, startTraced } from "./support";

const page = readFileSync(join(__dirname, "..", "..", "docs", "trace.md"), "utf8");

/** The account of the page: a number with a guarded gateway and a rule, and one without a rule. */
async function account() {
  const bench = await startTraced();
  const numbers = ["+14155550100", "+14155550101"];
  await bench.videosdk.create(numbers);
  for (const number of numbers) await bench.videosdk.detach(number);
  const settings = {
    allowedAddresses: ["203.0.113.0/24"],
    auth: { username: "carrier", password: "CANARY" },
  };
  await made(bench.videosdk, "/v2/sip/inbound-gateways", { name: "from-carrier", numbers, ...settings });
  await made(bench.videosdk, "/v2/sip/routing-rule", {
    name: "desk",
    type: "inbound",
    phoneNumbers: numbers.slice(0, 1),
    room: { type: "dynamic", prefix: "random" },
    agentId: "ag_abcdef",
    allowedNumbers: ["+1415*"],
  });
  return bench;
}

const calls: Readonly<Record<string, TraceQuery>> = {
  "a call that is answered": { to: "+14155550100", from: "+14155550199", source: "203.0.113.0/24" },
  "a caller that is not let in": { to: "+14155550100", from: "+442079460000" },
  "a number without a rule": { to: "+14155550101" },
};

describe("docs/trace.md", () => {
  test.each(Object.entries(calls))("shows what the command prints: %s", async (title, query) => {
    const { traced } = await account();
    const shown = new RegExp(`<!-- trace: ${title} -->\\n\\n\`\`\`\\n([^\`]*)\`\`\``).exec(page)?.[1];
    // Ids differ each time.
    const printed = describeTrace(await traced(query)).replace(/\((?:rr_)?[0-9a-f-]{36}\)/g, "(…)");
    expect(shown?.trimEnd()).toBe(printed);
  });

  test("shows no other output", () => {
    expect([...page.matchAll(/<!-- trace: (.*) -->/g)].map(([, title]) => title)).toEqual(Object.keys(calls));
  });
});
