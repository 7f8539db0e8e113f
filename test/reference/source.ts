import * as path from "node:path";
import * as ts from "typescript";

/** An argument or an output of a class, as its JSDoc describes it. */
export interface Property {
  readonly name: string;
  /** Its type as a program sees it, without `pulumi.Input` and `pulumi.Output`. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly text: string;
  /** What a change does to it and to calls, from the tags `@change` and `@calls`. */
  readonly changes: readonly { readonly what: string; readonly calls: string }[];
  /** What an object in it has; several where it is one of several kinds. */
  readonly kinds: readonly Kind[];
}

/** One kind of object, such as a room or a handler of calls. */
export interface Kind {
  readonly text: string;
  readonly properties: readonly Property[];
}

/** A resource that a component declares, as the tag `@child` describes it. */
export interface Child {
  /** Its name: `<name>-numbers`. */
  readonly name: string;
  /** Its class: `videosdk.PhoneNumberSet`. */
  readonly title: string;
  readonly about: string;
}

/** A class of the package, as its JSDoc describes it. */
export interface ClassText {
  readonly text: string;
  readonly example: string;
  readonly errors: readonly { readonly says: string; readonly about: string }[];
  readonly pages: readonly string[];
  /** None for a class that is no component. */
  readonly children: readonly Child[];
  readonly args: readonly Property[];
  readonly outputs: readonly Property[];
}

