import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import * as program from "../../src/index";
import { mockEngine } from "../support/mocked-program";
import { allSamples, folderOf, registeredClasses, type RegisteredClass } from "../support/registry.js";

/** A class of the package, as a program uses it. */
interface ResourceClass {
  new (name: string, args: object): pulumi.CustomResource;
  get(name: string, id: string): pulumi.CustomResource;
}

function classOf({ vendor, type }: RegisteredClass): ResourceClass {
  const classes = program as unknown as Readonly<Record<string, Readonly<Record<string, ResourceClass>>>>;
  const found = classes[vendor]?.[type];
  if (found === undefined) throw new Error(`${vendor}.${type} is not exported`);
  return found;
}

/** The properties that the class declares, read from its source: at run time nothing is left of a declaration. */
function declaredProperties(one: RegisteredClass): string[] {
  const file = resolve(__dirname, "..", "..", "src", folderOf(one), "resource.ts");
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  return source.statements
    .filter((statement) => ts.isClassDeclaration(statement) && statement.name?.text === one.type)
    .flatMap((statement) => (statement as ts.ClassDeclaration).members.filter(ts.isPropertyDeclaration))
    .map(({ name }) => (name as ts.Identifier).text);
}

/** The declared properties that a resource has no output for: a program that uses one would crash. */
function withoutOutput(resource: pulumi.CustomResource, one: RegisteredClass): string[] {
  const properties = resource as unknown as Readonly<Record<string, unknown>>;
  return declaredProperties(one).filter((name) => !pulumi.Output.isInstance(properties[name]));
}

beforeAll(() => mockEngine());

describe("a resource has an output for every property that its class declares", async () => {
  const samples = await allSamples();

  test.each(samples)("when $title is created from the fewest arguments", (sample) => {
    expect(withoutOutput(new (classOf(sample))("a", sample.fewest), sample)).toEqual([]);
  });

  test.each(registeredClasses)("when $title is looked up by its id", (one) => {
    expect(declaredProperties(one)).not.toEqual([]);
    expect(withoutOutput(classOf(one).get("b", "id"), one)).toEqual([]);
  });
});
