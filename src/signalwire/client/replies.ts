import * as z from "zod";

/**
 * The answers of SignalWire's SIP APIs, as far as they are used. Tolerant where the sources differ: fields may be
 * missing, words outside the published enumerations are accepted, and unknown fields are ignored.
 */

const id = z.string().min(1);
const maybeText = z.string().nullish();
const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? undefined);

/** A SIP gateway: a Fabric resource with the gateway inside. Both have an id; the outer one is used in paths. */
export const gatewaySchema = z.object({
  id,
  project_id: maybeText,
  display_name: maybeText,
  type: maybeText,
  created_at: maybeText,
  updated_at: maybeText,
  sip_gateway: z.object({
    id: maybeText,
    name: maybeText,
    uri: maybeText,
    encryption: maybeText,
    ciphers: texts,
    codecs: texts,
  }),
});

/** A gateway as the vendor shows it. */
export type Gateway = z.output<typeof gatewaySchema>;

/** An address at which a resource is called. */
export const addressSchema = z.object({
  id,
  name: maybeText,
  display_name: maybeText,
  type: maybeText,
  cover_url: maybeText,
  preview_url: maybeText,
  locked: z.boolean().nullish(),
  channels: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((channels) =>
      Object.fromEntries(
        Object.entries(channels ?? {}).filter(
          (entry): entry is [string, string] => typeof entry[1] === "string",
        ),
      ),
    ),
  created_at: maybeText,
});

/** An address as the vendor shows it. */
export type Address = z.output<typeof addressSchema>;

/** A SIP endpoint, which is flat; what belongs to its call handlers is kept under the vendor's names. */
export const endpointSchema = z
  .looseObject({
    id,
    type: maybeText,
    username: maybeText,
    caller_id: maybeText,
    send_as: maybeText,
    ciphers: texts,
    codecs: texts,
    encryption: maybeText,
    call_handler: maybeText,
    calling_handler_resource_id: maybeText,
  })
  .transform((endpoint) => ({
    id: endpoint.id,
    type: endpoint.type,
    username: endpoint.username,
    caller_id: endpoint.caller_id,
    send_as: endpoint.send_as,
    ciphers: endpoint.ciphers,
    codecs: endpoint.codecs,
    encryption: endpoint.encryption,
    call_handler: endpoint.call_handler,
    calling_handler_resource_id: endpoint.calling_handler_resource_id,
    companions: companionsIn(endpoint),
  }));

/** An endpoint as the vendor shows it. */
export type Endpoint = z.output<typeof endpointSchema>;

/** What an answer says of the handlers' companion fields; a field that is missing here is not shown. */
export type Companions = Readonly<Record<string, string | null>>;

function companionsIn(endpoint: Readonly<Record<string, unknown>>): Companions {
  return Object.fromEntries(
    Object.entries(endpoint).filter(
      (entry): entry is [string, string | null] =>
        entry[0].startsWith("call_") && (typeof entry[1] === "string" || entry[1] === null),
    ),
  );
}
