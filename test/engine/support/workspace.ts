import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";

/** npm rewrites these in place, which would change the fixture through a hard link. */
const rewritten = new Set([".package-lock.json"]);

/**
 * A folder of a user: programs side by side below it, with the packed package installed once for all of them. Real
 * files, not a link to the fixture, because the engine and Node depend on the real path of a module.
 */
export interface Workspace {
  /** The folder, with every symbolic link resolved. */
  readonly root: string;
  /** Makes a folder for one program. */
  readonly folder: (name: string) => string;
  /** Calls a function when the file's tests have ended, before the folder is removed. */
  readonly atEnd: (check: () => void) => void;
}

/** Runs npm in a folder, without downloading what its cache holds. */
export async function npm(folder: string, ...args: string[]): Promise<void> {
  const { runNpm } = await import("../../../scripts/lib/npm.mjs");
  await runNpm([...args, "--prefer-offline", "--ignore-scripts"], { cwd: folder });
}

/** Creates a workspace that is removed when the file's tests have ended. */
export function useWorkspace(): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-sip-engine-")));
  const checks: (() => void)[] = [];
  afterAll(() => {
    try {
      for (const check of checks) check();
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
  const fixture = inject("fixtureDir");
  linkTree(join(fixture, "node_modules"), join(root, "node_modules"));
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(join(fixture, file), join(root, file));
  return {
    root,
    atEnd: (check) => void checks.push(check),
    folder: (name) => {
      const folder = join(root, name);
      mkdirSync(folder, { recursive: true });
      return folder;
    },
  };
}

/** Copies a folder by hard links, which costs neither time nor space. */
export function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (rewritten.has(entry.name)) copyFileSync(source, target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // The cache and the temporary folder may be on two file systems.
    copyFileSync(source, target);
  }
}
