import * as z from "zod";
import { path } from "../../http/path";
import { fabricObject } from "./fabric";
import { restObjects } from "./rest-objects";

const maybeText = z.string().nullish();

/** Subscribers of the Fabric API: people, each with SIP credentials below it. */
export const subscribers = restObjects({
  what: "subscribers",
  collection: "/api/fabric/resources/subscribers",
  update: "PUT",
  schema: fabricObject("subscriber", {
    email: maybeText,
    first_name: maybeText,
    last_name: maybeText,
    job_title: maybeText,
    timezone: maybeText,
    time_zone: maybeText,
    country: maybeText,
    company_name: maybeText,
  }),
});

/** SIP credentials of subscribers. */
export const subscriberEndpoints = restObjects({
  what: "SIP credentials of subscribers",
  collection: (subscriber) => path`/api/fabric/resources/subscribers/${subscriber}/sip_endpoints`,
  parent: subscribers,
  update: "PATCH",
  schema: z.object({
    id: z.string().min(1),
    username: maybeText,
    caller_id: maybeText,
    send_as: maybeText,
    ciphers: z.array(z.string()).nullish(),
    codecs: z.array(z.string()).nullish(),
    encryption: maybeText,
  }),
});
