import type { See } from "../assumption";
import type { Step } from "../step";
import { at, listAt, textAt, wordsOf, type Answer } from "../wire";
import { directions, host, type Line, type VideoSdkBench } from "./bench";

/** A number is put on new gateways and taken off again, by plain requests. */
export const registeringSteps: readonly Step<VideoSdkBench>[] = [
  {
    name: "registers a number",
    numbers: 1,
    decides: [
      "videosdk.transportRequired",
      "videosdk.createConflicts",
      "videosdk.visibilityDelayReads",
      "videosdk.purchasedNumbers",
      "videosdk.numberForm",
      "videosdk.gatewayNamesInListings",
      "videosdk.createNamesGateways",
      "videosdk.gatewayEndpoints",
      "videosdk.passwords",
      "videosdk.autoRegion",
      "videosdk.nullCollections",
      "videosdk.normalises",
      "videosdk.attached-refused",
    ],
    run: async (bench, see) => {
      const number = bench.number(0);
      const wasKnown = (await bench.line(number)).answer !== undefined;
      const auth = bench.credentials();
      await registerOnce(bench, number, auth, see);
      await seeVisibility(bench, number, see);
      const line = await bench.settle(number);
      const again = await bench.register([number], bench.name("again"), { auth });
      see("videosdk.attached-refused", again.status === 400, said(again));

      const origin = textAt(line.answer, "phoneNumber", "origin");
      see(
        "videosdk.purchasedNumbers",
        wasKnown || origin === undefined ? undefined : origin !== "PURCHASED",
        wasKnown ? "the number was known before" : `origin ${wordsOf(origin)}`,
      );
      const shown = at(line.answer, "phoneNumber", "e164");
      see("videosdk.numberForm", shown === number, typeof shown === "string" ? formOf(shown) : typeof shown);
      seeListing(line, auth.password, see);
      await seeGateway(bench, line, see);
      await bench.detach(number);
    },
  },
  {
    name: "detaches it and registers it again",
    numbers: 1,
    decides: [
      "videosdk.numberReadLag",
      "videosdk.listReadLag",
      "videosdk.gatewayReadLag",
      "videosdk.reuseRenames",
      "videosdk.reuse-keeps-id",
      "videosdk.gatewayNamesUnique",
      "videosdk.detach-keeps-gateways",
      "videosdk.second-detach-refused",
    ],
    run: async (bench, see) => {
      const number = bench.number(0);
      const first = await bench.attach([number], "first");
      await seeDetach(bench, number, first, see);

      const second = await bench.attach([number], "second");
      const label = textAt(second.answer, "phoneNumber", "name");
      see(
        "videosdk.reuseRenames",
        label === bench.name("second"),
        label === undefined ? "no name" : "a label",
      );
      const ids = [first, second].map(({ answer }) => textAt(answer, "phoneNumber", "phoneNumberId"));
      see("videosdk.reuse-keeps-id", ids[0] === ids[1], wordsOf(ids));
      await bench.detach(number);

      // The first pair is still there, so a third of the same name shows whether names are unique.
      const third = await bench.attach([number], "second");
      await seeUniqueNames(bench, [second, third], see);
      await bench.detach(number);
    },
  },
];

/** Without a transport first, then as documented, and once more where a race is claimed. */
async function registerOnce(bench: VideoSdkBench, number: string, auth: object, see: See): Promise<void> {
  const name = bench.name("raw");
  const lenient = await bench.register([number], name, { auth, transport: undefined });
  const isRefused = lenient.status === 400 || lenient.status === 422;
  const isUnseen = !isRefused && lenient.status >= 300;
  see("videosdk.transportRequired", isUnseen ? undefined : isRefused, said(lenient));
  let isRace = lenient.status === 409;
  if (!isRefused && !isUnseen) await bench.settle(number).then(() => bench.detach(number));
  for (let left = 3; ; left -= 1) {
    const answer = await bench.register([number], name, { auth });
    isRace ||= answer.status === 409;
    if (answer.status < 300) break;
    if (answer.status !== 409 || left === 0)
      throw new Error(`the number create was answered ${said(answer)}`);
  }
  see("videosdk.createConflicts", !isRace, isRace ? "409 without another request" : "no 409");
}

