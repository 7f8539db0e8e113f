import type { Claim } from "../../lifecycle/claims";
import { containsUnknown } from "../../lifecycle/unknown";
import { defined, type GatewaySettings } from "./gateway";

/** The claims of a resource that wants these settings of a gateway. Two that want the same are no conflict. */
export function fieldClaims(gatewayId: string, wanted: GatewaySettings): Claim[] {
  return Object.entries(defined(wanted)).flatMap(([field, value]) =>
    containsUnknown(value)
      ? []
      : [
          {
            thing: `gateway ${gatewayId} ${field}`,
            wish: JSON.stringify(value),
            conflict: conflictOn(field, gatewayId),
          },
        ],
  );
}

function conflictOn(field: string, gatewayId: string): Claim["conflict"] {
  return (holder) =>
    `${field}: another resource of this program (${holder}) sets ${field} of gateway ${gatewayId} to something else. ` +
    `Give both the same value, remove the field from one of them, or set gatewaySettings: "initial" on the ` +
    `PhoneNumberSet and leave the settings to SipGateway`;
}
