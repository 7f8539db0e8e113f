import { containsUnknown } from "../../lifecycle/unknown";
import { directions } from "../client/api";
import type { Claims } from "../client/claims";
import type { SetInputs, SetOutputs } from "./inputs";
import { gatewaySettingsOf } from "./settings";

/** Claims the settings of the gateways that the set manages. */
export function claimGateways(
  claims: Claims,
  owner: string,
  desired: SetInputs,
  gateways: Partial<SetOutputs> | undefined,
): string[] {
  if (desired.gatewaySettings !== "managed" || containsUnknown(desired)) return [];
  return directions.flatMap((direction) =>
    (gateways?.[`${direction}GatewayIds`] ?? []).flatMap((id) =>
      claims.claimFields(owner, id, { ...gatewaySettingsOf(desired, direction) }),
    ),
  );
}
