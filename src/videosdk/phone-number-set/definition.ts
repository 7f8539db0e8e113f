import type { Claim } from "../../lifecycle/claims";
import type { Change, Effect, ResourceDefinition } from "../../lifecycle/definition";
import { containsUnknown, isUnknown } from "../../lifecycle/unknown";
import { videosdk, type VideoSdkAccount } from "../client/account";
import { directions } from "../client/api";
import { fieldClaims } from "../client/field-claims";
import { importId } from "./id";
import { awaitedThing, numberThing, schema, type SetInputs, type SetOutputs } from "./inputs";
import { observeSet, reconcileSet, takeNumbers } from "./reconcile";
import { removeSet } from "./removal";
import { gatewaySettingsOf } from "./target";
import { secretPaths } from "../vocabulary";

type SetChange = Change<SetInputs, SetOutputs>;

/**
 * Phone numbers and the gateways that carry their calls: one pair for all of them, or a pair for each.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip/phone-numbers/create-phone-number
 */
export const phoneNumberSet: ResourceDefinition<VideoSdkAccount, SetInputs, SetOutputs> = {
  vendor: videosdk,
  type: "PhoneNumberSet",
  idIs: "the inbound gateway of a shared set; for a set with several pairs of gateways its numbers, separated by commas",
  importId,
  schema,
  fields: {
    name: { effect: ifManaged },
    phoneNumbers: { effect: membershipEffect, why: consolidation },
    isShared: { effect: ({ old }) => (old.outputs.__sharedOpen === true ? "none" : "replace") },
    mediaEncryption: { effect: ifManaged },
    inbound: { effect: ifManaged },
    outbound: { effect: outboundEffect },
    gatewaySettings: { effect: "update" },
    consolidate: { effect: consolidationEffect, why: consolidation },
    // These two only say how a later operation works; the object itself does not change.
    adopt: { effect: "none" },
    releaseOnDelete: { effect: "update" },
  },
  policies: { gatewaySettings: "managed", consolidate: false, adopt: false, releaseOnDelete: false },
  secrets: secretPaths.PhoneNumberSet,
  shownAs: { name: ["numbers.*.name"], phoneNumbers: ["numbers.*.e164", "__declared"] },

  claims(desired, prior) {
    const { phoneNumbers, gatewaySettings } = desired;
    const numbers = isUnknown(phoneNumbers) ? [] : phoneNumbers.filter((e164) => !isUnknown(e164));
    const settings =
      gatewaySettings !== "managed"
        ? []
        : directions.flatMap((direction) =>
            (prior?.outputs[`${direction}GatewayIds`] ?? []).flatMap((id) =>
              fieldClaims(id, isUnknown(desired[direction]) ? {} : gatewaySettingsOf(desired, direction)),
            ),
          );
    return [...numbers.map(numberClaim), ...settings];
  },

  givesUp: ({ outputs: { __declared = [], __awaited = [] } }, { phoneNumbers }) => {
    const unwanted = (e164: string): boolean => !phoneNumbers.includes(e164);
    return [
      ...(__declared ?? []).filter(unwanted).map(numberThing),
      ...__awaited.filter(unwanted).map(awaitedThing),
    ];
  },

  take: takeNumbers,

  objects: ({ outputs }) => [...(outputs.inboundGatewayIds ?? []), ...(outputs.outboundGatewayIds ?? [])],

  observe: observeSet,
  reconcile: reconcileSet,
  remove: removeSet,
};

function numberClaim(e164: string): Claim {
  return {
    thing: numberThing(e164),
    conflict: (holder) =>
      `phoneNumbers: ${e164} belongs to another PhoneNumberSet of this program already (${holder})`,
  };
}

/** With `gatewaySettings: "initial"` others own the settings, so the set ignores a difference. */
function ifManaged({ desired }: SetChange): Effect {
  return desired.gatewaySettings === "initial" ? "none" : "update";
}

/** VideoSDK documents no way to remove credentials from a gateway, so that needs another gateway. */
function outboundEffect(change: SetChange): Effect {
  const { old, desired } = change;
  if (ifManaged(change) === "none") return "none";
  const removed = old.inputs.outbound?.auth !== undefined && desired.outbound.auth === undefined;
  const sure = !isUnknown(desired.outbound) && !isUnknown(desired.gatewaySettings);
  return removed && sure ? "replace" : "update";
}

/** A number that joins a shared set gets a further pair in place, unless the set is to stay on one. */
function membershipEffect({ old, desired }: SetChange): Effect {
  if (containsUnknown(desired.phoneNumbers) || !isOnOnePair(desired)) return "update";
  // A number that others have attached to the pair is there already: it only becomes a number of the set.
  // So is one that another resource may have handed over.
  const { foreignNumbers = [], __awaited = [] } = old.outputs;
  const present = new Set([...(old.inputs.phoneNumbers ?? []), ...foreignNumbers, ...__awaited]);
  return desired.phoneNumbers.every((number) => present.has(number)) ? "update" : "replace";
}

/** VideoSDK attaches no number to a pair that exists, so one pair for all numbers is a new one. */
function consolidationEffect({ old, desired }: SetChange): Effect {
  const pairs = old.outputs.inboundGatewayIds?.length ?? 0;
  const isShared = old.inputs.isShared === true || old.outputs.__sharedOpen === true;
  return isOnOnePair(desired) && isShared && pairs > 1 ? "replace" : "none";
}

/** Whether the program certainly wants all numbers on one pair. */
function isOnOnePair({ isShared, consolidate }: SetInputs): boolean {
  return isShared && consolidate && !isUnknown(isShared) && !isUnknown(consolidate);
}

function consolidation({ old }: SetChange): string {
  const numbers = old.inputs.phoneNumbers ?? [];
  return (
    `consolidate brings all its numbers onto one new pair of gateways. Calls of ${numbers.join(", ")} are interrupted ` +
    `meanwhile, and the gateways get new ids`
  );
}
