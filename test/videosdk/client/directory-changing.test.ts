import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VideoSdkAccount } from "../../../src/videosdk/client/account";
import { phoneNumberSet } from "../../../src/videosdk/phone-number-set/definition";
import type { SetInputs, SetOutputs } from "../../../src/videosdk/phone-number-set/inputs";
import type { Found } from "../../../src/lifecycle/definition";
import { Meddler, meddlesomeUrl, meddlings, type Meddling } from "../../support/meddler";
import { ample, noting } from "../../support/transport";
import {
  createBody,
  numbersFrom,
  operationOn,
  settingsAt,
  startBench,
  type Bench,
} from "../../support/videosdk-account";

const meddling = (...kinds: Meddling["kind"][]): fc.Arbitrary<Meddling> =>
  fc.record({ kind: fc.constantFrom(...kinds), pick: fc.nat(300) });

/** A bench with numbers that have a pair of gateways each. */
async function pairedBench(count: number): Promise<Bench> {
  const bench = await startBench();
  await bench.account.api.createNumbers(createBody(numbersFrom(count), { isShared: false }), bench.deadline);
  return bench;
}

/** For every property: many runs, each with a simulator of its own. */
const timeout = 60_000;

describe("while another client works on the account", () => {
  test(
    "a number that is registered all the time never counts as gone, whatever happens between the pages",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(meddling(...meddlings, "reorder", "release"), { minLength: 3, maxLength: 5 }),
          fc.integer({ min: 101, max: 230 }),
          fc.integer({ min: 1, max: 230 }),
          async (acts, count, wanted) => {
            const bench = await pairedBench(count);
            const meddler = new Meddler(bench);
            const numbers = numbersFrom(count);
            const pending = [...acts];
            const url = await meddlesomeUrl(bench, async () => {
              const act = pending.shift();
              if (act !== undefined)
                await meddler.meddle(act, [...numbers.slice(0, 5), ...numbers.slice(-5)]);
            });
            const account = new VideoSdkAccount(settingsAt(url, bench.simulator.videosdk));
            const asked = numbers.slice(-wanted);
            const found = await account.directory.find(asked, ample());
            const lost = asked.filter((e164) => !found.has(e164) && !meddler.released.has(e164));
            expect(lost).toEqual([]);
          },
        ),
        { numRuns: 10 },
      );
    },
    timeout,
  );

  test(
    "a gateway that exists all the time never counts as gone, wherever its numbers go",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(meddling("detach", "move", "register", "reorder"), { maxLength: 8 }),
          fc.nat(119),
          fc.boolean(),
          async (acts, at, isHinted) => {
            const bench = await pairedBench(120);
            const meddler = new Meddler(bench);
            const numbers = numbersFrom(120);
            const wanted = bench.simulator.state().videosdk.outboundGateways[at];
            const pending = acts.map((act) => ({ ...act, pick: act.pick % 3 === 0 ? at : act.pick }));
            const url = await meddlesomeUrl(bench, async () => {
              const act = pending.shift();
              if (act !== undefined) await meddler.meddle(act, numbers);
            });
            const account = new VideoSdkAccount(settingsAt(url, bench.simulator.videosdk));
            const hints = isHinted ? { numbers: wanted?.numbers, direction: "outbound" as const } : {};
            const found = await account.directory.gateway(wanted?.id ?? "", hints, ample(), "show");
            expect(found).toMatchObject({ direction: "outbound", gateway: { id: wanted?.id } });
          },
        ),
        { numRuns: 10 },
      );
    },
    timeout,
  );
});

const inputs: SetInputs = {
  name: "Support",
  phoneNumbers: numbersFrom(3),
  isShared: true,
  mediaEncryption: "disable",
  inbound: { sipRegion: "us002" },
  outbound: { address: "sip.example.com:5061", sipRegion: "in002", transport: "tls" },
  gatewaySettings: "managed",
  consolidate: false,
  adopt: false,
  releaseOnDelete: false,
};

type State = Found<SetInputs, SetOutputs>;

/** The set's own gateways that exist, and those of its numbers that are attached to one of them. */
function possessions({ simulator }: Bench, { outputs }: State) {
  const { inboundGateways, outboundGateways } = simulator.state().videosdk;
  const own = [...outputs.inboundGatewayIds, ...outputs.outboundGatewayIds];
  const living = [...inboundGateways, ...outboundGateways].filter(
    ({ id, deleted }) => !deleted && own.includes(id),
  );
  return { gateways: living.map(({ id }) => id), numbers: living.flatMap(({ numbers }) => numbers) };
}

/** The objects of the writes since the last look at the log, except those that they created themselves. */
function targets({ simulator }: Bench) {
  const writes = simulator.requests().filter(({ method }) => method !== "GET");
  const made = writes.some(({ url, method }) => method === "POST" && url.endsWith("/phone-numbers"));
  const gateways = writes.flatMap(({ method, url }) =>
    method === "PATCH" || method === "DELETE" ? [url.split("/").at(-1) ?? ""] : [],
  );
  const numbers = writes.flatMap(({ url, requestBody }) =>
    url.endsWith("/detach") ? [(requestBody as { phoneNumber: string }).phoneNumber] : [],
  );
  return { made, gateways, numbers };
}

test(
  "nothing is written to a gateway that was not the set's when the operation began, however old the listing is",
  async () => {
    const act = meddling("detach", "move", "pair", "register");
    const step = fc.record({
      acts: fc.array(act, { maxLength: 3 }),
      address: fc.constantFrom("a", "b", "c"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (steps, destroys) => {
          const bench = await startBench();
          const meddler = new Meddler(bench);
          const run = () => operationOn<SetInputs, SetOutputs>(bench, { deadline: noting() }).operation;
          let state = await phoneNumberSet.reconcile(run(), inputs, undefined);
          for (const { acts, address } of steps) {
            // As a refresh does, whose listing the next operation finds.
            await phoneNumberSet.observe(run(), state);
            for (const each of acts) await meddler.meddle(each, inputs.phoneNumbers);
            const own = possessions(bench, state);
            bench.requests();
            const desired = {
              ...inputs,
              outbound: { ...inputs.outbound, address: `${address}.example.com` },
            };
            try {
              state = await phoneNumberSet.reconcile(run(), desired, state);
            } catch {
              // The numbers belong to another owner now, and the set says so.
            }
            const { made, gateways, numbers } = targets(bench);
            if (!made) expect(own.gateways).toEqual(expect.arrayContaining(gateways));
            expect(own.numbers).toEqual(expect.arrayContaining(numbers));
          }
          if (!destroys) return;
          await phoneNumberSet.observe(run(), state);
          await meddler.meddle({ kind: "move", pick: 0 }, inputs.phoneNumbers);
          const own = possessions(bench, state);
          bench.requests();
          try {
            await phoneNumberSet.remove(run(), state);
          } catch {
            // A number uses two pairs; nothing was changed.
          }
          const { gateways, numbers } = targets(bench);
          expect(own.gateways).toEqual(expect.arrayContaining(gateways));
          expect(own.numbers).toEqual(expect.arrayContaining(numbers));
        },
      ),
      { numRuns: 25 },
    );
  },
  timeout,
);
