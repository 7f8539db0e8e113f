import { describe, expect, test } from "vitest";
import { readE164 } from "../../src/lifecycle/phone-number";

/** What is said of a number that is not accepted. */
function remarkOn(value: unknown): string {
  const reading = readE164(value);
  if ("value" in reading) throw new Error(`${String(value)} was read as ${reading.value}`);
  return reading.remark;
}

describe("a number that is not in E.164 form is refused with what is wrong with it", () => {
  test.each([
    [
      "+44 (0)20 7946 0958",
      "(0) is only dialed within the country, or belongs to the number; did you mean +442079460958?",
    ],
    ["+44(0)2079460958", "did you mean +442079460958?"],
    ["+39 (0)6 698 12345", "(0) is only dialed within the country, or belongs to the number"],
    ["+44 (020) 7946 0958", "whether the 0 in parentheses is dialed from abroad"],
    ["+14155550100 x12", "it has an extension"],
    ["+14155550100x12", "it has an extension"],
    ["+14155550100 ext. 12", "it has an extension"],
    ["+14155550100;ext=12", "it has an extension"],
    ["+14155550100,,12#", "it has an extension"],
    ["+14155550100-+14155550109", "a range, or several numbers"],
    ["+14155550100 - 0109", "a range, or several numbers"],
    ["+14155550100-0109", "a range, or several numbers"],
    ["+14155550100-09", "a range, or several numbers"],
    ["+1-415-555-0100-0109", "a range, or several numbers"],
    ["+14155550100\u{2013}0109", "a range, or several numbers"],
    ["+14155550100..09", "a range, or several numbers"],
    ["+14155550100 to 0109", "a range, or several numbers"],
    ["+1415555010*", "a range, or several numbers"],
    ["+1415555010x", "a range, or several numbers"],
    ["+14155550100/101", "a range, or several numbers"],
    ["+1-800-FLOWERS", 'it has letters ("F")'],
    ["+1415555O100", 'it has letters ("O")'],
    ["sip:+14155550100", "it is a URI and not a number"],
    ["tel:+14155550100", "it is a URI and not a number"],
    ["+14155550100@example.com", "it is a URI and not a number"],
    ["+1415555\u{2011}0100", '"\u{2011}", U+2011, does not belong to a number'],
    ["+\u{FF11}4155550100", "U+FF11"],
    ["\u{202A}+14155550100\u{202C}", "an invisible character, U+202A at position 1"],
    ["+1415555\u{200B}0100", "an invisible character, U+200B (zero-width space) at position 9"],
    ["14155551006", "it lacks the +; did you mean +14155551006?"],
    ["1 (415) 555-1006", "it lacks the +; did you mean +14155551006?"],
    ["0044 20 7946 0958", "00 stands for +; did you mean +442079460958?"],
    ["+0415555010", "no country's code begins with 0"],
    ["+4415555501001234", "it has 16 digits"],
  ])("%j", (number, reason) => {
    expect(remarkOn(number)).toContain(reason);
  });

  test("an integer, which YAML makes of an unquoted number, with the way to keep its +", () => {
    expect(remarkOn(14155551006)).toBe(
      ': it is a number and not a text, so that a + at its beginning was lost. Write it in quotes, "+14155551006", ' +
        "and with 'pulumi config set --path' add --type string",
    );
  });
});

test.each([
  ["+1 (415) 555-0100", "+14155550100"],
  ["+1-415-555-0100", "+14155550100"],
  ["+49 30 1234567-12", "+4930123456712"],
  ["+39 (06) 698 12345", "+390669812345"],
  ["+1\u{A0}415\u{2009}555 0100", "+14155550100"],
])("a number as people write it is read: %j", (written, value) => {
  expect(readE164(written)).toEqual({ value });
});
