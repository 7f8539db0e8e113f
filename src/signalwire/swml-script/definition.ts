import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { adopting } from "../../lifecycle/plain-resource";
import { accepts, fields, oneOf, visible } from "../../lifecycle/schema";
import { fabricOutputs } from "../client/fabric";
import { webUrl } from "../client/fields";
import { restResource } from "../client/rest-resource";
import { parsed, swmlScripts } from "../client/swml-scripts";
import { scriptTypes, secretPaths } from "../vocabulary";

/** A SWML document, also where it is written as text. */
const swml = z.preprocess(parsed, z.record(z.string(), z.unknown()));

const schema = fields(
  {
    name: visible("a text that is not empty"),
    contents: accepts(
      "a SWML document, as an object or as JSON text, such as { version, sections }",
      swml.refine((document) => Object.keys(document).length > 0),
    ),
    scriptType: oneOf(scriptTypes).optional(),
    statusCallbackUrl: webUrl().optional(),
    adopt: adopting,
  },
  ({ scriptType, statusCallbackUrl }): { statusCallbackUrl?: string } =>
    scriptType === "messaging" && statusCallbackUrl !== undefined
      ? { statusCallbackUrl: "belongs to scripts for calls, and this one is for messages: leave it out" }
      : {},
);

/**
 * A SWML script that SignalWire hosts: what happens to a call, at a URL that numbers and endpoints can name. From the pages
 * «Create SWML Script», «Get SWML Script», «Update SWML Script» and «Delete SWML Script».
 *
 * @see https://signalwire.com/docs/apis
 */
export const swmlScript = restResource({
  type: "SwmlScript",
  idIs: "that of its resource, not swml_script.id",
  noun: "SWML script",
  schema,
  secrets: secretPaths.SwmlScript,
  objects: swmlScripts,
  inputs: {
    // The page has only display_name in an update; programs of others send name, as a creation does.
    name: {
      as: "display_name",
      body: (name: string, isNew) => (isNew ? { name } : { display_name: name, name }),
    },
    contents: {},
    scriptType: {
      role: "fixed",
      initial: "calling",
      effect: ({ old, desired }) => (typeOf(old.inputs) === typeOf(desired) ? "none" : "replace"),
      why: "scriptType is another, and no page says that the kind of a script can change. Its URL changes with it",
    },
    statusCallbackUrl: { cleared: { status_callback_url: null } },
    adopt: { role: "local" },
  },
  outputs: (script) => ({
    scriptId: script.inner_id ?? null,
    requestUrl: script.request_url ?? null,
    ...fabricOutputs(script),
  }),
  key: {
    field: "name",
    phrase: ({ name }) => `the name ${JSON.stringify(name)}`,
    has: (script, { name }) => script.display_name === name,
    shared: true,
    alike: (script, { contents }) => isDeepStrictEqual(script.contents, contents),
  },
});

function typeOf({ scriptType = "calling" }: { readonly scriptType?: string | undefined }): string {
  return scriptType;
}
