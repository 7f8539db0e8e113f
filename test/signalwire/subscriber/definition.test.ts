import "../../support/home";
import { describe, expect, test } from "vitest";
import { subscriber } from "../../../src/signalwire/subscriber/definition";
import { subscriberSipEndpoint } from "../../../src/signalwire/subscriber-sip-endpoint/definition";
import { unknownValue } from "../../../src/lifecycle/unknown";
import { configOf, problems, Stack, startBench, uuid } from "../support";

const credentials = "/api/fabric/resources/subscribers/*/sip_endpoints";
const ada = { email: "Ada@example.com", displayName: "Ada" };
const desk = { username: "ada", password: "CANARY-desk" };

describe("the inputs", () => {
  test("of a subscriber are refused with every problem at once, and no password is shown", () => {
    const bad = { email: "ada", password: "CANARY", passwordVersion: " ", firstName: 1 };
    const found = problems(subscriber, bad);
    expect(Object.keys(found).sort()).toEqual(Object.keys(bad).sort());
    expect(JSON.stringify(found)).not.toContain("CANARY");
  });

  test("of its credentials are refused with every problem at once", () => {
    const bad = {
      subscriberId: "ada",
      username: "a b",
      password: "",
      sendAs: "5550100",
      encryption: "always",
    };
    expect(Object.keys(problems(subscriberSipEndpoint, bad)).sort()).toEqual(Object.keys(bad).sort());
  });

  test("of credentials claim a user name for one subscriber, once it is known", () => {
    const wanted = (subscriberId: string) =>
      subscriberSipEndpoint.claims?.({ ...desk, subscriberId }, undefined).map(({ thing }) => thing);
    expect(wanted(uuid)).toEqual([`SubscriberSipEndpoint username ${uuid}/ada`]);
    expect(wanted(unknownValue)).toEqual([]);
  });
});

describe("a subscriber", () => {
  test("is at rest where only the case of the e-mail address differs", async () => {
    const { simulator } = await startBench();
    const stack = new Stack(subscriber as never, configOf(simulator));
    await stack.up(ada);
    expect(await stack.up({ ...ada, email: "ada@example.com" })).toBe("same");
  });

  test("keeps its password where the program no longer declares one", async () => {
    const bench = await startBench();
    const stack = new Stack(subscriber as never, configOf(bench.simulator));
    await stack.up({ ...ada, password: "CANARY-secret" });
    bench.bodies();
    await stack.up({ ...ada, displayName: "Countess" });
    expect(JSON.stringify(bench.bodies())).not.toContain("password");
    expect(bench.simulator.state().signalwire.subscribers).toMatchObject([{ password: "CANARY-secret" }]);
  });
});

describe("a subscriber's credentials", () => {
  test.each(["partial", "full"] as const)(
    "are changed where an update may be %s",
    async (credentialPatch) => {
      const { simulator } = await startBench({ signalwire: { credentialPatch } });
      const person = new Stack(subscriber as never, configOf(simulator));
      const stack = new Stack(subscriberSipEndpoint as never, configOf(simulator));
      await person.up(ada);
      const args = { ...desk, subscriberId: person.id };
      await stack.up(args);
      expect(await stack.up({ ...args, callerId: "Ada" })).toBe("update");
      expect(simulator.state().signalwire.subscriberEndpoints).toMatchObject([
        { caller_id: "Ada", password: desk.password },
      ]);
    },
  );

  test("are gone with their subscriber, and only with it", async () => {
    const { simulator } = await startBench();
    const person = new Stack(subscriber as never, configOf(simulator));
    const stack = new Stack(subscriberSipEndpoint as never, configOf(simulator));
    await person.up(ada);
    await stack.up({ ...desk, subscriberId: person.id });
    simulator.addFault({ kind: "status", status: 404, path: `${credentials}**`, times: 10 });
    await expect(stack.refresh()).rejects.toThrow("SIP credentials of subscribers");
    simulator.clearFaults();
    await person.destroy();
    expect(await stack.refresh()).toBe(false);
  });
});
