import type { Found } from "../../lifecycle/definition";
import { certainSettings } from "../client/gateway";
import type { Departures } from "./departure";
import { hashId } from "./id";
import { numberThing, type PriorSet, type SetInputs, type SetOperation, type SetOutputs } from "./inputs";
import { nothing, type Picture } from "./look";
import type { Steps } from "./plan";
import { foundFrom, idsOf } from "./state";
import { gatewaySettingsOf } from "./target";

type Checkpoint = Parameters<SetOperation["checkpoint"]>[0] & object;

/** The numbers that may be handed over to a set after its operation, and where they were during it. */
type Awaiting = Pick<SetOutputs, "__awaited" | "__awaitedFrom">;

/** What state holds of a set at each point of an operation that creates or changes it, should the rest fail. */
export class Progress {
  private readonly operation: SetOperation;
  private readonly desired: SetInputs;
  private readonly prior: PriorSet | undefined;
  /** The numbers that a program declared until now, and those that it declares now. */
  private readonly own: readonly string[];
  private awaiting: Awaiting = {};
  /** What state shall hold, if anything is to be kept. */
  private saved: Checkpoint | undefined;

  constructor(operation: SetOperation, desired: SetInputs, prior: PriorSet | undefined) {
    this.operation = operation;
    this.desired = desired;
    this.prior = prior;
    this.own = [...new Set([...(prior?.outputs.__declared ?? []), ...desired.phoneNumbers])];
  }

  /** Whether state has no object yet. */
  get isCreation(): boolean {
    return this.prior === undefined;
  }

  /** The steps are about to be done. */
  planned({ detach }: Steps): void {
    const { prior, own } = this;
    if (prior === undefined) return;
    const certain = certainInputs(prior.inputs, this.desired);
    // A number that is being detached must not be released because this run was interrupted.
    const inputs = detach.length > 0 ? { ...certain, releaseOnDelete: false } : certain;
    this.save({ ...prior, inputs, outputs: { ...prior.outputs, __declared: own } });
  }

  /** A creating request may have taken effect. */
  sent(): void {
    if (this.prior !== undefined) return;
    const inputs = this.desired.adopt === false ? this.desired : uncertainInputs(this.desired);
    this.save({ id: hashId(this.own), inputs, outputs: { __declared: this.own } });
  }

  /** It has not. */
  refused(): void {
    if (this.prior === undefined) this.save(undefined);
  }

  /** The vendor shows gateways of the set; the settings of some that were taken over may not be known. */
  shown(picture: Picture, isCertain: boolean): void {
    const inputs = isCertain ? this.desired : uncertainInputs(this.desired);
    this.save(foundFrom(picture, { ...this.goal(picture), inputs }, this.own));
  }

  /**
   * Numbers stay with a resource that may not have been checked yet, on these gateways. From now on that one may hand them
   * over, whatever becomes of this operation: state leads to them in any case.
   */
  awaits(numbers: readonly string[], from: readonly string[]): void {
    if (numbers.length === 0) return;
    const { operation, own } = this;
    this.awaiting = { __awaited: numbers, __awaitedFrom: from };
    this.save(this.saved ?? foundFrom(nothing, this.goal(nothing), own));
    operation.moves.await(numbers.map(numberThing));
    operation.warn(
      `${numbers.join(", ")} is on gateways of a resource that the engine has not checked in this run yet. Nothing of ` +
        `that was changed. If that resource gives it up, it comes here in this run. Run 'pulumi up' again`,
    );
  }

  /** The set as it is after all steps. */
  done(picture: Picture, { left: leaving, unheard }: Departures): Found<SetInputs, SetOutputs> {
    const isHere = (e164: string): boolean => picture.members.has(e164);
    const declared = [...this.desired.phoneNumbers, ...[...leaving, ...unheard].filter(isHere)];
    const { outputs, ...found } = foundFrom(picture, this.goal(picture), declared);
    const waiting = unheard.filter(isHere);
    const left = waiting.length === 0 ? {} : { __left: waiting };
    const isOpen =
      this.awaiting.__awaited !== undefined || declared.length > this.desired.phoneNumbers.length;
    return { ...found, outputs: { ...outputs, ...this.awaiting, ...left }, isOpen };
  }

  private save(found: Checkpoint | undefined): void {
    this.saved = found;
    this.operation.checkpoint(found && { ...found, outputs: { ...found.outputs, ...this.awaiting } });
  }

  /**
   * The set as it was asked for. The id of a shared one is its first inbound gateway's, and stays when that gateway is
   * deleted: a resource keeps its id.
   */
  private goal(picture: Picture): PriorSet {
    const { inboundGatewayIds = [], outboundGatewayIds = [] } = this.prior?.outputs ?? {};
    const outputs = { inboundGatewayIds, outboundGatewayIds };
    const goal = { id: hashId(this.own), inputs: this.desired, outputs };
    if (this.prior !== undefined) return { ...goal, id: this.prior.id };
    const [inboundId] = this.desired.isShared ? idsOf(picture, goal).inbound : [];
    return { ...goal, id: inboundId ?? goal.id };
  }
}

/** The inputs that stay certain while the gateways are changed to the desired ones. */
function certainInputs(applied: Partial<SetInputs>, desired: SetInputs): Partial<SetInputs> {
  if ([applied.gatewaySettings, desired.gatewaySettings].includes("initial")) return applied;
  const { name, auth } = certainSettings(
    gatewaySettingsOf(applied, "outbound"),
    gatewaySettingsOf(desired, "outbound"),
  );
  return without(applied, { name: name === undefined, auth: auth === undefined });
}

/** The inputs where gateways were taken over, whose name and credentials are not known. */
function uncertainInputs(desired: SetInputs): Partial<SetInputs> {
  return desired.gatewaySettings === "initial" ? desired : without(desired, { name: true, auth: true });
}

/** Inputs for state, without what may differ at the vendor. */
function without(
  { name, outbound, ...others }: Partial<SetInputs>,
  uncertain: { readonly name: boolean; readonly auth: boolean },
): Partial<SetInputs> {
  return {
    ...others,
    ...(uncertain.name || name === undefined ? {} : { name }),
    ...(outbound === undefined
      ? {}
      : { outbound: uncertain.auth ? { ...outbound, auth: undefined } : outbound }),
  };
}
