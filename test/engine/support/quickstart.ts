import { cpSync } from "node:fs";
import { join } from "node:path";

/** The folder of the example in the clone. */
export const quickstartFolder = join(__dirname, "..", "..", "..", "examples", "quickstart");

/** Settings of the example, with two numbers. */
export const quickstartSettings = {
  phoneNumbers: '["+14155550100", "+14155550101"]',
  sipAddress: "sip.example.com:5061",
  sipUsername: "support",
  trunkDomain: "example.pstn.provider.com",
};

/** Secret settings of the example. */
export const quickstartSecrets = { sipPassword: "quick-start-password" };

/** Copies the example as a user would: its sources, without what was installed for it. */
export function copyQuickstart(target: string): void {
  cpSync(quickstartFolder, target, {
    recursive: true,
    filter: (source) => !/[\\/]node_modules$|Pulumi\.[^\\/]+\.yaml$/.test(source),
  });
}
