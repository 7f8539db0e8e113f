import { directions, type Direction, type PatchGatewayBody } from "../client/api";
import { differs, effectiveSettings, patchBody, settingsOf, type GatewaySettings } from "../client/gateway";
import type { NumberRecord } from "../client/replies";
import { isWhole, type Picture, type Emptied } from "./look";
import type { SettingsByDirection, Target } from "./target";

/** A gateway that needs other settings. */
export interface Patch {
  readonly direction: Direction;
  readonly id: string;
  readonly body: PatchGatewayBody;
}

/** The changes to a set, in this order. Worked out before anything is sent. */
export interface Steps {
  readonly patch: readonly Patch[];
  /** Numbers to detach from their gateways; they stay registered. */
  readonly detach: readonly string[];
  readonly remove: readonly Emptied[];
  /** Numbers that need gateways. */
  readonly attach: readonly string[];
}

/**
 * The changes that make a set equal to its target.
 *
 * @param applied the settings that its gateways were last given
 * @param declared the numbers that a program declared until now
 * @throws when one of them cannot be done
 */
export function planChange(
  target: Target,
  applied: SettingsByDirection,
  declared: readonly string[],
  picture: Picture,
): Steps {
  const wanted = new Set(target.numbers);
  const leaves = (e164: string): boolean => !wanted.has(e164) || !isWhole(picture.members.get(e164), picture);
  const own = new Set([...declared, ...wanted]);
  const steps = planRemoval([...own].filter(leaves), picture);
  const going = new Set(steps.remove.map(({ id }) => id));
  const patch = planPatches(target, applied, picture).filter(({ id }) => !going.has(id));
  return { ...steps, patch, attach: target.numbers.filter(leaves) };
}

/**
 * The changes that detach some of a set's own numbers and delete the gateways that then carry none.
 *
 * @throws when a number cannot be detached without interrupting calls of others
 */
export function planRemoval(leaving: readonly string[], picture: Picture): Steps {
  const detach = leaving.filter((e164) => picture.members.has(e164));
  refuseTorn(
    detach.flatMap((e164) => picture.members.get(e164) ?? []),
    picture,
  );
  const gone = new Set(detach);
  const staying = [...picture.members.values()].filter(({ phoneNumber }) => !gone.has(phoneNumber.e164));
  const used = new Set(staying.flatMap(({ inbound, outbound }) => [inbound?.id, outbound?.id]));
  const remove = directions.flatMap((direction) =>
    [...picture.gateways[direction].keys()].filter((id) => !used.has(id)).map((id) => ({ direction, id })),
  );
  return { patch: [], detach, remove: [...remove, ...(picture.unread ?? [])], attach: [] };
}

/** Steps as a line of the debug log. */
export function describeSteps({ patch, detach, remove, attach }: Steps): string {
  const lists = {
    "gateways to update": patch.map(({ id }) => id),
    "numbers to detach": detach,
    "gateways to delete": remove.map(({ id }) => id),
    "numbers to attach": attach,
  };
  const parts = Object.entries(lists)
    .filter(([, items]) => items.length > 0)
    .map(([what, items]) => `${what}: ${items.join(", ")}`);
  return parts.length === 0 ? "nothing to do" : parts.join("; ");
}

/** The updates of all gateways of a picture that do not have the settings of the target. */
export function planPatches(
  { managed, isShared, settings }: Target,
  applied: SettingsByDirection,
  { gateways }: Picture,
): readonly Patch[] {
  if (!managed) return [];
  return directions.flatMap((direction) => {
    // VideoSDK may have given each pair of a set its own form of the one name. Sent again, the name would be refused as
    // taken.
    const isOnly = isShared && gateways[direction].size <= 1;
    const keepsName = !isOnly && applied[direction].name === settings[direction].name;
    const named = (all: GatewaySettings): GatewaySettings => (keepsName ? { ...all, name: undefined } : all);
    const before = named(applied[direction]);
    const wanted = named(settings[direction]);
    return [...gateways[direction].values()].flatMap((gateway) => {
      const effective = effectiveSettings(settingsOf(gateway, direction), gateway, before);
      if (!differs(effective, wanted)) return [];
      return [{ direction, id: gateway.id, body: patchBody(direction, wanted) }];
    });
  });
}

/**
 * A number that uses a gateway of the set in one direction and a foreign one in the other cannot be detached in one
 * direction only.
 */
function refuseTorn(leaving: readonly NumberRecord[], { gateways }: Picture): void {
  const torn = leaving.filter((record) =>
    directions.some((direction) => {
      const gateway = record[direction];
      return gateway !== undefined && !gateways[direction].has(gateway.id);
    }),
  );
  if (torn.length === 0) return;
  const list = torn.map(
    ({ phoneNumber, inbound, outbound }) =>
      `${phoneNumber.e164} (inbound ${inbound?.id ?? "none"}, outbound ${outbound?.id ?? "none"})`,
  );
  throw new Error(
    `${list.join(", ")} is attached to a gateway of this set in one direction and to another in the other, and ` +
      `VideoSDK detaches both at once. Nothing was changed. Detach it in the VideoSDK dashboard, then try again`,
  );
}
