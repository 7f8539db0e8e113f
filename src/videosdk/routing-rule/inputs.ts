import * as z from "zod";
import { jsonMap } from "../../lifecycle/maps";
import { withRules, type Contradiction } from "../../lifecycle/rules";
import { accepts, fields, flag, oneOf, secretText, setOf, visible } from "../../lifecycle/schema";
import { adopting } from "../../lifecycle/plain-resource";
import { isUnknown } from "../../lifecycle/unknown";
import { variants } from "../../lifecycle/variants";
import { callers, ownNumbersAmongCallers } from "../client/callers";
import { e164 } from "../client/fields";
import { foreignId } from "../client/ids";
import { includedHeaders, roomPrefixes, ruleTypes } from "../vocabulary";

/** Where calls meet. */
export type Room =
  | { readonly type: "static"; readonly id: string; readonly pin?: string | undefined }
  | { readonly type: "dynamic"; readonly prefix: string; readonly pin?: string | undefined };

const pin = () => secretText("a PIN, as a text that is not empty").optional();

/** SIP headers by name, as RFC 3261 has them. */
const headerMap = (what: string) =>
  accepts(
    `an object with ${what}, each under the name of a SIP header such as X-Account, its values without line breaks`,
    z.record(z.string().regex(/^[!%'*+.`~\w-]+$/), z.string().regex(/^[^\r\n]*$/)),
  ).default({});

/** What a program may declare of a rule. */
export const schema = withRules(
  fields({
    name: visible("a text that is not empty"),
    type: oneOf(ruleTypes),
    phoneNumbers: setOf(e164(), "number in E.164 form"),
    room: variants<Room & Readonly<Record<string, unknown>>>("room", {
      static: { id: foreignId("a room", "abcd-efgh-ijkl or its customRoomId"), pin: pin() },
      dynamic: { prefix: oneOf(roomPrefixes), pin: pin() },
    }).optional(),
    agentId: foreignId("an agent", "ag_abcdef or the id that its worker registers with").optional(),
    agentMetadata: jsonMap("metadata of the agent").optional(),
    includeHeaders: oneOf(includedHeaders).optional(),
    headers: headerMap("texts"),
    headersToAttributes: headerMap("names of attributes"),
    allowedNumbers: callers(),
    allowedIpAddresses: setOf(
      visible("an IP address or a range, without white space", /^\S+$/),
      "address",
      0,
    ).default([]),
    tags: setOf(visible("a text that is not empty"), "tag", 0).default([]),
    recording: flag().default(false),
    dtmf: flag().default(false),
    noiseCancellation: flag().default(false),
    hidePhoneNumber: flag().default(false),
    apiKey: secretText("an API key of the account").optional(),
    adopt: adopting,
  }),
  contradictions,
);

/** Inputs of a rule, in normal form. */
export type RuleInputs = z.output<typeof schema>;

function contradictions(given: Readonly<Partial<Record<string, unknown>>>): Contradiction[] {
  const { type, headers, headersToAttributes, agentId, agentMetadata } = given;
  const found: Contradiction[] = [];
  if (type === "inbound" && !isEmpty(headers))
    found.push({
      field: "headers",
      sentence: "belongs to outbound rules. An inbound one has headersToAttributes",
    });
  if (type === "outbound" && !isEmpty(headersToAttributes))
    found.push({
      field: "headersToAttributes",
      sentence: "belongs to inbound rules. An outbound one has headers",
    });
  if (agentMetadata !== undefined && agentId === undefined)
    found.push({ field: "agentMetadata", sentence: "is for an agent, and there is no agentId" });
  return found;
}

function isEmpty(map: unknown): boolean {
  return typeof map !== "object" || map === null || Object.keys(map).length === 0;
}

/** Headers that SIP itself needs, which a rule cannot set without breaking calls. */
const reserved =
  /^(?:from|to|via|contact|call-id|cseq|max-forwards|content-(?:length|type)|(?:record-)?route|(?:proxy-)?authorization)$/i;

/** What a user should know of accepted inputs. */
export function cautions(inputs: Partial<RuleInputs>): string[] {
  const { type, room, agentId, phoneNumbers, allowedNumbers, headers = {} } = inputs;
  const nowhere =
    "it has neither a room nor an agentId: the pages of VideoSDK do not say where its calls end. Set one of them";
  return [
    ...(type !== undefined && room === undefined && agentId === undefined ? [nowhere] : []),
    ...ownNumbersAmongCallers(allowedNumbers, phoneNumbers),
    ...(isUnknown(headers) ? [] : Object.keys(headers))
      .filter((name) => reserved.test(name))
      .map((name) => `headers: ${name} is a header that SIP needs itself; use one that begins with X-`),
  ];
}
