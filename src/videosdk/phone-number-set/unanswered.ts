import type { RuleReply } from "../client/routing-rules";
import { rulesForWarnings } from "../client/shared-rules";
import type { SetOperation } from "./inputs";

/** Numbers that a warning names; of further ones it says how many they are. */
const named = 5;

/**
 * Warns of numbers that ring nowhere, because no rule says where their calls end. Only a refresh says so: in an `up`, a rule
 * comes after its numbers. A number that is in an outbound rule alone is there to make calls.
 */
export async function warnOfUnanswered(
  { account, warn }: SetOperation,
  numbers: readonly string[],
): Promise<void> {
  const rules = numbers.length === 0 ? undefined : await rulesForWarnings(account);
  if (rules === undefined) return;
  const calling = new Set(rules.filter((rule) => !isInbound(rule)).flatMap((rule) => rule.numbers ?? []));
  const answered = new Set(rules.filter(endsSomewhere).flatMap((rule) => rule.numbers ?? []));
  const unanswered = numbers.filter((e164) => !answered.has(e164) && !calling.has(e164)).sort();
  if (unanswered.length === 0) return;
  const more = unanswered.length - named;
  const list = unanswered.slice(0, named).join(", ") + (more > 0 ? ` and ${more} more` : "");
  warn(
    `no inbound routing rule with a room or an agent has ${list}, so calls to ${unanswered.length === 1 ? "it" : "them"} end ` +
      `nowhere, unless a connector has a default. Declare a RoutingRule; npx pulumi-sip trace --to ${unanswered[0] ?? ""} says more`,
  );
}

function isInbound({ type }: RuleReply): boolean {
  return type?.toLowerCase() !== "outbound";
}

function endsSomewhere(rule: RuleReply): boolean {
  const { room, agentId } = rule;
  const hasRoom = (room?.type ?? room?.id ?? room?.prefix ?? null) !== null;
  return isInbound(rule) && (hasRoom || agentId != null);
}
