import { keepSecret } from "../http/presentable";
import type { Account, Vendor } from "./definition";
import { Settings, SettingsError } from "./settings";

/** What the host passes to `configure`, and nothing more, so that tests can create one. */
export interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

/**
 * All keys of a configuration, of every namespace. The SDK's class does not show them; it keeps the values in a field of this
 * name, in every release that passes a configuration. Without it, misspelt settings cannot be seen.
 */
function namesIn(config: object): readonly string[] {
  const { rawConfig } = config as { rawConfig?: unknown };
  return typeof rawConfig === "object" && rawConfig !== null ? Object.keys(rawConfig) : [];
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
  private request: ConfigureRequest | undefined;
  private provider: string | undefined;

  constructor(vendor: Vendor<A>) {
    this.vendor = vendor;
    this.settings = new Settings(vendor.name, { config: () => undefined, env: process.env });
  }

  /**
   * Keeps the configuration. It must do no more: the host does not wait for it before it starts a second operation, and
   * runs the other operations even when it throws.
   */
  configure(request: ConfigureRequest): void {
    this.request = request;
    this.renew();
  }

  /** To be called with the provider that an operation's resource names; all of one process name the same. */
  through(provider: string | undefined): void {
    if (provider === this.provider) return;
    this.provider = provider;
    this.renew();
  }

  /**
   * What is wrong with the settings, for a check: a misspelt name, a value that cannot be used, missing credentials, a provider
   * of another vendor. Nothing where they are not known yet: a program may take those of a provider from what it is about to
   * create.
   */
  problems(): readonly string[] {
    const { name, settings } = this.vendor;
    if (this.request === undefined || this.settings.containsUnknown(settings)) return [];
    if (this.provider !== undefined && !this.provider.startsWith(`${name}.`)) {
      return [
        `its provider is ${this.provider}. Give it a ${name}.Provider, or none for the account in the stack's configuration`,
      ];
    }
    const found = this.settings.problems(settings);
    try {
      this.account();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      return found.includes(error.message) ? found : [...found, error.message];
    }
    return found;
  }

  private renew(): void {
    const { request } = this;
    const sources = {
      config: (key: string) => request?.config.get(key),
      env: process.env,
      names: request === undefined ? [] : namesIn(request.config),
      project: process.env["PULUMI_PROJECT"] ?? process.env["PULUMI_NODEJS_PROJECT"],
    };
    this.settings = new Settings(this.vendor.name, sources, this.provider);
    this.made = undefined;
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

  private shared(): A {
    const key = `${this.vendor.name}\n${this.settings.snapshot(this.vendor.settings)}`;
    const account = (accounts.get(key) as A | undefined) ?? this.vendor.connect(this.settings);
    accounts.set(key, account);
    keepSecret(...account.secrets);
    return account;
  }
}
