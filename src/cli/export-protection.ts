/** Where a part of an exported program has the constant that protects its resources; `none` where nothing protects them. */
export type Protection = "none" | "declared" | "shared";

/** The constant: the options of every resource that was imported, as a person would write them once. */
export const imported = "imported";

/** The file of the constant, where each vendor has its own. */
export const importedFile = `${imported}.ts`;

const declaration = `const ${imported} = { protect: true };`;

const comment = `// What was imported is protected: no \`pulumi up\` or \`pulumi destroy\` deletes or
// replaces it. To take that away, change this to \`false\` (all of it), or leave
// \`${imported}\` out (one resource), and run \`pulumi up\`. Other options go beside it:
// \`{ ...${imported}, provider: branch }\`.`;

/** The lines of the constant in a program that is one file. */
export const declared = `${comment}\n${declaration}`;

/** The text of {@link importedFile}. */
export const shared = `${comment}\nexport ${declaration}\n`;

/** The line of a file that takes the constant from there. */
export const fromShared = `import { ${imported} } from "./${imported}";`;
