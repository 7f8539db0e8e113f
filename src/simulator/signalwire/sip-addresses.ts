import { z } from "zod";
import { defineResource } from "../resource.js";
import type { Route } from "../route.js";
import { normalised } from "./normalisations.js";
import { plainFields, plainRoutes, takenBy, times, type PlainObjects } from "./plain-routes.js";
import { ciphers, codecs } from "./records.js";
import { failing, text } from "./refusal.js";
import type { Project } from "./store.js";
import { extraKeys, listView } from "./views.js";

const strings = z.array(z.string());

/** Reads an address. */
const addressSchema = z.object({
  ...plainFields,
  name: z.string(),
  user: z.string(),
  context_id: z.string().nullable(),
  encryption: z.string(),
  codecs: strings,
  ciphers: strings,
  ip_auth_enabled: z.boolean(),
  ip_auth: strings,
  password: z.string().nullable(),
  calling_handler_resource_id: z.string(),
  uri: z.string(),
});

type AddressRecord = z.infer<typeof addressSchema>;

const uuid = z
  .string()
  .refine((value) => z.guid().safeParse(value).success, failing("invalid_parameter", "must be a UUID"));
const atLeastOne = failing("missing_sip_configuration", "requires at least one selection");
const parameters = {
  name: text.refine(
    (value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 50,
    failing("invalid_parameter", "is invalid"),
  ),
  calling_handler_resource_id: uuid,
  user: text.refine((value) => !/\s/.test(value), failing("invalid_parameter", "is invalid")),
  context_id: uuid,
  ip_auth_enabled: z.boolean(),
  ip_auth: strings,
  codecs: z.array(z.enum(codecs)).refine((list) => list.length > 0, atLeastOne),
  ciphers: z.array(z.enum(ciphers)).refine((list) => list.length > 0, atLeastOne),
  encryption: z.enum(["required", "optional", "forbidden"]),
  password: text,
};

/** SIP addresses of the Fabric API. A switch moves them to another path. */
export const sipAddresses = defineResource({
  serves: ["SipAddress"],
  records: {
    /** Passwords in clear. */
    sipAddresses: {
      schema: addressSchema,
      idOf: ({ id }: AddressRecord) => id,
      furtherIds: ({ inner_id }: AddressRecord) => [inner_id],
    },
  },
  routes: (project: Project, { sipAddresses: addresses }): Route[] =>
    (["flat", "nested"] as const).flatMap((paths) =>
      plainRoutes(project, {
        ...plain(project, addresses),
        path: paths === "flat" ? "/api/fabric/sip_addresses" : "/api/fabric/addresses/sip",
        isServed: () => project.behaviour.addressPaths === paths,
      }),
    ),
});

function plain(
  project: Project,
  addresses: Map<string, AddressRecord>,
): Omit<PlainObjects<AddressRecord>, "path"> {
  const uriOf = (user: string, name: string): string =>
    `sip:${user === "*" ? name : user}@example-${name}.dapp.signalwire.com`;
  return {
    objects: addresses,
    createdStatus: 201,
    update: "PATCH",
    parameters,
    required: ["name", "calling_handler_resource_id"],
    initial: () => ({
      name: "",
      user: "*",
      context_id: null,
      encryption: "optional",
      codecs: ["PCMU", "PCMA"],
      ciphers: [...ciphers],
      ip_auth_enabled: false,
      ip_auth: [],
      password: null,
      calling_handler_resource_id: "",
      uri: "",
    }),
    applied: ({ calling_handler_resource_id, ...settings }, present) => {
      const { name = "", user = "*" } = { ...present, ...settings } as Partial<AddressRecord>;
      const { uriOnRename } = project.behaviour;
      if (present !== undefined)
        return { ...settings, ...(uriOnRename === "changes" ? { uri: uriOf(user, name) } : {}) };
      return { ...settings, calling_handler_resource_id, uri: uriOf(user, name) };
    },
    problems: (address, present) => [
      ...takenBy(addresses, present, "name", ({ name }) => name === address.name),
      ...(address.ip_auth_enabled && address.ip_auth.length === 0
        ? [{ code: "missing_required_parameter", attribute: "ip_auth", message: "can't be blank" }]
        : []),
      ...(project.behaviour.ipAuthClear === "refused" &&
      (present?.ip_auth.length ?? 0) > 0 &&
      address.ip_auth.length === 0
        ? [{ code: "invalid_parameter", attribute: "ip_auth", message: "must not be empty" }]
        : []),
    ],
    view: (address) => ({
      id: address.id,
      type: "sip_address",
      resource_id: address.inner_id,
      name: address.name,
      display_name: address.name,
      context: address.context_id === null ? "public" : "private",
      uri: address.uri,
      user: address.user,
      ...normalised(
        {
          encryption: address.encryption,
          codecs: listView(address.codecs, project.behaviour),
          ciphers: listView(address.ciphers, project.behaviour),
        },
        project.behaviour.normalises,
      ),
      ip_auth_enabled: address.ip_auth_enabled,
      ip_auth: address.ip_auth,
      calling_handler_resource_id: address.calling_handler_resource_id,
      ...times(address, project),
      ...extraKeys(project.behaviour),
    }),
  };
}
