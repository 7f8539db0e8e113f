// Which source may import what: said to ESLint, which refuses an import while it is written, and to the test of the
// import graph. The last rule that fits a file counts, as in ESLint.

/**
 * What the files of one kind may import.
 * @typedef {object} ImportRule
 * @property {string} files pattern of the files, from `src` and without `.ts`
 * @property {readonly string[]} imports patterns of the specifiers, as the files write them but without `.js`
 * @property {string} why what the rule keeps, for the one whose import is refused
 */

const node = ["node:*", "node:*/*"];

const program =
  "A user's program loads this file, so it imports only other files of the program's side and @pulumi/pulumi. What " +
  "validates inputs or talks to a vendor belongs to the definition, which runs in the provider's process.";
const lookup =
  "A look-up is called in a user's program: it imports what the program's side may, and its vendor's client inside the " +
  "functions, where only a program that looks something up loads it.";
const vendorNeutral =
  "The lifecycle knows no vendor: what only one vendor does belongs to that vendor's folder.";
const http = "http knows neither resources nor vendors: they hand it what it needs.";
const client = "A vendor's client knows no resource and nothing of the other vendor.";
const definition =
  "A resource's definition uses its own folder, its vendor's client and vocabulary, and the lifecycle; of http only " +
  "errors and deadlines. It knows no Pulumi type, no class of the program's side and nothing of the other vendor.";
const verification =
  "A server that receives webhooks loads this file alone, so it needs nothing but Node's own modules.";
const runtime = "The runtime is the list of definitions that state names, and nothing else.";
const simulator =
  "The simulator shares no code with what is tested against it: a misunderstanding of an API would hide in both.";
const cli =
  "A command uses the runtime, the simulator, the lifecycle, the inventory and the clients, never a resource's own files.";
const inventory =
  "The inventory takes settings from the environment and lets each vendor's client read its account; it knows no resource.";
const trace =
  "A trace looks at the inventories of accounts and sends nothing: it knows their types and no client, no resource.";
const graph =
  "A graph puts the traces of all numbers together: it knows traces and the types of the inventories, and sends nothing.";

/**
 * @param {string} vendor
 * @returns {ImportRule[]}
 */
function vendorRules(vendor) {
  const shared = ["../../lifecycle/*", ...node, "zod"];
  return [
    {
      files: `${vendor}/*`,
      imports: ["./*", "./*/resource", "../program/*", "@pulumi/pulumi"],
      why: program,
    },
    {
      files: `${vendor}/*/*`,
      imports: [
        "./!(resource)",
        "../client/*",
        "../vocabulary",
        // Only where a resource owns what another one declares.
        "../*/definition",
        "../../http/errors",
        "../../http/deadline",
        ...shared,
      ],
      why: definition,
    },
    {
      files: `${vendor}/*/resource`,
      imports: ["../*", "../*/resource", "../../program/*", "@pulumi/pulumi"],
      why: program,
    },
    {
      files: `${vendor}/client/*`,
      imports: ["./*", "../vocabulary", "../../http/*", "jsonwebtoken", ...shared],
      why: client,
    },
  ];
}

