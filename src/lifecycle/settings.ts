import type { LimiterOptions } from "../http/limiter";
import type { TransportOptions } from "../http/transport";
import { show } from "./problems";
import { isUnknown } from "./unknown";
import { defaultRetryPolicy } from "../http/retry";
import { misspelt } from "./setting-names";
import { warn } from "./warn";

/** A setting of a vendor, which stack configuration or the environment may hold. */
export interface Setting {
  /** Key in the vendor's configuration namespace, such as `apiKey` in `videosdk:apiKey`. */
  readonly key: string;
  /** Environment variable that is read when the configuration has no value. */
  readonly env: string;
  /** Whether its value must never be shown. */
  readonly secret?: boolean;
}

/** The address that a vendor's requests go to, and where it was found. */
export interface Endpoint {
  /** Base URL, which may hold credentials. */
  readonly url: string;
  /** The setting by its full key: `videosdk:endpoint`. */
  readonly setting: string;
  /** Where the value is: «the environment variable VIDEOSDK_API_ENDPOINT». */
  readonly source: string;
  /** Whether no place has a value. */
  readonly isDefault: boolean;
  /** The value that is used where no place has one. */
  readonly fallback: string;
}

/** Where values come from: the configuration that the engine passes to a provider, and the environment. */
export interface SettingSources {
  /** A value by its full key, such as `videosdk:apiKey`. */
  readonly config: (key: string) => string | undefined;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All full keys of the configuration, where they can be seen. */
  readonly names?: readonly string[];
  /** Name of the Pulumi project. */
  readonly project?: string | undefined;
}

/**
 * Settings are missing or cannot be used. The message holds the commands that fix it, and never the value of a secret.
 */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/**
 * The longest time limit, in seconds: Node's timers count milliseconds in 31 bits, and a longer one ends at once.
 */
const longestS = 2_147_483;

/** What a program passes in place of an Output that became undefined; `program/undefined-value.ts` has the same text. */
export const undefinedValue = "pulumi-sip:undefined:0d1f7a52-6f0e-4c39-9a0b-5f1f7c1d2e64";

/** Where values of a group are looked for, in this order; the two are never mixed within one group. */
const places = ["config", "env"] as const;

/** Settings that every vendor has, because they are about the transport and the lifecycle. */
const tuning = {
  requestTimeout: { fallback: 30, unit: "seconds", least: 0.001, most: longestS, whole: false },
  operationTimeout: { fallback: 300, unit: "seconds", least: 0.001, most: longestS, whole: false },
  maxRetries: {
    fallback: defaultRetryPolicy.maxRetries,
    unit: "a count",
    least: 0,
    most: 1_000,
    whole: true,
  },
  maxConcurrency: { fallback: 10, unit: "a count", least: 1, most: 1_000_000, whole: true },
  // Below one request in this time, the pause between two would be too long for a timer.
  requestsPerSecond: {
    fallback: undefined,
    unit: "a rate",
    least: 1 / longestS,
    most: 1_000_000,
    whole: false,
  },
} as const;

/** One vendor's settings, read when an operation needs them. */
export class Settings {
  private readonly vendor: string;
  private readonly sources: SettingSources;
  /** The resource that the configuration is from, such as `videosdk.Provider branch`; undefined for the stack's. */
  private readonly provider: string | undefined;

  constructor(vendor: string, sources: SettingSources, provider?: string) {
    this.vendor = vendor;
    this.sources = sources;
    this.provider = provider;
  }

