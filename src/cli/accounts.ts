import type { VendorName } from "../inventory/index.js";
import { keepSecret } from "../http/presentable.js";
import type { Account, Vendor } from "../lifecycle/definition.js";
import { Settings } from "../lifecycle/settings.js";
import { signalwire, type SignalWireAccount } from "../signalwire/client/account.js";
import { videosdk, type VideoSdkAccount } from "../videosdk/client/account.js";
import { withReason, type Configuration } from "./configuration.js";

/** The settings of a vendor, as a command has them. */
export function settingsOf(vendor: VendorName, { request }: Configuration): Settings {
  return new Settings(vendor, { config: (key) => request.config.get(key), env: process.env });
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
