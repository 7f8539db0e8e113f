import { distance } from "fastest-levenshtein";
import { nearest } from "./nearest";

/** A setting by its two names. */
interface SettingName {
  /** Key in the vendor's namespace of the configuration. */
  readonly key: string;
  /** Environment variable. */
  readonly env: string;
}

/** Where the names of settings are found. */
export interface NameSources {
  /** Names in the configuration, with their namespaces. */
  readonly config: readonly string[];
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Name of the Pulumi project, whose own configuration has it as its namespace. */
  readonly project: string | undefined;
}

/**
 * What is wrong with the names of settings: one that is not known is not used, and so a misspelt endpoint sends requests to
 * the real vendor. The vendor's namespace in the configuration belongs to this package, except in a project of that name. An
 * environment variable may belong to anything else, so only one is reported that misses a known one, which is not set, by a
 * slip.
 */
export function misspelt(vendor: string, settings: readonly SettingName[], sources: NameSources): string[] {
  const keys = settings.map(({ key }) => key);
  const prefix = `${vendor}:`;
  const inConfig = sources.config
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter((key) => !keys.includes(key))
    .flatMap((key) => {
      const remark = nearest(key, keys);
      if (sources.project === vendor && remark === "") return [];
      return [
        `${vendor}:${key} is not a setting${remark === "" ? "" : `; the nearest is ${prefix}${remark.replace(/^.* /, "")}`}. ` +
          `Accepted: ${keys.map((known) => prefix + known).join(", ")}. If it is meant for something else, choose another ` +
          `namespace for it`,
      ];
    });
  return [...inConfig, ...misspeltVariables(vendor, settings, sources)];
}

function misspeltVariables(vendor: string, settings: readonly SettingName[], sources: NameSources): string[] {
  const names = settings.map(({ env }) => env);
  const isSet = ({ key, env }: SettingName): boolean =>
    sources.env[env] !== undefined || sources.config.includes(`${vendor}:${key}`);
  return Object.keys(sources.env)
    .filter((name) => name.startsWith(`${vendor.toUpperCase()}_`) && !names.includes(name))
    .flatMap((name) => {
      const meant = settings.find((setting) => distance(name, setting.env) <= 2 && !isSet(setting));
      if (meant === undefined) return [];
      return [
        `the environment variable ${name} is not known; the nearest is ${meant.env}. Rename it, or set ` +
          `${vendor}:${meant.key} in the configuration if it belongs to something else`,
      ];
    });
}
