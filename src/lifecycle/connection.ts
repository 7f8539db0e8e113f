import { keepSecret } from "../http/presentable";
import type { Account, Vendor } from "./definition";
import { Settings, SettingsError } from "./settings";

/** What the host passes to `configure`, and nothing more, so that tests can create one. */
export interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

/**
 * Accounts of this process. All resources with the same settings share one, and with it the connection pool, the load
 * limiter, the token and what has been read.
 */
const accounts = new Map<string, Account>();

/** The connection of one provider to its account. */
export class Connection<A extends Account> {
  private readonly vendor: Vendor<A>;
  private settings: Settings;
  private made: A | undefined;
  private isConfigured = false;

  constructor(vendor: Vendor<A>) {
    this.vendor = vendor;
    this.settings = new Settings(vendor.name, { config: () => undefined, env: process.env });
  }

  /**
   * Keeps the configuration. It must do no more: the host does not wait for it before it starts a second operation, and
   * runs the other operations even when it throws.
   */
  configure(request: ConfigureRequest): void {
    this.settings = new Settings(this.vendor.name, {
      config: (key) => request.config.get(key),
      env: process.env,
    });
    this.made = undefined;
    this.isConfigured = true;
  }

  /**
   * The account, created when first needed.
   *
   * @throws `SettingsError` naming what is missing
   */
  account(): A {
    this.made ??= this.shared();
    return this.made;
  }

  /** The account, or undefined where settings are missing: for checks that work without it. */
  accountIfSet(): A | undefined {
    try {
      return this.account();
    } catch (error) {
      if (error instanceof SettingsError) return undefined;
      throw error;
    }
  }

  /**
   * What is wrong with the settings, for a check; undefined where nothing is, or where they are not known yet: a program
   * may take those of a provider from what it is about to create.
   */
  problem(): string | undefined {
    if (!this.isConfigured || this.settings.containsUnknown(this.vendor.settings)) return undefined;
    try {
      this.account();
      return undefined;
    } catch (error) {
      if (error instanceof SettingsError) return error.message;
      throw error;
    }
  }

  private shared(): A {
    const key = `${this.vendor.name}\n${this.settings.snapshot(this.vendor.settings)}`;
    const account = (accounts.get(key) as A | undefined) ?? this.vendor.connect(this.settings);
    accounts.set(key, account);
    keepSecret(...account.secrets);
    return account;
  }
}
