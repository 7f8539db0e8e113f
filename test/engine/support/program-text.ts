import { Ref, type Program } from "../../support/program.js";

/** The program as JavaScript. Each resource has the same name in the program and in the stack. */
export function programText(program: Program): string {
  const declarations = program.map(
    ({ vendor, type, name, inputs }) =>
      `const ${name} = new ${vendor}.${type}("${name}", ${literal(inputs)});`,
  );
  return ['const { signalwire, videosdk } = require("pulumi-sip");', ...declarations, ""].join("\n");
}

function literal(value: unknown): string {
  if (value instanceof Ref) {
    return value.resource + value.path.map((part) => `[${JSON.stringify(part)}]`).join("");
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (value === undefined) return "undefined";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${literal(item)}`);
  return `{ ${fields.join(", ")} }`;
}
