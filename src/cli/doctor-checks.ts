import { Deadline } from "../http/deadline.js";
import { presentable } from "../http/presentable.js";
import { endpointAdvice } from "../lifecycle/endpoint-advice.js";
import { itemsIn, type Part } from "../lifecycle/inventory.js";
import { messageOf } from "../lifecycle/outcome.js";
import type { Inventories, VendorName } from "../inventory/index.js";
import { signalwire, type SignalWireAccount } from "../signalwire/client/account.js";
import { readSignalWireInventory } from "../signalwire/client/inventory.js";
import { endsSomewhere, trace } from "../trace/index.js";
import { videosdk, type VideoSdkAccount } from "../videosdk/client/account.js";
import { readVideoSdkInventory } from "../videosdk/client/inventory.js";
import { settingsOf, signalWireAccount, sourceOf, videoSdkAccount } from "./accounts.js";
import type { Configuration } from "./configuration.js";

/** How one thing is: `trouble` keeps the package from working, `finding` is worth a look. */
export type Verdict = "ok" | "finding" | "trouble" | "unknown";

/** One thing that was looked at. */
export interface Check {
  readonly vendor: VendorName | null;
  readonly what: string;
  readonly verdict: Verdict;
  readonly text: string;
}

/** A clock that is this far off, in milliseconds, makes tokens that are refused. */
const skewLimitMs = 60_000;

/** A large account takes many pages. */
const limitMs = 3_600_000;

/** Whether a vendor has any setting, so that it is worth a look. */
export function isConfigured(vendor: VendorName, configuration: Configuration): boolean {
  const settings = settingsOf(vendor, configuration);
  return definitionOf(vendor).settings.some((setting) => settings.get(setting) !== undefined);
}

/** Looks at one vendor's settings and account. It only reads. */
export async function checkVendor(
  vendor: VendorName,
  configuration: Configuration,
  known: ReadonlySet<string> | undefined,
): Promise<readonly Check[]> {
  const check = (what: string, verdict: Verdict, text: string): Check => ({
    ...{ vendor, what, verdict },
    text: presentable(text),
  });
  const settings = settingsOf(vendor, configuration);
  const { settings: all } = definitionOf(vendor);
  const sources = all
    .filter((setting) => settings.get(setting) !== undefined)
    .map((setting) => `${vendor}:${setting.key} from ${sourceOf(settings, setting)}`);
  const checks = [
    check("settings", sources.length === 0 ? "trouble" : "ok", sources.join("; ") || "there is none"),
    ...settings.problems(all).map((problem) => check("settings", "trouble", problem)),
  ];
  const deadline = new Deadline(limitMs);
  let account: VideoSdkAccount | SignalWireAccount | undefined;
  try {
    let inventories: Inventories;
    // The answers to one account's requests also tell the vendor's time.
    if (vendor === "videosdk") {
      const own = (account = videoSdkAccount(configuration));
      inventories = { videosdk: await readVideoSdkInventory(own, deadline) };
    } else {
      const own = (account = signalWireAccount(configuration));
      inventories = { signalwire: await readSignalWireInventory(own, deadline) };
    }
    return [
      ...checks,
      check(
        "account",
        "ok",
        `${account.endpoint.url} answers, and the credentials may read every list that it has`,
      ),
      ...clock(account.clockSkewMs, check),
      ...counts(inventories, check),
      ...numbersNowhere(vendor, inventories, check),
      ...unknownObjects(inventories, known, check),
    ];
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const advice =
      endpointAdvice(cause, account?.endpoint) ?? definitionOf(vendor).advise?.(cause, account as never);
    const text = messageOf(error) + (advice === undefined ? "" : `. ${advice}`);
    const seen = account?.clockSkewMs === undefined ? [] : clock(account.clockSkewMs, check);
    return [...checks, check("account", "trouble", text), ...seen];
  } finally {
    deadline.dispose();
  }
}

