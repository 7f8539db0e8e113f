import * as z from "zod";
import { restObjects } from "./rest-objects";

const maybeText = z.string().nullish();

/** Addresses of phone numbers, of the Fabric API: what a number is bound to. */
export const phoneNumberAddresses = restObjects({
  what: "addresses of phone numbers",
  collection: "/api/fabric/phone_number_addresses",
  query: { page_size: "100" },
  update: "PATCH",
  schema: z.object({
    id: z.string().min(1),
    handler_type: maybeText,
    resource_id: maybeText,
    name: maybeText,
    phone_number: maybeText,
    phone_number_id: maybeText,
    created_at: maybeText,
    updated_at: maybeText,
  }),
});
