import type { Step } from "../step";
import { at, listAt, textAt, wordsOf } from "../wire";
import { e164Of, type VideoSdkBench } from "./bench";
import { emptied } from "./sweep";

/** Gateways are changed by plain requests. */
export const changingSteps: readonly Step<VideoSdkBench>[] = [
  {
    name: "changes a gateway",
    numbers: 1,
    decides: [
      "videosdk.patchResetsRegion",
      "videosdk.normalises",
      "videosdk.empty-patch-refused",
      "videosdk.inbound-address-refused",
      "videosdk.second-delete-missing",
    ],
    run: async (bench, see) => {
      const number = bench.number(0);
      const { inbound = "", outbound = "" } = await bench.attach([number], "patch");
      await bench.wire.done({
        method: "PATCH",
        path: `/v2/sip/phone-numbers/gateways/${outbound}`,
        body: { address: "edge.example.com:5061", name: bench.name("patched") },
      });
      const { answer } = await bench.line(number);
      const region = at(answer, "outbound", "geoRegion");
      see(
        "videosdk.patchResetsRegion",
        region !== null && region !== undefined,
        `geoRegion ${wordsOf(region)}`,
      );
      const address = at(answer, "outbound", "address");
      see("videosdk.normalises", address === "edge.example.com:5061", `address ${wordsOf(address)}`);
      await seePaddedCredentials(bench, outbound, number, see);

      const empty = await bench.patch(inbound, {});
      see("videosdk.empty-patch-refused", empty.status === 400, `${empty.status}: ${wordsOf(empty.body)}`);
      const wrong = await bench.patch(inbound, { address: "edge.example.com" });
      see(
        "videosdk.inbound-address-refused",
        wrong.status === 400,
        `${wrong.status}: ${wordsOf(wrong.body)}`,
      );

      await bench.detach(number);
      await emptied(bench, "inbound", inbound);
      const path = `/v2/sip/inbound-gateways/${inbound}`;
      const first = await bench.wire.send({ method: "DELETE", path });
      const { status } = await bench.wire.send({ method: "DELETE", path });
      const isKnown = first.status < 300;
      see(
        "videosdk.second-delete-missing",
        isKnown ? status === 404 || status === 402 : undefined,
        `${status}`,
      );
    },
  },
  {
    name: "shares gateways between two numbers",
    numbers: 2,
    decides: ["videosdk.rosters"],
    run: async (bench, see) => {
      const [one, other] = [bench.number(0), bench.number(1)];
      await bench.attach([one, other], "shared");
      const { answer } = await bench.line(one);
      const roster = listAt(answer, "inbound", "numbers")?.map(e164Of);
      see(
        "videosdk.rosters",
        roster !== undefined && [one, other].every((number) => roster.includes(number)),
        roster === undefined ? "no numbers" : `${roster.length} of 2 numbers`,
      );
      for (const number of [one, other]) await bench.detach(number);
    },
  },
  {
    name: "gives a second number to a gateway by a PATCH",
    numbers: 2,
    decides: ["videosdk.gatewayPatchAttaches"],
    run: async (bench, see) => {
      const [one, other] = [bench.number(0), bench.number(1)];
      // It must be registered before a gateway can have it.
      await bench.attach([other], "other");
      await bench.detach(other);
      const { inbound = "" } = await bench.attach([one], "growing");
      const answer = await bench.wire.send({
        method: "PATCH",
        path: `/v2/sip/inbound-gateways/${inbound}`,
        // Whole, because a PATCH here resets what it leaves out.
        body: {
          numbers: [one, other],
          geoRegion: "us002",
          record: false,
          noiseCancellation: false,
          enableDtmf: false,
        },
      });
      const { inbound: joined } = await bench.line(other);
      const { inbound: stayed } = await bench.line(one);
      see(
        "videosdk.gatewayPatchAttaches",
        answer.status === 404 || answer.status === 402 ? undefined : joined === inbound && stayed === inbound,
        `the PATCH was answered ${answer.status}; the number shows ${joined === inbound ? "the gateway" : wordsOf(joined ?? "no gateway")}`,
      );
      for (const number of joined === undefined ? [one] : [one, other]) await bench.detach(number);
    },
  },
];

/** White space around credentials: refused, kept or trimmed. Nothing can be seen where passwords are not shown. */
async function seePaddedCredentials(
  bench: VideoSdkBench,
  outbound: string,
  number: string,
  see: Parameters<Step<VideoSdkBench>["run"]>[1],
): Promise<void> {
  const { username, password } = bench.credentials();
  const padded = { username: ` ${username} `, password: ` ${password} ` };
  const { status } = await bench.patch(outbound, { auth: padded });
  if (status >= 300) return;
  const { answer } = await bench.line(number);
  const shown = [
    textAt(answer, "outbound", "auth", "username"),
    textAt(answer, "outbound", "auth", "password"),
  ];
  const isTrimmed = shown[0] === username || shown[1] === password;
  see("videosdk.normalises", isTrimmed ? false : undefined, "white space around credentials is trimmed");
}
