import { endpointInputs, endpoints } from "../support";
import { describe, expect, test } from "vitest";
import { everything, existing, warningsOf, topic } from "./endpoint";

describe("a field that is removed from the program", () => {
  const without = (field: keyof typeof everything) =>
    Object.fromEntries(Object.entries(everything).filter(([name]) => name !== field));

  test.each([
    ["ciphers", { ciphers: [] }],
    ["codecs", { codecs: [] }],
    ["encryption", { encryption: "default" }],
  ] as const)("goes back to the project's: %s", async (field, cleared) => {
    const { stack, record, bodies } = await existing();
    expect(await warningsOf(() => stack.up(without(field)))).toEqual([]);
    expect(bodies()).toEqual([expect.objectContaining(cleared)]);
    expect(record()).toMatchObject({ [field]: field === "encryption" ? "default" : null });
    expect(stack.state).not.toHaveProperty(field);
    await stack.refresh();
    expect(await stack.up(without(field))).toBe("same");
  });

  test.each(["callerId", "sendAs"] as const)(
    "stays as it is, with a warning and without a request: %s",
    async (field) => {
      const { stack, one, requests } = await existing();
      const warnings = await warningsOf(async () => {
        expect(await stack.up(without(field))).toBe("update");
      });
      expect(warnings).toEqual([
        expect.stringMatching(
          new RegExp(`${field} of SIP endpoint .* \\(c3p0\\) is no longer managed and stays as it is`),
        ),
      ]);
      expect(requests()).toEqual([`GET ${one}`]);
      expect(await stack.up(without(field))).toBe("same");
      await stack.refresh();
      expect(await stack.up(without(field))).toBe("same");
    },
  );

  test("stays as it is where it belongs to the handler", async () => {
    const status = { ...topic, relayTopicStatusCallbackUrl: "https://example.com/status" };
    const { stack, one, requests } = await existing({ ...endpointInputs, callHandler: status });
    const program = { ...endpointInputs, callHandler: topic };
    const warnings = await warningsOf(() => stack.up(program));
    expect(warnings).toEqual([
      expect.stringMatching(/callHandler\.relayTopicStatusCallbackUrl is left out/),
      expect.stringMatching(/callHandler\.relayTopicStatusCallbackUrl of SIP endpoint/),
    ]);
    expect(requests()).toEqual([`GET ${one}`]);
    await stack.refresh();
    expect(await stack.up(program)).toBe("same");
  });

  test("replaces the endpoint where it is the handler, old first, and says why", async () => {
    const { stack, one, requests } = await existing();
    const warnings = await warningsOf(async () => {
      expect(await stack.up(without("callHandler"))).toBe("replace");
    });
    expect(warnings).toEqual([
      expect.stringMatching(/is to be replaced: callHandler is removed, and SignalWire has no way/),
    ]);
    expect(requests()).toEqual([`DELETE ${one}`, `GET ${endpoints}`, `POST ${endpoints}`]);
  });

  test("causes no change where it only said when to send the password", async () => {
    const { stack, bodies } = await existing();
    await stack.up(without("passwordVersion"));
    expect(bodies()).toEqual([]);
  });
});

test("encryption that was explicitly left to the project may be removed from the program without a request", async () => {
  const { stack, bodies } = await existing({ ...endpointInputs, encryption: "default" });
  await stack.up(endpointInputs);
  expect(bodies()).toEqual([]);
  expect(await stack.up(endpointInputs)).toBe("same");
});

test("encryption that is left to the project is not compared with what the project has", async () => {
  const program = { ...endpointInputs, encryption: "default" };
  const { stack, account, deadline, bodies } = await existing(program);
  await account.api.putEndpoint(stack.id ?? "", { encryption: "required" }, deadline);
  bodies();
  await stack.refresh();
  expect(await stack.up(program)).toBe("same");
});
