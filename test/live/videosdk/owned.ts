import { at, listAt, textAt, wordsOf, type WireRequest } from "../wire";

const one =
  /^\/v2\/(?:sip\/(?:phone-numbers\/gateways|inbound-gateways|outbound-gateways)|sip-trunk)\/([^/?]+)$/;

/**
 * What the suite may write at VideoSDK: objects whose name begins with the prefix, and the numbers that the user named.
 * A release of a number is never among it.
 */
export class Owned {
  private readonly prefix: string;
  private readonly numbers: readonly string[];
  private readonly ids = new Set<string>();

  constructor(prefix: string, numbers: readonly string[]) {
    this.prefix = prefix;
    this.numbers = numbers;
  }

  /** Whether a name says that its object is the suite's. */
  isOwn(name: unknown): boolean {
    return typeof name === "string" && name.startsWith(this.prefix);
  }

  /** To be called with the id of an object that this run has made or seen with an own name, or that never existed. */
  admit(id: string): void {
    this.ids.add(id);
  }

  /** Whether an object was admitted. */
  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Why a request may not be sent. */
  refusal({ method, path, body }: WireRequest): string | undefined {
    const id = one.exec(path)?.[1];
    if (id !== undefined && (method === "PATCH" || method === "DELETE")) {
      if (!this.ids.has(decodeURIComponent(id))) return `${id} is not known to be the suite's`;
      const name = at(body, "name");
      return name === undefined || this.isOwn(name)
        ? this.strangers(listAt(body, "numbers") ?? [])
        : noPrefix;
    }
    if (method === "POST" && path === "/v2/sip/phone-numbers")
      return this.isOwn(textAt(body, "name")) ? this.strangers(listAt(body, "phoneNumbers") ?? []) : noPrefix;
    if (method === "POST" && path === "/v2/sip/phone-numbers/detach")
      return this.strangers([at(body, "phoneNumber")]);
    return "the suite has no such request";
  }

  private strangers(numbers: readonly unknown[]): string | undefined {
    const stranger = numbers.find((number) => !this.numbers.includes(number as string));
    return stranger === undefined ? undefined : `${wordsOf(stranger)} was not named with --number`;
  }
}

const noPrefix = "its name does not begin with the prefix";
