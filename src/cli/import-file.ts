import { Command, InvalidArgumentError } from "commander";
import type { Provider } from "../lifecycle/dynamic-provider.js";
import { providerText } from "../program/provider-text.js";
import * as runtime from "../runtime.js";

const details = `
Reads objects that exist at a vendor and writes an import file for the Pulumi CLI to stdout. Credentials come from the
environment, under the names that the README lists. Secrets are left out; the next 'pulumi up' adds those of the program.

  <Type> is videosdk.PhoneNumberSet, videosdk.SipGateway, ...; <id> is what the class's get() takes.

Example:
  $ pulumi-sip import-file videosdk.PhoneNumberSet support gw_inbound_id > import.json
  $ pulumi import --file import.json --generate-code=false --yes
`;

/** One entry of the file that `pulumi import --file` reads. */
interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

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
        console.log(JSON.stringify({ resources: [await entryFor(type, name, id)] }, undefined, 2));
      })
  );
}

interface KnownType {
  readonly vendor: string;
  readonly type: string;
  readonly provider: Provider;
}

async function entryFor(
  { vendor, type, provider }: KnownType,
  name: string,
  id: string,
): Promise<ImportEntry> {
  await provider.configure({ config: { get: () => undefined } });
  // A file shows everything in clear. That nothing is marked lets the next `up` encrypt what the program marks.
  const origin = { __provider: providerText(vendor, type), __secrets: [] };
  const { id: present = id, inputs = {}, props = {} } = await provider.read(id, origin);
  return { type: `pulumi-nodejs:dynamic/${vendor}:${type}`, name, id: present, inputs, outputs: props };
}

function knownType(text: string): KnownType {
  const all = Object.entries(runtime).flatMap(([vendor, providers]) =>
    Object.entries(providers as Record<string, Provider>).map(([type, provider]) => ({
      vendor,
      type,
      provider,
    })),
  );
  const known = all.find(({ vendor, type }) => `${vendor}.${type}` === text);
  if (known !== undefined) return known;
  const names = all.map(({ vendor, type }) => `${vendor}.${type}`);
  throw new InvalidArgumentError(`accepted: ${names.join(", ")}.`);
}
