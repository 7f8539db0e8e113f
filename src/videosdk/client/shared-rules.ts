import { Deadline } from "../../http/deadline";
import type { VideoSdkAccount } from "./account";
import { rules, type RuleReply } from "./routing-rules";

/** How long after its last use a listing may still be used, in milliseconds: the refreshes of a run follow each other. */
const lifetimeMs = 10_000;

/** The longest that the list is waited for, in milliseconds: what it is for is only a warning. */
const patienceMs = 10_000;

interface Listing {
  readonly rules: Promise<readonly RuleReply[] | undefined>;
  usedAt: number;
}

const listings = new WeakMap<VideoSdkAccount, Listing>();

/**
 * The routing rules of an account, listed once for all readers that follow each other. For warnings only: they may be a few
 * seconds old.
 *
 * @returns undefined where they could not be listed
 */
export function rulesForWarnings(account: VideoSdkAccount): Promise<readonly RuleReply[] | undefined> {
  const now = Date.now();
  const known = listings.get(account);
  const listing =
    known !== undefined && now - known.usedAt <= lifetimeMs ? known : { rules: listed(account), usedAt: now };
  listing.usedAt = now;
  listings.set(account, listing);
  return listing.rules;
}

async function listed(account: VideoSdkAccount): Promise<readonly RuleReply[] | undefined> {
  const deadline = new Deadline(Math.min(patienceMs, account.operationTimeoutMs));
  try {
    return await rules.list(account, deadline);
  } catch {
    // A refresh does not fail because nobody can tell where calls end.
    return undefined;
  } finally {
    deadline.dispose();
  }
}
