import { describe, expect, test, vi } from "vitest";
import { keepSecret, presentable, withoutInlineSecrets } from "../../src/http/presentable";
import { warn } from "../../src/lifecycle/warn";

/** What a terminal obeys: colours, clearing, the title, a bell, the cursor, C1, the direction of a text. */
const commands: readonly [string, string][] = [
  ["a colour", "\u001b[31m"],
  ["a title", "\u001b]0;title\u0007"],
  ["a carriage return", "\r"],
  ["a backspace", "\b"],
  ["a bell", "\u0007"],
  ["a C1 control", "\u009b31m"],
  ["next line", "\u0085"],
  ["delete", "\u007f"],
  ["null", "\u0000"],
  ["another direction", "\u202e"],
  ["no width", "\u200b"],
  ["a line separator", "\u2028"],
];

describe("what a terminal would obey is shown as an escape", () => {
  test.each(commands)("%s", (_name, command) => {
    expect(presentable(`refused${command}: no`)).toMatch(/^refused(\\u[\da-f]{4}[^\p{C}]*)+: no$/u);
  });

  test("and lines and tabs stay as they are", () => {
    expect(presentable("one\n\ttwo")).toBe("one\n\ttwo");
  });

  test("in warnings, too, which leave secrets out as errors do", () => {
    keepSecret("kept-in-warnings");
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    warn("no \u001b[2Jkept-in-warnings");
    expect(write.mock.calls).toEqual([["warning: no \\u001b[2J[secret]\n"]]);
    write.mockRestore();
  });
});

describe("credentials inside a URL are not shown", () => {
  test.each([
    ["https://user:pw@host/path", "https://[secret]@host/path"],
    ["https://token@host/path", "https://[secret]@host/path"],
    ["htps://user:p/w@host", "htps://[secret]@host"],
    ["see https://host/a?api_token=abc&page=2.", "see https://host/a?api_token=[secret]&page=2."],
    ["http://127.0.0.1:4010/v2/a@b", "http://127.0.0.1:4010/v2/a@b"],
    ["//host:5060?x=a@b", "//host:5060?x=a@b"],
  ])("%s", (text, shown) => {
    expect(presentable(text)).toBe(shown);
  });

  test.each([
    ["htps://user:pw@host", "htps://[secret]@host"],
    ["htps:/user:pw@host", "htps:/[secret]@host"],
    ["htps:user:pw@host", "[secret]@host"],
    ["https//user:p@w@host/x", "[secret]@host/x"],
    ["user:p w@host:5061", "[secret]@host:5061"],
    ["sip:alice:pw@host", "sip:[secret]@host"],
    ["sip:alice@host:5061", "sip:alice@host:5061"],
    ["alice@host", "alice@host"],
    ["htps://hook?key=abc", "htps://hook?key=[secret]"],
  ])("nor where the URL was refused for a mistake: %s", (value, shown) => {
    expect(withoutInlineSecrets(value)).toBe(shown);
  });
});
