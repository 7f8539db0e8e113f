import { describe, expect, inject, test } from "vitest";
import type { Simulator } from "../../src/simulator";
import { EngineModel } from "../support/engine-model.js";
import { sampleOfEach } from "../support/registry.js";
import { declared } from "../support/sample.js";
import { Stack, useStack } from "../support/stack.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0", "signalwire:maxRetries": "0" } });

/** What is particular to a vendor. */
interface Particulars {
  readonly endpoint: string;
  /** The setting that holds the credential. */
  readonly secret: string;
  /** The message for missing settings. */
  readonly missing: string;
  /** The message for wrong credentials. */
  readonly refused: RegExp;
  /** A refusal in the vendor's form. */
  readonly refusal: (message: string) => object;
}

const simulator =
  ". To try it without an account: npx pulumi-sip simulate, which prints the commands for its own credentials";

const vendors: Readonly<Record<string, Particulars>> = {
  videosdk: {
    endpoint: "videosdk:endpoint",
    secret: "videosdk:secret",
    missing:
      "videosdk: credentials are missing. Set: " +
      "pulumi config set videosdk:apiKey … && pulumi config set --secret videosdk:secret … " +
      "(or VIDEOSDK_API_KEY and VIDEOSDK_SECRET in the environment); or " +
      "pulumi config set --secret videosdk:token … (or VIDEOSDK_TOKEN in the environment)" +
      simulator,
    refused: /create failed: Token is invalid or expired \(HTTP 401,.*request [0-9a-f-]{36}.*videosdk:apiKey/,
    refusal: (error) => ({ error, code: "E17" }),
  },
  signalwire: {
    endpoint: "signalwire:endpoint",
    secret: "signalwire:token",
    missing:
      "signalwire: credentials are missing. Set: pulumi config set signalwire:space … && " +
      "pulumi config set signalwire:projectId … && pulumi config set --secret signalwire:token … " +
      "(or SIGNALWIRE_SPACE and SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN in the environment)" +
      simulator,
    refused: /create failed: Unauthorized: .*signalwire:projectId.*\(HTTP 401,.*request [0-9a-f-]{36}\)/,
    refusal: (message) => ({ errors: [{ message, code: "E17" }] }),
  },
};

const wrongSecret = "CANARY-wrong-secret";

describe("the error of every resource whose vendor refuses or does not answer", async () => {
  describe.each(await sampleOfEach())("$title", (sample) => {
    const particulars = vendors[sample.vendor];
    if (particulars === undefined) throw new Error(`${sample.vendor} is not among the vendors of this file`);
    const { endpoint, secret, missing, refused, refusal } = particulars;
    const title = `${sample.vendor} ${sample.type}`;
    // The resources that it refers to are never reached, so plain values are enough.
    const program = [declared(sample, sample.fewest)];

    /** The one error of an `up`, after which state is as empty as before. */
    async function errorOf(stack: Stack = bench.current): Promise<string> {
      const { errors, output } = await stack.up(program);
      expect(errors).toHaveLength(1);
      expect(errors.join() + output).not.toContain("CANARY");
      expect(stack.engine.state.size).toBe(0);
      return errors[0] ?? "";
    }

    function change(config: Readonly<Record<string, string>>): Simulator {
      bench.current.engine.config = { ...bench.current.engine.config, ...config };
      return bench.current.sim;
    }

    test("missing credentials: the preview fails already, with the commands that set them, and nothing is sent", async () => {
      const { sim } = bench.current;
      const config = { [endpoint]: sim.url };
      const engine = new EngineModel({ projectDir: inject("fixtureDir"), home: bench.home, config });
      const stack = new Stack(sim, engine);
      expect((await stack.preview(program)).errors).toEqual([missing]);
      expect(await errorOf(stack)).toBe(missing);
      expect(sim.requests()).toEqual([]);
    });

    test("wrong credentials: it is not created, and the error holds the vendor's message", async () => {
      change({ [secret]: wrongSecret });
      const error = await errorOf();
      expect(error).toMatch(refused);
      expect(error).toContain(`${title}: `);
    });

    test("a vendor that cannot be reached: it is not created, and the error names the address", async () => {
      // Nothing listens there, and no system assigns this port.
      change({ [endpoint]: "http://127.0.0.1:9" });
      const error = await errorOf();
      expect(error).toContain("no answer from http://127.0.0.1:9");
      expect(error).toContain(`${endpoint} is http://127.0.0.1:9 (from the configuration`);
    });

    test("a vendor that answers HTML: it does not count as created, and the error says so", async () => {
      bench.current.sim.addFault({ kind: "html", status: 403, times: 1000 });
      const error = await errorOf();
      expect(error).toContain("an HTML page");
      expect(error).toContain("HTTP 403");
      expect(error).not.toContain("<");
    });

    test("a refusal: the vendor's message, the status and the request's id", async () => {
      const body = refusal("Account is suspended");
      bench.current.sim.addFault({ kind: "status", status: 403, body, times: 1000 });
      expect(await errorOf()).toMatch(
        /Account is suspended.*\(HTTP 403, (POST|GET|PATCH) \/[^ ]*, request [0-9a-f-]{36}\)/,
      );
    });
  });
});
