import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWithGateways } from "../../../src/videosdk/client/repeated-gateways";

const roster = Array.from({ length: 200 }, (_, index) => `+1415555${String(index).padStart(4, "0")}`);

function pageOf(...numbers: unknown[]): { data: { inbound: { id: string; numbers: unknown } }[] } {
  return { data: numbers.map((one) => ({ inbound: { id: "in-1", numbers: one } })) };
}

describe("a page whose rows repeat a roster", () => {
  test("has one gateway for all of them", () => {
    const page = parseWithGateways(JSON.stringify(pageOf(roster, roster))) as ReturnType<typeof pageOf>;
    expect(page).toEqual(pageOf(roster, roster));
    expect(page.data[1]?.inbound).toBe(page.data[0]?.inbound);
  });

  test("keeps gateways apart that differ in anything else", () => {
    const [inbound, outbound] = [{ id: "in-1" }, { id: "out-1" }].map((one) => ({ ...one, numbers: roster }));
    const page = {
      data: [
        { inbound, outbound },
        { inbound: { ...inbound, name: "other" }, outbound },
      ],
    };
    const read = parseWithGateways(JSON.stringify(page)) as typeof page;
    expect(read).toEqual(page);
    expect(read.data[1]?.outbound).toBe(read.data[0]?.outbound);
    expect(read.data[1]?.inbound?.numbers).toBe(read.data[0]?.inbound?.numbers);
  });

  test("keeps different rosters apart", () => {
    const shorter = roster.slice(1);
    expect(parseWithGateways(JSON.stringify(pageOf(roster, shorter, roster)))).toEqual(
      pageOf(roster, shorter, roster),
    );
  });

  test.each([
    ["a bracket", "]"],
    ["brackets that seem to end the list", '","]'],
    ["a quotation mark", '"'],
    ["a backslash", "\\"],
    ["braces", "{}"],
    ["JSON of a roster", JSON.stringify({ numbers: roster })],
  ])("is understood where one of its texts has %s", (_what, text) => {
    const page = pageOf([...roster, text, ...roster], roster);
    expect(parseWithGateways(JSON.stringify(page))).toEqual(page);
    expect(parseWithGateways(JSON.stringify(page, null, 2))).toEqual(page);
  });

  test("throws as JSON.parse does where the text is cut off", () => {
    const text = JSON.stringify(pageOf(roster, roster));
    for (const length of [text.length - 1, text.length - 30, 3_000])
      expect(() => parseWithGateways(text.slice(0, length))).toThrow(SyntaxError);
  });
});

test("any value is read as JSON.parse reads it", () => {
  const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom("]", "[", '"', "\\", ",")), { maxLength: 5 });
  const list = texts.map((some) => [...roster, ...some]);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      list,
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom("numbers", "inbound", "outbound", '"numbers":['), tie("value")),
      fc.array(tie("value"), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(value, (one) => {
      const text = JSON.stringify(one);
      expect(parseWithGateways(text)).toEqual(JSON.parse(text));
    }),
  );
});
