// The floor: the same requests by a bare script, so many at once. Run as a program of its own, to be measured like one:
// node bench/lib/raw.mjs <file with { url, token, concurrency, requests }>
import { readFileSync } from "node:fs";
import { Pool } from "undici";

const { url, token, concurrency, requests } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const pool = new Pool(url, { connections: concurrency });
const waiting = [...requests].reverse();

async function worker() {
  for (let request = waiting.pop(); request !== undefined; request = waiting.pop()) {
    const { method, url: path, requestBody } = request;
    const answer = await pool.request({
      method,
      path,
      headers: { authorization: token, "content-type": "application/json" },
      body: requestBody === null ? null : JSON.stringify(requestBody),
    });
    await answer.body.json();
  }
}

await Promise.all(Array.from({ length: concurrency }, worker));
await pool.close();
