import { readFileSync } from "node:fs";
import { resolve as resolvePath } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import * as ts from "typescript";
import * as program from "../../src/index.js";
import type { Provider } from "../../src/lifecycle/dynamic-provider.js";
import * as runtime from "../../src/runtime.js";
import { resolve } from "./program.js";
import { folderOf, type RegisteredClass } from "./registry.js";
import type { Properties } from "./wire.js";

/** A class as a program uses it, of any resource. */
export interface ProgramClass {
  new (name: string, args: Properties, options?: pulumi.CustomResourceOptions): pulumi.CustomResource;
  get(name: string, id: string, options?: pulumi.CustomResourceOptions): pulumi.CustomResource;
}

/** The class that the package exports under a registered name. */
export function classOf({ vendor, type }: RegisteredClass): ProgramClass {
  const found = (program as unknown as Record<string, Record<string, ProgramClass>>)[vendor]?.[type];
  if (found === undefined) throw new Error(`src/${vendor}/index.ts exports no ${type}`);
  return found;
}

/** The fields of which a check of the runtime says that they are missing. */
export async function missingFields({ vendor, type }: RegisteredClass, args: Properties): Promise<string[]> {
  const provider = (runtime as unknown as Record<string, Record<string, Provider>>)[vendor]?.[type];
  const failures = (await provider?.check({}, args))?.failures ?? [];
  return failures.map(({ reason }) => {
    const [, field] = /^(\w+): is required/.exec(reason) ?? [];
    if (field === undefined) throw new Error(`${vendor}.${type}: ${reason}`);
    return field;
  });
}

/** Arguments with a plain value wherever they refer to another resource. */
export function plain(args: Properties): Properties {
  return resolve(args, () => ({ id: "another", properties: {}, open: true })) as Properties;
}

/** The properties that the source of a class declares, which are what a program may use by its type. */
export function declaredProperties(one: RegisteredClass): string[] {
  const path = resolvePath(__dirname, "..", "..", "src", folderOf(one), "resource.ts");
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022);
  const found = source.statements.find((node) => ts.isClassDeclaration(node) && node.name?.text === one.type);
  if (found === undefined || !ts.isClassDeclaration(found))
    throw new Error(`${path} has no class ${one.type}`);
  return found.members.flatMap((member) =>
    ts.isPropertyDeclaration(member) && ts.isIdentifier(member.name) ? [member.name.text] : [],
  );
}
