// Shows the demo to the person who watches it, and remembers whether a check failed.
import { remarks, requestLines, shortened, vendorLines } from "./demo-screen.mjs";
import { withProgress } from "./run.mjs";

/** @typedef {import("./demo-stack.mjs").Stack} Stack */
/** @typedef {import("./demo-vendor.mjs").Vendor} Vendor */

/** In place of a person who would look at the preview and confirm it. */
const unattended = ["--yes", "--skip-preview"];

/** Carries out the steps of the demo and shows them. */
export class Narrator {
  /** Whether every check so far has passed. */
  good = true;
  #said = "";
  #stack;
  #vendor;

  /**
   * @param {Stack} stack
   * @param {Vendor} vendor
   */
  constructor(stack, vendor) {
    this.#stack = stack;
    this.#vendor = vendor;
  }

  /** @param {string} text */
  heading(text) {
    console.log(`\n${text}`);
  }

  /** @param {string} text */
  note(text) {
    console.log(`  ${text}`);
  }

  /**
   * Runs the CLI and shows its output, shortened.
   * @param {"up" | "preview" | "refresh" | "destroy"} command
   * @param {{ outputs?: boolean }} [options] `outputs` (default false) shows the stack's outputs too
   */
  async pulumi(command, { outputs = false } = {}) {
    const flags = [...(command === "preview" ? [] : unattended), ...(outputs ? [] : ["--suppress-outputs"])];
    const words = await withProgress(console.log, `  $ pulumi ${command}`, () =>
      this.#stack.pulumi(command, ...flags),
    );
    const lines = shortened(words);
    this.#said = lines.join("\n").replace(/[^\S\n]+/g, " ");
    this.#show(lines);
  }

  /**
   * Changes a setting of the stack.
   * @param {string} key
   * @param {string} value
   */
  async set(key, value) {
    this.note(`$ pulumi config set ${key} ${value}`);
    await this.#stack.pulumi("config", "set", key, value);
  }

  /**
   * Whether the CLI's last output contains a text; any white space counts as one space.
   * @param {string} text
   */
  said(text) {
    return this.#said.includes(text);
  }

  /**
   * Shows the requests that reached the vendor since the last time.
   * @param {string} [whose]
   */
  async requests(whose = "Vendor requests") {
    const requests = await this.#vendor.takeRequests();
    this.note(`${whose}:`);
    this.#show(requestLines(requests));
    for (const line of remarks(requests)) this.note(line);
    return requests;
  }

  /** Shows what exists at the vendor. */
  async vendorState() {
    const state = await this.#vendor.state();
    this.note("Now at the vendor:");
    this.#show(vendorLines(state));
    return state;
  }

  /**
   * Shows where a call goes, and how it gets there.
   * @param {string} to the called number
   * @returns {Promise<string>} what `pulumi-sip trace` says
   */
  async trace(to) {
    this.note(`$ pulumi-sip trace --to ${to}`);
    const said = await this.#vendor.trace(to);
    this.#show(said.trimEnd().split("\n"));
    return said;
  }

  /**
   * Checks a statement and shows the result.
   * @param {string} claim
   * @param {boolean} isTrue
   */
  check(claim, isTrue) {
    if (!isTrue) this.good = false;
    this.note(`${isTrue ? "✓" : "✗ FAILED:"} ${claim}`);
  }

  /** @param {readonly string[]} lines */
  #show(lines) {
    for (const line of lines) console.log(`    ${line}`);
  }
}
