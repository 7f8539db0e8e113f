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

/** ISO code of the country that an E.164 number belongs to; null for one that the simulator does not know. */
export function countryOf(e164: string): string | null {
  for (const length of [1, 2, 3]) {
    const country = countries[e164.slice(1, 1 + length)];
    if (country !== undefined) return country;
  }
  return null;
}