/** What is set for a proxy. */
export function checkProxy(env: Readonly<Record<string, string | undefined>>): Check {
  const names = Object.keys(env)
    .filter((name) => /^(?:https?|all)_proxy$/i.test(name) && (env[name] ?? "") !== "")
    .sort();
  const used = names.filter((name) => !/^all/i.test(name));
  const check = (verdict: Verdict, text: string): Check => ({ vendor: null, what: "proxy", verdict, text });
  if (used.length > 0)
    return check(
      "ok",
      `${used.join(", ")}: requests go through a proxy, but for the hosts in NO_PROXY and the loopback`,
    );
  if (names.length > 0)
    return check("finding", `${names.join(", ")} is not read here. Set HTTPS_PROXY to the same`);
  return check("ok", "none is set in the environment");
}

type Make = (what: string, verdict: Verdict, text: string) => Check;

function definitionOf(vendor: VendorName) {
  return vendor === "videosdk" ? videosdk : signalwire;
}

function clock(skewMs: number | undefined, check: Make): Check[] {
  if (skewMs === undefined) return [check("clock", "unknown", "the answers show no date to compare with")];
  if (Math.abs(skewMs) < skewLimitMs) return [check("clock", "ok", "as the vendor's, within a minute")];
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return [
    check(
      "clock",
      "trouble",
      `${seconds} s ${skewMs > 0 ? "ahead of" : "behind"} the vendor's. Set it right: tokens hold the time`,
    ),
  ];
}

function partsOf(inventories: Inventories): readonly (readonly [name: string, part: Part<object>])[] {
  const inventory = inventories.videosdk ?? inventories.signalwire ?? {};
  return Object.entries(inventory).filter(
    (entry): entry is [string, Part<object>] =>
      typeof entry[1] === "object" &&
      entry[1] !== null &&
      ("items" in entry[1] || "notAvailable" in entry[1]),
  );
}

function counts(inventories: Inventories, check: Make): Check[] {
  const parts = partsOf(inventories);
  const there = parts.flatMap(([name, part]) =>
    "items" in part ? [`${wordsOf(name)}: ${part.items.length}`] : [],
  );
  const missing = parts.flatMap(([, part]) => ("notAvailable" in part ? [part.notAvailable] : []));
  return [
    check("objects", "ok", there.join(", ")),
    ...missing.map((text) => check("objects", "unknown", text)),
  ];
}

/** Numbers whose calls end nowhere. */
function numbersNowhere(vendor: VendorName, inventories: Inventories, check: Make): Check[] {
  const numbers =
    vendor === "videosdk"
      ? itemsIn(inventories.videosdk?.phoneNumbers ?? { items: [] }).map(({ e164 }) => e164)
      : itemsIn(inventories.signalwire?.phoneNumbers ?? { items: [] }).flatMap(({ number }) => number ?? []);
  if (numbers.length === 0) return [check("numbers", "ok", "there is none")];
  const nowhere = numbers.filter((to) => !trace(inventories, { to, vendor }).some(endsSomewhere));
  if (nowhere.length === 0) return [check("numbers", "ok", `each of ${numbers.length} leads somewhere`)];
  return [
    check(
      "numbers",
      "finding",
      `${nowhere.length} of ${numbers.length} lead nowhere: ${nowhere.join(", ")}. 'pulumi-sip trace --to <number>' says why`,
    ),
  ];
}

/** Objects that no given state has. */
function unknownObjects(
  inventories: Inventories,
  known: ReadonlySet<string> | undefined,
  check: Make,
): Check[] {
  if (known === undefined)
    return [
      check(
        "states",
        "unknown",
        "no export of a stack is given (--state), so what no stack has is not known",
      ),
    ];
  const strangers = partsOf(inventories).flatMap(([name, part]) => {
    const ids = itemsIn(part as Part<{ readonly id: string }>).map(({ id }) => id);
    const missing = ids.filter((id) => !known.has(id));
    return missing.length === 0 ? [] : [`${wordsOf(name)} ${missing.join(", ")}`];
  });
  if (strangers.length === 0) return [check("states", "ok", "the given stacks have every object")];
  return [
    check(
      "states",
      "finding",
      `no given stack has: ${strangers.join("; ")}. 'pulumi-sip export' declares them`,
    ),
  ];
}

function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
