import type { Account, ResourceDefinition } from "./definition";
import { accountOf, type Properties } from "./state";

/** The account that the properties were last seen in and the present one, where these are not the same. */
export function accountMove(
  properties: Properties,
  account: Account | undefined,
): { before: string; now: string } | undefined {
  const [before, now] = [accountOf(properties), account?.fingerprint];
  return before === undefined || now === undefined || before === now ? undefined : { before, now };
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
