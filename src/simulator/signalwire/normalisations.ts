/** What an answer shows of a gateway or endpoint and a vendor may have changed in form. */
export interface Shown {
  readonly uri: string;
  readonly encryption: string;
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
}

type Change = (shown: Shown) => Partial<Shown>;

const uriParts = /^(sips?:)?([^@]*@)?([^:;?>]*)(:\d+)?(.*)$/i;

/** A change of a URI's host and port. */
function address(change: (host: string, port: string, scheme: string) => string): Change {
  return ({ uri }) => {
    const [, scheme = "", user = "", host = "", port = "", rest = ""] = uriParts.exec(uri) ?? [];
    return { uri: scheme + user + change(host, port, scheme) + rest };
  };
}

const defaultPort = (scheme: string): string => (scheme.toLowerCase() === "sips:" ? ":5061" : ":5060");

/** Changes in the form of a value that leave its meaning as it is, by name. Data for the simulator and for tests. */
const table = {
  "host-upper-case": address((host, port) => host.toUpperCase() + port),
  "host-lower-case": address((host, port) => host.toLowerCase() + port),
  "host-trailing-dot": address((host, port) => `${host.replace(/\.$/, "")}.${port}`),
  "default-port-added": address((host, port, scheme) => host + (port === "" ? defaultPort(scheme) : port)),
  "default-port-dropped": address((host, port, scheme) => host + (port === defaultPort(scheme) ? "" : port)),
  "scheme-upper-case": ({ uri }) => ({ uri: uri.replace(/^sips?:/i, (scheme) => scheme.toUpperCase()) }),
  "uri-outer-space": ({ uri }) => ({ uri: ` ${uri} ` }),
  "encryption-upper-case": ({ encryption }) => ({ encryption: encryption.toUpperCase() }),
  "lists-reversed": ({ ciphers, codecs }) => ({ ciphers: ciphers.toReversed(), codecs: codecs.toReversed() }),
  "lists-lower-case": ({ ciphers, codecs }) => ({
    ciphers: ciphers.map((name) => name.toLowerCase()),
    codecs: codecs.map((name) => name.toLowerCase()),
  }),
} as const satisfies Readonly<Record<string, Change>>;

/** The name of a normalisation. */
export type Normalisation = keyof typeof table;

/** The names of all. */
export const normalisations = Object.keys(table) as readonly Normalisation[];

/** The values as an answer shows them. */
export function normalised<T extends Partial<Shown>>(shown: T, name: Normalisation | "nothing"): T {
  if (name === "nothing") return shown;
  const whole: Shown = { uri: "", encryption: "", ciphers: [], codecs: [], ...shown };
  const changed = Object.entries(table[name](whole)).filter(([field]) => field in shown);
  return { ...shown, ...Object.fromEntries(changed) };
}
