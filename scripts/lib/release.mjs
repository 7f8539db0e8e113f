// What a release changes in the repository, and what must be there before it is published. Texts in, texts out.

const unreleased = "## Unreleased";

/**
 * The next version.
 * @param {string} version such as `0.1.0`
 * @param {string} bump `patch`, `minor` or `major`
 * @returns {string}
 * @throws {Error} where the bump is none of these
 */
export function nextVersion(version, bump) {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (bump === "patch") return `${major}.${minor}.${patch + 1}`;
  if (bump === "minor") return `${major}.${minor + 1}.0`;
  if (bump === "major") return `${major + 1}.0.0`;
  throw new Error(`${bump} is no kind of release. Accepted: patch, minor, major`);
}

/**
 * The changelog with what was not released yet as the section of a version.
 * @param {string} changelog
 * @param {string} version
 * @returns {string}
 * @throws {Error} where nothing is to be released
 */
export function releasedChangelog(changelog, version) {
  if (sectionOf(changelog, "Unreleased") === undefined)
    throw new Error(`CHANGELOG.md has no text below «${unreleased}»: there is nothing to release`);
  return changelog.replace(unreleased, `## ${version}`);
}

/**
 * The text of a version, without its heading.
 * @param {string} changelog
 * @param {string} version
 * @returns {string | undefined} undefined where there is none
 */
export function sectionOf(changelog, version) {
  const [, text = ""] = changelog.split(new RegExp(`^## ${version.replaceAll(".", "\\.")}$`, "m"));
  return text.split(/^## /m)[0]?.trim() || undefined;
}

/**
 * The manifest of a template, with a release of this package that it needs.
 * @param {string} manifest
 * @param {string} version
 * @returns {string}
 */
export function templateFor(manifest, version) {
  return manifest.replace(/("pulumi-sip": ")[^"]*"/, `$1^${version}"`);
}

/**
 * What is missing for a release.
 * @param {{
 *   version: string,
 *   changelog: string,
 *   templates: Readonly<Record<string, string>>,
 *   hasState: boolean,
 *   tag: string | undefined,
 * }} release `tag` is the one that is to be published, if it is known
 * @returns {string[]} a sentence for each
 */
export function missingFor({ version, changelog, templates, hasState, tag }) {
  return [
    ...(tag === undefined || tag === `v${version}`
      ? []
      : [`the tag ${tag} is not that of package.json: v${version}`]),
    ...(sectionOf(changelog, version) === undefined ? [`CHANGELOG.md has no section «## ${version}»`] : []),
    ...(hasState
      ? []
      : [
          `test/states/${version}/state.json is missing: copy the program of the last release there, then run ` +
            "node scripts/make-state-fixture.mjs",
        ]),
    ...Object.entries(templates)
      .filter(([, manifest]) => templateFor(manifest, version) !== manifest)
      .map(([name]) => `templates/${name}/package.json asks for another release of pulumi-sip`),
  ];
}
