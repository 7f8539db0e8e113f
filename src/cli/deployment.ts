import { readFileSync } from "node:fs";
import { messageOf } from "../lifecycle/outcome.js";
import { knownTypes, type KnownType } from "./objects.js";

/** A resource in an exported stack. What is not named here is kept as it is. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What `pulumi stack export` prints. */
export interface ExportedStack {
  readonly version: number;
  readonly deployment: {
    readonly resources?: readonly StateResource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
  };
}

/** Reads a file that `pulumi stack export` wrote. */
export function readStack(file: string): ExportedStack {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const reason = isMissing ? "there is no such file" : messageOf(error);
    throw new Error(`${file} cannot be read: ${reason}. Make one with 'pulumi stack export'`);
  }
  return parseStack(text, file);
}

/** Reads `pulumi stack export`. */
export function parseStack(text: string, source: string): ExportedStack {
  let parsed: Partial<ExportedStack> | null;
  try {
    parsed = JSON.parse(text) as Partial<ExportedStack> | null;
  } catch {
    throw new Error(`${source} is no export of a stack: it is no JSON. Make one with 'pulumi stack export'`);
  }
  if (typeof parsed?.deployment !== "object")
    throw new Error(
      `${source} is no export of a stack: it has no deployment. Make one with 'pulumi stack export'`,
    );
  return parsed as ExportedStack;
}

/** The class of a resource of this package; undefined for one of another. */
export function classOf({ type }: Pick<StateResource, "type">): KnownType | undefined {
  return knownTypes.find(({ token }) => token === type);
}

/** The name that the program gave a resource. */
export function nameOf({ urn }: Pick<StateResource, "urn">): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** A stack without some of its resources. */
export interface Reduced {
  readonly stack: ExportedStack;
  /** The resources of this package that are gone. */
  readonly removed: readonly StateResource[];
  /** Providers that nothing uses any more, and are gone, too. */
  readonly providers: readonly StateResource[];
}

/**
 * A stack without the resources of this package that are chosen. What others say of them goes with them; providers go that
 * only they used.
 *
 * @throws where a resource that stays is inside one that goes
 */
export function without(stack: ExportedStack, isChosen: (resource: StateResource) => boolean): Reduced {
  const all = stack.deployment.resources ?? [];
  const removed = all.filter((resource) => classOf(resource) !== undefined && isChosen(resource));
  const gone = new Set<StateResource>(removed);
  const urns = new Set(removed.map(({ urn }) => urn));
  const rest = all.filter((resource) => !gone.has(resource));
  const stillThere = new Set(rest.map(({ urn }) => urn));
  const lost = (urn: string): boolean => urns.has(urn) && !stillThere.has(urn);
  const inside = rest.filter(({ parent }) => parent !== undefined && lost(parent));
  if (inside.length > 0)
    throw new Error(
      `${inside.map(({ urn }) => urn).join(", ")} is declared inside a resource that would be taken out. Take it out first: ` +
        `pulumi state delete '${inside[0]?.urn ?? ""}'`,
    );
  const used = new Set(rest.flatMap(({ provider }) => (provider === undefined ? [] : [provider])));
  const before = new Set(removed.flatMap(({ provider }) => (provider === undefined ? [] : [provider])));
  const isIdle = (resource: StateResource): boolean => {
    const reference = `${resource.urn}::${resource.id ?? ""}`;
    return before.has(reference) && !used.has(reference);
  };
  const providers = rest.filter(isIdle);
  for (const { urn } of providers) urns.add(urn);
  const resources = rest.filter((resource) => !isIdle(resource)).map((resource) => detached(resource, lost));
  const pending = stack.deployment.pending_operations?.filter(
    ({ resource }) => !(classOf(resource) !== undefined && isChosen(resource)),
  );
  return {
    stack: {
      ...stack,
      deployment: {
        ...stack.deployment,
        resources,
        ...(pending === undefined ? {} : { pending_operations: pending }),
      },
    },
    removed,
    providers,
  };
}

/** A resource that no longer refers to what is lost. */
function detached(resource: StateResource, lost: (urn: string) => boolean): StateResource {
  const keep = (urns: readonly string[]): readonly string[] => urns.filter((urn) => !lost(urn));
  const { dependencies, propertyDependencies, deletedWith, replaceWith, ...others } = resource;
  return {
    ...others,
    ...(dependencies === undefined ? {} : { dependencies: keep(dependencies) }),
    ...(propertyDependencies === undefined
      ? {}
      : {
          propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).map(([key, urns]) => [key, keep(urns ?? [])]),
          ),
        }),
    ...(deletedWith === undefined || lost(deletedWith) ? {} : { deletedWith }),
    ...(replaceWith === undefined ? {} : { replaceWith: keep(replaceWith) }),
  };
}
