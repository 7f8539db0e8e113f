import { Deadline } from "../http/deadline";
import { keepSecret, presentable } from "../http/presentable";
import type { Account, Vendor } from "../lifecycle/definition";
import { endpointAdvice } from "../lifecycle/endpoint-advice";
import type { InventoryOptions } from "../lifecycle/inventory";
import { messageOf, plainError } from "../lifecycle/outcome";
import { Settings, SettingsError, type SettingSources } from "../lifecycle/settings";
import { signalwire, type SignalWireAccount } from "../signalwire/client/account";
import { readSignalWireInventory, type SignalWireInventory } from "../signalwire/client/inventory";
import { videosdk, type VideoSdkAccount } from "../videosdk/client/account";
import {
  readVideoSdkInventory,
  type VideoSdkInventory,
  type VideoSdkInventoryOptions,
} from "../videosdk/client/inventory";

/** The vendors by their names. */
export const vendorNames = ["videosdk", "signalwire"] as const;

/** A vendor by its name. */
export type VendorName = (typeof vendorNames)[number];

/** The pictures of the accounts; of a vendor without settings there is none. */
export interface Inventories {
  readonly videosdk?: VideoSdkInventory;
  readonly signalwire?: SignalWireInventory;
}

/** What a running simulator says of its accounts. */
export interface SimulatedAccounts {
  readonly url: string;
  readonly videosdk: { readonly apiKey: string; readonly secret: string };
  readonly signalwire: { readonly projectId: string; readonly token: string };
}

/** Whose accounts are read, and how. */
export interface InventoriesOptions extends VideoSdkInventoryOptions {
  /** The only vendor; by default each that has settings. */
  readonly vendor?: VendorName | undefined;
  /** A simulator whose two accounts are read, in place of those of the environment. */
  readonly simulator?: SimulatedAccounts | undefined;
  /** A stack's configuration, by keys such as `videosdk:apiKey`, which comes before the environment; none by default. */
  readonly config?: ((key: string) => string | undefined) | undefined;
  /** Where the settings are, under the names of the environment variables; the environment by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the accounts that there are settings for. It only reads.
 *
 * @throws Error when no vendor has settings, those of one cannot be used, or a list could not be read
 */
export async function readInventories(options: InventoriesOptions = {}): Promise<Inventories> {
  const { vendor, simulator } = options;
  const { env = process.env, config = () => undefined } = options;
  const sources =
    simulator === undefined ? { config, env } : { config: () => undefined, env: settingsOf(simulator) };
  const isWanted = ({ name, settings }: Pick<Vendor<Account>, "name" | "settings">): boolean => {
    const given = new Settings(name, sources);
    return vendor === undefined ? settings.some((one) => given.get(one) !== undefined) : vendor === name;
  };
  const wanted = { videosdk: isWanted(videosdk), signalwire: isWanted(signalwire) };
  if (!wanted.videosdk && !wanted.signalwire) throw plainError(noSettings(sources));
  const ofVideoSdk = connected(videosdk, wanted.videosdk, sources);
  const ofSignalWire = connected(signalwire, wanted.signalwire, sources);
  const [first, second] = await Promise.all([
    read<VideoSdkAccount, VideoSdkInventory>(videosdk, ofVideoSdk, readVideoSdkInventory, options),
    read<SignalWireAccount, SignalWireInventory>(signalwire, ofSignalWire, readSignalWireInventory, options),
  ]);
  return { ...(first && { videosdk: first }), ...(second && { signalwire: second }) };
}

function connected<A extends Account>(
  vendor: Vendor<A>,
  isWanted: boolean,
  sources: SettingSources,
): A | undefined {
  if (!isWanted) return undefined;
  const settings = new Settings(vendor.name, sources);
  const account = vendor.connect(settings);
  keepSecret(...account.secrets);
  return account;
}

async function read<A extends Account, I>(
  vendor: Vendor<A>,
  account: A | undefined,
  readInventory: (account: A, deadline: Deadline, options: InventoryOptions) => Promise<I>,
  options: InventoriesOptions,
): Promise<I | undefined> {
  if (account === undefined) return undefined;
  const deadline = new Deadline(account.operationTimeoutMs);
  try {
    return await readInventory(account, deadline, options);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const advice = endpointAdvice(cause, account.endpoint) ?? vendor.advise?.(cause, account);
    const rest = advice === undefined ? "" : `. ${advice}`;
    throw plainError(presentable(`${vendor.name}: ${messageOf(error)}${rest}`, account.secrets));
  } finally {
    deadline.dispose();
  }
}

function settingsOf({
  url,
  videosdk: account,
  signalwire: project,
}: SimulatedAccounts): SettingSources["env"] {
  return {
    VIDEOSDK_API_ENDPOINT: url,
    VIDEOSDK_API_KEY: account.apiKey,
    VIDEOSDK_SECRET: account.secret,
    SIGNALWIRE_API_ENDPOINT: url,
    SIGNALWIRE_PROJECT_ID: project.projectId,
    SIGNALWIRE_API_TOKEN: project.token,
  };
}

/** What is missing at either vendor. */
function noSettings(sources: SettingSources): string {
  const missing = [videosdk, signalwire].map((vendor: Vendor<Account>) => {
    try {
      vendor.connect(new Settings(vendor.name, sources));
      return "";
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      return error.message;
    }
  });
  return missing.filter((message) => message !== "").join("\n");
}
