import { describe, expect, test } from "vitest";
import { z } from "zod";
import { MalformedReplyError } from "../../src/http/errors";
import { parseReply } from "../../src/http/reply";
import { line } from "../support/errors";

const schema = z.object({
  total: z.number(),
  data: z.array(z.object({ id: z.string(), auth: z.object({ password: z.string() }).optional() })),
});
const reply = (body: unknown) => ({ status: 200, body, requestId: "7f3a", request: line });

/** The error about a body. */
function complaint(body: unknown): Error {
  try {
    parseReply(schema, reply(body));
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("the body was taken");
}

describe("the body of an answer", () => {
  test("is the output of the schema, without keys that the schema does not know", () => {
    const body = { total: 1, data: [{ id: "a", more: true }], more: true };
    expect(parseReply(schema, reply(body))).toEqual({ total: 1, data: [{ id: "a" }] });
  });

  test("of another shape is refused with the places that do not fit, the request and its id", () => {
    const error = complaint({ total: "many", data: [{ id: "a" }, { id: 7 }] });
    expect(error).toBeInstanceOf(MalformedReplyError);
    expect(error).toMatchObject({ status: 200, request: line, mayHaveTakenEffect: true });
    expect(error.message).toMatch(
      /^the answer cannot be used: total: .+; data\.1\.id: .+ \(HTTP 200, GET \/v2\/sip\/phone-numbers, request 7f3a\)$/,
    );
  });

  test.each([undefined, null, "text", []])("that is %j is refused as a whole", (body) => {
    expect(complaint(body).message).toContain("cannot be used: body: ");
  });

  test("is reported for three places at most", () => {
    const { message } = complaint({ total: 1, data: [{}, {}, {}, {}, {}] });
    expect(message.match(/data\.\d\.id/g)).toHaveLength(3);
  });

  test("shows none of its values in an error", () => {
    const data = [{ id: { canary: "canary" } }, { id: "a", auth: { password: 4711 } }];
    const { message } = complaint({ total: "canary", data });
    expect(message).toContain("data.1.auth.password");
    expect(message).not.toMatch(/canary|4711/);
  });
});
