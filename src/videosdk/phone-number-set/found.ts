import { isDeepStrictEqual } from "node:util";
import type { Found } from "../../lifecycle/definition";
import {
  differs,
  effectiveSettings,
  isPasswordShown,
  settingsOf,
  type GatewaySettings,
} from "../client/gateway";
import type { Direction } from "../client/api";
import type { NumberRecord } from "../client/replies";
import type { NumberOutput, PriorSet, SetInputs, SetOutputs } from "./inputs";
import { isWhole, type Picture } from "./look";
import { gatewaySettingsOf } from "./settings";

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
  const { members, gateways } = picture;
  const known = prior.inputs;
  const inbound = settingsOfAll(picture, prior, "inbound");
  const outbound = settingsOfAll(picture, prior, "outbound");
  const [first] = members.values();
  const { mediaEncryption } = inbound;
  const inputs = {
    name: nameOf(inbound.name, outbound.name, known.name) ?? first?.phoneNumber.name ?? undefined,
    phoneNumbers: [...members.keys()].filter((e164) => isWhole(members.get(e164), picture)).sort(),
    isShared: isSharedSet(picture, prior),
    mediaEncryption: mediaEncryption === outbound.mediaEncryption ? mediaEncryption : mixed,
    inbound: { sipRegion: inbound.sipRegion },
    outbound: {
      address: outbound.address,
      sipRegion: outbound.sipRegion,
      transport: outbound.transport,
      // Credentials that state does not hold are left out: nothing would mark them as a secret.
      auth: known.outbound?.auth === undefined ? undefined : outbound.auth,
    },
    gatewaySettings: known.gatewaySettings ?? "managed",
    adopt: known.adopt ?? false,
    releaseOnDelete: known.releaseOnDelete ?? false,
  };
  const outputs: SetOutputs = {
    numbers: [...members.values()].map(numberOutput).sort((a, b) => (a.e164 < b.e164 ? -1 : 1)),
    inboundGatewayIds: [...gateways.inbound.keys()].sort(),
    outboundGatewayIds: [...gateways.outbound.keys()].sort(),
    foreignNumbers: picture.foreign,
    __declared: declared === null ? null : [...declared].sort(),
    __passwordShown: passwordShown(picture, prior),
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

function isSharedSet({ gateways }: Picture, { inputs }: PriorSet): boolean {
  return inputs.isShared ?? gateways.inbound.size <= 1;
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
  const isShared = isSharedSet(picture, prior);
  const each = [...picture.gateways[direction].values()].map((gateway) => {
    const { name, ...shown } = settingsOf(gateway, direction);
    // Where names must be unique, VideoSDK cannot have given all the pairs of a set one name.
    const { __passwordShown: isShown } = prior.outputs;
    return effectiveSettings(isShared ? { ...shown, name } : shown, gateway, applied, isShown);
  });
  const [first = applied, ...others] = each;
  if (prior.inputs.phoneNumbers === undefined && others.some((settings) => differs(settings, first))) {
    throw new Error(
      `the ${direction} gateways ${[...picture.gateways[direction].keys()].join(", ")} have different settings, so ` +
        `they cannot be one PhoneNumberSet. Make them equal first, or import the numbers as several sets`,
    );
  }
  const asOne = Object.entries(first).map(([field, value]) => {
    const agreed = others.every((settings) =>
      isDeepStrictEqual(settings[field as keyof GatewaySettings], value),
    );
    return [field, agreed ? value : disagreement(field)] as const;
  });
  return Object.fromEntries(asOne);
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
