import type { Simulator } from "../../../src/simulator";

/** A vendor whose account a stack can have. */
export type VendorName = "videosdk" | "signalwire";

/** The configuration of a stack for a simulator's account. */
export interface AccountSettings {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** The configuration for the account that a simulator has at a vendor. */
export function accountOf({ url, videosdk, signalwire }: Simulator, vendor: VendorName): AccountSettings {
  switch (vendor) {
    case "videosdk":
      return {
        settings: { "videosdk:endpoint": url, "videosdk:apiKey": videosdk.apiKey },
        secrets: { "videosdk:secret": videosdk.secret },
      };
    case "signalwire":
      return {
        settings: {
          "signalwire:endpoint": url,
          "signalwire:space": "acme",
          "signalwire:projectId": signalwire.projectId,
        },
        secrets: { "signalwire:token": signalwire.token },
      };
  }
}
