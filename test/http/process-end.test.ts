import { expect, test } from "vitest";
import { json, serve } from "../support/server";
import { inOwnProcess } from "../support/ts-process";

/** Sends requests and closes nothing; a timer or a connection that is left would keep the process alive. */
const client = `
  const { Transport } = require("./src/http/transport");
  const { Deadline } = require("./src/http/deadline");
  const transport = new Transport({
    baseUrl: process.argv[1],
    authorization: () => "t",
    readComplaint: () => ({ message: "" }),
    limits: { maxConcurrency: 2, requestsPerSecond: 1000 },
    retry: { baseDelayMs: 1 },
  });
  const send = async (path) => {
    const deadline = new Deadline(300_000);
    try {
      return (await transport.send({ method: "GET", path }, deadline)).status;
    } catch (error) {
      return error.name;
    } finally {
      deadline.dispose();
    }
  };
  Promise.all(["/a", "/b", "/c", "/bad", "/flaky"].map(send)).then((outcome) =>
    process.stdout.write(JSON.stringify(outcome)),
  );
`;

/**
 * Far more than it needs; far less than the time limit of the requests, until which a timer would keep the process
 * alive.
 */
const limit = { timeout: 30_000 };

test(
  "a process can end as soon as its requests are answered: no timer or connection keeps it alive",
  limit,
  async () => {
    let flaky = 0;
    const server = await serve((response, { url }) => {
      if (url === "/flaky") flaky += 1;
      json(response, url === "/bad" ? 400 : url === "/flaky" && flaky === 1 ? 503 : 200, {});
    });
    expect(await inOwnProcess(client, server.url)).toEqual([200, 200, 200, "ApiError", 200]);
  },
);
