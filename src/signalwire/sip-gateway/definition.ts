import { isDeepStrictEqual } from "node:util";
import { plainResource } from "../../lifecycle/plain-resource";
import { signalwire } from "../client/account";
import { knownWord } from "../../lifecycle/forms";
import type { GatewayBody } from "../client/api";
import { comparableUri, sameUri, withParameter } from "../client/fields";
import { collect } from "../client/paging";
import type { Gateway } from "../client/replies";
import { schema, schemaFor, type GatewayInputs } from "./inputs";
import { foundFrom, withAddresses } from "./read";
import {
  ciphers as knownCiphers,
  codecs as knownCodecs,
  gatewayEncryptions,
  secretPaths,
} from "../vocabulary";

/**
 * A SIP gateway: it forwards calls that arrive at its addresses to a SIP URI outside SignalWire. From the pages «Create
 * SIP gateway», «Get SIP gateway», «Update SIP gateway», «Delete SIP gateway» and «List SIP gateway Addresses».
 *
 * @see https://signalwire.com/docs/apis
 */
export const sipGateway = plainResource({
  vendor: signalwire,
  type: "SipGateway",
  idIs: "that of its resource, not sip_gateway.id",
  noun: "SIP gateway",
  schema,
  schemaFor,
  fields: {
    name: { effect: "update" },
    uri: { effect: "update", same: sameUri },
    encryption: { effect: "update" },
    ciphers: { effect: "update" },
    codecs: { effect: "update" },
    adopt: { effect: "none" },
  },
  accountChange: "replace",
  secrets: secretPaths.SipGateway,
  shownAs: { name: ["displayName", "addresses.*.name", "addresses.*.displayName"] },
  key: {
    field: "uri",
    normalForm: comparableUri,
    phrase: ({ uri }) => `the URI ${uri}`,
    find: async ({ api }, { uri }, deadline) =>
      (await collect(api.listGateways(deadline))).filter((gateway) => sameUri(gateway.sip_gateway.uri, uri)),
    seen: async (account, { uri }) =>
      (await account.gatewaysSeen()).filter((gateway) => sameUri(gateway.sip_gateway.uri, uri)),
    // Calls still go to the same peer: a parameter that nobody knows has no meaning there.
    aside: ({ id, sip_gateway: { name, uri, encryption, ciphers, codecs } }): GatewayBody => ({
      name: name ?? "",
      uri: withParameter(uri ?? "", `moved=${id.slice(0, 8)}`),
      encryption: encryption ?? "",
      ciphers: ciphers ?? [],
      codecs: codecs ?? [],
    }),
    alike: ({ sip_gateway: gateway }, { name }) => gateway.name === name,
  },
  asked: recognisable,
  shown: ({ sip_gateway: gateway }) => recognisable(gateway),
  create: ({ api }, desired, deadline) => api.createGateway(bodyFrom(desired), deadline),
  get: ({ api }, id, deadline) => api.getGateway(id, deadline),
  update: ({ api }, id, body: GatewayBody, deadline) => api.patchGateway(id, body, deadline),
  remove: ({ api }, id, deadline) => api.deleteGateway(id, deadline),
  found: foundFrom,
  change(gateway, desired, prior, account) {
    const present = comparable(foundFrom(gateway, prior, account).inputs);
    return isDeepStrictEqual(present, comparable(desired)) ? undefined : bodyFrom(desired);
  },
  complete: withAddresses,
});

/** All fields are always sent, because the service refuses a part of them. */
function bodyFrom({ name, uri, encryption, ciphers, codecs }: GatewayInputs): GatewayBody {
  return { name, uri, encryption, ciphers, codecs };
}

/** The settings in a form that does not depend on how they are written. */
function recognisable(gateway: GatewayInputs | Gateway["sip_gateway"]): Record<string, unknown> {
  const { name, uri, encryption, ciphers, codecs } = gateway;
  return {
    name,
    uri: comparableUri(uri ?? ""),
    encryption: encryption == null ? encryption : knownWord(encryption, gatewayEncryptions),
    ciphers: ciphers?.map((cipher) => knownWord(cipher, knownCiphers)),
    codecs: codecs?.map((codec) => knownWord(codec, knownCodecs)),
  };
}

function comparable(inputs: GatewayInputs): GatewayBody {
  return { ...bodyFrom(inputs), uri: comparableUri(inputs.uri) };
}
