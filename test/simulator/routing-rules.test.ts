import { beforeEach, describe, expect, test } from "vitest";
import { first, messageOf, second, third, useBench } from "./support.js";

const bench = useBench();
const collection = "/v2/sip/routing-rule";

async function made(changes: object = {}): Promise<string> {
  const rule = { name: "Desk", type: "inbound", phoneNumbers: [first], ...changes };
  const { status, body } = await bench.current.send("POST", collection, rule);
  expect(status).toBe(201);
  return (body as { id: string }).id;
}

describe("routing rules", () => {
  beforeEach(() => bench.current.createNumbers());

  test("accept phoneNumbers, show numbers, and show only the headers field of their type", async () => {
    const inbound = (await bench.current.send("GET", `${collection}/${await made()}`)).body;
    expect(inbound).toMatchObject({ name: "Desk", numbers: [first], headersToAttributes: null, tags: null });
    expect(inbound).not.toHaveProperty("phoneNumbers");
    expect(inbound).not.toHaveProperty("headers");
    const outbound = await made({ type: "outbound", headers: { a: "b" } });
    expect((await bench.current.send("GET", `${collection}/${outbound}`)).body).toMatchObject({
      headers: { a: "b" },
    });
  });

  test("change only in the fields of an update, and refuse an update without fields", async () => {
    const id = await made({ tags: ["a"] });
    const update = await bench.current.send("PATCH", `${collection}/${id}`, { phoneNumbers: [second] });
    expect([update.status, update.body]).toEqual([
      200,
      expect.objectContaining({ name: "Desk", numbers: [second], tags: ["a"] }),
    ]);
    const nothing = await bench.current.send("PATCH", `${collection}/${id}`, { type: "outbound" });
    expect([nothing.status, messageOf(nothing)]).toEqual([400, "No editable fields provided"]);
  });

  test.each([
    ["phone number does not exist", { phoneNumbers: [third] }],
    ["already used by another inbound rule", { phoneNumbers: [first] }],
    ["headers is not allowed", { phoneNumbers: [second], headers: { a: "b" } }],
    ["Invalid API Key", { phoneNumbers: [second], apiKey: "another" }],
    ["includeHeaders: ", { phoneNumbers: [second], includeHeaders: "SOME" }],
    ["type: is required", { phoneNumbers: [second], type: undefined }],
  ])("are refused with: %s", async (message, changes) => {
    await made();
    const rule = { name: "Other", type: "inbound", ...changes };
    const answer = await bench.current.send("POST", collection, rule);
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(message)]);
  });

  test("are filtered by type, id and search, and no longer exist after DELETE", async () => {
    const inbound = await made();
    const outbound = await made({ type: "outbound", name: "Sales" });
    const found = async (query: string): Promise<string[]> =>
      (await bench.current.list<{ id: string }>(`${collection}?${query}`)).data.map(({ id }) => id);
    expect(await found("")).toEqual([inbound, outbound]);
    expect(await found("type=outbound")).toEqual([outbound]);
    expect(await found(`ruleIds=x,${inbound}`)).toEqual([inbound]);
    expect(await found("search=sales")).toEqual([outbound]);
    const { body } = await bench.current.send("DELETE", `${collection}/${inbound}`);
    expect(body).toEqual({ message: "Routing rule deleted successfully", ruleId: inbound });
    expect((await bench.current.send("GET", `${collection}/${inbound}`)).status).toBe(404);
    expect(await found("")).toEqual([outbound]);
  });
});
