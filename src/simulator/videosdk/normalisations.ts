/** What an answer shows of a gateway or trunk and a vendor may have changed in form. */
export interface Shown {
  readonly host: string | null;
  readonly transport: string | null;
  readonly region: string | null;
  readonly encryption: string | null;
  readonly username: string | null;
  readonly password: string | null;
}

type Change = (shown: Shown) => Partial<Shown>;

const upper = (text: string | null): string | null => text?.toUpperCase() ?? null;
const padded = (text: string | null): string | null => (text === null ? null : ` ${text} `);
const trimmed = (text: string | null): string | null => text?.trim() ?? null;

/** The port that a SIP host without one has. */
function defaultPort({ transport }: Shown): string {
  return transport?.toLowerCase() === "tls" ? ":5061" : ":5060";
}

function host(change: (host: string, shown: Shown) => string): Change {
  return (shown) => ({ host: shown.host === null ? null : change(shown.host, shown) });
}

/** Changes in the form of a value that leave its meaning as it is, by name. Data for the simulator and for tests. */
const table = {
  "host-upper-case": host((text) => text.toUpperCase()),
  "host-lower-case": host((text) => text.toLowerCase()),
  "host-trailing-dot": host((text) => text.replace(/\.?(:\d+)?$/, ".$1")),
  "host-outer-space": host((text) => ` ${text} `),
  "default-port-added": host((text, shown) => (/:\d+$/.test(text) ? text : text + defaultPort(shown))),
  "default-port-dropped": host((text, shown) =>
    text.endsWith(defaultPort(shown)) ? text.slice(0, -":5060".length) : text,
  ),
  "transport-upper-case": ({ transport }) => ({ transport: upper(transport) }),
  "region-upper-case": ({ region }) => ({ region: upper(region) }),
  "encryption-upper-case": ({ encryption }) => ({ encryption: upper(encryption) }),
  "words-outer-space": ({ transport, region, encryption }) => ({
    transport: padded(transport),
    region: padded(region),
    encryption: padded(encryption),
  }),
  "username-trimmed": ({ username }) => ({ username: trimmed(username) }),
  "password-trimmed": ({ password }) => ({ password: trimmed(password) }),
} as const satisfies Readonly<Record<string, Change>>;

/** The name of a normalisation. */
export type Normalisation = keyof typeof table;

/** The names of all. */
export const normalisations = Object.keys(table) as readonly Normalisation[];

/** The values as an answer shows them. */
export function normalised(shown: Shown, name: Normalisation | "nothing"): Shown {
  return name === "nothing" ? shown : { ...shown, ...table[name](shown) };
}
