import type { Account, ResourceDefinition } from "./definition";
import { accountOf, type Properties } from "./state";

/** Another account than the one in state: where the object was last seen, and that of the settings. */
export interface AccountMove {
  readonly before: string;
  readonly now: string;
}

/** The account that the properties were last seen in and the present one, where these are not the same. */
export function accountMove(properties: Properties, account: Account | undefined): AccountMove | undefined {
  const [before, now] = [accountOf(properties), account?.fingerprint];
  if (before === undefined || now === undefined || before === now) return undefined;
  return account?.isFingerprint?.(before) === true ? undefined : { before, now };
}

/** The fingerprint to keep in state for an object that was only read: another spelling of one account is no change. */
export function fingerprintFor(properties: Properties, account: Account): string | undefined {
  const before = accountOf(properties);
  return before === undefined || accountMove(properties, account) !== undefined
    ? account.fingerprint
    : before;
}

/** Why another account replaces an object, and what that means for the one that exists. */
export function replacementForMove({ before, now }: AccountMove): string {
  return (
    `the settings are those of ${now}, and the object is in ${before}. A new one with another id is created in ${now}; the ` +
    `old one is deleted only if the new credentials reach it, else it stays in ${before} and keeps working. If both are one ` +
    `account, put the settings back as they were`
  );
}

/** What another account means for an object that is not replaced for it. */
export function meaningOfMove(id: string, { before, now }: AccountMove): string {
  return (
    `the settings are those of the account ${now}, and ${id} was last seen in ${before}. Nothing moves to another account: ` +
    `everything stays in ${before} and keeps working, and a change or a destroy with these settings fails. To use ${now}, ` +
    `destroy with the settings of ${before} first, or declare the resources under a new name. If both are keys of one ` +
    `account, go on: the next change or 'pulumi refresh --run-program' records the new key`
  );
}

/**
 * That a vendor does not know an object means that it is gone only if the question was asked in the account that the
 * object was last seen in.
 *
 * @throws when the object was last seen in another account
 */
export function assertSameAccount(account: Account, properties: Properties, id: string): void {
  const move = accountMove(properties, account);
  if (move === undefined) return;
  throw new Error(
    `${id} is not known in the account of the present credentials (${move.now}), but it was last seen in another ` +
      `(${move.before}), so it is not taken for deleted. Use the credentials of that account; or, if the object is ` +
      `really gone, remove it from the state with 'pulumi state delete'.`,
  );
}

/**
 * That there is nothing to delete is success, unless the question went to another account. Where a resource moves to
 * another account by replacement, the old object can only be left behind.
 *
 * @throws when the object was last seen in another account and is not being replaced for that
 */
export function acceptAbsence<A extends Account, I extends object, O extends object>(
  operation: { account: A; replacing: boolean; warn: (message: string) => void },
  definition: ResourceDefinition<A, I, O>,
  properties: Properties,
  id: string,
): void {
  const move = accountMove(properties, operation.account);
  if (move !== undefined && operation.replacing && definition.accountChange === "replace") {
    operation.warn(
      `${id} stays in the account ${move.before}: the present credentials are those of ${move.now}, where it is not ` +
        `known. Remove it there if it is no longer needed.`,
    );
  } else {
    assertSameAccount(operation.account, properties, id);
  }
}
