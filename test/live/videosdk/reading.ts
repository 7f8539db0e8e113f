import { randomBytes, randomUUID } from "node:crypto";
import type { Step } from "../step";
import { at, listAt, textAt, wordsOf, type Answer } from "../wire";
import type { VideoSdkBench } from "./bench";

/** Whether an answer comes from a server without such a route, as far as that can be told. */
function isMissingRoute({ status, body }: Answer): boolean | undefined {
  if (status === 405 || status === 501) return true;
  if (status !== 404 && status !== 402) return undefined;
  const words = textAt(body, "message") ?? textAt(body, "error");
  if (words === undefined || /^Cannot [A-Z]+ \//.test(words)) return true;
  // Any server in front of the service may say this.
  return /^not found\.?$/i.test(words) ? undefined : false;
}

/** What can be seen in any account, without a number and without a write. */
export const absenceSteps: readonly Step<VideoSdkBench>[] = [
  {
    name: "asks for objects that never existed",
    decides: [
      "videosdk.notFoundStatus",
      "videosdk.notFoundWords",
      "videosdk.trunkGet",
      "videosdk.trunkDelete",
    ],
    run: async ({ wire, owned }, see) => {
      const missing = await wire.send({ method: "GET", path: `/v2/sip/inbound-gateways/${randomUUID()}` });
      const said = `${missing.status}: ${wordsOf(missing.body)}`;
      const isKnown = missing.status === 404 || missing.status === 402;
      see("videosdk.notFoundStatus", isKnown ? missing.status === 404 : undefined, said);
      const words = textAt(missing.body, "message") ?? "";
      see("videosdk.notFoundWords", isKnown ? /gateway/i.test(words) : undefined, said);

      const trunkId = randomBytes(16).toString("base64url").slice(0, 21);
      // It never existed, so nothing is deleted.
      owned.admit(trunkId);
      const path = `/v2/sip-trunk/${trunkId}`;
      const read = await wire.send({ method: "GET", path });
      const isNoRoute = isMissingRoute(read);
      see("videosdk.trunkGet", isNoRoute === undefined ? undefined : !isNoRoute, saidBy(read));
      const deleted = await wire.send({ method: "DELETE", path });
      see("videosdk.trunkDelete", deleted.status < 300 ? false : isMissingRoute(deleted), saidBy(deleted));
    },
  },
];

/** How often an order is looked at, which might be another one every time. */
const looks = 12;

/** What the list of numbers shows, also where it is empty. */
export const listSteps: readonly Step<VideoSdkBench>[] = [
  {
    name: "reads the list of numbers",
    decides: [
      "videosdk.listEnvelope",
      "videosdk.perPageCap",
      "videosdk.listOrder",
      "videosdk.bearerAccepted",
    ],
    run: async ({ wire, token }, see) => {
      const path = "/v2/sip/phone-numbers?page=1&perPage=101";
      const body = await wire.done({ method: "GET", path });
      const info = at(body, "pageInfo");
      const isWhole = ["currentPage", "perPage", "lastPage", "total"].every(
        (key) => typeof at(info, key) === "number",
      );
      see(
        "videosdk.listEnvelope",
        isWhole && listAt(body, "data") !== undefined,
        Array.isArray(body)
          ? "an array"
          : `keys ${Object.keys(body as object).join(", ")}; pageInfo ${wordsOf(info)}`,
      );
      const cap = at(info, "perPage") ?? at(body, "pagination", "perPage");
      see(
        "videosdk.perPageCap",
        typeof cap === "number" ? cap === 100 : undefined,
        `101 asked: ${wordsOf(cap)}`,
      );

      const orders = new Set<boolean | undefined>();
      // Two numbers in random order ascend in every second look.
      for (let look = 0; look < looks && !orders.has(false); look += 1)
        orders.add(isAscending(await wire.done({ method: "GET", path })));
      see(
        "videosdk.listOrder",
        orders.has(false) ? false : orders.has(true) ? true : undefined,
        orders.has(false)
          ? "createdAt does not ascend"
          : orders.has(true)
            ? `createdAt ascends in ${looks} looks`
            : "fewer than two numbers with different times",
      );
      const authorization = `Bearer ${token()}`;
      const { status } = await wire.send({ method: "GET", path, authorization });
      see(
        "videosdk.bearerAccepted",
        status === 401 || status === 403 ? true : status !== 200 && undefined,
        `${status}`,
      );
    },
  },
];

function saidBy(answer: Answer): string {
  return `${answer.status}: ${wordsOf(answer.body)}`;
}

/** Whether the rows of a page were created one after the other; undefined where that cannot be told. */
function isAscending(body: unknown): boolean | undefined {
  const rows = Array.isArray(body) ? (body as readonly unknown[]) : (listAt(body, "data") ?? []);
  const times = rows.map((row) => Date.parse(textAt(row, "phoneNumber", "createdAt") ?? ""));
  const pairs = times.slice(1).map((time, index) => [times[index] ?? NaN, time] as const);
  if (pairs.some(([before, after]) => before > after)) return false;
  return pairs.some(([before, after]) => before < after) ? true : undefined;
}