/** @type {readonly ImportRule[]} */
export const importRules = [
  { files: "index", imports: ["./videosdk", "./signalwire"], why: program },
  { files: "program/*", imports: ["./*", "@pulumi/pulumi"], why: program },
  { files: "version", imports: node, why: "The version is read from package.json and needs nothing else." },
  { files: "http/*", imports: ["./*", "../version", ...node, "undici", "zod"], why: http },
  {
    files: "lifecycle/*",
    imports: ["./*", "../http/*", ...node, "zod", "fastest-levenshtein"],
    why: vendorNeutral,
  },
  ...["videosdk", "signalwire"].flatMap(vendorRules),
  { files: "videosdk/webhook/verify", imports: node, why: verification },
  ...["videosdk/lookup", "signalwire/lookup", "signalwire/lookup-lines", "signalwire/lookup-resources"].map(
    (files) => ({
      files,
      imports: ["./*", "./client/*", "../program/*", "@pulumi/pulumi"],
      why: lookup,
    }),
  ),
  {
    files: "runtime",
    imports: ["./lifecycle/provider", "./videosdk/*/definition", "./signalwire/*/definition"],
    why: runtime,
  },
  ...["", "/videosdk", "/signalwire", "/page"].map((folder) => ({
    files: `simulator${folder}/*`,
    imports: [
      "./*",
      ...(folder === "" ? ["./videosdk/*", "./signalwire/*", "./page/*"] : ["../*"]),
      ...(folder === "/page" ? ["../videosdk/*", "../signalwire/*", "hono/html", "hono/secure-headers"] : []),
      ...node,
      "hono",
      "@hono/node-server",
      "@hono/node-server/utils/response",
      "zod",
      "jsonwebtoken",
    ],
    why: simulator,
  })),
  {
    files: "inventory/*",
    imports: [
      "./*",
      "../lifecycle/*",
      "../http/deadline",
      "../http/presentable",
      "../videosdk/client/*",
      "../signalwire/client/*",
    ],
    why: inventory,
  },
  {
    files: "trace/*",
    imports: [
      "./*",
      "../inventory",
      "../lifecycle/inventory",
      "../videosdk/client/inventory",
      "../videosdk/client/inventory-types",
      "../signalwire/client/inventory",
      "../signalwire/client/inventory-types",
      "node:net",
    ],
    why: trace,
  },
  {
    files: "graph/*",
    imports: [
      "./*",
      "../inventory",
      "../trace",
      "../lifecycle/inventory",
      "../videosdk/client/inventory",
      "../videosdk/client/inventory-types",
      "../signalwire/client/inventory",
      "../signalwire/client/inventory-types",
    ],
    why: graph,
  },
  {
    files: "cli/*",
    imports: [
      "./*",
      "../version",
      "../runtime",
      "../simulator",
      "../lifecycle/*",
      "../http/deadline",
      "../http/presentable",
      "../program/provider-text",
      "../inventory/index",
      "../graph/index",
      "../trace/index",
      "../videosdk/client/*",
      "../signalwire/client/*",
      ...node,
      "commander",
    ],
    why: cli,
  },
];

/**
 * The text of a regular expression for a pattern, in which `*` is any one name of a path and `!(name)` any but this.
 * @param {string} pattern
 */
function expressionOf(pattern) {
  const name = "(?!\\.\\.?(?:/|$))[^/]+";
  return pattern
    .split(/(\*|!\(\w+\))/)
    .map((part) => {
      if (part === "*") return name;
      if (part.startsWith("!(")) return `(?!${part.slice(2, -1)}(?:\\.js)?$)${name}`;
      return part.replaceAll(".", "\\.");
    })
    .join("");
}

/**
 * The text of a regular expression that fits every specifier but those that a rule lets through.
 * @param {ImportRule} rule
 */
function refusedBy({ imports }) {
  return `^(?!(?:${imports.map(expressionOf).join("|")})(?:\\.js)?$)`;
}

/**
 * The rule for a source file.
 * @param {string} file from `src`, such as `http/path.ts`
 * @returns {ImportRule | undefined}
 */
export function importRuleOf(file) {
  return importRules.findLast(({ files }) => new RegExp(`^${expressionOf(files)}\\.ts$`).test(file));
}

/**
 * Whether a source file may import what a specifier stands for.
 * @param {string} file from `src`; a file without a rule may import nothing
 * @param {string} specifier as the file writes it
 */
export function mayImport(file, specifier) {
  const rule = importRuleOf(file);
  return rule !== undefined && !new RegExp(refusedBy(rule)).test(specifier);
}

/**
 * The rules as blocks of an ESLint configuration.
 * @returns {{ files: string[], rules: Record<string, ["error", object]> }[]}
 */
export function importWall() {
  return importRules.map((rule) => ({
    files: [`src/${rule.files}.ts`],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: [{ regex: refusedBy(rule), message: rule.why }] },
      ],
    },
  }));
}
