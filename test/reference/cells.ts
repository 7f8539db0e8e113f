import type { Kind, Property } from "./source.js";

/** A Markdown table. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** What a list says of an argument or an output, beside its JSDoc. */
export interface Remarks {
  /** Whether it is encrypted in state, by its path: `outbound.auth.password`. */
  readonly isSecret: (path: string, property: Property) => boolean;
  /** `required`, or the default; empty for an output. */
  readonly need: (property: Property, path: string) => string;
  /** What a schema says of it. */
  readonly accepted: (path: string) => string;
}

/** Arguments or outputs as a list, with the fields of objects below them. */
export function listOf(properties: readonly Property[], remarks: Remarks, prefix = "", depth = 0): string {
  return properties
    .map((property) => {
      const path = prefix + property.name;
      const facts = [
        `\`${property.type.replaceAll("readonly ", "")}\``,
        remarks.need(property, path),
        remarks.isSecret(path, property) ? "secret" : "",
      ].filter(Boolean);
      const about = [property.text, remarks.accepted(path)].filter(Boolean).join(" ");
      const own = wrapped(`**\`${property.name}\`** (${facts.join(", ")}): ${about}`, depth);
      return [
        own,
        ...property.kinds.map((kind) => kindOf(kind, property.kinds.length, remarks, path, depth + 1)),
      ]
        .filter(Boolean)
        .join("\n");
    })
    .join("\n");
}

/** The fields of an object; under the type that it has, where it is one of several kinds. */
function kindOf(
  { text, properties }: Kind,
  kinds: number,
  remarks: Remarks,
  path: string,
  depth: number,
): string {
  if (kinds === 1) return listOf(properties, remarks, `${path}.`, depth);
  const type = properties.find(({ name }) => name === "type");
  const others = properties.filter((one) => one !== type);
  const title = wrapped(`**\`type: ${type?.type ?? ""}\`**${text === "" ? "" : `: ${text}`}`, depth);
  return [title, listOf(others, remarks, `${path}.`, depth + 1)].filter(Boolean).join("\n");
}

/** An entry of a list, in lines of at most 120 characters. */
function wrapped(text: string, depth: number): string {
  const indent = "  ".repeat(depth);
  const lines = [""];
  // A piece of code stays on one line.
  for (const word of text.match(/(?:`[^`]*`|[^\s`])+/g) ?? []) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && indent.length + 2 + line.length + 1 + word.length > 120) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}`).join("\n");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("\n", " ");
}
