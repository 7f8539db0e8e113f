import { effectiveSettings, settingsOf } from "../client/gateway";
import type { Gateway } from "../client/replies";
import type { PriorSet, SetOperation } from "./inputs";
import type { Picture } from "./look";
import type { Steps } from "./plan";
import { isNamed } from "./move";
import { gatewaySettingsOf, type Target } from "./target";

/**
 * Looks before a set's gateways are changed or deleted whether another stack, or something else, has taken them over
 * since they were last seen. The endpoints of a set's gateways have no field for a mark of their owner. What tells owners apart are
 * name, address and user name: where none of them is as it was, or the address is not and numbers of others have come,
 * the gateway is taken to be another's. Where some are as they were, it is drift.
 *
 * @param target what the program wants now; an interrupted run may have set it already
 * @throws where one is another's, before anything is sent
 */
export async function refuseTakenOver(
  operation: SetOperation,
  prior: PriorSet,
  { patch, remove }: Pick<Steps, "patch" | "remove">,
  picture: Picture,
  target?: Target,
): Promise<void> {
  if (patch.length + remove.length === 0 || prior.inputs.gatewaySettings === "initial") return;
  if (target !== undefined && [...picture.gateways.inbound.keys()].some((id) => isNamed(target, id))) return;
  const newcomers = picture.foreign.filter((e164) => prior.outputs.foreignNumbers?.includes(e164) === false);
  for (const gateway of picture.gateways.outbound.values()) {
    const whose = await isAnothers(operation, gateway, prior, newcomers, target);
    if (whose !== undefined) throw new Error(refusal(gateway, whose, [...picture.gateways.inbound.keys()]));
  }
}

/**
 * The same for an outbound gateway of the set that is looked at only when it is deleted, and that carries no number.
 *
 * @throws where it is another's
 */
export async function refuseAnothers(
  operation: SetOperation,
  prior: PriorSet,
  gateway: Gateway,
): Promise<void> {
  if (prior.inputs.gatewaySettings === "initial") return;
  const whose = await isAnothers(operation, gateway, prior, [], undefined);
  if (whose !== undefined) throw new Error(refusal(gateway, whose, prior.outputs.inboundGatewayIds ?? []));
}

/** What shows that a gateway is another's, as a phrase; undefined where it is not. */
async function isAnothers(
  { account, deadline }: SetOperation,
  gateway: Gateway,
  prior: PriorSet,
  newcomers: readonly string[],
  target: Target | undefined,
): Promise<string | undefined> {
  const given = [gatewaySettingsOf(prior.inputs, "outbound"), target?.settings.outbound].flatMap(
    (settings) => settings ?? [],
  );
  const shown = settingsOf(gateway, "outbound");
  const hasAddress = given.some(
    (one) => one.address === undefined || effectiveSettings(shown, gateway, one).address === one.address,
  );
  if (hasAddress || shown.address === undefined) return undefined;
  const carried = (gateway.numbers ?? []).filter((e164) => newcomers.includes(e164));
  if (carried.length > 0) return `the address ${shown.address} and carries ${carried.join(", ")}`;
  const username = gateway.auth.username;
  if (given.some(({ auth }) => auth !== undefined && username != null && auth.username === username))
    return undefined;
  // Listings may leave names out.
  const name = shown.name ?? (await account.api.getGateway("outbound", gateway.id, deadline))?.name;
  // Where names must differ, VideoSDK adds something to them.
  const isNamed = given.some((one) => name == null || one.name === undefined || name.startsWith(one.name));
  return isNamed ? undefined : `the name ${JSON.stringify(name)} and the address ${shown.address}`;
}

function refusal({ id }: Gateway, whose: string, inbound: readonly string[]): string {
  const adopt = JSON.stringify(inbound.length === 1 ? inbound[0] : inbound);
  return (
    `outbound gateway ${id} shows ${whose}, which this set did not give it: another stack or client may have taken over ` +
    `the set's gateways since they were last seen here. Nothing was changed. If they are another's now, take the set out of ` +
    `this stack with 'pulumi state delete', which changes nothing at VideoSDK. If they are this set's, run 'pulumi refresh', ` +
    `which accepts what is there, and the same command again; or set adopt: ${adopt} and run 'pulumi up'`
  );
}
