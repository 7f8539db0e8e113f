import type { Deadline } from "../../http/deadline";
import { apiErrorOf } from "../../http/errors";
import type { ResourceDefinition } from "../../lifecycle/definition";
import { MappedFields, type Body, type MappedField, type Shown } from "../../lifecycle/mapped-fields";
import type { Adopting, NaturalKey, PlainResource } from "../../lifecycle/plain-definition";
import { plainResource } from "../../lifecycle/plain-resource";
import { signalwire, type SignalWireAccount } from "./account";
import type { RestObjects } from "./rest-objects";

/** What is particular to a resource whose objects SignalWire serves under one path. */
export interface RestResource<I extends object & Adopting, O extends object, T extends Shown> extends Pick<
  PlainResource<SignalWireAccount, I, O, T, Body>,
  | "type"
  | "noun"
  | "schema"
  | "schemaFor"
  | "secrets"
  | "idIs"
  | "cautions"
  | "claims"
  | "refersTo"
  | "lacks"
  | "lacking"
> {
  readonly objects: RestObjects<T>;
  /** Every input, as the object has it. */
  readonly inputs: Readonly<Record<keyof I & string, MappedField<I, O>>>;
  /** What an object shows beyond its inputs. */
  readonly outputs: (object: T) => O;
  /** What identifies an object; objects are found in the list of all. */
  readonly key: Omit<NaturalKey<SignalWireAccount, I, T, Body>, "find" | "seen"> & {
    /** Whether an object has the key. */
    readonly has: (object: T, desired: I) => boolean;
    /** A query that narrows the list where the service knows it. */
    readonly filter?: (desired: I) => Readonly<Record<string, string>>;
  };
  /** The object that its objects are below, by its id. */
  readonly parent?: (desired: I) => string;
  /** Sends a change, where that takes more than one request. */
  readonly update?: (send: (body: Body) => Promise<T | undefined>, body: Body) => Promise<T | undefined>;
  /** Advice for a refused creation. */
  readonly advise?: (error: unknown, desired: I) => unknown;
}

/** Makes the definition of such a resource. */
export function restResource<I extends object & Adopting, O extends object, T extends Shown>(
  resource: RestResource<I, O, T>,
): ResourceDefinition<SignalWireAccount, I, O> {
  const { type, noun, idIs, schema, schemaFor, secrets, cautions, claims, refersTo, lacks, lacking } =
    resource;
  const { objects, inputs, outputs, parent } = resource;
  const { has, filter, ...key } = resource.key;
  const fields = new MappedFields(inputs, secrets);
  const find = async (account: SignalWireAccount, desired: I, deadline: Deadline): Promise<readonly T[]> => {
    const scope = {
      ...(parent && { parent: parent(desired) }),
      ...(filter && { filter: filter(desired) }),
    };
    return (await objects.list(account, deadline, scope)).filter((object) => has(object, desired));
  };
  return plainResource<SignalWireAccount, I, O, T, Body>({
    vendor: signalwire,
    type,
    noun,
    idIs,
    schema,
    ...(schemaFor && { schemaFor }),
    fields: fields.effects,
    accountChange: "replace",
    secrets,
    key: {
      ...key,
      has,
      find,
      // One list for all resources tells which objects were there before; where the service filters, each asks for its own.
      ...(parent === undefined && filter === undefined
        ? {
            seen: async (account, desired) =>
              (await objects.seen(account)).filter((object) => has(object, desired)),
          }
        : {}),
    },
    asked: (desired) => fields.asked(desired),
    shown: (object) => fields.shown(object),
    create: (account, desired, deadline) =>
      objects
        .create(account, fields.creation(desired), deadline, parent?.(desired))
        .catch((error: unknown) => {
          throw resource.advise?.(error, desired) ?? error;
        }),
    get: objects.get,
    update: (account, id, body, deadline) => {
      const send = (part: Body): Promise<T | undefined> => objects.update(account, id, part, deadline);
      return (resource.update?.(send, body) ?? send(body)).catch((error: unknown) => {
        throw unclearable(error, body) ?? error;
      });
    },
    remove: objects.remove,
    found(object, known, account) {
      const { project_id: project } = object;
      account.assertOwnProject(`${noun} ${object.id}`, typeof project === "string" ? project : undefined);
      return { id: object.id, inputs: fields.inputs(object, known), outputs: outputs(object) };
    },
    change: (object, desired, prior) => fields.change(object, desired, prior),
    certain: (present, body) => fields.certain(present, body),
    warnings: (desired, prior) =>
      fields
        .abandoned(desired, prior)
        .map(
          (field) =>
            `${field} of ${noun} ${prior.id} is no longer managed and stays as it is: SignalWire documents no way to take ` +
            `it back. Set it to another value if it is to change`,
        ),
    ...(cautions === undefined ? {} : { cautions }),
    ...(claims === undefined ? {} : { claims }),
    ...(refersTo === undefined ? {} : { refersTo }),
    ...(lacks === undefined ? {} : { lacks }),
    ...(lacking === undefined ? {} : { lacking }),
  });
}

/** The error of a change that takes a field back with null, which no page of SignalWire says it accepts. */
function unclearable(error: unknown, body: Body): unknown {
  const cleared = Object.entries(body).flatMap(([field, value]) => (value === null ? [field] : []));
  if (cleared.length === 0) return undefined;
  return apiErrorOf(error, 422)?.withAdvice(
    `the request takes back ${cleared.join(", ")}, which SignalWire may not accept. Declare another value, or have the ` +
      `object replaced: pulumi up --replace <URN>`,
  );
}
