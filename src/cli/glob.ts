/** Whether a name fits a pattern in which `*` is any text and `?` any one character. */
export function fits(name: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  const expression = pattern
    .split("")
    .map((character) => {
      if (character === "*") return ".*";
      return character === "?" ? "." : character.replace(/[\\^$.|+()[\]{}]/, "\\$&");
    })
    .join("");
  return new RegExp(`^${expression}$`, "is").test(name);
}
