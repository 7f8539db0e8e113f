import * as z from "zod";
import { restObjects } from "./rest-objects";

const maybeText = z.string().nullish();

/** SIP addresses of the Fabric API. */
export const sipAddresses = restObjects({
  what: "SIP addresses",
  collection: "/api/fabric/sip_addresses",
  query: { page_size: "1000" },
  update: "PATCH",
  schema: z.object({
    id: z.string().min(1),
    resource_id: maybeText,
    name: maybeText,
    display_name: maybeText,
    context: maybeText,
    uri: maybeText,
    user: maybeText,
    encryption: maybeText,
    codecs: z.array(z.string()).nullish(),
    ciphers: z.array(z.string()).nullish(),
    ip_auth_enabled: z.boolean().nullish(),
    ip_auth: z.array(z.string()).nullish(),
    calling_handler_resource_id: maybeText,
    created_at: maybeText,
    updated_at: maybeText,
  }),
});
