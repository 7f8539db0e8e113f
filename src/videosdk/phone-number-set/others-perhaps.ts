import { directions } from "../client/api";
import type { NumberRecord } from "../client/replies";
import type { SetOperation } from "./inputs";
import { idsOf } from "./target";

/**
 * The numbers whose gateways may be another resource's, though they have the settings of this set's: their name is another,
 * no resource that the engine has checked has them, and it may have some that it has not checked. Whether a request names
 * gateways is not documented, so where all are known the name tells nothing.
 */
export async function othersPerhaps(
  { account, deadline, moves }: SetOperation,
  records: readonly NumberRecord[],
  name = "",
): Promise<ReadonlySet<NumberRecord>> {
  const isUnknown = (record: NumberRecord): boolean =>
    idsOf(record).length > 0 && idsOf(record).every((id) => moves.owner(id) === undefined);
  if (!records.some(isUnknown)) return new Set();
  if (!(await moves.listen(() => !records.some(isUnknown)))) return new Set();
  const unknown = records.filter(isUnknown);
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
