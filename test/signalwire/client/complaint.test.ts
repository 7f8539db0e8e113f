import { describe, expect, test } from "vitest";
import { readComplaint } from "../../../src/signalwire/client/complaint";

const fabric = (attribute: string | null, message: string, code: string) => ({
  type: "validation_error",
  code,
  message,
  attribute,
  url: "https://signalwire.com/docs/apis/error-codes",
});

describe("the vendor's message", () => {
  test.each<[string, unknown, string, string | undefined]>([
    [
      "one entry of the Fabric API",
      { errors: [fabric("name", "Name can't be blank", "missing_required_parameter")] },
      "name: Name can't be blank (missing_required_parameter)",
      "missing_required_parameter",
    ],
    [
      "several entries, all of them",
      {
        errors: [
          fabric("encryption", "is required", "missing_sip_configuration"),
          fabric("ciphers", "needs one", "missing_sip_configuration"),
          fabric(null, "something else", "invalid_parameter"),
        ],
      },
      "encryption: is required (missing_sip_configuration); ciphers: needs one (missing_sip_configuration); " +
        "something else (invalid_parameter)",
      "missing_sip_configuration",
    ],
    [
      "an entry of the Relay API, whose code only repeats the status",
      {
        errors: [
          { detail: "Label can't be blank", status: "422", title: "Invalid Attribute", code: "422" },
          {
            detail: "Username is taken",
            status: "422",
            title: "Invalid Attribute",
            code: "not_unique_within_project",
          },
        ],
      },
      "Label can't be blank; Username is taken (not_unique_within_project)",
      "not_unique_within_project",
    ],
    ["an entry with a code alone", { errors: [{ code: "out_of_sync" }] }, "out_of_sync", "out_of_sync"],
    ["texts", { errors: ["first", "", 7, "second"] }, "first; second", undefined],
    ["one object in place of a list", { errors: { detail: "no" } }, "no", undefined],
    ["one text in place of a list", { errors: "no" }, "no", undefined],
    [
      "complaints by field",
      { errors: { uri: ["is taken", "is odd"] } },
      "uri: is taken; uri: is odd",
      undefined,
    ],
    ["an error next to an empty list", { errors: [], error: "Unauthorized" }, "Unauthorized", undefined],
    ["an error that is an object", { error: { message: "no", code: "invalid" } }, "no (invalid)", "invalid"],
    ["a flat message", { message: "no" }, "no", undefined],
    ["a flat detail", { detail: "no" }, "no", undefined],
    ["raw text", "  Bad Gateway\n", "Bad Gateway", undefined],
    ["nothing known", { foo: 1 }, "", undefined],
    ["null", null, "", undefined],
    ["a list", [1, 2], "", undefined],
    ["nothing", undefined, "", undefined],
  ])("are found in %s", (_, body, message, code) => {
    expect(readComplaint(body)).toEqual({ message, code });
  });
});
