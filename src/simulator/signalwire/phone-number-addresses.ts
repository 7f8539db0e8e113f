import { z } from "zod";
import type { Route } from "../route.js";
import { plainFields, plainRoutes, times, type PlainRecord } from "./plain-routes.js";
import { text, type Problem } from "./refusal.js";
import type { Project } from "./store.js";
import { extraKeys } from "./views.js";

/** Reads an address. */
const addressSchema = z.object({
  ...plainFields,
  handler_type: z.string(),
  resource_id: z.string().nullable(),
  name: z.string().nullable(),
  phone_number: z.string(),
  phone_number_id: z.string(),
});

type AddressRecord = z.infer<typeof addressSchema>;

/** What the project keeps of addresses. */
export const addressRecords = {
  schema: addressSchema,
  idOf: ({ id }: AddressRecord) => id,
  furtherIds: ({ inner_id }: AddressRecord) => [inner_id],
};

/** What an address changes of a number. */
interface BoundNumber {
  readonly id: string;
  readonly number: string;
  calling_handler_resource_id: string | null;
}

const refusedKinds = new Set(["gateways"]);

/** Addresses of phone numbers, of the Fabric API. A switch moves them to another path, others refuse them or their effect. */
export function phoneNumberAddressRoutes(
  project: Project,
  addresses: Map<string, AddressRecord>,
  numbers: ReadonlyMap<string, BoundNumber>,
): Route[] {
  const numberOf = ({
    phone_number: number,
    phone_number_id: id,
  }: Partial<AddressRecord>): BoundNumber | undefined =>
    [...numbers.values()].find((one) => one.id === id || one.number === number);
  const bind = (address: AddressRecord, resource: string | null): void => {
    const number = numberOf(address);
    if (number !== undefined && address.handler_type === "calling")
      number.calling_handler_resource_id = resource;
  };
  const problemsOf = (
    address: Omit<AddressRecord, keyof PlainRecord>,
    present: AddressRecord | undefined,
  ): Problem[] => {
    const { resource_id: resource, handler_type: type } = address;
    const kind = resource === null ? undefined : project.store.kindOf(resource);
    const number = numberOf(address);
    const isRefused =
      project.behaviour.phoneNumberAddresses === "gateway-refused" && refusedKinds.has(kind ?? "");
    const isTaken = [...addresses.values()].some(
      (other) => other !== present && other.phone_number_id === number?.id && other.handler_type === type,
    );
    const problem = (is: boolean, code: string, attribute: string, message: string): Problem[] =>
      is ? [{ code, attribute, message }] : [];
    return [
      ...problem(number === undefined, "provided_id_is_unrecognized", "phone_number_id", "is not recognized"),
      ...problem(isTaken, "already_assigned", "phone_number_id", "is already assigned"),
      ...problem(
        resource !== null && kind === undefined,
        "provided_id_is_unrecognized",
        "resource_id",
        "is not recognized",
      ),
      ...problem(isRefused, "invalid_resource_type", "resource_id", "is of a kind that cannot be assigned"),
    ];
  };
  return (["flat", "nested"] as const).flatMap((paths) =>
    plainRoutes<AddressRecord>(project, {
      path: paths === "flat" ? "/api/fabric/phone_number_addresses" : "/api/fabric/addresses/phone",
      isServed: () =>
        project.behaviour.phoneNumberAddresses !== "absent" && project.behaviour.addressPaths === paths,
      objects: addresses,
      createdStatus: 201,
      update: "PATCH",
      parameters: {
        number: text,
        phone_number_id: text,
        resource_id: text,
        handler_type: z.enum(["calling", "messaging"]),
        name: text,
      },
      required: ["resource_id", "handler_type"],
      initial: () => ({
        handler_type: "calling",
        resource_id: null,
        name: null,
        phone_number: "",
        phone_number_id: "",
      }),
      applied: ({ number, phone_number_id, handler_type, ...settings }, present) => {
        if (present !== undefined) return settings;
        const found = numberOf({
          phone_number: String(number),
          phone_number_id: String(phone_number_id),
        });
        return {
          ...settings,
          ...(handler_type === undefined ? {} : { handler_type }),
          phone_number: found?.number ?? "",
          phone_number_id: found?.id ?? "",
        };
      },
      problems: problemsOf,
      changed: (address) => {
        if (project.behaviour.phoneNumberAddresses === "ineffective") address.resource_id = null;
        bind(address, address.resource_id);
      },
      deleted: (address) => bind(address, null),
      view: (address) => ({
        id: address.id,
        type: paths === "flat" ? "phone_number_address" : "phone",
        handler_type: address.handler_type,
        resource_id: address.resource_id,
        name: address.name,
        phone_number: address.phone_number,
        phone_number_id: address.phone_number_id,
        ...times(address, project),
        ...extraKeys(project.behaviour),
      }),
    }),
  );
}
