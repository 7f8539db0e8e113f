// npm run release -- patch|minor|major: sets the version, in package.json, the changelog and the templates.
// npm run release -- check [tag]: says what is missing for a release. npm run release -- notes: prints its changelog.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { missingFor, nextVersion, releasedChangelog, sectionOf, templateFor } from "./lib/release.mjs";
import { projectRoot, readJson } from "./lib/project.mjs";
import { runNpm } from "./lib/npm.mjs";

/** @param {...string} parts */
const at = (...parts) => path.join(projectRoot, ...parts);
/** @param {...string} parts */
const read = (...parts) => readFileSync(at(...parts), "utf8");
const [command = "", tag] = process.argv.slice(2);
const { version } = readJson(at("package.json"));
const names = readdirSync(at("templates"));

if (command === "notes") {
  console.log(sectionOf(read("CHANGELOG.md"), version) ?? "");
} else if (command === "check") {
  const templates = Object.fromEntries(names.map((name) => [name, read("templates", name, "package.json")]));
  const hasState = existsSync(at("test", "states", version, "state.json"));
  const missing = missingFor({ version, changelog: read("CHANGELOG.md"), templates, hasState, tag });
  for (const sentence of missing) console.error(sentence);
  if (missing.length > 0) process.exit(1);
  console.log(`${version} can be released`);
} else {
  const next = nextVersion(version, command);
  const changelog = releasedChangelog(read("CHANGELOG.md"), next);
  await runNpm(["version", next, "--no-git-tag-version"], { cwd: projectRoot });
  writeFileSync(at("CHANGELOG.md"), changelog);
  for (const name of names)
    writeFileSync(
      at("templates", name, "package.json"),
      templateFor(read("templates", name, "package.json"), next),
    );
  console.log(`${next}: now add its state, as CONTRIBUTING.md says, and open a pull request`);
}
