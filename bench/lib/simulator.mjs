// The simulator in a process of its own, so that its processor time and memory are not counted with others'.
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { atExit } from "../../scripts/lib/cleanup.mjs";
import { projectRoot } from "../../scripts/lib/project.mjs";

/**
 * @typedef {object} Simulator
 * @property {string} url
 * @property {{ apiKey: string, secret: string }} videosdk
 * @property {number} pid
 * @property {() => Promise<readonly { method: string, url: string, requestBody: unknown }[]>} requests
 * @property {() => Promise<void>} clearRequests
 * @property {() => Promise<void>} reset
 * @property {(milliseconds: number) => Promise<void>} delay delays every answer by so much
 * @property {() => void} close
 */

/** @returns {Promise<Simulator>} */
export async function startSimulator() {
  const script = path.join(projectRoot, "dist", "cli", "main.js");
  const child = spawn(process.execPath, [script, "simulate"], { stdio: ["ignore", "pipe", "ignore"] });
  const release = atExit(() => child.kill("SIGKILL"));
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { url, videosdk } = JSON.parse(line);
  /** @type {(method: string, what: string, body?: object) => Promise<Response>} */
  const control = (method, what, body) =>
    fetch(`${url}/_simulator/${what}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    url,
    videosdk,
    pid: child.pid ?? 0,
    requests: async () =>
      /** @type {{ method: string, url: string, requestBody: unknown }[]} */ (
        await (await control("GET", "requests")).json()
      ),
    clearRequests: async () => void (await control("DELETE", "requests")),
    reset: async () => void (await control("POST", "reset")),
    delay: async (milliseconds) => {
      await control("POST", "faults", { kind: "delay", milliseconds, times: 10_000_000 });
    },
    close: () => {
      child.kill("SIGKILL");
      release();
    },
  };
}
