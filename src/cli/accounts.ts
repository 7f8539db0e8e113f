import { readInventories, type Inventories, type VendorName } from "../inventory/index.js";
import { keepSecret, presentable } from "../http/presentable.js";
import type { Account, Vendor } from "../lifecycle/definition.js";
import { Settings, type Setting } from "../lifecycle/settings.js";
import { signalwire, type SignalWireAccount } from "../signalwire/client/account.js";
import { videosdk, type VideoSdkAccount } from "../videosdk/client/account.js";
import { readConfiguration, withReason, type Configuration } from "./configuration.js";

/** The settings of a vendor, as a command has them. */
export function settingsOf(vendor: VendorName, { request }: Configuration): Settings {
  return new Settings(vendor, { config: (key) => request.config.get(key), env: process.env });
}

/** Where a command has a setting from. It knows no providers of a program. */
export function sourceOf(settings: Settings, setting: Setting): string {
  return settings.placeOf(setting) === "config" ? "the stack's configuration" : settings.sourceOf(setting);
}

/** The commands that give a stack the settings which a command has used. They show no secret. */
export function settingCommands(name: VendorName, configuration: Configuration): readonly string[] {
  const settings = settingsOf(name, configuration);
  return (name === "videosdk" ? videosdk : signalwire).settings.flatMap((setting) => {
    const value = settings.get(setting);
    if (value === undefined) return [];
    const key = `${name}:${setting.key}`;
    if (setting.secret === true) return [`pulumi config set --secret ${key}`];
    const isPlain = /^[\w./:@-]+$/.test(value) && presentable(value) === value;
    return [`pulumi config set ${key} ${isPlain ? value : `<${setting.key}>`}`];
  });
}

/** @throws where settings are missing, with why they may be */
export function videoSdkAccount(configuration: Configuration): VideoSdkAccount {
  return accountOf(videosdk, "videosdk", configuration);
}

/** @throws where settings are missing, with why they may be */
export function signalWireAccount(configuration: Configuration): SignalWireAccount {
  return accountOf(signalwire, "signalwire", configuration);
}

function accountOf<A extends Account>(vendor: Vendor<A>, name: VendorName, configuration: Configuration): A {
  try {
    const account = vendor.connect(settingsOf(name, configuration));
    keepSecret(...account.secrets);
    return account;
  } catch (error) {
    throw withReason(error, configuration);
  }
}

/**
 * The pictures of the accounts that a stack's configuration, else the environment, has settings for.
 *
 * @param stack the selected one by default
 * @param vendor the only one; by default each that has settings
 * @throws where settings are missing, with why they may be
 */
export async function inventoriesOf(
  stack: string | undefined,
  vendor: VendorName | undefined,
): Promise<Inventories> {
  const configuration = await readConfiguration(stack);
  const config = (key: string): string | undefined => configuration.request.config.get(key);
  try {
    return await readInventories({ vendor, config });
  } catch (error) {
    throw withReason(error, configuration);
  }
}
