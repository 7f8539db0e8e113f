// The bars of the package itself: its size, what is loaded of it, and the text that it leaves in state.
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { runCommand } from "../../scripts/lib/run.mjs";

/** @typedef {import("./bars.mjs").Bar} Bar */

/**
 * How large the installed package is, and how many of its files a program and the provider load.
 * @param {string} workspace where it is installed
 * @returns {Promise<Bar>}
 */
export async function sizeBar(workspace) {
  const folder = path.join(workspace, "node_modules", "pulumi-sip");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(file.parentPath, file.name)).size, 0);
  const scripts = files.filter(({ name }) => name.endsWith(".js")).length;
  const loadedBy = async (/** @type {string} */ entry) => {
    const script = `require("${entry}");
      console.log(Object.keys(require.cache).filter((file) => /node_modules.pulumi-sip./.test(file)).length);`;
    return Number((await runCommand(process.execPath, ["-e", script], { cwd: workspace })).stdout);
  };
  const [program, provider] = [await loadedBy("pulumi-sip"), await loadedBy("pulumi-sip/runtime")];
  return {
    measure: "Package, unpacked",
    bar: "stated",
    value: bytes / 2 ** 20,
    unit: "MiB",
    met: true,
    detail: `${files.length} files, ${scripts} of them scripts; a program loads ${program}, the provider ${provider}`,
  };
}

/**
 * The length of the text that each resource keeps in state.
 * @returns {Bar}
 */
export function textBar() {
  const require = createRequire(import.meta.url);
  const { providerText } = require("../../dist/program/provider-text.js");
  const texts = Object.entries(require("../../dist/runtime.js")).flatMap(([vendor, types]) =>
    Object.keys(types).map((type) => String(providerText(vendor, type))),
  );
  const longest = texts.sort((a, b) => b.length - a.length)[0] ?? "";
  return {
    measure: "`__provider` of each resource in state",
    bar: "at most 80 characters",
    value: longest.length,
    unit: "characters",
    met: longest.length <= 80,
    detail: `\`${longest}\``,
  };
}
