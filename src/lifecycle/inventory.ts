import { messageOf } from "./outcome";
import { apiErrorOf } from "../http/errors";
import { presentable } from "../http/presentable";

/**
 * A read-only picture of an account: every object that its lists show, and what is attached to what. The vendors' clients
 * read it; here is what is the same for both.
 */

/**
 * The objects of one list, in a stable order; or why nobody knows them. A list that the account does not have is not empty.
 */
export type Part<T> = { readonly items: readonly T[] } | { readonly notAvailable: string };

/** An object, by what it is in the vendor's words and by its id, as the vendor has both. */
export interface Named {
  readonly kind: string;
  readonly id: string;
  /** What people call it: a name, a number, a user name; null where it has none. */
  readonly name: string | null;
}

/** One object names another. */
export interface Link {
  readonly from: Named;
  readonly to: Named;
  /** The field that names it. */
  readonly by: string;
  /** Whether the other object is there; null where its list is not available. */
  readonly exists: boolean | null;
}

/** How an account is read. */
export interface InventoryOptions {
  /** Whether passwords, PINs, keys and URLs that are credentials are kept, in clear. Without it they are left out. */
  readonly secrets?: boolean;
  /** Called with each page: which list, in words, and how many pages of it have been read. */
  readonly onProgress?: (what: string, pages: number) => void;
}

/** The objects that are known of a part: none where it is not available. */
export function itemsIn<T>(part: Part<T>): readonly T[] {
  return "items" in part ? part.items : [];
}

/** The same part with each object in another form. */
export function mapped<T, U>(part: Part<T>, map: (item: T, index: number) => U): Part<U> {
  return "items" in part ? { items: part.items.map((item, index) => map(item, index)) } : part;
}

/** Reads the lists of an account, each once. */
export class PartReader {
  private readonly failures: string[] = [];
  private readonly missing: string[] = [];
  private available = 0;
  private cause: unknown;

  constructor(private readonly options: InventoryOptions) {}

  /**
   * Reads one list. A 404 to its first page says that the account has no such list; any other failure is kept for {@link assertRead}.
   *
   * @param what the list, in words: `routing rules`
   * @param list reads it, and calls its argument with every page
   * @param sortKey what the objects are sorted by; those with one key by their ids
   */
  async read<T extends { readonly id: string }>(
    what: string,
    list: (onPage: () => void) => Promise<readonly T[]>,
    sortKey: (item: T) => string | null | undefined,
  ): Promise<Part<T>> {
    let pages = 0;
    try {
      const items = await list(() => {
        pages += 1;
        this.options.onProgress?.(what, pages);
      });
      this.available += 1;
      return { items: sorted(items, sortKey) };
    } catch (error) {
      const isRouteMissing = pages === 0 && apiErrorOf(error, 404) !== undefined;
      if (!isRouteMissing && this.failures.length === 0) this.cause = error;
      this.cause ??= error;
      (isRouteMissing ? this.missing : this.failures).push(`${what}: ${messageOf(error)}`);
      return { notAvailable: presentable(`the account has no list of ${what}: ${messageOf(error)}`) };
    }
  }

  /**
   * @throws Error that names every list that could not be read, the first failure as its cause; also where no list is there,
   * because then something else than the vendor's API answers
   */
  assertRead(): void {
    const { failures, missing, cause } = this;
    if (failures.length > 0)
      throw new Error(presentable(`the account was not read: ${failures.join("; ")}`), { cause });
    if (this.available > 0 || missing.length === 0) return;
    throw new Error(presentable(`none of the account's lists is there: ${missing.join("; ")}`), { cause });
  }
}

function sorted<T extends { readonly id: string }>(
  items: readonly T[],
  sortKey: (item: T) => string | null | undefined,
): T[] {
  return [...items].sort(
    (one, other) => compared(sortKey(one) ?? "", sortKey(other) ?? "") || compared(one.id, other.id),
  );
}

/** The same order on every machine, whatever its language. */
function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Names under which free texts, such as headers and documents, hold secrets. */
const secretName = /pass(?:word|wd|phrase)?$|secret|token|api_?key|credential|authorization/i;

/** What a text that may hold credentials has in it. Most texts of an account are ids and words. */
const urlLike = /:\/\/|[@?&=]/;

/** The same value without credentials inside URLs and texts under names that say that they are secret. */
export function withoutSecrets<T>(value: T): T {
  return cleaned(value, "") as T;
}

function cleaned(value: unknown, name: string): unknown {
  if (typeof value === "string") {
    if (secretName.test(name)) return "[secret]";
    return urlLike.test(value) ? presentable(value) : value;
  }
  if (Array.isArray(value)) return value.map((item) => cleaned(item, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item, key)]));
}
