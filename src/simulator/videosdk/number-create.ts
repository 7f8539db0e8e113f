import { randomUUID } from "node:crypto";
import { z } from "zod";
import { jsonAnswer, Refusal, type Route } from "../route.js";
import {
  address,
  auth,
  mediaEncryption,
  region,
  someNumbers,
  text,
  transport,
  type Direction,
} from "./records.js";
import { validated } from "./refusal.js";
import { lagsOf, type Account } from "./store.js";

const createSchemaOf = (ofTransport: z.ZodType<z.output<typeof transport>>) =>
  z.object({
    name: text,
    phoneNumbers: someNumbers,
    isShared: z.boolean().default(true),
    mediaEncryption: mediaEncryption.default("disable"),
    inbound: z.object({ sipRegion: region }),
    outbound: z.object({
      address,
      sipRegion: region,
      transport: ofTransport,
      auth: auth.optional(),
    }),
  });

/** The documentation requires a transport; the vendor's own SDKs leave it out. */
const strictSchema = createSchemaOf(transport);
const lenientSchema = createSchemaOf(transport.default("tls"));

type CreateRequest = z.output<typeof strictSchema>;

/** POST `/v2/sip/phone-numbers`: creates all numbers and their gateways, or none. */
export function numberCreateRoute(account: Account): Route {
  let lost = 0;
  return {
    method: "POST",
    path: "/v2/sip/phone-numbers",
    handle: ({ body }) => {
      const { behaviour } = account;
      const wanted = validated(behaviour.transportRequired ? strictSchema : lenientSchema, body);
      if (lost < behaviour.createConflicts) {
        lost += 1;
        throw new Refusal(409, "A concurrent request attached one of the phone numbers");
      }
      const { store } = account;
      const taken = wanted.phoneNumbers.some(
        (number) => store.isAttached(number, "inbound") || store.isAttached(number, "outbound"),
      );
      // The documentation does not say that the answer names the number.
      if (taken) throw new Refusal(400, "Phone number is already attached to a gateway");

      for (const number of wanted.phoneNumbers) register(account, number, wanted.name);
      const groups = wanted.isShared ? [wanted.phoneNumbers] : wanted.phoneNumbers.map((number) => [number]);
      for (const numbers of groups) addPair(account, wanted, numbers);
      return jsonAnswer(200, { message: "Phone Number with SIP Configured Created Successfully" });
    },
  };
}

function register({ store, behaviour }: Account, e164: string, name: string): void {
  const known = store.numbers.get(e164);
  store.lag.change(e164, store.attachment(e164), lagsOf(behaviour));
  store.visibility.hide(e164, behaviour.visibilityDelayReads, known === undefined);
  const now = new Date().toISOString();
  if (known !== undefined) {
    if (behaviour.reuseRenames) known.name = name;
    known.updatedAt = now;
    return;
  }
  const isPurchased = behaviour.purchasedNumbers.includes(e164);
  store.addNumber({
    phoneNumberId: randomUUID(),
    e164,
    countryCode: countryOf(e164),
    provider: isPurchased ? "Twilio" : "other",
    origin: isPurchased ? "PURCHASED" : "SIP Configured",
    status: "ACTIVE",
    name,
    createdAt: now,
    updatedAt: now,
  });
}

function addPair(account: Account, wanted: CreateRequest, numbers: readonly string[]): void {
  const { store } = account;
  const common = (direction: Direction) => {
    const id = randomUUID();
    return {
      id,
      direction,
      madeBy: "number-create" as const,
      name: gatewayName(account, wanted.name, direction, id),
      numbers: [...numbers],
      mediaEncryption: wanted.mediaEncryption,
    };
  };
  store.addGateway({ ...common("inbound"), geoRegion: wanted.inbound.sipRegion });
  store.addGateway({
    ...common("outbound"),
    geoRegion: wanted.outbound.sipRegion,
    address: wanted.outbound.address,
    transport: wanted.outbound.transport,
    auth: wanted.outbound.auth ?? null,
  });
}

function gatewayName({ store, behaviour }: Account, name: string, direction: Direction, id: string): string {
  if (!behaviour.createNamesGateways) return `${direction}-${id.slice(0, 8)}`;
  if (!behaviour.gatewayNamesUnique) return name;
  let candidate = name;
  for (let suffix = 2; store.isNameTaken(candidate, direction); suffix += 1) candidate = `${name}-${suffix}`;
  return candidate;
}

const countries: Readonly<Record<string, string>> = {
  "1": "US",
  "31": "NL",
  "33": "FR",
  "34": "ES",
  "39": "IT",
  "44": "GB",
  "49": "DE",
  "55": "BR",
  "61": "AU",
  "65": "SG",
  "81": "JP",
  "91": "IN",
  "971": "AE",
};

/** ISO code of an E.164 number's country; null when the table does not have it. */
export function countryOf(e164: string): string | null {
  for (const length of [1, 2, 3]) {
    const country = countries[e164.slice(1, 1 + length)];
    if (country !== undefined) return country;
  }
  return null;
}
