import "../support/home";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { keepSecret, presentable } from "../../src/http/presentable";
import { Claims } from "../../src/lifecycle/claims";
import { Session } from "../../src/lifecycle/session";
import { describeSteps } from "../../src/videosdk/phone-number-set/plan";
import { desired, House, operation } from "../support/house";
import { WidgetAccount } from "../support/widget";

const { lines } = vi.hoisted(() => ({ lines: [] as string[] }));

vi.mock("../../src/http/debug", () => ({
  debug: (text: () => string) => lines.push(presentable(text())),
}));

beforeEach(() => void lines.splice(0));

describe("the debug log has a line for each decision of an operation", () => {
  test("with class and name of the resource, and without the account's secrets", () => {
    keepSecret("account-token");
    const session = new Session<WidgetAccount, object, object>({
      title: "acme Widget",
      account: new WidgetAccount("one", "account-token"),
      claims: new Claims(),
      properties: { __urn: "urn:pulumi:stack::project::acme:Widget::lobby" },
      lastSeen: {},
      self: undefined,
      replacing: false,
      creates: true,
    });
    session.operation.decide(() => "nothing to do with account-token");
    session.dispose();
    expect(lines).toEqual(["acme Widget lobby: nothing to do with [secret]"]);
  });

  test("for what is created, changed and left as it is", async () => {
    const house = new House();
    const decisions: string[] = [];
    const deciding = () => operation({ decide: (text) => void decisions.push(text()) }).operation;
    const { id } = await house.definition().reconcile(deciding(), desired, undefined);
    const prior = { id, inputs: desired, outputs: { room: "hall" } };
    await house.definition().reconcile(deciding(), desired, prior);
    await house.definition().reconcile(deciding(), { ...desired, color: "blue" }, prior);
    expect(decisions).toEqual([
      expect.stringContaining("is created; objects like it that exist: 0"),
      expect.stringContaining(`${id} is as declared`),
      expect.stringContaining(`${id} differs and is updated`),
    ]);
  });

  test("for the steps of a set: gateways by their ids, numbers in E.164 form", () => {
    const nothing = { patch: [], detach: [], remove: [], attach: [] };
    expect(describeSteps(nothing)).toBe("nothing to do");
    const patch = [{ direction: "inbound", id: "gw-1", body: { name: "CANARY" } }] as const;
    const steps = { ...nothing, patch, detach: ["+14155550100"], attach: ["+14155550101", "+14155550102"] };
    expect(describeSteps(steps)).toBe(
      "gateways to update: gw-1; numbers to detach: +14155550100; numbers to attach: +14155550101, +14155550102",
    );
  });
});
