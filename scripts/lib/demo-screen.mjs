// What the demo shows.

/** @typedef {import("../../src/simulator/index.js").RequestLogEntry} RequestLogEntry */
/** @typedef {import("../../src/simulator/index.js").SimulatorState} SimulatorState */
/** @typedef {import("../../src/simulator/index.js").GatewayRecord} GatewayRecord */

/** Lines of the CLI that only say that something has begun, or that there was nothing to do. */
const beginning =
  /^@ |\b(creating|updating|deleting|refreshing|replacing|replaced)\b.*\(\d|^\s*pulumi:pulumi:Stack /;
const unchanged = /^\s*(videosdk|signalwire|pulumi-sip:components):\w+ \S+$/;

/**
 * The CLI's output without what a reader of the demo does not need.
 * @param {string} output
 * @returns {string[]}
 */
export function shortened(output) {
  const end = output.search(/^(Duration:|The resources in the stack have been deleted)/m);
  return (end < 0 ? output : output.slice(0, end))
    .replaceAll("pulumi-nodejs:dynamic/", "")
    .split("\n")
    .slice(1)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !beginning.test(line) && !unchanged.test(line));
}

/** @param {readonly RequestLogEntry[]} requests */
export function requestLines(requests) {
  if (requests.length === 0) return ["none"];
  return requests.map(
    ({ method, url, status }) => `${method.padEnd(6)} ${decodeURIComponent(url)}  ${status}`,
  );
}

/** @param {SimulatorState} state */
export function vendorLines({ videosdk, signalwire }) {
  const { phoneNumbers, inboundGateways, outboundGateways, routingRules, trunks } = videosdk;
  return [
    ...phoneNumbers.map(({ e164, inboundGatewayId, outboundGatewayId }) => {
      const place =
        inboundGatewayId === null && outboundGatewayId === null
          ? "attached to nothing"
          : `inbound ${short(inboundGatewayId)}, outbound ${short(outboundGatewayId)}`;
      return `number    ${e164}  registered, ${place}`;
    }),
    ...living(inboundGateways).map(
      ({ id, geoRegion, mediaEncryption }) =>
        `inbound   ${short(id)}  region ${geoRegion}, media encryption ${mediaEncryption}`,
    ),
    ...living(outboundGateways).map(
      ({ id, address, transport, mediaEncryption }) =>
        `outbound  ${short(id)}  to ${address} by ${transport}, media encryption ${mediaEncryption}`,
    ),
    ...routingRules.map(
      ({ name, numbers, agentId }) =>
        `rule      ${name}  ${numbers.join(", ")} to agent ${agentId ?? "none"}`,
    ),
    ...trunks.map(({ trunkId, domain }) => `trunk     ${trunkId}  to ${domain}`),
    ...signalwire.endpoints.map(
      ({ id, username, call_handler }) =>
        `endpoint  ${short(id)}  ${username} at SignalWire, calls handled by ${call_handler ?? "nothing"}`,
    ),
    ...signalwire.gateways.map(({ id, uri }) => `gateway   ${short(id)}  from SignalWire to ${uri}`),
  ];
}

/**
 * Gateways that were not deleted.
 * @param {readonly GatewayRecord[]} gateways
 */
export function living(gateways) {
  return gateways.filter(({ deleted }) => !deleted);
}

/**
 * Requests that may have changed something.
 * @param {readonly RequestLogEntry[]} requests
 */
export function writes(requests) {
  return requests.filter(({ method }) => method !== "GET");
}

/** @param {string | null} id */
function short(id) {
  return id === null ? "none" : id.slice(0, 8);
}
