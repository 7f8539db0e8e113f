// The vendor of the demo: the simulator in a process of its own, and the calls that the demo makes to it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { createInterface } from "node:readline";
import jsonwebtoken from "jsonwebtoken";
import { atExit } from "./cleanup.mjs";
import { projectRoot } from "./project.mjs";
import { runCommand } from "./run.mjs";

/** @typedef {import("../../src/simulator/index.js").RequestLogEntry} RequestLogEntry */
/** @typedef {import("../../src/simulator/index.js").SimulatorState} SimulatorState */
/** @typedef {import("../../src/simulator/index.js").VideoSdkState} VideoSdkState */
/** @typedef {import("../../src/simulator/index.js").SignalWireState} SignalWireState */
/** @typedef {import("../../src/simulator/index.js").VideoSdkCredentials} VideoSdkCredentials */
/** @typedef {import("../../src/simulator/index.js").SignalWireCredentials} SignalWireCredentials */

/**
 * A running simulator.
 * @typedef {object} Vendor
 * @property {string} url
 * @property {VideoSdkCredentials} videosdk credentials of the one vendor
 * @property {SignalWireCredentials} signalwire credentials of the other
 * @property {() => Promise<readonly RequestLogEntry[]>} takeRequests the requests since the last call
 * @property {() => Promise<SimulatorState>} state everything it holds
 * @property {(gatewayId: string) => Promise<void>} deleteOutboundGateway deletes one as another client would
 * @property {(to: string) => Promise<string>} trace what `pulumi-sip trace` says of a call to a number
 * @property {() => void} stop
 */

/** The number that the project at SignalWire owns. */
export const ownedNumber = "+14155550170";

/**
 * Starts `pulumi-sip simulate` on a free port.
 * @returns {Promise<Vendor>}
 * @throws {Error} when it ends before it says where it listens
 */
export async function startVendor() {
  const command = path.join(projectRoot, "dist", "cli", "main.js");
  const behaviour = JSON.stringify({ signalwire: { ownedNumbers: [ownedNumber] } });
  const child = spawn(process.execPath, [command, "simulate", "--port", "0", "--behaviour", behaviour], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const kill = () => void child.kill();
  const release = atExit(kill);
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), once(child, "exit")]);
  if (typeof line !== "string") throw new Error(`\`pulumi-sip simulate\` ended with exit code ${line}`);
  /** @type {{ url: string, videosdk: VideoSdkCredentials, signalwire: SignalWireCredentials }} */
  const { url, videosdk, signalwire } = JSON.parse(line);
  return {
    url,
    videosdk,
    signalwire,
    takeRequests: async () => {
      const requests = await askJson(`${url}/_simulator/requests`);
      await ask(`${url}/_simulator/requests`, { method: "DELETE" });
      return requests;
    },
    state: async () => await askJson(`${url}/_simulator/state`),
    deleteOutboundGateway: async (gatewayId) => {
      const authorization = token(videosdk);
      await ask(`${url}/v2/sip/outbound-gateways/${gatewayId}`, {
        method: "DELETE",
        headers: { authorization },
      });
    },
    trace: async (to) => {
      const env = { ...process.env, ...settingsOf(url, videosdk, signalwire) };
      const { stdout } = await runCommand(process.execPath, [command, "trace", "--to", to], {
        cwd: projectRoot,
        env,
      });
      return stdout;
    },
    stop: () => {
      release();
      kill();
    },
  };
}

/**
 * The settings of a command, as environment variables.
 * @param {string} url
 * @param {VideoSdkCredentials} videosdk
 * @param {SignalWireCredentials} signalwire
 */
function settingsOf(url, videosdk, signalwire) {
  return {
    VIDEOSDK_API_ENDPOINT: url,
    VIDEOSDK_API_KEY: videosdk.apiKey,
    VIDEOSDK_SECRET: videosdk.secret,
    SIGNALWIRE_API_ENDPOINT: url,
    SIGNALWIRE_SPACE: "acme",
    SIGNALWIRE_PROJECT_ID: signalwire.projectId,
    SIGNALWIRE_API_TOKEN: signalwire.token,
  };
}

/** @param {VideoSdkCredentials} credentials */
function token({ apiKey, secret }) {
  const claims = { apikey: apiKey, permissions: ["allow_join"], version: 2, roles: ["crawler"] };
  return jsonwebtoken.sign(claims, secret, { expiresIn: 60 });
}

/**
 * @param {string} url
 * @returns {Promise<any>}
 */
async function askJson(url) {
  return await (await ask(url)).json();
}

/**
 * @param {string} url
 * @param {RequestInit} [init]
 */
async function ask(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${init?.method ?? "GET"} ${url} answered ${response.status}`);
  return response;
}
