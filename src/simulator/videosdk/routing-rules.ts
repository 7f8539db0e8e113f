import { randomUUID } from "node:crypto";
import { z } from "zod";
import { defineResource } from "../resource.js";
import { Refusal, type Route } from "../route.js";
import { searchOf } from "./listing.js";
import { plainRoutes } from "./plain-routes.js";
import { numberList, stringMap, strings, text, type Direction } from "./records.js";
import { validated } from "./refusal.js";
import type { Account } from "./store.js";
import { collectionView, numberView } from "./views.js";

const roomSchema = z.object({
  type: z.enum(["static", "dynamic"]),
  prefix: z.string().nullable().default(null),
  id: z.string().nullable().default(null),
  pin: z.string().nullable().default(null),
});
const target = {
  room: roomSchema.nullable(),
  agentId: z.string().nullable(),
  agentMetadata: z.record(z.string(), z.unknown()).nullable(),
};
const options = {
  headers: stringMap,
  headersToAttributes: stringMap,
  allowedNumbers: strings,
  allowedIpAddresses: strings,
  tags: strings,
  recording: z.boolean(),
  dtmf: z.boolean(),
  noiseCancellation: z.boolean(),
  hidePhoneNumber: z.boolean(),
};

const ruleSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(["inbound", "outbound"]),
  numbers: strings,
  ...target,
  apiKey: z.string().nullable(),
  includeHeaders: z.string(),
  ...options,
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** A routing rule. */
export type RuleRecord = z.infer<typeof ruleSchema>;

/** Routing rules, as far as they depend on numbers. */
export const routingRules = defineResource({
  serves: ["RoutingRule"],
  records: { routingRules: { schema: ruleSchema, idOf: (rule: RuleRecord) => rule.id } },
  routes: (account: Account, records) => routingRuleRoutes(account, records.routingRules),
});

const editableFields = {
  name: text,
  phoneNumbers: numberList,
  ...target,
  apiKey: z.string(),
  includeHeaders: z.enum(["ALL", "SIP_X_HEADERS", "NONE"]),
  ...options,
};
const updateSchema = z.object(editableFields).partial();
const createSchema = updateSchema.extend({ name: text, type: z.enum(["inbound", "outbound"]) });

type RuleChanges = z.output<typeof updateSchema>;

/** The endpoints of `/v2/sip/routing-rule`. */
function routingRuleRoutes(account: Account, rules: Map<string, RuleRecord>): Route[] {
  account.store.onRelease((e164) => {
    for (const rule of rules.values()) rule.numbers = rule.numbers.filter((number) => number !== e164);
  });
  const conflicts = new Map<string, number>();
  return plainRoutes(account, rules, {
    collection: "/v2/sip/routing-rule",
    noun: "Routing rule",
    createdStatus: 201,
    create(body) {
      const { type, ...changes } = validated(createSchema, body);
      refuseBadChanges(account, rules, changes, type);
      refuseNoNumber(account, changes.phoneNumbers ?? []);
      const rule = merged(newRule(type, account.credentials.apiKey), changes);
      return rule.agentId === null ? { ...rule, agentMetadata: null } : rule;
    },
    update(rule, body) {
      const changes = validated(updateSchema, body);
      if (Object.keys(changes).length === 0) throw new Refusal(400, "No editable fields provided");
      refuseBadChanges(account, rules, changes, rule.type, rule);
      refuseNoNumber(account, changes.phoneNumbers);
      return merged(rule, effective(changes, account));
    },
    deleted({ id }) {
      const answered = conflicts.get(id) ?? 0;
      conflicts.set(id, answered + 1);
      if (answered < account.behaviour.ruleDeleteConflicts)
        throw new Refusal(409, "Routing rule was changed by another request, try again");
      return { ruleId: id };
    },
    view: (rule) => ruleView(rule, account),
    filter(request) {
      const isSearched =
        account.behaviour.ruleSearch === "regex" ? matcherOf(request.query("search")) : searchOf(request);
      const type = request.query("type");
      const ids = request.query("ruleIds")?.split(",");
      return (rule) =>
        (type === undefined || type === rule.type) &&
        (ids === undefined || ids.includes(rule.id)) &&
        isSearched(rule.name, ...rule.numbers);
    },
  });
}

