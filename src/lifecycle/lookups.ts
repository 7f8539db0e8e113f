import { Deadline } from "../http/deadline";
import { presentable } from "../http/presentable";
import type { Account, Vendor } from "./definition";
import { messageOf, plainError } from "./outcome";
import { Settings } from "./settings";

/** A setting by its full key, such as `signalwire:space`. */
export type ConfigReader = (key: string) => string | undefined;

/** One account, as look-ups of a program read it. */
interface Source<A> {
  readonly account: A;
  /** What has been read in this run, or is being read, by what it is. */
  readonly answers: Map<string, Promise<unknown>>;
}

/**
 * Reads objects for a program: one account for all look-ups with the same settings, and nothing twice in a run. A program runs
 * in a process of its own, which ends with the run.
 */
export class Lookups<A extends Account> {
  private readonly sources = new Map<string, Source<A>>();

  constructor(private readonly vendor: Vendor<A>) {}

  /**
   * Reads something, unless the run has read it already.
   *
   * @param name of the function that the program called, for messages
   * @param what tells apart what it reads
   * @throws an error of one line, without secrets
   */
  read<T>(
    name: string,
    what: string,
    config: ConfigReader,
    read: (account: A, deadline: Deadline) => Promise<T>,
  ): Promise<T> {
    const source = this.sourceOf(name, config);
    const known = source.answers.get(what) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = this.ask(name, source.account, read);
    source.answers.set(what, answer);
    answer.catch(() => source.answers.delete(what));
    return answer;
  }

  private sourceOf(name: string, config: ConfigReader): Source<A> {
    const settings = new Settings(this.vendor.name, { config, env: process.env });
    const key = settings.snapshot(this.vendor.settings);
    const known = this.sources.get(key);
    if (known !== undefined) return known;
    try {
      const source = { account: this.vendor.connect(settings), answers: new Map<string, Promise<unknown>>() };
      this.sources.set(key, source);
      return source;
    } catch (error) {
      throw plainError(presentable(`${this.vendor.name} ${name}: ${messageOf(error)}`));
    }
  }

  private async ask<T>(
    name: string,
    account: A,
    read: (account: A, deadline: Deadline) => Promise<T>,
  ): Promise<T> {
    const deadline = new Deadline(account.operationTimeoutMs);
    try {
      return await read(account, deadline);
    } catch (error) {
      const advice = this.vendor.advise?.(error, account);
      const message = `${this.vendor.name} ${name}: ${messageOf(error)}${advice === undefined ? "" : `. ${advice}`}`;
      throw plainError(presentable(message, account.secrets));
    } finally {
      deadline.dispose();
    }
  }
}

/**
 * The one object of a list that a program asked for.
 *
 * @throws where there is none, or more than one
 */
export function onlyOne<T>(title: string, noun: string, key: string, found: readonly T[]): T {
  const [one, ...others] = found;
  if (one === undefined) throw new Error(`${title}: there is no ${noun} with ${key}`);
  if (others.length > 0)
    throw new Error(`${title}: ${others.length + 1} objects of the kind ${noun} have ${key}. Ask by id`);
  return one;
}
