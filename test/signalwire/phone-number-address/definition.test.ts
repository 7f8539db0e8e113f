import "../../support/home";
import { describe, expect, test } from "vitest";
import { claimsOf } from "../../../src/lifecycle/claims";
import { PartialOutcome } from "../../../src/lifecycle/outcome";
import { phoneNumber } from "../../../src/signalwire/phone-number/definition";
import { phoneNumberAddress } from "../../../src/signalwire/phone-number-address/definition";
import type { SignalWireBehaviour } from "../../../src/simulator";
import { rejection } from "../../support/transport";
import {
  configOf,
  gatewayInputs,
  gatewayStack,
  problems,
  Stack,
  startBench,
  uuid,
  type Bench,
} from "../support";

const path = "/api/fabric/phone_number_addresses";
const number = "+14155550172";

async function bench(
  behaviour: Partial<SignalWireBehaviour> = {},
): Promise<Bench & { stack: Stack; desired: { number: string; resourceId: string } }> {
  const one = await startBench({ signalwire: { ownedNumbers: [number], ...behaviour } });
  const gateway = gatewayStack(one.simulator);
  await gateway.up(gatewayInputs);
  one.requests();
  const stack = new Stack(phoneNumberAddress as never, configOf(one.simulator));
  return { ...one, stack, desired: { number, resourceId: gateway.id ?? "" } };
}

describe("the inputs of a phone number address", () => {
  test("are refused with every problem at once", () => {
    const bad = {
      number: "5550100",
      phoneNumberId: "line",
      resourceId: "gateway",
      handlerType: "fax",
      name: "",
    };
    expect(Object.keys(problems(phoneNumberAddress, bad)).sort()).toEqual(Object.keys(bad).sort());
    expect(problems(phoneNumberAddress, { resourceId: uuid })).toHaveProperty("number");
  });

  test("claim the calls of the number, which a PhoneNumber with a handler wants too", () => {
    const ledger = claimsOf({});
    const address = phoneNumberAddress.schema.parse({ number, resourceId: uuid });
    const handler = { type: "relay_script", relayScriptUrl: "https://example.com" };
    const [bound, named] = [{ number, callHandler: handler }, { number }].map((one) =>
      phoneNumber.schema.parse(one),
    );
    expect(ledger.declare("a", address, phoneNumberAddress.claims?.(address, undefined) ?? [])).toEqual([]);
    expect(ledger.declare("b", named, phoneNumber.claims?.(named as never, undefined) ?? [])).toEqual([]);
    const conflicts = ledger.declare("c", bound, phoneNumber.claims?.(bound as never, undefined) ?? []);
    expect(conflicts.join()).toContain("A number has one owner for its calls");
  });
});

describe("a phone number address", () => {
  test("binds a number to a gateway by one POST, reads it back, and releases nothing", async () => {
    const one = await bench();
    await one.stack.up(one.desired);
    const id = one.stack.id ?? "";
    expect(one.requests()).toEqual([`GET ${path}`, `POST ${path}`, `GET ${path}/${id}`]);
    const { phoneNumbers } = one.simulator.state().signalwire;
    expect(phoneNumbers).toMatchObject([{ calling_handler_resource_id: one.desired.resourceId }]);
    await one.stack.destroy();
    expect(one.requests()).toEqual([`DELETE ${path}/${id}`]);
    expect(one.simulator.state().signalwire.phoneNumbers).toMatchObject([
      { calling_handler_resource_id: null },
    ]);
  });

  test("whose binding SignalWire accepts and does not show is an error that names the proven way, and is in state", async () => {
    const one = await bench({ phoneNumberAddresses: "ineffective" });
    const error = await rejection(one.stack.up(one.desired));
    if (!(error instanceof PartialOutcome)) throw error;
    expect(error.message).toMatch(/beta.*proven way is a SwmlScript/s);
    expect(error.id).toBe(one.simulator.state().signalwire.phoneNumberAddresses[0]?.id);
  });

  test("that may not lead to a gateway is an error that names the proven way", async () => {
    const one = await bench({ phoneNumberAddresses: "gateway-refused" });
    await expect(one.stack.up(one.desired)).rejects.toThrow(
      /invalid_resource_type.*proven way is a SwmlScript/s,
    );
  });

  test("that the account has no route for is an error, and never gone", async () => {
    const one = await bench();
    await one.stack.up(one.desired);
    one.simulator.configure({ signalwire: { phoneNumberAddresses: "absent" } });
    await expect(one.stack.refresh()).rejects.toThrow("does not serve addresses of phone numbers");
    await expect(one.stack.destroy()).rejects.toThrow("does not serve addresses of phone numbers");
  });

  test("of a number that has one already names it and the resource that holds it", async () => {
    const one = await bench();
    await one.stack.up(one.desired);
    const second = new Stack(phoneNumberAddress as never, configOf(one.simulator));
    await expect(second.up(one.desired)).rejects.toThrow(
      `phone number address ${one.stack.id ?? ""} (bound to resource ${one.desired.resourceId}) has the calls of ${number}`,
    );
  });

  test("named by the number's id instead is the same address", async () => {
    const one = await bench();
    await one.stack.up(one.desired);
    const { resourceId } = one.desired;
    const program = { resourceId, phoneNumberId: one.stack.state["boundPhoneNumberId"] };
    expect(await one.stack.up(program)).toBe("same");
  });
});
