// The simulator in a process of its own, so that its processor time and memory are not counted with others'.
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import jsonwebtoken from "jsonwebtoken";
import { atExit } from "../../scripts/lib/cleanup.mjs";
import { projectRoot } from "../../scripts/lib/project.mjs";
import { peer } from "./programs.mjs";

/**
 * @typedef {object} Simulator
 * @property {string} url
 * @property {{ apiKey: string, secret: string }} videosdk
 * @property {number} pid
 * @property {Readonly<Record<string, string>>} config a stack's settings for it
 * @property {() => string} token what a request authenticates with
 * @property {() => Promise<readonly { method: string, url: string, requestBody: unknown }[]>} requests with their bodies, the
 *   newest ones
 * @property {() => Promise<{ lines: readonly string[], refused: number }>} counted all requests since it was asked last, and
 *   how many more were answered 429
 * @property {() => Promise<void>} clearRequests
 * @property {() => Promise<void>} reset
 * @property {(videosdk: object) => Promise<void>} configure changes behaviour switches
 * @property {(milliseconds: number) => Promise<void>} delay delays every answer by so much
 * @property {(sets: readonly (readonly string[])[]) => Promise<void>} fill registers numbers, each list of them on one pair
 * @property {() => Promise<any>} account what VideoSDK's side holds
 * @property {() => void} close
 */

/** @returns {Promise<Simulator>} */
export async function startSimulator() {
  const script = path.join(projectRoot, "dist", "cli", "main.js");
  const counting = fileURLToPath(new URL("counting.mjs", import.meta.url));
  const child = spawn(process.execPath, ["--import", counting, script, "simulate"], {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  });
  const release = atExit(() => child.kill("SIGKILL"));
  if (child.stdout === null) throw new Error("the simulator has no output");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { url, videosdk } = JSON.parse(line);
  /** @type {(method: string, what: string, body?: object) => Promise<Response>} */
  const control = async (method, what, body) => {
    const answer = await fetch(`${url}/_simulator/${what}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`the simulator refuses ${what}: ${await answer.text()}`);
    return answer;
  };
  const token = () => jsonwebtoken.sign({ apikey: videosdk.apiKey }, videosdk.secret, { expiresIn: 3600 });
  return {
    url,
    videosdk,
    pid: child.pid ?? 0,
    config: {
      "videosdk:endpoint": url,
      "videosdk:apiKey": videosdk.apiKey,
      "videosdk:secret": videosdk.secret,
    },
    token,
    requests: async () =>
      /** @type {{ method: string, url: string, requestBody: unknown }[]} */ (
        await (await control("GET", "requests")).json()
      ),
    counted: async () => {
      const answered = once(child, "message");
      child.send("counted");
      const [seen] = await answered;
      return seen;
    },
    clearRequests: async () => void (await control("DELETE", "requests")),
    reset: async () => {
      await control("POST", "reset");
    },
    configure: async (switches) => void (await control("POST", "behaviour", { videosdk: switches })),
    delay: async (milliseconds) => {
      await control("POST", "faults", { kind: "delay", milliseconds, times: 10_000_000 });
    },
    fill: async (sets) => {
      const headers = { authorization: token(), "content-type": "application/json" };
      for (const phoneNumbers of sets) {
        const answer = await fetch(`${url}/v2/sip/phone-numbers`, {
          method: "POST",
          headers,
          body: JSON.stringify({
            name: "filled",
            phoneNumbers,
            isShared: true,
            inbound: { sipRegion: "us002" },
            outbound: peer,
          }),
        });
        if (!answer.ok) throw new Error(`the simulator refuses numbers: ${await answer.text()}`);
      }
    },
    account: async () =>
      /** @type {{ videosdk: unknown }} */ (await (await control("GET", "state")).json()).videosdk,
    close: () => {
      child.kill("SIGKILL");
      release();
    },
  };
}
