import { describe, expect, test } from "vitest";
import { problemsOf } from "../../src/lifecycle/problems";
import { fields, listOf, word } from "../../src/lifecycle/schema";
import { unknownValue } from "../../src/lifecycle/unknown";

const schema = (...others: string[]) =>
  fields({ codecs: listOf(word("codec", ["PCMU", "OPUS"], others), "codec") });

function problems(codecs: unknown, ...others: string[]): string[] {
  const result = schema(...others).safeParse({ codecs });
  if (result.success) return [];
  return problemsOf(result.error, { codecs }, []).map(({ field, reason }) => `${field}: ${reason}`);
}

describe("a list", () => {
  test("keeps the order of the program", () => {
    expect(schema().parse({ codecs: ["PCMU", " OPUS"] })).toEqual({ codecs: ["PCMU", "OPUS"] });
  });

  test.each<[unknown, string[]]>([
    [undefined, ["codecs: is required. Accepted: a list with at least one codec"]],
    [[], ["codecs: [] is not accepted. Accepted: a list with at least one codec"]],
    ["OPUS", ['codecs: "OPUS" is not accepted. Accepted: a list with at least one codec']],
    [["OPUS", "OPUS"], ['codecs[1]: "OPUS" is a duplicate of the entry at [0]']],
    [
      ["OPSU", "", 7, "PCMU"],
      [
        'codecs[0]: "OPSU" is not a codec; the nearest is OPUS. Accepted: PCMU, OPUS',
        'codecs[1]: "" is not accepted. Accepted: a codec: PCMU, OPUS',
        "codecs[2]: 7 is not accepted. Accepted: a codec: PCMU, OPUS",
      ],
    ],
    [["SILK-WIDE"], ['codecs[0]: "SILK-WIDE" is not a codec. Accepted: PCMU, OPUS']],
  ])("is refused with every problem it has: %j", (codecs, expected) => {
    expect(problems(codecs)).toEqual(expected);
  });

  test("passes while it or a member is not known yet", () => {
    for (const codecs of [unknownValue, ["OPUS", unknownValue, unknownValue]]) {
      expect(schema().parse({ codecs })).toEqual({ codecs });
    }
  });

  test("may hold a word that is named as one of the others, and no other", () => {
    expect(problems(["LYRA", "OPUS"], "LYRA")).toEqual([]);
    expect(problems(["LYRA", "SPEEX"], "LYRA")).toEqual([
      'codecs[1]: "SPEEX" is not a codec. Accepted: PCMU, OPUS',
    ]);
  });
});