function refuseNoNumber({ behaviour }: Account, numbers: readonly string[] | undefined): void {
  if (behaviour.ruleNumbersRequired && numbers?.length === 0)
    throw new Refusal(400, "phoneNumbers: must hold at least one number");
}

/** A search for a regular expression, without case. */
function matcherOf(search = ""): (...texts: readonly string[]) => boolean {
  try {
    const expression = new RegExp(search, "i");
    return (...texts) => texts.some((each) => expression.test(each));
  } catch {
    throw new Refusal(500);
  }
}

/** The changes that take effect: what is empty or null may be ignored. */
function effective(changes: RuleChanges, { behaviour }: Account): RuleChanges {
  const takesEffect = ([field, value]: [string, unknown]): boolean => {
    if (value === null) return behaviour.ruleNull === "clear";
    const isEmpty = typeof value === "object" && JSON.stringify(value).length === 2;
    return !isEmpty || field === "phoneNumbers" || behaviour.emptyCollections === "clear";
  };
  return Object.fromEntries(Object.entries(changes).filter(takesEffect));
}

function refuseBadChanges(
  { store, credentials, behaviour }: Account,
  rules: ReadonlyMap<string, RuleRecord>,
  changes: RuleChanges,
  type: Direction,
  self?: RuleRecord,
): void {
  if (changes.apiKey !== undefined && changes.apiKey !== credentials.apiKey)
    throw new Refusal(400, "Invalid API Key");
  const foreign = type === "inbound" ? "headers" : "headersToAttributes";
  const given = changes[foreign];
  if (
    given !== undefined &&
    (behaviour.ruleEmptyForeignHeaders === "refuse" || Object.keys(given).length > 0)
  )
    throw new Refusal(400, `${foreign} is not allowed on an ${type} rule`);
  const nulls = Object.entries(changes).filter(([, value]) => value === null);
  if (behaviour.ruleNull === "refuse" && nulls.length > 0)
    throw new Refusal(400, `${nulls.map(([field]) => field).join(", ")}: must not be null`);
  const numbers = changes.phoneNumbers ?? [];
  if (numbers.some((number) => !store.numbers.has(number))) {
    throw new Refusal(400, "phoneNumbers: a phone number does not exist in this account");
  }
  if (type === "outbound") return;
  for (const rule of rules.values()) {
    if (rule === self || rule.type !== "inbound") continue;
    if (rule.numbers.some((number) => numbers.includes(number))) {
      throw new Refusal(400, "phoneNumbers: a phone number is already used by another inbound rule");
    }
  }
}

function newRule(type: Direction, apiKey: string): RuleRecord {
  const now = new Date().toISOString();
  return {
    id: `rr_${randomUUID()}`,
    name: "",
    type,
    numbers: [],
    room: null,
    agentId: null,
    agentMetadata: null,
    apiKey,
    includeHeaders: "NONE",
    headers: {},
    headersToAttributes: {},
    allowedNumbers: [],
    allowedIpAddresses: [],
    tags: [],
    recording: false,
    dtmf: false,
    noiseCancellation: false,
    hidePhoneNumber: false,
    createdAt: now,
    updatedAt: now,
  };
}

/** The rule with the changes; requests call its numbers `phoneNumbers`. */
function merged(rule: RuleRecord, { phoneNumbers, ...changes }: RuleChanges): RuleRecord {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...rule, ...given, numbers: phoneNumbers ?? rule.numbers, updatedAt: new Date().toISOString() };
}

function ruleView(rule: RuleRecord, { behaviour }: Account): Record<string, unknown> {
  const { headers, headersToAttributes, ...common } = rule;
  return {
    ...common,
    room: rule.room ?? { type: null, prefix: null, id: null, pin: null },
    ...(rule.type === "outbound"
      ? { headers: collectionView(headers, behaviour) }
      : { headersToAttributes: collectionView(headersToAttributes, behaviour) }),
    numbers: collectionView(
      rule.numbers.map((number) => numberView(number, behaviour)),
      behaviour,
    ),
    allowedNumbers: collectionView(rule.allowedNumbers, behaviour),
    allowedIpAddresses: collectionView(rule.allowedIpAddresses, behaviour),
    tags: collectionView(rule.tags, behaviour),
  };
}
