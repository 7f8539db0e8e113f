// One program in three variants: with this package, and with two kinds of dynamic resources that do nothing.

/**
 * - `ours`: this package
 * - `usual`: resources that do nothing, written the usual way, a `pulumi.dynamic.Resource` with a class provider
 * - `text`: resources that do nothing, behind a constant text such as this package's
 * @typedef {"ours" | "usual" | "text"} Variant
 */

/** @type {readonly Variant[]} */
export const variants = ["ours", "usual", "text"];

/** Name of the package that holds the provider behind the constant text. */
export const noopPackage = "bench-noop";

/** Name of the package whose provider does nothing but send the requests of a creation. */
export const barePackage = "bench-bare";

/** How many requests the creation of one set sends, one after the other: to create, and to read back. */
export const roundTripsOfCreation = 2;

/**
 * How many sets a program has, of how many numbers each, and how many further numbers its account has.
 * @typedef {{ readonly sets: number, readonly numbers: number, readonly foreign?: number }} Shape
 */

/** The peer of every set, and its password, which is a secret wherever it is. */
export const peer = {
  address: "sip.example.com:5061",
  sipRegion: "us002",
  transport: "tls",
  auth: { username: "carrier", password: "Bench-2f61d0c4" },
};

/** @param {number} index @returns {string} */
const numberAt = (index) => `+1415${2_000_000 + index}`;

/** The numbers of a set. @param {Shape} shape @param {number} index */
export const numbersOf = ({ numbers }, index) =>
  Array.from({ length: numbers }, (_, at) => numberAt(index * numbers + at));

/** The numbers around those of the sets, by pair of gateways. @param {Shape} shape @returns {string[][]} */
export function foreignNumbers({ foreign = 0 }) {
  const numbers = Array.from({ length: foreign }, (_, index) => numberAt(4_000_000 + index));
  return Array.from({ length: Math.ceil(foreign / 100) }, (_, pair) =>
    numbers.slice(100 * pair, 100 * (pair + 1)),
  );
}

/**
 * The inputs of a set as the engine passes them to a provider.
 * @param {string} provider its text
 * @param {Shape} shape
 * @param {number} index
 * @returns {Record<string, unknown>}
 */
export const inputsOf = (provider, shape, index) => ({
  name: `set-${index}`,
  phoneNumbers: numbersOf(shape, index),
  isShared: true,
  mediaEncryption: "disable",
  inbound: { sipRegion: "us002" },
  outbound: peer,
  gatewaySettings: "managed",
  adopt: false,
  releaseOnDelete: false,
  __urn: `urn:pulumi:dev::bench::pulumi-nodejs:dynamic/videosdk:PhoneNumberSet::set-${index}`,
  __provider: provider,
});

/** The provider's text of this package's sets, of those that do nothing, and of those that only send. */
export const texts = {
  ours: 'exports.handler = () => require("pulumi-sip/runtime").videosdk.PhoneNumberSet;',
  noop: `exports.handler = () => require("${noopPackage}").Set;`,
  bare: `exports.handler = () => require("${barePackage}").Set;`,
};

/**
 * The settings of a set in a program. The class marks the password itself; a resource that does nothing is given it as the
 * secret that it is.
 * @param {Variant} variant
 * @param {Shape} shape
 * @param {boolean} hasPassword
 */
function settingsOf(variant, { numbers }, hasPassword) {
  const { auth, ...open } = peer;
  const password = JSON.stringify(auth.password);
  const marked = variant === "ours" ? password : `pulumi.secret(${password})`;
  const credentials = `{ username: ${JSON.stringify(auth.username)}, password: ${marked} }`;
  return `{
  phoneNumbers: Array.from({ length: ${numbers} }, (_, at) => \`+1415\${2000000 + index * ${numbers} + at}\`),
  inbound: { sipRegion: "us002" },
  outbound: { ...${JSON.stringify(open)}${hasPassword ? `, auth: ${credentials}` : ""} },
}`;
}

/** The provider that does nothing but wait; `sleepMs` stands for the vendor's round trips. */
const noop = `
class NoOpProvider {
  async create(inputs) {
    if (inputs.sleepMs > 0) await new Promise((resolve) => setTimeout(resolve, inputs.sleepMs));
    return { id: inputs.phoneNumbers[0], outs: inputs };
  }
  async read(id, props) { return { id, props }; }
  async update(id, olds, news) { return { outs: news }; }
  async diff() { return { changes: false }; }
  async delete() {}
}`;

/** The provider that does nothing, as a package. */
export const noopModule = `${noop}
const provider = new NoOpProvider();
module.exports = { Set: provider };
`;

/**
 * The provider that only sends what a creation has to send, with the same libraries: the floor for any code around it.
 */
export const bareModule = `
const { Pool } = require("undici");
const jsonwebtoken = require("jsonwebtoken");
let config, pool, headers;
async function send(method, path, body) {
  const url = config.require("videosdk:endpoint");
  pool ??= new Pool(url, { connections: 10 });
  headers ??= {
    authorization: jsonwebtoken.sign(
      { apikey: config.require("videosdk:apiKey") }, config.require("videosdk:secret"), { expiresIn: 3600 }),
    "content-type": "application/json",
  };
  const answer = await pool.request({ method, path, headers, body });
  return answer.body.json();
}
const provider = {
  configure(request) { config = request.config; },
  async create({ __provider, __urn, gatewaySettings, adopt, releaseOnDelete, ...settings }) {
    await send("POST", "/v2/sip/phone-numbers", JSON.stringify(settings));
    const id = settings.phoneNumbers[0];
    await send("GET", "/v2/sip/phone-numbers/" + encodeURIComponent(id));
    return { id, outs: settings };
  },
};
module.exports = { Set: provider };
`;

/**
 * The program of a variant.
 * @param {Variant} variant
 * @param {Shape} shape
 * @param {object} [options]
 * @param {number} [options.sleepMs] what a creation waits in the variants that do nothing; 0 by default
 * @param {boolean} [options.hasPassword] whether each set has the credentials of its peer; true by default
 * @returns {string} CommonJS
 */
export function programOf(variant, shape, { sleepMs = 0, hasPassword = true } = {}) {
  const settings = settingsOf(variant, shape, hasPassword);
  const loop = (/** @type {string} */ line) =>
    `for (let index = 0; index < ${shape.sets}; index += 1) { const settings = ${settings}; ${line} }\n`;
  switch (variant) {
    case "ours":
      return `const { videosdk } = require("pulumi-sip");\n${loop(
        "new videosdk.PhoneNumberSet(`set-${index}`, settings);",
      )}`;
    case "usual":
      return `const pulumi = require("@pulumi/pulumi");\n${noop}
class NoOp extends pulumi.dynamic.Resource {
  constructor(name, properties) { super(new NoOpProvider(), name, properties); }
}
${loop(`new NoOp(\`set-\${index}\`, { ...settings, sleepMs: ${sleepMs} });`)}`;
    case "text":
      return `const pulumi = require("@pulumi/pulumi");
const __provider = '${texts.noop}';
class NoOp extends pulumi.CustomResource {
  constructor(name, properties) { super("pulumi-nodejs:dynamic/bench:Set", name, { ...properties, __provider }); }
}
${loop(`new NoOp(\`set-\${index}\`, { ...settings, sleepMs: ${sleepMs} });`)}`;
  }
}
