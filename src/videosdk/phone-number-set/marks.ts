import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { directions, type Direction } from "../client/api";
import { defined, settingsOf, type GatewaySettings } from "../client/gateway";
import type { NumberRecord } from "../client/replies";
import type { SetInputs } from "./inputs";
import { everyGateway } from "./recognition";
import { gatewaySettingsOf } from "./settings";

/** By what gateways can be known as those of a creation: hashes, because they are kept in a note on the disk. */
type Marks = Readonly<Record<Direction, Readonly<Record<string, string>>>>;

/** The marks that the gateways of a creation with these inputs will bear. */
export function marksOf(inputs: SetInputs): Marks {
  const [inbound, outbound] = directions.map((direction) => hashed(gatewaySettingsOf(inputs, direction)));
  return { inbound: inbound ?? {}, outbound: outbound ?? {} };
}

/** Whether all the numbers' gateways bear the marks, as far as they show their settings. */
export function bearMarks(records: ReadonlyMap<string, NumberRecord>, marks: unknown): boolean {
  if (!isMarks(marks)) return false;
  return everyGateway(records, (gateway, direction) => {
    const shown = hashed(settingsOf(gateway, direction));
    return isDeepStrictEqual({ ...marks[direction], ...shown }, marks[direction]);
  });
}

/** Whether a request names gateways is not documented, and credentials are left to those who may know them. */
function hashed(settings: GatewaySettings): Record<string, string> {
  const others = defined({ ...settings, name: undefined, auth: undefined });
  return Object.fromEntries(
    Object.entries(others).map(([field, value]) => [
      field,
      createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16),
    ]),
  );
}

function isMarks(marks: unknown): marks is Marks {
  return typeof marks === "object" && marks !== null && directions.every((direction) => direction in marks);
}
