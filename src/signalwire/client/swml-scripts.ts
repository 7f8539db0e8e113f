import * as z from "zod";
import { fabricObject } from "./fabric";
import { restObjects } from "./rest-objects";

/** SWML scripts of the Fabric API. */
export const swmlScripts = restObjects({
  what: "SWML scripts",
  collection: "/api/fabric/resources/swml_scripts",
  update: "PUT",
  schema: fabricObject("swml_script", {
    script_type: z.string().nullish(),
    request_url: z.string().nullish(),
    contents: z.preprocess(parsed, z.unknown()),
    status_callback_url: z.string().nullish(),
  }),
});

/** A text that holds JSON as what it holds. */
export function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