async function seeVisibility(bench: VideoSdkBench, number: string, see: See): Promise<void> {
  const line = await bench.line(number);
  const listed = line.inbound === undefined ? await bench.listed(number) : line;
  const isSeen = line.inbound !== undefined || listed?.inbound !== undefined;
  see(
    "videosdk.visibilityDelayReads",
    isSeen,
    isSeen ? "the next read shows it" : "the next reads do not show it",
  );
}

/** What the answer about a number shows of its gateways. */
function seeListing({ answer }: Line, password: string, see: See): void {
  const names = directions.map((direction) => at(answer, direction, "name"));
  const hasNone = names.every((name) => name === undefined);
  see("videosdk.gatewayNamesInListings", hasNone, hasNone ? "no name" : "names");
  const shown = at(answer, "outbound", "auth", "password");
  see(
    "videosdk.passwords",
    shown === password,
    shown === password
      ? "as it was sent"
      : typeof shown === "string"
        ? `${shown.length} other characters`
        : "nothing",
  );
  const region = at(answer, "inbound", "geoRegion");
  see(
    "videosdk.autoRegion",
    region === "auto" || (/^auto$/i.test(String(region).trim()) && undefined),
    wordsOf(region),
  );
  const { address, transport, geoRegion, mediaEncryption } = at(answer, "outbound") as Record<
    string,
    unknown
  >;
  const read = { address, transport, geoRegion, mediaEncryption };
  const sent = { address: host, transport: "tls", geoRegion: "us002", mediaEncryption: "disable" };
  see("videosdk.normalises", JSON.stringify(read) === JSON.stringify(sent), wordsOf(read));
}

/** What the gateways' own endpoints show. */
async function seeGateway(bench: VideoSdkBench, line: Line, see: See): Promise<void> {
  const { status, body } = await bench.gateway("inbound", line.inbound ?? "");
  see(
    "videosdk.gatewayEndpoints",
    status === 200 ? true : status === 404 || status === 402 ? false : undefined,
    `${status}`,
  );
  const isRenamed = textAt(body, "name") === bench.name("late");
  see(
    "videosdk.createNamesGateways",
    status === 200 ? textAt(body, "name") === bench.name("raw") : undefined,
    isRenamed ? "another name" : wordsOf(at(body, "name")),
  );
  const tags = at(body, "tags");
  see("videosdk.nullCollections", tags === undefined ? undefined : tags === null, `tags ${wordsOf(tags)}`);
}

async function seeDetach(bench: VideoSdkBench, number: string, before: Line, see: See): Promise<void> {
  const wasThere = (await bench.gateway("inbound", before.inbound ?? "")).status === 200;
  const path = "/v2/sip/phone-numbers/detach";
  const body = { phoneNumber: number };
  await bench.wire.done({ method: "POST", path, body });
  const line = await bench.line(number);
  const listed = await bench.listed(number);
  const inbound = await bench.gateway("inbound", before.inbound ?? "");
  see("videosdk.numberReadLag", line.inbound === undefined, "the GET right after the detach");
  see(
    "videosdk.listReadLag",
    listed === undefined ? undefined : listed.inbound === undefined,
    "the list right after it",
  );
  const roster = listAt(inbound.body, "numbers") ?? [];
  const isThere = inbound.status === 200;
  see("videosdk.gatewayReadLag", isThere ? roster.length === 0 : undefined, `numbers ${wordsOf(roster)}`);
  see("videosdk.detach-keeps-gateways", wasThere ? isThere : undefined, `${inbound.status}`);
  const again = await bench.wire.send({ method: "POST", path, body });
  see("videosdk.second-detach-refused", again.status === 400, said(again));
}

async function seeUniqueNames(bench: VideoSdkBench, pairs: readonly Line[], see: See): Promise<void> {
  const [one, other] = await Promise.all(pairs.map(({ inbound }) => bench.gateway("inbound", inbound ?? "")));
  const names = [textAt(one?.body, "name"), textAt(other?.body, "name")];
  // Only where a create names its gateways, the second name tells something.
  const canTell = names[0] === bench.name("second") && names[1] !== undefined;
  const isEqual = names[0] === names[1];
  see(
    "videosdk.gatewayNamesUnique",
    canTell ? isEqual : undefined,
    isEqual ? "one name twice" : wordsOf(names),
  );
}

function said({ status, body }: Answer): string {
  return `${status}: ${wordsOf(body)}`;
}

function formOf(shown: string): string {
  return shown.startsWith("+") ? "E.164" : "digits without +";
}
