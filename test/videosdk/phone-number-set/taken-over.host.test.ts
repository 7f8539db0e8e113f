import { expect, test } from "vitest";
import { phoneNumberSet } from "../../support/program.js";
import { setArgs } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { attached, Dashboard, gateway } from "../../support/vendor-view.js";

const bench = useStack();
const program = [phoneNumberSet("support", setArgs)];
const changed = [phoneNumberSet("support", { ...setArgs, inbound: { sipRegion: "in002" } })];

/** Another owner gives the set's gateways its own settings. */
async function takeOver(changes: object): Promise<void> {
  const { sim } = bench.current;
  await new Dashboard(sim).send(
    "PATCH",
    `/v2/sip/phone-numbers/gateways/${gateway(sim, "outbound").id}`,
    changes,
  );
}

const another = {
  name: "production",
  address: "production.example.com",
  auth: { username: "production", password: "production-password" },
};

test("gateways whose settings are all another's are neither changed nor deleted, until a refresh accepts them", async () => {
  const { current } = bench;
  await current.done(current.up(program));
  const numbers = attached(current.sim);
  await takeOver(another);
  for (const run of [() => current.up(changed), () => current.destroy()]) {
    const { errors, writes } = await run();
    expect(errors.join()).toContain('shows the name "production" and the address production.example.com');
    expect(errors.join()).toContain("pulumi state delete");
    expect(writes).toEqual([]);
  }
  expect(attached(current.sim)).toEqual(numbers);
  expect(gateway(current.sim, "outbound").address).toBe("production.example.com");
  await current.done(current.refresh());
  await current.done(current.destroy());
});

test.each([
  ["a new name", { name: another.name }],
  ["a new address", { address: another.address }],
  ["a new name and user", { name: another.name, auth: another.auth }],
])("%s alone is drift", async (_what, changes) => {
  const { current } = bench;
  await current.done(current.up(program));
  await takeOver(changes);
  await current.done(current.up(changed));
  await current.done(current.destroy());
});
