import { createBody, type Bench } from "./videosdk-account";
import { VideoSdkAccount } from "../../src/videosdk/client/account";
import { settingsAt } from "./videosdk-account";
import { ample } from "./transport";
import { serve } from "./server";

/** A change by another client at the vendor, to a number that `pick` chooses. */
export interface Meddling {
  readonly kind: "detach" | "move" | "pair" | "release" | "register" | "reorder";
  readonly pick: number;
}

/** All kinds of changes. */
export const meddlings: readonly Meddling["kind"][] = [
  "detach",
  "move",
  "pair",
  "release",
  "register",
  "reorder",
];

/** Another client of the account of a bench, and what it removed. */
export class Meddler {
  /** Numbers that it released. */
  readonly released = new Set<string>();
  private readonly bench: Bench;
  private readonly account: VideoSdkAccount;
  private registered = 0;

  constructor(bench: Bench) {
    this.bench = bench;
    const { url, videosdk } = bench.simulator;
    this.account = new VideoSdkAccount(settingsAt(url, videosdk));
  }

  /** Makes the change. What is not possible, such as detaching a number that is not attached, is left out. */
  async meddle({ kind, pick }: Meddling, numbers: readonly string[]): Promise<void> {
    const { api } = this.account;
    const [deadline, e164] = [ample(), numbers[pick % numbers.length] ?? ""];
    switch (kind) {
      case "detach":
        return possibly(api.detach(e164, deadline));
      case "move":
        await possibly(api.detach(e164, deadline));
        return possibly(api.createNumbers(createBody([e164]), deadline));
      case "pair":
        // All of them go to a pair of their own, and the gateways that this leaves empty are deleted.
        await Promise.all(numbers.map((number) => possibly(api.detach(number, deadline))));
        await possibly(api.createNumbers(createBody(numbers), deadline));
        return this.deleteEmpty();
      case "release": {
        const record = await api.getNumber(e164, deadline);
        if (record === undefined) return;
        this.released.add(e164);
        return api.release(record.phoneNumber.phoneNumberId, deadline);
      }
      case "register":
        this.registered += 1;
        return api.createNumbers(createBody([`+4420${7_946_000 + this.registered}`]), deadline);
      case "reorder": {
        this.bench.simulator.configure({
          videosdk: { listOrder: pick % 2 === 0 ? "reverse" : "random" },
        });
        return;
      }
    }
  }

  private async deleteEmpty(): Promise<void> {
    const { inboundGateways, outboundGateways } = this.bench.simulator.state().videosdk;
    const empty = [...inboundGateways, ...outboundGateways].filter(
      ({ deleted, numbers }) => !deleted && numbers.length === 0,
    );
    for (const { direction, id } of empty) await this.account.api.deleteGateway(direction, id, ample());
  }
}

/**
 * A proxy to the bench's simulator on which a change happens before each request is passed on, one request at a time:
 * as for a reader of several pages.
 */
export async function meddlesomeUrl(bench: Bench, before: () => Promise<void>): Promise<string> {
  let turn: Promise<unknown> = Promise.resolve();
  const server = await serve((response, { method, url, headers, body }) => {
    turn = turn.then(async () => {
      await before();
      const answer = await fetch(bench.simulator.url + url, {
        method,
        headers: { authorization: headers.authorization ?? "", "content-type": "application/json" },
        ...(body === "" ? {} : { body }),
      });
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(await answer.text());
    });
  });
  return server.url;
}

async function possibly(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch {
    // The vendor refuses what is done already.
  }
}
