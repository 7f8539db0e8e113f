/** Whether a name fits one of some patterns, or there is none. */
export function fits(name: string, patterns: readonly string[] | undefined): boolean {
  return patterns === undefined || patterns.some((pattern) => fitsOne(name, pattern));
}

/** A pattern after others, for an option that may be repeated. */
export function moreGlobs(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** Whether a name fits a pattern in which `*` is any text and `?` any one character. */
function fitsOne(name: string, pattern: string): boolean {
  const expression = pattern
    .split("")
    .map((character) => {
      if (character === "*") return ".*";
      return character === "?" ? "." : character.replace(/[\\^$.|+()[\]{}]/, "\\$&");
    })
    .join("");
  return new RegExp(`^${expression}$`, "is").test(name);
}
