import { isDeepStrictEqual } from "node:util";
import type { Found } from "../../lifecycle/definition";
import {
  differs,
  effectiveSettings,
  isPasswordShown,
  revealedAuth,
  settingsOf,
  type GatewaySettings,
} from "../client/gateway";
import type { Direction } from "../client/api";
import type { NumberRecord } from "../client/replies";
import type { NumberOutput, PriorSet, SetInputs, SetOutputs } from "./inputs";
import { readId } from "./id";
import { isWhole, type Picture } from "./look";
import { gatewaySettingsOf } from "./target";

/**
 * A set as it is saved in state. What the vendor does not show is taken from state.
 *
 * @param declared the numbers that a program declared, null where that is not known
 */
export function foundFrom(
  picture: Picture,
  prior: PriorSet,
  declared: readonly string[] | null,
): Found<SetInputs, SetOutputs> {
  const { members } = picture;
  const known = prior.inputs;
  const inbound = settingsOfAll(picture, prior, "inbound");
  const outbound = settingsOfAll(picture, prior, "outbound");
  // An import takes the numbers' label for the name. A name that is missing in state is one that may not be set yet.
  const [label] =
    known.phoneNumbers === undefined ? [...members.values()].map(({ phoneNumber }) => phoneNumber.name) : [];
  const { mediaEncryption } = inbound;
  // A set declares these once for both directions; where they differ, resources of the class SipGateway have them.
  const isSplit =
    prior.reveals === true &&
    (mediaEncryption !== outbound.mediaEncryption ||
      (inbound.name !== undefined && outbound.name !== undefined && inbound.name !== outbound.name));
  const gatewaySettings = known.gatewaySettings ?? (isSplit ? "initial" : "managed");
  const ids = idsOf(picture, prior);
  const inputs = {
    name: nameOf(inbound.name, outbound.name, known.name) ?? label ?? undefined,
    phoneNumbers: [...members.keys()].filter((e164) => isWhole(members.get(e164), picture)).sort(),
    isShared: isSharedSet(picture, prior),
    mediaEncryption:
      mediaEncryption === outbound.mediaEncryption || gatewaySettings === "initial" ? mediaEncryption : mixed,
    inbound: { sipRegion: inbound.sipRegion },
    outbound: {
      address: outbound.address,
      sipRegion: outbound.sipRegion,
      transport: outbound.transport,
      // Credentials that state does not hold are left out: only an import marks them as a secret.
      auth:
        known.outbound?.auth !== undefined
          ? outbound.auth
          : prior.reveals === true && gatewaySettings === "managed"
            ? authOfAll(picture)
            : undefined,
    },
    gatewaySettings,
    // True would say that it is done.
    consolidate: known.consolidate === true && ids.inbound.length <= 1,
    adopt: known.adopt ?? false,
    releaseOnDelete: known.releaseOnDelete ?? false,
  };
  const outputs: SetOutputs = {
    numbers: [...members.values()].sort(byNumber).map(numberOutput),
    inboundGatewayIds: ids.inbound,
    outboundGatewayIds: ids.outbound,
    foreignNumbers: picture.foreign,
    __declared: declared === null ? null : [...declared].sort(),
    __passwordShown: passwordShown(picture, prior),
    ...(isSharedOpen(picture, prior) ? { __sharedOpen: true } : {}),
  };
  return { id: prior.id, inputs: inputs as SetInputs, outputs };
}

/** The one name of both directions; where they differ, the one that the set did not give. */
function nameOf(inbound: string | undefined, outbound: string | undefined, known: string | undefined) {
  return [inbound, outbound].find((name) => name !== undefined && name !== known) ?? known;
}

/** Whether all outbound gateways show the password that was applied last, or did so before. */
function passwordShown({ gateways }: Picture, { inputs, outputs }: PriorSet): boolean | null {
  const before = outputs.__passwordShown ?? null;
  const each = [...gateways.outbound.values()].map(({ auth }) =>
    isPasswordShown(auth, inputs.outbound?.auth, before),
  );
  return each.length > 0 && each.every((shown) => shown === true) ? true : null;
}

/**
 * An import does not say it: gateways that carry several numbers are shared. Where none does, a set that is known by the id of
 * its gateway is, and one that is known by its numbers is not.
 */
function isSharedSet({ gateways, members }: Picture, { id, inputs, reveals }: PriorSet): boolean {
  const isCrowded = gateways.inbound.size < members.size;
  if (reveals === true && isCrowded) return true;
  return inputs.isShared ?? (isCrowded || readId(id).phoneNumbers === undefined);
}