  /** All that is wrong with them, apart from what is missing: names that are not known, and values that cannot be used. */
  problems(settings: readonly Setting[]): string[] {
    const all = [...settings, ...Object.keys(tuning).map((key) => this.tuningSetting(key))];
    const { names = [], env, project } = this.sources;
    const unusable = (Object.keys(tuning) as (keyof typeof tuning)[]).flatMap((key) => {
      try {
        this.optional(key);
        return [];
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    });
    const undefineds = all
      .filter((setting) => this.from("config", setting) === undefinedValue)
      .map(
        ({ key }) =>
          `${this.vendor}:${key} is an Output that became undefined. Give it a value, or leave it out`,
      );
    return [...undefineds, ...misspelt(this.vendor, all, { config: names, env, project }), ...unusable];
  }

  /** A single setting: configuration first, then the environment. Blank counts as missing. */
  get(setting: Setting): string | undefined {
    return this.from("config", setting) ?? this.from("env", setting);
  }

  /**
   * Settings that belong together, such as a key and its secret: all from one place, so that the key of one account
   * is never paired with the secret of another.
   *
   * @param groups alternatives, the preferred first
   * @returns the values of the first complete group, of the configuration before the environment; undefined when no
   * place holds a complete group
   * @throws `SettingsError` when the configuration holds a part of a group: the environment may be another account's
   */
  firstComplete(groups: readonly (readonly Setting[])[]): Record<string, string> | undefined {
    for (const place of places) {
      for (const group of groups) {
        const found = group.map((setting) => [setting.key, this.from(place, setting)] as const);
        if (found.every((entry): entry is readonly [string, string] => entry[1] !== undefined)) {
          return Object.fromEntries(found);
        }
      }
      if (place === "config") this.refuseParts(groups);
    }
    return undefined;
  }

  /** Throws the error that says which half is where. */
  private refuseParts(groups: readonly (readonly Setting[])[]): void {
    const group = groups.find((one) => one.some((setting) => this.from("config", setting) !== undefined));
    if (group === undefined) return;
    const name = ({ key }: Setting): string => `${this.vendor}:${key}`;
    const given = group.filter((setting) => this.from("config", setting) !== undefined);
    const lacking = group.filter((setting) => !given.includes(setting));
    const elsewhere = lacking.filter((setting) => this.from("env", setting) !== undefined);
    if (this.provider !== undefined) {
      const [own, others] = [given, lacking].map((some) => some.map(({ key }) => key).join(" and "));
      throw new SettingsError(
        `${this.provider} has ${own} and not ${others}. Give ${others} to it, or leave ${own} out. Credentials are never put ` +
          `together from two places, which may be of two accounts`,
      );
    }
    throw new SettingsError(
      `${this.vendor}: the configuration has ${given.map(name).join(" and ")} and not ${lacking.map(name).join(" and ")}` +
        (elsewhere.length === 0
          ? ""
          : ` (${elsewhere.map(({ env }) => env).join(" and ")} is in the environment)`) +
        `. Credentials are never put together from two places, which may be of two accounts. Set the rest there, too: ` +
        `${this.commands(lacking)}; or remove ${given.map(name).join(" and ")} from the configuration`,
    );
  }

  /** The error for missing settings, with the commands that set them. */
  missing(what: string, groups: readonly (readonly Setting[])[]): SettingsError {
    const ways = groups.map(
      (group) =>
        `${this.commands(group)} (or ${group.map(({ env }) => env).join(" and ")} in the environment)`,
    );
    return new SettingsError(
      `${this.vendor}: ${what} missing. Set: ${ways.join("; or ")}. To try it without an account: ` +
        `npx pulumi-sip simulate, which prints the commands for its own credentials`,
    );
  }

  /** The commands that set some settings. */
  private commands(group: readonly Setting[]): string {
    return group
      .map(
        ({ key, secret }) => `pulumi config set ${secret === true ? "--secret " : ""}${this.vendor}:${key} …`,
      )
      .join(" && ");
  }

  /** All values of the settings and of the vendor-neutral ones as one text: equal for equal settings. */
  snapshot(settings: readonly Setting[]): string {
    const all = [...settings, ...Object.keys(tuning).map((key) => this.tuningSetting(key))];
    return JSON.stringify(all.map((setting) => places.map((place) => this.from(place, setting))));
  }

  /** Whether a value is one that the engine does not know yet. */
  containsUnknown(settings: readonly Setting[]): boolean {
    return settings.some((setting) => isUnknown(this.from("config", setting)));
  }

  /** Time limit of one whole operation, in milliseconds. */
  get operationTimeoutMs(): number {
    return this.tuned("operationTimeout") * 1000;
  }

  /** The settings of the transport: limits, time limit of a request, number of retries, and where it shows a notice. */
  get transport(): Pick<TransportOptions, "requestTimeoutMs" | "retry" | "notice"> & {
    limits: LimiterOptions;
  } {
    return {
      notice: (sentence) => warn(`${this.vendor}: ${sentence}`),
      limits: {
        maxConcurrency: this.tuned("maxConcurrency"),
        requestsPerSecond: this.optional("requestsPerSecond"),
      },
      requestTimeoutMs: this.tuned("requestTimeout") * 1000,
      retry: { maxRetries: this.tuned("maxRetries") },
    };
  }

  /** The base URL in the setting, checked. */
  endpoint(setting: Setting, fallback: string): Endpoint {
    const value = this.get(setting) ?? fallback;
    const source = this.sourceOf(setting);
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url?.protocol !== "https:" && url?.protocol !== "http:") {
      throw new SettingsError(
        `${this.vendor}:${setting.key} is ${show(value)} (from ${source}). Accepted: an http(s) URL`,
      );
    }
    return {
      url: value,
      setting: `${this.vendor}:${setting.key}`,
      source,
      isDefault: this.get(setting) === undefined,
      fallback,
    };
  }

  /** Where the value of a setting is found, as a message says it. */
  sourceOf(setting: Setting): string {
    const place = this.placeOf(setting);
    if (place === "config")
      return `the configuration: that of the stack, or the argument ${setting.key} of ${this.vendor}.Provider`;
    return place === "env" ? `the environment variable ${setting.env}` : "the default";
  }

  /** Where the value of a setting is found; undefined where it has none. */
  placeOf(setting: Setting): (typeof places)[number] | undefined {
    return places.find((place) => this.from(place, setting) !== undefined);
  }

  private tuned(key: Exclude<keyof typeof tuning, "requestsPerSecond">): number {
    return this.optional(key) ?? tuning[key].fallback;
  }

  private optional(key: keyof typeof tuning): number | undefined {
    const setting = this.tuningSetting(key);
    const value = this.get(setting);
    if (value === undefined) return undefined;
    const { unit, least, most, whole } = tuning[key];
    const number = Number(value);
    if (number >= least && number <= most && !(whole && number % 1 !== 0)) return number;
    const range = `${least === 0 ? "from 0" : "above 0"}${Number.isFinite(number) && number > most ? ` and at most ${most}` : ""}`;
    const accepted = `a ${whole ? "whole " : ""}number ${range}, ${unit}`;
    throw new SettingsError(
      `${this.vendor}:${key} (or ${setting.env}) is ${show(value)}. Accepted: ${accepted}`,
    );
  }

  private tuningSetting(key: string): Setting {
    return { key, env: `${this.vendor}_${key.replace(/[A-Z]/g, "_$&")}`.toUpperCase() };
  }

  private from(place: (typeof places)[number], { key, env }: Setting): string | undefined {
    const value = place === "config" ? this.sources.config(`${this.vendor}:${key}`) : this.sources.env[env];
    return value === undefined || value.trim() === "" ? undefined : value.trim();
  }
}
