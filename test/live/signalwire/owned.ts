import { textAt, type WireRequest } from "../wire";

const collections = ["/api/fabric/resources/sip_gateways", "/api/relay/rest/endpoints/sip"] as const;
const one = /^\/api\/(?:fabric\/resources\/sip_gateways|relay\/rest\/endpoints\/sip)\/([^/?]+)$/;

/** What the suite may write at SignalWire: gateways and endpoints whose name begins with the prefix, and nothing else. */
export class Owned {
  private readonly prefix: string;
  private readonly ids = new Set<string>();

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** Whether a name says that its object is the suite's. Names may be stored in another case. */
  isOwn(name: unknown): boolean {
    return typeof name === "string" && name.startsWith(this.prefix);
  }

  /** To be called with the id of an object that this run has made or seen with an own name. */
  admit(id: string): void {
    this.ids.add(id);
  }

  /** Why a request may not be sent. */
  refusal({ method, path, body }: WireRequest): string | undefined {
    const name = textAt(body, "name") ?? textAt(body, "username");
    const id = one.exec(path)?.[1];
    if (id !== undefined) {
      if (!this.ids.has(decodeURIComponent(id))) return `${id} is not known to be the suite's`;
      return name === undefined || this.isOwn(name) ? undefined : noPrefix;
    }
    if (method !== "POST" || !collections.some((collection) => collection === path))
      return "the suite has no such request";
    // Without any field, the vendor only says what is missing.
    const isEmpty = typeof body === "object" && body !== null && Object.keys(body).length === 0;
    return isEmpty || this.isOwn(name) ? undefined : noPrefix;
  }
}

const noPrefix = "its name does not begin with the prefix";
