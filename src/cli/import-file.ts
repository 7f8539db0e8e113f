import { Command } from "commander";
import { readConfiguration } from "./configuration.js";
import { withoutSecrets } from "./import-entries.js";
import { knownType, readObjects, type KnownType } from "./objects.js";

const details = `
Reads an object that exists at a vendor and writes an import file for the Pulumi CLI to stdout. Settings come from the
configuration of the selected stack, else from the environment, under the names in docs/guides/settings.md. Secrets are left out;
the next 'pulumi up' sends those of the program. 'pulumi-sip import' does the whole import, secrets included.

  <Type> is videosdk.PhoneNumberSet, videosdk.SipGateway, ...; <id> is what the class's get() takes.

Example:
  $ pulumi-sip import-file videosdk.PhoneNumberSet support gw_inbound_id > import.json
  $ pulumi import --file import.json --generate-code=false --yes
`;

/** `pulumi-sip import-file`: what `pulumi import` needs for an object that exists. */
export function importFileCommand(): Command {
  return (
    new Command("import-file")
      .description("Write an import file for an object that exists at a vendor.")
      .argument("<Type>", "vendor and class, such as videosdk.SipTrunk", knownType)
      .argument("<name>", "name of the resource in the program")
      .argument("<id>", "id of the object")
      // The ids of VideoSDK may begin with a dash.
      .allowUnknownOption()
      .helpOption("--help", "display help for command")
      .addHelpText("after", details)
      .action(async (type: KnownType, name: string, id: string) => {
        const objects = await readObjects([{ type, name, id }], await readConfiguration(undefined), {
          isOpen: true,
        });
        console.log(JSON.stringify(withoutSecrets(objects), undefined, 2));
      })
  );
}