/** The classes that the package exports for its vendors, by title: `videosdk.SipTrunk`. */
export function readClasses(root: string): ReadonlyMap<string, ClassText> {
  const entry = path.join(root, "src", "index.ts");
  const program = ts.createProgram([entry], {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  return new Reader(program, path.join(root, "src")).classes(entry);
}

class Reader {
  private readonly checker: ts.TypeChecker;

  constructor(
    private readonly program: ts.Program,
    private readonly sources: string,
  ) {
    this.checker = program.getTypeChecker();
  }

  public classes(entry: string): ReadonlyMap<string, ClassText> {
    const found = new Map<string, ClassText>();
    for (const vendor of this.exportsOf(this.program.getSourceFile(entry)))
      for (const exported of this.exportsOf(vendor.declarations?.[0]))
        for (const declaration of exported.declarations ?? [])
          if (ts.isClassDeclaration(declaration))
            found.set(`${vendor.name}.${exported.name}`, this.classText(declaration));
    return found;
  }

  private exportsOf(node: ts.Node | undefined): readonly ts.Symbol[] {
    if (node === undefined) return [];
    const named = ts.isNamespaceExport(node) ? node.parent.moduleSpecifier : node;
    const symbol = named && this.checker.getSymbolAtLocation(named);
    if (symbol === undefined) return [];
    return this.checker
      .getExportsOfModule(symbol)
      .map((one) =>
        one.flags & ts.SymbolFlags.Alias && !one.declarations?.some(ts.isNamespaceExport)
          ? this.checker.getAliasedSymbol(one)
          : one,
      );
  }

  private classText(declaration: ts.ClassDeclaration): ClassText {
    const type = this.checker.getTypeAtLocation(declaration);
    const tags = ts.getJSDocTags(declaration);
    const texts = (name: string): string[] =>
      tags.filter(({ tagName }) => tagName.text === name).map(({ comment }) => plain(comment));
    const args = declaration.members.find(ts.isConstructorDeclaration)?.parameters[1];
    return {
      text: ts
        .getJSDocCommentsAndTags(declaration)
        .flatMap((one) => (ts.isJSDoc(one) ? [plain(one.comment)] : []))
        .join("\n\n"),
      example: texts("example")
        .join("\n")
        .replace(/^```ts\n|\n```$/g, ""),
      errors: texts("throws").map((text) => {
        const [, says = "", about = text] = /^`([^`]*)`:\s*(.*)$/s.exec(text) ?? [];
        return { says, about: oneLine(about) };
      }),
      // The parser takes the scheme for a name that the tag refers to.
      pages: tags
        .filter(({ tagName }) => tagName.text === "see")
        .map((tag) =>
          oneLine(
            tag
              .getText()
              .replace(/^@see\s+/, "")
              .replace(/\s*\*?\s*$/, ""),
          ),
        ),
      children: texts("child").map((text) => {
        const [, name = "", title = "", about = ""] = /^`([^`]*)` ([\w.]+):\s*(.*)$/s.exec(text) ?? [];
        return { name, title, about: oneLine(about) };
      }),
      args: args === undefined ? [] : this.propertiesOf(this.checker.getTypeAtLocation(args), []),
      outputs: this.propertiesOf(type, []).filter(({ name }) => !["urn", "id"].includes(name)),
    };
  }

  /** What is declared in the sources of this package; `within` are the types that it is inside of. */
  private propertiesOf(type: ts.Type, within: readonly ts.Type[]): Property[] {
    return type.getProperties().flatMap((symbol) => {
      const declaration = symbol.declarations?.[0];
      if (declaration === undefined || !this.isOurs(declaration)) return [];
      if (!ts.isPropertySignature(declaration) && !ts.isPropertyDeclaration(declaration)) return [];
      const tags = symbol.getJsDocTags(this.checker);
      const whats = tags.filter(({ name }) => name === "change").map(({ text }) => partsOf(text));
      const calls = tags.filter(({ name }) => name === "calls").map(({ text }) => partsOf(text));
      return {
        name: symbol.name,
        type: withoutInputs(declaration.type?.getText() ?? ""),
        isOptional: declaration.questionToken !== undefined,
        text: oneLine(ts.displayPartsToString(symbol.getDocumentationComment(this.checker))),
        changes: whats.map((what, index) => ({ what, calls: calls[index] ?? "" })),
        kinds: this.kindsOf(declaration.type, [...within, type]),
      };
    });
  }

  /** The objects of this package that a type is, or holds. */
  private kindsOf(node: ts.TypeNode | undefined, within: readonly ts.Type[]): Kind[] {
    if (node === undefined) return [];
    if (ts.isArrayTypeNode(node)) return this.kindsOf(node.elementType, within);
    if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node))
      return this.kindsOf(node.type, within);
    if (ts.isUnionTypeNode(node)) return node.types.flatMap((one) => this.kindsOf(one, within));
    if (!ts.isTypeReferenceNode(node)) return [];
    const name = node.typeName.getText();
    if (/^(pulumi\.)?(Input|Output)$/.test(name)) return this.kindsOf(node.typeArguments?.[0], within);
    const symbol = this.checker.getSymbolAtLocation(node.typeName);
    const named =
      symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    const declaration = named?.declarations?.[0];
    if (declaration && ts.isTypeAliasDeclaration(declaration) && this.isOurs(declaration))
      return this.kindsOf(declaration.type, within);
    const isDerived = name === "Pick" || name === "Omit";
    if (isDerived && this.isOfClass(node.typeArguments?.[0])) return [];
    if (!isDerived && !(declaration && ts.isInterfaceDeclaration(declaration) && this.isOurs(declaration)))
      return [];
    const type = this.checker.getTypeFromTypeNode(node);
    if (within.includes(type)) return [];
    const properties = this.propertiesOf(type, within);
    const text = isDerived
      ? ""
      : oneLine(ts.displayPartsToString(named?.getDocumentationComment(this.checker)));
    return properties.length === 0 ? [] : [{ text, properties }];
  }

  /** Whether a type is the arguments of a class, which has a page of its own. */
  private isOfClass(node: ts.TypeNode | undefined): boolean {
    const symbol = node && this.checker.getTypeFromTypeNode(node).getSymbol();
    const declaration = symbol?.declarations?.[0];
    const module = declaration && this.checker.getSymbolAtLocation(declaration.getSourceFile());
    const title = symbol?.name.replace(/Args$/, "");
    return (
      module !== undefined &&
      this.checker
        .getExportsOfModule(module)
        .some(({ name, flags }) => name === title && (flags & ts.SymbolFlags.Class) !== 0)
    );
  }

  private isOurs(node: ts.Node): boolean {
    return path.normalize(node.getSourceFile().fileName).startsWith(this.sources + path.sep);
  }
}

/** The text of a comment; its links become the names that they lead to. */
function plain(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").replaceAll(/\{@link ([\w.]+)\}/g, "`$1`").trim();
}

function partsOf(text: readonly ts.SymbolDisplayPart[] | undefined): string {
  return oneLine(ts.displayPartsToString([...(text ?? [])]));
}

function oneLine(text: string): string {
  return text
    .replaceAll(/\{@link ([\w.]+)\}/g, "`$1`")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** A type without `pulumi.Input<…>`, `pulumi.Output<…>` and what only helps an editor. */
function withoutInputs(text: string): string {
  const start = /pulumi\.(?:Input|Output)</.exec(text);
  if (start === null) return oneLine(text).replaceAll("(string & {})", "string");
  const from = start.index + start[0].length;
  let depth = 1;
  let end = from;
  for (; depth > 0 && end < text.length; end += 1) {
    if (text[end] === "<") depth += 1;
    if (text[end] === ">" && text[end - 1] !== "=") depth -= 1;
  }
  const inner = text.slice(from, end - 1);
  const rest = text.slice(end);
  const needsBrackets = inner.includes("|") && rest.startsWith("[]");
  return withoutInputs(text.slice(0, start.index) + (needsBrackets ? `(${inner})` : inner) + rest);
}
