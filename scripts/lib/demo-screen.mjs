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

/**
 * What a reader may wonder at in requests: an answer that looks like a failure and is none.
 * @param {readonly RequestLogEntry[]} requests
 */
export function remarks(requests) {
  return requests.some(({ status }) => status === 404)
    ? [
        "The 404 is no failure. A gateway that the list no longer shows is asked for by its id, and only the vendor's own",
        "answer that it does not exist lets it be taken for deleted.",
      ]
    : [];
}

/** @param {SimulatorState} state */
export function vendorLines({ videosdk, signalwire }) {
  const { phoneNumbers, inboundGateways, outboundGateways, routingRules, trunks } = videosdk;
  return [
    ...phoneNumbers.map(({ e164, inboundGatewayId, outboundGatewayId }) => {
      const place =
        inboundGatewayId === null && outboundGatewayId === null
          ? "attached to nothing"
          : `inbound ${shown(inboundGatewayId)}, outbound ${shown(outboundGatewayId)}`;
      return `number    ${e164}  registered, ${place}`;
    }),
    ...living(inboundGateways).map(
      ({ id, geoRegion, mediaEncryption }) =>
        `inbound   ${id}  region ${geoRegion}, media encryption ${mediaEncryption}`,
    ),
    ...living(outboundGateways).map(
      ({ id, address, transport, mediaEncryption }) =>
        `outbound  ${id}  to ${address} by ${transport}, media encryption ${mediaEncryption}`,
    ),
    ...routingRules.map(
      ({ name, numbers, agentId }) =>
        `rule      ${name}  ${numbers.join(", ")} to agent ${agentId ?? "none"}`,
    ),
    ...trunks.map(({ trunkId, domain }) => `trunk     ${trunkId}  to ${domain}`),
    ...signalwire.endpoints.map(
      ({ id, username, call_handler }) =>
        `endpoint  ${id}  ${username} at SignalWire, calls handled by ${call_handler ?? "nothing"}`,
    ),
    ...signalwire.gateways.map(({ id, uri }) => `gateway   ${id}  from SignalWire to ${uri}`),
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

/**
 * An id in full, as requests and the stack's outputs show it.
 * @param {string | null} id
 */
function shown(id) {
  return id ?? "none";
}
