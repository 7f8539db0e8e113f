import { directions } from "../client/api";
import type { NumberRecord } from "../client/replies";
import { numberThing, type SetOperation } from "./inputs";
import { idsOf } from "./target";

/**
 * The numbers whose gateways may be another resource's, though they have the settings of this set's: their name is another,
 * no resource that the engine has checked is known to have them, and one that wants the number may be making them, or one
 * that the engine has not checked may have them. Whether a request names gateways is not documented, so otherwise the name
 * tells nothing.
 */
export async function othersPerhaps(
  { account, claimant, deadline, moves }: SetOperation,
  records: readonly NumberRecord[],
  name = "",
): Promise<ReadonlySet<NumberRecord>> {
  const isUnknown = (record: NumberRecord): boolean =>
    idsOf(record).length > 0 && idsOf(record).every((id) => moves.owner(id) === undefined);
  if (!records.some(isUnknown)) return new Set();
  const isCrowded = await moves.listen(() => !records.some(isUnknown));
  const isWanted = ({ phoneNumber }: NumberRecord): boolean =>
    claimant(numberThing(phoneNumber.e164)) !== undefined;
  const unknown = records.filter((record) => isUnknown(record) && (isCrowded || isWanted(record)));
  const ids = new Map(
    directions.flatMap((direction) =>
      unknown.flatMap((record) => {
        const id = record[direction]?.id;
        return id === undefined ? [] : [[id, direction] as const];
      }),
    ),
  );
  // A listing of numbers does not show it.
  const names = await Promise.all(
    [...ids].map(async ([id, direction]) => {
      const gateway = await account.api.getGateway(direction, id, deadline);
      return [id, gateway?.name] as const;
    }),
  );
  const strange = new Set(names.filter(([, shown]) => shown?.startsWith(name) === false).map(([id]) => id));
  return new Set(unknown.filter((record) => idsOf(record).some((id) => strange.has(id))));
}
