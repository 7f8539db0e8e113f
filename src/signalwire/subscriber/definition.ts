import * as z from "zod";
import { adopting } from "../../lifecycle/plain-resource";
import { accepts, fields } from "../../lifecycle/schema";
import { fabricOutputs } from "../client/fabric";
import { again } from "../client/fields";
import { restResource } from "../client/rest-resource";
import { subscribers } from "../client/subscribers";
import { secretPaths } from "../vocabulary";

const words = () => accepts("a text", z.string()).optional();

const schema = fields({
  email: accepts("an e-mail address", z.string().trim().pipe(z.email())),
  password: accepts("a password of 8 to 72 characters", z.string().min(8).max(72)).optional(),
  passwordVersion: again().optional(),
  firstName: words(),
  lastName: words(),
  displayName: words(),
  jobTitle: words(),
  timezone: words(),
  country: words(),
  companyName: words(),
  adopt: adopting,
});

/** A text that a subscriber may not have: what was set is taken back by an empty one. */
const optional = (name: string) => ({ initial: "", cleared: { [name]: "" } });

/**
 * A subscriber: a person who takes part in calls, with SIP credentials of their own. From the pages «Create Subscriber», «Get
 * Subscriber», «Update Subscriber» and «Delete Subscriber».
 *
 * @see https://signalwire.com/docs/apis
 */
export const subscriber = restResource({
  type: "Subscriber",
  idIs: "that of its resource, not subscriber.id",
  noun: "subscriber",
  schema,
  secrets: secretPaths.Subscriber,
  objects: subscribers,
  inputs: {
    email: { same: (one, other) => comparable(one) === comparable(other) },
    password: { role: "secret", again: "passwordVersion" },
    passwordVersion: { role: "local", effect: "update" },
    firstName: optional("first_name"),
    lastName: optional("last_name"),
    displayName: optional("display_name"),
    jobTitle: optional("job_title"),
    timezone: { ...optional("timezone"), shown: ({ timezone, time_zone: zone }) => timezone ?? zone },
    country: optional("country"),
    companyName: optional("company_name"),
    adopt: { role: "local" },
  },
  outputs: (object) => ({ subscriberId: object.inner_id ?? null, ...fabricOutputs(object) }),
  key: {
    field: "email",
    normalForm: (email) => email.toLowerCase(),
    phrase: ({ email }) => `the e-mail address ${email}`,
    has: (object, { email }) => comparable(object.email) === comparable(email),
  },
});

function comparable(email: unknown): unknown {
  return typeof email === "string" ? email.toLowerCase() : email;
}
