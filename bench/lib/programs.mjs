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

const settings = `{
  phoneNumbers: [\`+1415\${5000000 + index}\`],
  inbound: { sipRegion: "us002" },
  outbound: { address: "sip.example.com:5061", sipRegion: "us002", transport: "tls" },
}`;

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
  async create({ __provider, gatewaySettings, adopt, releaseOnDelete, ...settings }) {
    await send("POST", "/v2/sip/phone-numbers", JSON.stringify(settings));
    const id = settings.phoneNumbers[0];
    await send("GET", "/v2/sip/phone-numbers/" + encodeURIComponent(id));
    return { id, outs: settings };
  },
};
module.exports = { Set: provider };
`;

/**
 * The program of a variant: so many independent sets of one number.
 * @param {Variant} variant
 * @param {number} count
 * @param {number} sleepMs what a creation waits in the variants that do nothing
 * @returns {string} CommonJS
 */
export function programOf(variant, count, sleepMs) {
  const loop = (/** @type {string} */ line) =>
    `for (let index = 0; index < ${count}; index += 1) { const settings = ${settings}; ${line} }\n`;
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
const __provider = 'exports.handler = () => require("${noopPackage}").Set;';
class NoOp extends pulumi.CustomResource {
  constructor(name, properties) { super("pulumi-nodejs:dynamic/bench:Set", name, { ...properties, __provider }); }
}
${loop(`new NoOp(\`set-\${index}\`, { ...settings, sleepMs: ${sleepMs} });`)}`;
  }
}
