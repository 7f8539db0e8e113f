import { allSwitches, variants, type BehaviourChanges, type Variant } from "../../src/simulator";
import type { Program } from "./program.js";
import { allHandlers } from "./signalwire-samples.js";
import type { Properties } from "./wire.js";

/** What a vendor answers under a switch so that an operation must fail, by the name of the variant. */
export const refused: Readonly<Record<string, string>> = {
  "videosdk.trunkGet=false": "a trunk cannot be read, so its refresh is an error",
  "signalwire.foreignProject=true": "a gateway in another project than that of the settings is an error",
};

/**
 * The classes of which some operation must fail under a variant, by its name. What it must say then is tested with the class.
 */
const refusedOf: Readonly<Record<string, readonly string[]>> = {
  "signalwire.addressPaths=nested": ["signalwire.SipAddress", "signalwire.PhoneNumberAddress"],
  "signalwire.callbackClear=refused": ["signalwire.SwmlScript", "signalwire.SwmlWebhook"],
  "signalwire.phoneNumberAddresses=absent": ["signalwire.PhoneNumberAddress"],
  "signalwire.phoneNumberAddresses=gateway-refused": ["signalwire.PhoneNumberAddress"],
  "signalwire.phoneNumberAddresses=ineffective": ["signalwire.PhoneNumberAddress"],
  "videosdk.connectorRule=drop": ["videosdk.Connector"],
  "videosdk.connectorRule=400": ["videosdk.Connector"],
  "videosdk.emptyCollections=ignore": ["videosdk.RoutingRule"],
  "videosdk.gatewayPatchAttaches=false": ["videosdk.InboundGateway", "videosdk.OutboundGateway"],
  "videosdk.listEnvelope=unknown": [
    "videosdk.InboundGateway",
    "videosdk.OutboundGateway",
    "videosdk.RoutingRule",
    "videosdk.Webhook",
  ],
};

/** Whether every operation of a class, or of several together, succeeds under a variant. */
export function succeedsUnder({ name }: Variant, resource: string): boolean {
  return refusedOf[name]?.some((type) => resource.startsWith(type)) !== true;
}

/** Whether the vendor lets another client do under a variant what an operation begins with. */
export function isPossibleUnder({ name }: Variant, resource: string, operation: string): boolean {
  // No client can delete these gateways.
  const isHidden = name === "videosdk.gatewayEndpoints=not-visible";
  const deletesOne = operation.includes("elsewhere") || operation.includes("foreign");
  return !(isHidden && resource.startsWith("videosdk.PhoneNumberSet") && deletesOne);
}

/** Every variant under which all operations succeed, of one vendor. */
export function variantsOf(vendor: keyof BehaviourChanges): readonly Variant[] {
  return variants.filter(({ name }) => name.startsWith(`${vendor}.`) && refused[name] === undefined);
}

/** The variants of each switch, by its name. */
export const variantsBySwitch: readonly (readonly Variant[])[] = allSwitches.map(({ vendor, name }) =>
  variantsOf(vendor).filter((variant) => variant.name.startsWith(`${vendor}.${name}=`)),
);

/** The program with everything that VideoSDK's or SignalWire's pages call required, which a switch can insist on. */
export function complete(program: Program): Program {
  return program.map((declared) => {
    const handler = declared.inputs["callHandler"] as Properties | undefined;
    const whole = allHandlers.find(({ type }) => type === handler?.["type"]) as Properties | undefined;
    if (handler === undefined || whole === undefined) return declared;
    const companions = Object.entries(whole).filter(([field]) => /Callback|fallback/.test(field));
    return {
      ...declared,
      inputs: { ...declared.inputs, callHandler: { ...Object.fromEntries(companions), ...handler } },
    };
  });
}

/** Both behaviours, of which the second prevails. */
export function mergedBehaviour(one: BehaviourChanges = {}, other: BehaviourChanges = {}): BehaviourChanges {
  return {
    videosdk: { ...one.videosdk, ...other.videosdk },
    signalwire: { ...one.signalwire, ...other.signalwire },
  };
}
