import { randomBytes } from "node:crypto";
import type { Account, Known } from "./definition";
import type { Adopting, Identified, MarkPlace, PlainResource } from "./plain-definition";

/** The key in metadata, and what is before the mark in a tag. */
const label = "pulumi-sip";

const tagged = new RegExp(`^${label}:([0-9a-f]{16})$`);

/** Where a mark is on its way: among the desired inputs until it is sent, and in outputs. Null in outputs for none. */
interface Marked {
  readonly __mark?: string | null;
}

/** The mark that state has; undefined where the object had none when it was taken into state. */
function markIn({ outputs }: Pick<Known<object, object>, "outputs">): string | undefined {
  return (outputs as Marked).__mark ?? undefined;
}

/** Whether an object shows the mark of somebody else than the owner of this state; not where state says nothing of marks. */
export function isAnothers<T>(
  place: MarkPlace<T> | undefined,
  object: T,
  known: Pick<Known<object, object>, "outputs">,
): boolean {
  const shown = place?.of(object);
  return "__mark" in known.outputs && shown !== undefined && shown !== markIn(known);
}

/** The outputs of an object that is taken over by its id: whatever it shows, it has no mark of this owner yet. */
export function unmarked<T>(place: MarkPlace<T> | undefined): object {
  return place === undefined ? {} : { __mark: null };
}

/** Desired inputs with the mark that an object of an interrupted creation shows, which is this owner's. */
export function withMarkOf<T, I extends object>(place: MarkPlace<T> | undefined, object: T, desired: I): I {
  const shown = place?.of(object);
  return shown === undefined ? desired : { ...desired, __mark: shown };
}

/**
 * A plain resource whose objects get a mark when they are created or taken over, and keep it in changes. What the program
 * declares and reads is without it, and a missing one is no difference: somebody may have cleared the field.
 */
export function marked<
  A extends Account,
  I extends object & Adopting,
  O extends object,
  T extends Identified,
  B extends object,
>(plain: PlainResource<A, I, O, T, B>, place: MarkPlace<T>): PlainResource<A, I, O, T, B> {
  const { found, change, create, lacks, completed } = plain;
  const split = (desired: I): readonly [I, Marked["__mark"]] => {
    const { __mark, ...declared } = desired as I & Marked;
    return [declared as unknown as I, __mark];
  };
  return {
    ...plain,
    mark: place,
    completed(desired, prior) {
      const { inputs, outputs } = completed?.(desired, prior) ?? { inputs: desired, outputs: {} };
      const __mark = (prior && markIn(prior)) ?? randomBytes(8).toString("hex");
      return { inputs: { ...inputs, __mark }, outputs };
    },
    create(account, desired, deadline) {
      const [declared, mark] = split(desired);
      return create(account, withMark(declared, mark), deadline);
    },
    found(object, { inputs, outputs, ...known }, account) {
      const { __mark = "__mark" in outputs ? markIn({ outputs }) : place.of(object), ...rest } =
        inputs as Partial<I> & Marked;
      const result = found(place.without(object), { ...known, inputs: rest as Partial<I>, outputs }, account);
      return { ...result, outputs: { ...result.outputs, __mark: __mark ?? null } };
    },
    change(object, desired, prior, account) {
      const [declared, mark] = split(desired);
      // With another owner's mark, an object differs in any case.
      const isMine = [undefined, mark].includes(place.of(object));
      const body = change(isMine ? place.without(object) : object, declared, prior, account);
      return body && withMark(body, mark);
    },
    ...(lacks && {
      lacks(object, desired, again) {
        const [declared] = split(desired);
        const bare = async (): Promise<T | undefined> => {
          const later = await again();
          return later && place.without(later);
        };
        return lacks(place.without(object), declared, bare);
      },
    }),
  };

  function withMark<S extends object>(settings: S, mark: string | null | undefined): S {
    return mark == null ? settings : place.put(settings, mark);
  }
}

/** A mark in a map of metadata. */
export function markInMetadata<
  T extends { readonly metadata?: Readonly<Record<string, string>> | undefined },
>(): MarkPlace<T> {
  return {
    of: ({ metadata }) => metadata?.[label],
    without(object) {
      if (object.metadata?.[label] === undefined) return object;
      const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([key]) => key !== label));
      return { ...object, metadata };
    },
    put: (settings, mark) => ({
      ...settings,
      metadata: { ...(settings as { metadata?: object }).metadata, [label]: mark },
    }),
  };
}

/** A mark in a list of tags. */
export function markInTags<T extends { readonly tags?: readonly string[] | undefined }>(): MarkPlace<T> {
  const others = (tags: readonly string[]): string[] => tags.filter((tag) => !tagged.test(tag));
  return {
    of: ({ tags = [] }) => tags.map((tag) => tagged.exec(tag)?.[1]).find((mark) => mark !== undefined),
    without: (object) => (object.tags === undefined ? object : { ...object, tags: others(object.tags) }),
    put: (settings, mark) => ({
      ...settings,
      tags: [...others((settings as { tags?: readonly string[] }).tags ?? []), `${label}:${mark}`],
    }),
  };
}

/** Why an object that shows the mark of another owner is neither changed nor deleted. */
export function refusalOfMark(object: string, id: string): Error {
  return new Error(
    `${object} shows the mark of another owner: another stack has taken it over since this one had it. Nothing was ` +
      `changed. If it is the other's now, take it out of this stack with 'pulumi state delete', which changes nothing at ` +
      `the vendor. If it is this stack's, set adopt: ${JSON.stringify(id)} and run 'pulumi up'`,
  );
}
