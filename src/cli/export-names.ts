/** Words that a program has already, or that no variable may be called. */
const taken = [
  ...["pulumi", "videosdk", "signalwire", "config", "arguments", "eval", "await", "async", "of", "undefined"],
  ...["break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else"],
  ...["enum", "export", "extends", "false", "finally", "for", "function", "if", "implements", "import", "in"],
  ...["instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public", "return"],
  ...["static", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with"],
  ...["yield", "imported", "process", "require", "module", "exports", "global", "console"],
];

/** A longer name makes lines that nobody reads. */
const longest = 32;

/** A name as people write it in a program: `Support line (EU)` becomes `support-line-eu`. */
export function slug(label: string): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  return plain;
}

/** The same as the name of a variable: `supportLineEu`. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Gives out names that are not given out yet. */
export class Names {
  private readonly given: Set<string>;
  /** The last number that each name was given: the next one need not try those before. */
  private readonly counts = new Map<string, number>();

  /** @param between what is between a name and its number */
  constructor(
    reserved: readonly string[] = [],
    private readonly between = "-",
  ) {
    this.given = new Set(reserved);
  }

  /** The first of the candidates that is free, else the last one with a number. */
  take(...candidates: readonly string[]): string {
    const usable = candidates.filter((name) => name !== "");
    const last = usable.at(-1) ?? "object";
    let name = usable.find((candidate) => !this.given.has(candidate));
    while (name === undefined) {
      const count = (this.counts.get(last) ?? 1) + 1;
      this.counts.set(last, count);
      const numbered = `${last}${this.between}${count}`;
      if (!this.given.has(numbered)) name = numbered;
    }
    this.given.add(name);
    return name;
  }
}

/** Names for variables of a program: `-` is in none. */
export class Variables {
  private readonly names = new Names(taken, "");

  /** A variable for a resource: its name, else its name and its class. */
  take(name: string, type: string): string {
    const plain = camel(name);
    const base = /^[a-z]/.test(plain) ? plain : camel(`${slug(type)}-${name}`);
    return this.names.take(base, `${base}${type}`);
  }
}
