import { sameWord } from "../../lifecycle/mapped-fields";
import { openVocabulary } from "../../lifecycle/open-vocabulary";
import { adopting } from "../../lifecycle/plain-resource";
import { referenceTo } from "../../lifecycle/references";
import { fields, secretText, visible, word } from "../../lifecycle/schema";
import { isUnknown } from "../../lifecycle/unknown";
import { again, cipherList, codecList, encryptionSynonyms, sendAs, uuid } from "../client/fields";
import { restResource } from "../client/rest-resource";
import { subscriberEndpoints } from "../client/subscribers";
import { ciphers, codecs, endpointEncryptions, secretPaths } from "../vocabulary";

const known = { ciphers, codecs, encryption: endpointEncryptions };

const vocabulary = openVocabulary(known, (others) =>
  fields({
    subscriberId: uuid("the id of a subscriber"),
    username: visible("a user name without white space and without @", /^[^\s@]+$/),
    password: secretText("the password, a text that is not empty"),
    passwordVersion: again().optional(),
    callerId: visible("a text that is not empty").optional(),
    sendAs: sendAs().optional(),
    ciphers: cipherList(others.ciphers).optional(),
    codecs: codecList(others.codecs).optional(),
    encryption: word(
      "kind of encryption",
      endpointEncryptions,
      others.encryption,
      encryptionSynonyms,
    ).optional(),
    adopt: adopting,
  }),
);

/**
 * SIP credentials of a subscriber: a user name and a password with which a device registers. From the pages «Create Subscriber
 * SIP Endpoint», «Get Subscriber SIP Endpoint», «Update Subscriber SIP Endpoint» and «Delete Subscriber SIP Endpoint».
 *
 * @see https://signalwire.com/docs/apis
 */
export const subscriberSipEndpoint = restResource({
  type: "SubscriberSipEndpoint",
  idIs: "<id of the subscriber's resource>/<id of the credentials>",
  noun: "SIP endpoint of a subscriber",
  schema: vocabulary.schema,
  schemaFor: vocabulary.schemaFor,
  secrets: secretPaths.SubscriberSipEndpoint,
  objects: subscriberEndpoints,
  parent: ({ subscriberId }) => subscriberId,
  inputs: {
    subscriberId: {
      role: "fixed",
      body: () => ({}),
      shown: ({ id }) => id.split("/")[0],
      why: "subscriberId is another, and credentials belong to one subscriber. Devices lose their registration",
    },
    // The schema of an update requires both of these, whatever else it changes.
    username: {},
    password: { role: "secret", again: "passwordVersion", always: true },
    passwordVersion: { role: "local", effect: "update" },
    callerId: {},
    sendAs: { initial: "random" },
    ciphers: {},
    codecs: {},
    // Credentials with the project's encryption may show the present value of that.
    encryption: {
      initial: "default",
      same: (one, other) => sameWord(one, other) || sameWord(other, "default"),
      cleared: { encryption: "default" },
    },
    adopt: { role: "local" },
  },
  outputs: (object) => ({
    effective: {
      callerId: object.caller_id ?? null,
      sendAs: object.send_as ?? null,
      ciphers: object.ciphers ?? [],
      codecs: object.codecs ?? [],
      encryption: object.encryption ?? null,
    },
  }),
  refersTo: ({ subscriberId }) => referenceTo("subscriberId", subscriberId),
  key: {
    field: "username",
    normalForm: (username, { subscriberId }) =>
      isUnknown(subscriberId) ? subscriberId : `${subscriberId}/${username}`,
    phrase: ({ username, subscriberId }) =>
      `the user name ${JSON.stringify(username)} of subscriber ${subscriberId}`,
    has: (object, { username }) => object.username === username,
  },
});
