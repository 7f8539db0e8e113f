// The environment of a Pulumi call that touches nothing of the user's.
import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Makes the environment for Pulumi calls that share one throw-away folder: its own home, its own file backend and its
 * own passphrase. Pulumi, VideoSDK and SignalWire variables of the user are left out.
 * @param {{ binDir: string, root: string }} options `binDir` holds the CLI; `root` is the throw-away folder, made
 *   when missing
 * @returns {Record<string, string>}
 */
export function isolatedEnv({ binDir, root }) {
  const home = path.join(root, "pulumi-home");
  const backend = path.join(root, "pulumi-state");
  for (const folder of [home, backend]) mkdirSync(folder, { recursive: true });
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^(PULUMI|VIDEOSDK|SIGNALWIRE)_/i.test(name)) env[name] = value;
  }
  // Windows spells it Path, and a second spelling would make two variables of it.
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  // The dynamic-provider launcher runs the first `node` on PATH: it must be the one that runs this.
  env[pathName] = [binDir, path.dirname(process.execPath), env[pathName] ?? ""].join(path.delimiter);
  return {
    ...env,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "pulumi-sip",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NO_COLOR: "1",
  };
}
