import fc from "fast-check";
import { phoneNumberSet, ref, sipGateway, sipTrunk, type Declared } from "../../support/program.js";
import type { Properties } from "../../support/wire.js";

/** Names that resources of generated programs can have. Each has its own numbers, so that no two sets want one. */
export const slots = ["sales", "support", "tuning", "carrier", "line", "phone"] as const;

/** One of the names. */
export type Slot = (typeof slots)[number];

/** The arguments of each resource of a program. */
export type Wishes = Readonly<Partial<Record<Slot, Properties>>>;

/** Changes of a program: new arguments, or undefined for a resource that is removed. */
export type Edit = Readonly<Partial<Record<Slot, Properties | undefined>>>;

const numbers = {
  sales: ["+14155550100", "+14155550101", "+14155550102"],
  support: ["+14155550110", "+14155550111"],
};
const name = fc.constantFrom("Alpha", "Beta", "Gamma");
const region = fc.constantFrom("auto", "us002", "in002");
const mediaEncryption = fc.constantFrom("enable", "disable");
const transport = fc.constantFrom("udp", "tcp", "tls");
const address = fc.constantFrom("sip.example.com:5061", "peer.example.com");
const password = fc.constantFrom("CANARY-one", "CANARY-two");
const auth = fc.record({ username: fc.constantFrom("user", "other-user"), password });
const ciphers = fc.subarray(["AEAD_AES_256_GCM_8", "AES_CM_128_HMAC_SHA1_80"], { minLength: 1 });
const codecs = fc.shuffledSubarray(["PCMU", "OPUS", "G722"], { minLength: 1 });

function set(pool: readonly string[]): fc.Arbitrary<Properties> {
  return fc.record({
    name,
    phoneNumbers: fc.shuffledSubarray([...pool], { minLength: 1 }),
    isShared: fc.boolean(),
    gatewaySettings: fc.constantFrom("managed", "managed", "initial"),
    mediaEncryption,
    inbound: fc.record({ sipRegion: region }),
    outbound: fc.record(
      { address, sipRegion: region, transport, auth },
      { requiredKeys: ["address", "sipRegion", "transport"] },
    ),
  });
}

const arguments_: Readonly<Record<Slot, fc.Arbitrary<Properties>>> = {
  sales: set(numbers.sales),
  support: set(numbers.support),
  tuning: fc.record({ name, mediaEncryption, sipRegion: region, address, transport, auth }),
  carrier: fc.record({
    name: fc.constantFrom("Main line", "Second line"),
    domain: fc.constantFrom("pstn.example.com", "other.example.com"),
    direction: fc.constantFrom("inbound", "outbound"),
    numbers: fc.shuffledSubarray(numbers.sales, { minLength: 1 }),
    auth,
    // The simulator can delete trunks here, so that what exists is what the program declares.
    attemptDelete: fc.constant(true),
  }),
  line: fc.record({
    name,
    uri: fc.constantFrom("one@sip.example.com", "two@sip.example.com"),
    encryption: fc.constantFrom("required", "optional"),
    ciphers,
    codecs,
  }),
  phone: fc.record(
    {
      username: fc.constantFrom("c3p0", "r2d2"),
      password,
      encryption: fc.constantFrom("required", "optional"),
      ciphers,
      codecs,
      callHandler: fc.constantFrom(
        { type: "relay_topic", relayTopic: "calls" },
        { type: "laml_webhooks", requestUrl: "https://example.com/calls" },
      ),
    },
    { requiredKeys: ["username", "password"] },
  ),
};

/** Which resources an edit changes: all in the first, few in the others. */
export function edit(touched: "many" | "few"): fc.Arbitrary<Edit> {
  const which = fc.subarray([...slots], { minLength: 1, maxLength: touched === "few" ? 2 : slots.length });
  return which.chain((chosen) =>
    fc.record(
      Object.fromEntries(
        chosen.map((slot) => [
          slot,
          fc.option(arguments_[slot], { nil: undefined, freq: touched === "few" ? 3 : 8 }),
        ]),
      ) as Record<Slot, fc.Arbitrary<Properties | undefined>>,
    ),
  );
}

/** The program after an edit. A gateway is only tuned where its set leaves the settings to others. */
export function edited(wishes: Wishes, changes: Edit): Wishes {
  const next = Object.fromEntries(
    Object.entries({ ...wishes, ...changes }).filter(([, wish]) => wish !== undefined),
  ) as Wishes;
  const { sales, tuning, ...others } = next;
  const isTuned = sales?.["isShared"] === true && sales["gatewaySettings"] === "initial";
  return {
    ...others,
    ...(sales && { sales }),
    ...(tuning && isTuned && { tuning }),
  };
}

/** The arguments as a program. */
export function programOf(wishes: Wishes): Declared[] {
  return slots.flatMap((slot) => {
    const wish = wishes[slot];
    return wish === undefined ? [] : [declare(slot, wish)];
  });
}

function declare(slot: Slot, wish: Properties): Declared {
  switch (slot) {
    case "sales":
    case "support":
      return phoneNumberSet(slot, wish);
    case "tuning":
      return sipGateway(slot, { ...wish, gatewayId: ref("sales", "outboundGatewayIds", 0) });
    case "carrier":
      return sipTrunk(slot, wish);
    case "line":
      return { vendor: "signalwire", type: "SipGateway", name: slot, inputs: wish };
    case "phone":
      return { vendor: "signalwire", type: "SipEndpoint", name: slot, inputs: wish };
  }
}