/** Whether nothing but the program can tell that a set is shared; a set that this package made is what its state says. */
function isSharedOpen({ gateways, members }: Picture, { inputs, outputs }: PriorSet): boolean {
  const wasOpen = inputs.isShared === undefined || outputs.__sharedOpen === true;
  return wasOpen && gateways.inbound.size >= members.size;
}

/** The credentials that the set's outbound gateways show, as far as they agree. */
function authOfAll({ gateways }: Picture): SetInputs["outbound"]["auth"] {
  const [first, ...others] = [...gateways.outbound.values()].map(({ auth }) => revealedAuth(auth));
  return others.every((auth) => isDeepStrictEqual(auth, first)) ? first : undefined;
}

/**
 * The ids of a set's gateways. They keep the order that state has, because programs refer to them by it; further ones
 * follow in the order of their numbers, so that a pair has one place in both lists.
 */
export function idsOf(
  { members, gateways }: Picture,
  { outputs }: PriorSet,
): Record<Direction, readonly string[]> {
  const records = [...members.values()].sort(byNumber);
  const ordered = (direction: Direction): readonly string[] => {
    const shown = records.map((record) => record[direction]?.id ?? "");
    const all = [...(outputs[`${direction}GatewayIds`] ?? []), ...shown, ...gateways[direction].keys()];
    return [...new Set(all)].filter((id) => gateways[direction].has(id));
  };
  return { inbound: ordered("inbound"), outbound: ordered("outbound") };
}

function byNumber(a: NumberRecord, b: NumberRecord): number {
  return a.phoneNumber.e164 < b.phoneNumber.e164 ? -1 : 1;
}

/** What state holds of a setting that the set's gateways disagree on; no program can ask for it. */
const mixed = "mixed";

/** How a field reads that the gateways disagree on; a name or credentials read as not shown. */
function disagreement(field: string): string | undefined {
  return field === "name" || field === "auth" ? undefined : mixed;
}

/**
 * The settings of all gateways of a direction as one. What they disagree on reads as {@link mixed}, so that every diff
 * finds it until an `up` fixes it; without a state to compare with, a set must be uniform.
 */
function settingsOfAll(picture: Picture, prior: PriorSet, direction: Direction): GatewaySettings {
  const applied = gatewaySettingsOf(prior.inputs, direction);
  if (prior.inputs.gatewaySettings === "initial") return applied;
  const isOnly = isSharedSet(picture, prior) && picture.gateways[direction].size <= 1;
  const each = [...picture.gateways[direction].values()].map((gateway) => {
    const { name, ...shown } = settingsOf(gateway, direction);
    // Where names must be unique, VideoSDK cannot have given all the pairs of a set one name.
    const { __passwordShown: isShown } = prior.outputs;
    return effectiveSettings(isOnly ? { ...shown, name } : shown, gateway, applied, isShown);
  });
  const [first = applied, ...others] = each;
  if (prior.inputs.phoneNumbers === undefined && others.some((settings) => differs(settings, first))) {
    throw new Error(unequal(picture, direction));
  }
  const asOne = Object.entries(first).map(([field, value]) => {
    const agreed = others.every((settings) =>
      isDeepStrictEqual(settings[field as keyof GatewaySettings], value),
    );
    return [field, agreed ? value : disagreement(field)] as const;
  });
  return Object.fromEntries(asOne);
}

/** Why gateways are not imported as one set, and the ways that are left. */
function unequal({ gateways }: Picture, direction: Direction): string {
  const ids = (one: Direction): readonly string[] => [...gateways[one].keys()];
  return (
    `the ${direction} gateways ${ids(direction).join(", ")} have different settings, so they cannot be one PhoneNumberSet that ` +
    `has their settings. Import the numbers of each pair as a set of their own, as 'pulumi-sip export' declares them; or make ` +
    `the gateways equal first. As one set, with gatewaySettings: "initial", they are taken over as they are by ` +
    `adopt: ${JSON.stringify(ids("inbound"))} and 'pulumi up', or moved by 'pulumi state move' out of a stack that has them`
  );
}

function numberOutput({ phoneNumber, inbound, outbound }: NumberRecord): NumberOutput {
  return {
    e164: phoneNumber.e164,
    phoneNumberId: phoneNumber.phoneNumberId,
    name: phoneNumber.name ?? null,
    countryCode: phoneNumber.countryCode ?? null,
    provider: phoneNumber.provider ?? null,
    origin: phoneNumber.origin ?? null,
    status: phoneNumber.status ?? null,
    inboundGatewayId: inbound?.id ?? null,
    outboundGatewayId: outbound?.id ?? null,
  };
}
