import { z } from "zod";
import { defineResource } from "../resource.js";
import { normalised } from "./normalisations.js";
import { fabricRoutes, plainFields, plainRoutes, settingsView, takenBy } from "./plain-routes.js";
import { ciphers, codecs, sipProfile } from "./records.js";
import { failing, text } from "./refusal.js";
import type { Project } from "./store.js";
import { extraKeys, listView } from "./views.js";

/** Reads a subscriber. */
const subscriberSchema = z.object({
  ...plainFields,
  email: z.string(),
  password: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  display_name: z.string(),
  job_title: z.string(),
  timezone: z.string(),
  country: z.string(),
  company_name: z.string(),
});

/** Reads the SIP credentials of a subscriber. */
const credentialSchema = z.object({
  ...plainFields,
  subscriber_id: z.string(),
  username: z.string(),
  password: z.string(),
  caller_id: z.string().nullable(),
  send_as: z.string(),
  ciphers: z.array(z.string()),
  codecs: z.array(z.string()),
  encryption: z.string(),
});

type SubscriberRecord = z.infer<typeof subscriberSchema>;
type CredentialRecord = z.infer<typeof credentialSchema>;

const details = [
  "first_name",
  "last_name",
  "display_name",
  "job_title",
  "timezone",
  "country",
  "company_name",
];

/** Subscribers of the Fabric API, with their SIP credentials. */
export const subscribers = defineResource({
  serves: ["Subscriber", "SubscriberSipEndpoint"],
  records: {
    /** Passwords in clear. */
    subscribers: {
      schema: subscriberSchema,
      idOf: ({ id }: SubscriberRecord) => id,
      furtherIds: ({ inner_id }: SubscriberRecord) => [inner_id],
    },
    /** Passwords in clear. */
    subscriberEndpoints: {
      schema: credentialSchema,
      idOf: ({ id }: CredentialRecord) => id,
      furtherIds: ({ inner_id }: CredentialRecord) => [inner_id],
    },
  },
  routes: (project: Project, { subscribers: people, subscriberEndpoints: credentials }) => {
    const path = "/api/fabric/resources/subscribers";
    return [
      ...plainRoutes<CredentialRecord>(project, {
        path: `${path}/:parent/sip_endpoints`,
        objects: credentials,
        below: { parents: people, of: ({ subscriber_id }) => subscriber_id },
        createdStatus: 201,
        update: "PATCH",
        parameters: {
          username: text.refine((value) => !/[\s@]/.test(value), failing("invalid_parameter", "is invalid")),
          password: text,
          caller_id: z.string(),
          send_as: z.string(),
          ciphers: z.array(z.enum(ciphers)),
          codecs: z.array(z.enum(codecs)),
          encryption: z.enum(["required", "optional", "default"]),
        },
        required: ["username", "password"],
        isFull: () => project.behaviour.credentialPatch === "full",
        initial: (subscriber_id) => ({
          subscriber_id,
          username: "",
          password: "",
          caller_id: null,
          send_as: sipProfile.sendAs,
          ciphers: [...sipProfile.ciphers],
          codecs: [...sipProfile.codecs],
          encryption: "default",
        }),
        problems: (credential, present) =>
          takenBy(credentials, present, "username", (other) => other.username === credential.username),
        view: ({ id, username, caller_id, send_as, encryption, ...others }) => ({
          id,
          username,
          caller_id,
          send_as,
          ...normalised(
            {
              ciphers: listView(others.ciphers, project.behaviour),
              codecs: listView(others.codecs, project.behaviour),
              encryption,
            },
            project.behaviour.normalises,
          ),
          ...extraKeys(project.behaviour),
        }),
      }),
      ...fabricRoutes<SubscriberRecord>(project, "subscriber", {
        path,
        objects: people,
        createdStatus: 201,
        update: "PUT",
        parameters: {
          email: text.refine((value) => value.includes("@"), failing("invalid_parameter", "is invalid")),
          password: z
            .string()
            .refine(
              (value) => value.length >= 8 && value.length <= 72,
              failing("invalid_parameter", "is invalid"),
            ),
          ...Object.fromEntries(details.map((name) => [name, z.string()])),
        },
        required: ["email"],
        isFull: () => true,
        initial: () => ({
          email: "",
          password: "random",
          first_name: "",
          last_name: "",
          display_name: "",
          job_title: "",
          timezone: "",
          country: "",
          company_name: "",
        }),
        problems: (person, present) =>
          takenBy(people, present, "email", ({ email }) => email === person.email),
        view: (person) => {
          const shown = Object.entries(settingsView(person)).filter(([field]) => field !== "password");
          return Object.fromEntries(shown);
        },
        deleted: ({ id }) => {
          for (const credential of [...credentials.values()])
            if (credential.subscriber_id === id) project.store.delete(credentials, credential.id);
        },
      }),
    ];
  },
});
