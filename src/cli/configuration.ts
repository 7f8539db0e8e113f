import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ConfigureRequest } from "../lifecycle/connection.js";
import { messageOf } from "../lifecycle/outcome.js";
import { pulumi, stackFlag } from "./pulumi.js";

/** The configuration of a stack, as a command of this package reads it. */
export interface Configuration {
  /** What is passed to providers in place of what the engine would pass. */
  readonly request: ConfigureRequest;
  /** Why it is empty although a stack may have one; undefined where it was read. */
  readonly unread: string | undefined;
  /** Whether the project's own part has a value under a key. */
  readonly has: (key: string) => boolean;
}

/**
 * Reads the configuration of the stack that the folder's project has selected, or of the one that is named. Without a
 * project or a stack there is none, and settings come from the environment alone.
 *
 * @throws when a stack is named and its configuration cannot be read
 */
export async function readConfiguration(stack: string | undefined): Promise<Configuration> {
  if (stack === undefined && !isInProject(process.cwd()))
    return configurationOf({}, "this folder is in no Pulumi project, so only the environment was read");
  const { code, stdout, stderr } = await pulumi([
    ...["config", "--json", "--show-secrets"],
    ...stackFlag(stack),
  ]).catch((error: unknown) => ({ code: 1, stdout: "", stderr: messageOf(error) }));
  if (code === 0) return configurationOf(valuesIn(stdout), undefined);
  const reason = stderr.trim().replace(/^error: /, "");
  if (stack !== undefined) throw new Error(`the configuration of stack ${stack} cannot be read: ${reason}`);
  return configurationOf({}, `the stack's configuration was not read (${reason})`);
}

function configurationOf(
  values: Readonly<Record<string, string>>,
  unread: string | undefined,
): Configuration {
  // The names are looked for where the SDK's class keeps them.
  const has = (key: string): boolean => {
    const own = Object.keys(values).filter((name) => !/^(?:videosdk|signalwire|pulumi):/.test(name));
    return own.some((name) => name.slice(name.indexOf(":") + 1) === key);
  };
  const config = { rawConfig: values, get: (key: string) => values[key] };
  return { request: { config }, unread, has };
}

function valuesIn(json: string): Record<string, string> {
  const entries = Object.entries(JSON.parse(json) as Record<string, { readonly value?: unknown }>);
  return Object.fromEntries(
    entries.flatMap(([key, { value }]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}

function isInProject(folder: string): boolean {
  if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(folder, name)))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInProject(parent);
}

/** The error of something that needed settings, with why they may be missing. */
export function withReason(error: unknown, { unread }: Configuration): Error {
  const message = messageOf(error);
  const explained = unread !== undefined && message.includes(" missing. Set: ");
  return new Error(explained ? `${message}. Here, ${unread}` : message);
}
