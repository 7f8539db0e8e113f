import { format } from "prettier";
import { expect, test } from "vitest";
import { Names, slug, Variables } from "../../src/cli/export-names.js";
import { Call, constructionText, Reference } from "../../src/cli/typescript.js";

const long = "a".repeat(30);
const values: Readonly<Record<string, unknown>> = {
  text: "plain",
  quotes: `say "hello" to 'her'`,
  doubles: 'a "b" "c"',
  lines: "one\ntwo\tthree \\ four",
  url: `https://example.com/${long}${long}${long}`,
  "cost-center": "7",
  empty: {},
  none: [],
  short: ["a", "b"],
  long: [long, long, long],
  nested: {
    list: [{ play: "x" }, { stop: true }],
    one: [{ a: 1 }],
    numbers: Array.from({ length: 60 }, (_, i) => i),
  },
  reference: new Reference("supportLineEu.outboundGatewayIds[0]"),
  aRatherLongFieldName: new Reference(`${long}aaaaa.inboundGatewayIds[0]`),
  aLongText: `https://example.com/${long}${long}`,
  secret: new Call("config.requireSecret", "password"),
  longSecret: new Call("config.requireSecret", `${long}${long}`),
  yes: true,
  count: 1.5,
  nothing: null,
};

test.each([
  ["short", "const support = ", "videosdk.SipTrunk", "support"],
  ["without a variable", "", "signalwire.SubscriberSipEndpoint", "ada"],
  ["long", `const ${long} = `, "signalwire.SubscriberSipEndpoint", long],
])(
  "a construction is as prettier writes it, with options and without: %s",
  async (_name, before, callee, name) => {
    for (const fields of [values, {}])
      for (const options of [undefined, "imported"]) {
        const text = `${constructionText(before, callee, name, fields, options)}\n`;
        expect(text).toBe(await format(text, { parser: "typescript" }));
        expect(text.includes("imported")).toBe(options !== undefined);
      }
  },
);

test("names are readable, and never the same twice", () => {
  expect(slug("Support line (EU)")).toBe("support-line-eu");
  expect(slug("Zürich – Büro")).toBe("zurich-buro");
  expect(slug("名前")).toBe("");
  const names = new Names();
  expect([
    names.take("sales", "sales-0100"),
    names.take("sales", "sales-0101"),
    names.take("", "sales-0101"),
  ]).toEqual(["sales", "sales-0101", "sales-0101-2"]);
  const variables = new Variables();
  expect([
    variables.take("default", "SipTrunk"),
    variables.take("front-desk", "RoutingRule"),
    variables.take("front-desk", "PhoneNumberSet"),
    variables.take("24-7", "PhoneNumberSet"),
    variables.take("imported", "SipTrunk"),
  ]).toEqual([
    "defaultSipTrunk",
    "frontDesk",
    "frontDeskPhoneNumberSet",
    "phonenumberset247",
    "importedSipTrunk",
  ]);
});
