import type { SipBridgeArgs } from "./bridge-args";
import { repeated, shown } from "./sip-component";

/** A number without the characters that only make it easier to read. */
export function plainNumber(number: string): string {
  return number.replace(/[\s().-]/g, "");
}

/** What is wrong with arguments as a whole; what is wrong with a single one, the resource that gets it says. */
export function problemsOf({ outbound, signalwire, room, agentId, phoneNumbers }: SipBridgeArgs): string[] {
  return [
    ...(outbound === undefined && signalwire === undefined
      ? ["outbound or signalwire is needed: the SIP peer that VideoSDK places calls through"]
      : []),
    ...(outbound !== undefined && signalwire !== undefined
      ? ["outbound and signalwire: only one of them can be the SIP peer"]
      : []),
    ...(room === undefined && agentId === undefined
      ? ["room or agentId is needed: without one, the numbers ring nowhere"]
      : []),
    ...ownedNumberProblems(signalwire ?? {}, phoneNumbers),
  ];
}

function ownedNumberProblems(
  { ownedNumbers = [], videosdkHost }: Partial<NonNullable<SipBridgeArgs["signalwire"]>>,
  phoneNumbers: unknown,
): string[] {
  const field = "signalwire.ownedNumbers";
  if (!Array.isArray(ownedNumbers))
    return [`${field}: ${shown(ownedNumbers)} is not a list of numbers that the program knows`];
  const isText = (value: unknown): value is string => typeof value === "string";
  const isGood = (value: unknown): value is string =>
    isText(value) && /^\+[1-9]\d{1,14}$/.test(plainNumber(value));
  const plain = ownedNumbers.filter(isGood).map(plainNumber);
  const registered =
    Array.isArray(phoneNumbers) && phoneNumbers.every(isText) ? phoneNumbers.map(plainNumber) : undefined;
  return [
    ...ownedNumbers
      .filter((value: unknown) => !isGood(value))
      .map(
        (value: unknown) => `${field}: ${shown(value)} is not a number in E.164 form, such as +14155550100`,
      ),
    ...repeated(plain).map((number) => `${field}: ${number} is there twice`),
    ...plain
      .filter((number) => registered?.includes(number) === false)
      .map((number) => `${field}: ${number} is not among phoneNumbers, so VideoSDK would not take its calls`),
    ...(ownedNumbers.length > 0 && videosdkHost === undefined
      ? [`signalwire.videosdkHost is needed: where SignalWire sends the calls of ${field}`]
      : []),
  ];
}
