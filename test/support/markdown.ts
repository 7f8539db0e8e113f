import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** A piece of code on a page, with the comment before it: `<!-- run: mocks -->`. */
export interface Block {
  readonly marker: string | undefined;
  readonly code: string;
}

/** The pages of a folder, as paths from it: its README, and all below `docs`, `templates` and `examples`. */
export function pagesIn(root: string, folders: readonly string[] = ["docs"]): string[] {
  const below = folders.flatMap((folder) =>
    existsSync(path.join(root, folder))
      ? readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
          path.posix.join(folder, file.split(path.sep).join("/")),
        )
      : [],
  );
  return [
    "README.md",
    ...below.filter((file) => file.endsWith(".md") && !file.includes("node_modules")),
  ].sort();
}

/** The code of a language on a page. */
export function blocksOf(text: string, language: string): Block[] {
  const pattern = new RegExp("(?:<!-- ([^\\n]*) -->\\n\\n)?^ *```" + language + "\\n(.*?)^ *```", "gms");
  return [...text.matchAll(pattern)].map(([, marker, code = ""]) => ({ marker, code }));
}

/** The relative links of a page that lead nowhere below `root`; also those to a heading that is not there. */
export function brokenLinks(root: string, page: string): string[] {
  const text = readFileSync(path.join(root, page), "utf8").replaceAll(/^ *```.*?^ *```/gms, "");
  const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
    const isOutside = target.startsWith("..");
    if (isOutside || !existsSync(path.join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(path.join(root, target), "utf8")).includes(anchor);
  });
}

/** The anchors that the headings of a page have. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
