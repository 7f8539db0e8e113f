import { randomUUID } from "node:crypto";
import type { See } from "../assumption";
import type { Step } from "../step";
import { at, listAt, textAt, wordsOf } from "../wire";
import { paths, type SignalWireBench } from "./bench";

/** Lists and errors by plain requests. */
export const listSteps: readonly Step<SignalWireBench>[] = [
  {
    name: "reads lists",
    decides: ["signalwire.listEnvelope", "signalwire.nextLinks", "signalwire.pageSize"],
    run: async (bench, see) => {
      for (const what of ["one", "two"]) {
        await bench.made("gateway", bench.gatewayFields(what));
        await bench.made("endpoint", { username: bench.name(what), password: bench.password() });
      }
      const list = await bench.wire.done({ method: "GET", path: paths.endpoint });
      const hasLinks = listAt(list, "data") !== undefined && textAt(list, "links", "self") !== undefined;
      see(
        "signalwire.listEnvelope",
        hasLinks,
        Array.isArray(list) ? "an array" : `keys ${Object.keys(list as object).join(", ")}`,
      );
      const [, size] = /[?&]page_size=(\d+)/.exec(textAt(list, "links", "first") ?? "") ?? [];
      see(
        "signalwire.pageSize",
        size === undefined ? undefined : size === "50",
        `page_size ${size ?? "is not shown"}`,
      );
      if (hasLinks) await seeLinks(bench, see);
    },
  },
  {
    name: "is refused",
    decides: ["signalwire.errorShape", "signalwire.relayErrorCodes"],
    run: async (bench, see) => {
      const missing = await bench.read("gateway", randomUUID());
      const fabric = await bench.post("gateway", {});
      const relay = await bench.post("endpoint", {});
      const [fabricEntry, relayEntry] = [fabric, relay].map(({ body }) => at(body, "errors", 0));
      const isDocumented =
        typeof at(missing.body, "error") === "string" &&
        hasTexts(fabricEntry, "type", "code", "message") &&
        hasTexts(relayEntry, "detail", "status", "title", "code");
      see(
        "signalwire.errorShape",
        isDocumented,
        wordsOf([missing.body, fabricEntry, relayEntry].map(keysOf)),
      );
      const code = textAt(relayEntry, "code");
      see(
        "signalwire.relayErrorCodes",
        code === undefined ? undefined : !/^\d+$/.test(code),
        `code ${wordsOf(code)}`,
      );
    },
  },
];

/** Links of both APIs, and of the last page. */
async function seeLinks(bench: SignalWireBench, see: See): Promise<void> {
  const fabric = await bench.wire.done({ method: "GET", path: `${paths.gateway}?page_size=1` });
  const filter = `filter_username=${encodeURIComponent(`${bench.options.prefix}${bench.options.tag}`)}`;
  const relay = await bench.wire.done({ method: "GET", path: `${paths.endpoint}?page_size=1&${filter}` });
  const [first, other] = [textAt(fabric, "links", "next") ?? "", textAt(relay, "links", "next") ?? ""];
  let last: unknown = relay;
  const asked = new Set<string>();
  for (let link = other; link !== "" && !asked.has(link); link = textAt(last, "links", "next") ?? "") {
    asked.add(link);
    const url = new URL(link, bench.base);
    last = await bench.wire.done({ method: "GET", path: url.pathname + url.search });
  }
  const end = at(last, "links", "next");
  const isAbsolute = URL.canParse(first) && new URL(first).host === new URL(bench.base).host;
  see(
    "signalwire.nextLinks",
    isAbsolute && other.startsWith("/") && end === undefined,
    `Fabric ${kindOf(first)}, Relay ${kindOf(other)}, on the last page ${kindOf(end)}`,
  );
}

function kindOf(link: unknown): string {
  if (typeof link !== "string" || link === "") return wordsOf(link);
  return link.startsWith("/") ? "a path" : `a URL of ${new URL(link).host}`;
}

function hasTexts(entry: unknown, ...keys: readonly string[]): boolean {
  return keys.every((key) => textAt(entry, key) !== undefined);
}

function keysOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? Object.keys(value) : typeof value;
}
