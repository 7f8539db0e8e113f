import * as z from "zod";
import { apiErrorOf } from "../../http/errors";
import { sameWord } from "../../lifecycle/mapped-fields";
import { openVocabulary } from "../../lifecycle/open-vocabulary";
import { adopting } from "../../lifecycle/plain-resource";
import { referenceTo } from "../../lifecycle/references";
import { accepts, fields, listOf, secretText, visible, word } from "../../lifecycle/schema";
import { again, cipherList, codecList, networks, uuid } from "../client/fields";
import { restResource } from "../client/rest-resource";
import { sipAddresses } from "../client/sip-addresses";
import { addressEncryptions, ciphers, codecs, secretPaths } from "../vocabulary";

const known = { ciphers, codecs, encryption: addressEncryptions };

const vocabulary = openVocabulary(known, (others) =>
  fields({
    name: accepts(
      "a name of at most 50 characters: small letters and digits in words, joined by hyphens, such as front-desk",
      z
        .string()
        .trim()
        .max(50)
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    ),
    handlerResourceId: uuid("the id of a Fabric resource, such as that of a gateway, a script or a webhook"),
    user: visible("a user name without white space, or * for any", /^\S+$/).optional(),
    contextId: uuid("the id of a context").optional(),
    ipAuth: listOf(networks(), "network or address").optional(),
    codecs: codecList(others.codecs).optional(),
    ciphers: cipherList(others.ciphers).optional(),
    encryption: word("kind of encryption", addressEncryptions, others.encryption).optional(),
    password: secretText("the password, a text that is not empty").optional(),
    passwordVersion: again().optional(),
    adopt: adopting,
  }),
);

/**
 * A SIP address: calls that arrive at its URI go to one Fabric resource, such as a gateway, a script or a webhook. From the
 * pages «Create SIP Address», «Get SIP Address», «Update SIP Address» and «Delete SIP Address».
 *
 * @see https://signalwire.com/docs/apis
 */
export const sipAddress = restResource({
  type: "SipAddress",
  idIs: "its own, not resource_id",
  noun: "SIP address",
  schema: vocabulary.schema,
  schemaFor: vocabulary.schemaFor,
  secrets: secretPaths.SipAddress,
  objects: sipAddresses,
  inputs: {
    name: {},
    handlerResourceId: {
      role: "fixed",
      as: "calling_handler_resource_id",
      why: "handlerResourceId is another, and SignalWire fixes what an address leads to. Calls to it end, and its URI may change",
    },
    user: { initial: "*", cleared: { user: "*" } },
    // Answers show the name of a context, and no list leads from that to an id: what was sent is kept.
    contextId: { shown: () => undefined },
    ipAuth: {
      body: (ranges: readonly string[]) => ({ ip_auth_enabled: true, ip_auth: ranges }),
      shown: ({ ip_auth_enabled: enabled, ip_auth: ranges }) =>
        enabled === false || (Array.isArray(ranges) && ranges.length === 0) ? null : ranges,
      cleared: { ip_auth_enabled: false, ip_auth: [] },
    },
    codecs: { initial: ["PCMU", "PCMA"], cleared: { codecs: ["PCMU", "PCMA"] } },
    ciphers: { initial: [...ciphers], cleared: { ciphers } },
    encryption: { initial: "optional", same: sameWord, cleared: { encryption: "optional" } },
    password: {
      role: "secret",
      again: "passwordVersion",
      effect: ({ old, desired }) =>
        old.inputs.password !== undefined && desired.password === undefined ? "replace" : "update",
      why: "password is removed, and SignalWire documents no way to clear it. Calls to the address end, and its URI may change",
    },
    passwordVersion: { role: "local", effect: "update" },
    adopt: { role: "local" },
  },
  outputs: (address) => ({
    uri: address.uri ?? null,
    addressResourceId: address.resource_id ?? null,
    displayName: address.display_name ?? null,
    context: address.context ?? null,
    effective: {
      user: address.user ?? null,
      encryption: address.encryption ?? null,
      codecs: address.codecs ?? [],
      ciphers: address.ciphers ?? [],
    },
    createdAt: address.created_at ?? null,
    updatedAt: address.updated_at ?? null,
  }),
  refersTo: ({ handlerResourceId }) => referenceTo("handlerResourceId", handlerResourceId),
  key: {
    field: "name",
    phrase: ({ name }) => `the name ${JSON.stringify(name)}`,
    has: (address, { name }) => address.name === name,
  },
  cautions({ name, ipAuth, password }) {
    if (ipAuth !== undefined || password !== undefined) return [];
    return [`SIP address ${name} has neither a password nor ipAuth: anyone may call it`];
  },
  // The service may refuse an empty list beside the flag that turns it off.
  async update(send, body) {
    try {
      return await send(body);
    } catch (error) {
      const { ip_auth: ranges, ...others } = body;
      if (apiErrorOf(error, 422) === undefined || body["ip_auth_enabled"] !== false || ranges === undefined)
        throw error;
      return send(others);
    }
  },
});
