import * as pulumi from "@pulumi/pulumi";
import { AccountProvider } from "./account-provider";
import { providerText } from "./provider-text";
import { secretPathsIn } from "./secret-paths";
import { withUndefinedNamed } from "./undefined-value";

/** Describes a class of this package. */
export interface ResourceDescription {
  /** Vendor, as in the runtime's registry: `videosdk`. */
  readonly vendor: string;
  /** Name of the class, as in the registry: `SipTrunk`. */
  readonly type: string;
  /** Every property of the class. The SDK creates outputs only for named ones, also where a default applies. */
  readonly outputs: readonly string[];
  /**
   * Arguments that hold a secret, dotted. Each is passed to the engine as a secret and encrypted in state, whatever the
   * program passes.
   */
  readonly secrets: readonly string[];
  /** Whether a replacement is created before the old object is deleted. Default false. */
  readonly createBeforeDelete?: boolean;
  /** Outputs that are encrypted in state although no argument has them. */
  readonly secretOutputs?: readonly string[];
}

/**
 * Base of all resources.
 *
 * It is not a `pulumi.dynamic.Resource`, though the engine treats it as one: that class serializes a provider object
 * for each resource. Here the provider's text is a constant that names the installed package, so state is small, the
 * same on every machine, and served by the release that is installed when it is read.
 */
export abstract class SipResource extends pulumi.CustomResource {
  protected constructor(
    description: ResourceDescription,
    name: string,
    args: object | undefined,
    { import: imported, ...options }: pulumi.CustomResourceOptions = {},
  ) {
    const { vendor, type, outputs, secrets, secretOutputs = [], createBeforeDelete = false } = description;
    const token = tokenOf(description);
    const named = withUndefinedNamed(args);
    const computed = Object.fromEntries(outputs.map((output) => [output, undefined]));
    const properties = {
      ...computed,
      ...secrets.reduce((marked, path) => withSecret(marked, ...path.split(".")) as typeof args, named),
      ...identityOf(token, name, options.parent),
      ...throughOf(description, name, options),
      ...markedIn(args, secrets),
      // The engine cannot import a dynamic resource, because it has no provider's text to read it with.
      ...(imported === undefined ? {} : { __import: imported }),
      __provider: providerText(vendor, type),
    };
    const defaults = {
      additionalSecretOutputs: [
        // A secret inside another property is one by itself, in arguments as in outputs.
        ...secrets.filter((path) => !path.includes(".")),
        ...secretOutputs,
      ],
      // Numbers, names and addresses are unique at the vendors. A diff says so too, but a replacement that a person
      // asks for (`--replace`, `state taint`) has no diff, and would try to create the second object while the first
      // exists.
      deleteBeforeReplace: !createBeforeDelete,
    };
    super(token, name, properties, pulumi.mergeOptions(defaults, options));
  }
}

/**
 * What distinguishes a resource from all others: the URN that the engine will use, which no operation of a provider
 * receives, and the organization, which a URN does not hold. The URN is passed as a Promise, because as an Output it
 * depends on the parent, a dependency on a component waits for all its children, and so a child would wait for itself.
 */
function identityOf(
  token: string,
  name: string,
  parent: pulumi.Resource | undefined,
): Record<string, unknown> {
  const urn = pulumi.createUrn(name, token, parent);
  const organization = organizationOfStack();
  return {
    __urn: new Promise((resolve) => void urn.apply(resolve)),
    ...(organization === undefined ? {} : { __organization: organization }),
  };
}

function tokenOf({ vendor, type }: ResourceDescription): string {
  return `pulumi-nodejs:dynamic/${vendor}:${type}`;
}

/**
 * The explicit provider of a resource, its own or its parent's, so that a message can name it.
 *
 * @throws RunError where it is one of the other vendor: its process has no account of this one
 */
function throughOf(
  description: ResourceDescription,
  name: string,
  { provider, parent }: pulumi.CustomResourceOptions,
): Record<string, unknown> {
  const given = provider ?? parent?.getProvider(tokenOf(description));
  if (!(given instanceof AccountProvider)) return {};
  const { vendor, type } = description;
  if (given.vendor === vendor) return { __through: given.title };
  const advice =
    provider === undefined
      ? `It comes from its parent: to the engine, the providers of both vendors are of one package, so a parent hands ` +
        `its provider on to resources of both. Give this one a provider of its own, { provider: <a ${vendor}.Provider> }; ` +
        `a component of this package takes it as ${vendor}Provider. Or give ${given.title} to the resources of ` +
        `${given.vendor} instead of to their parent`
      : `Give it a ${vendor}.Provider, or none for the account in the stack's configuration`;
  throw new pulumi.RunError(`${vendor} ${type} ${name}: its provider is ${given.title}. ${advice}`);
}

/**
 * The arguments that the program marks as secrets, beyond those that always are. As a Promise, because whether a value is
 * a secret is known when the value is; like the URN not as an Output, which would carry dependencies.
 */
function markedIn(args: object | undefined, secrets: readonly string[]): Record<string, unknown> {
  if (args === undefined) return {};
  const paths = secretPathsIn(args).then(
    (found) => {
      const marked = found.filter((path) => !secrets.includes(path)).sort();
      return marked.length === 0 ? undefined : marked;
    },
    // An argument that fails is reported as the argument that it is.
    () => undefined,
  );
  return { __secrets: paths };
}

/** The organization; undefined where the backend has none, or a unit test with mocks names none. */
function organizationOfStack(): string | undefined {
  try {
    const name = pulumi.getOrganization();
    // The engine's name for «none».
    return name === "organization" ? undefined : name;
  } catch {
    return undefined;
  }
}

/**
 * Marks a value inside arguments as a secret, so that the engine encrypts it everywhere. Arguments that are only known
 * later become secret as a whole, because nothing can be marked inside them yet.
 */
export function withSecret<T>(args: pulumi.Input<T>, ...path: readonly string[]): pulumi.Input<T> {
  const [key, ...rest] = path;
  if (key === undefined || pulumi.Output.isInstance(args) || args instanceof Promise)
    return pulumi.secret(args) as never;
  if (typeof args !== "object" || args === null || !(key in args)) return args;
  const value = (args as Record<string, pulumi.Input<unknown>>)[key];
  return value === undefined ? args : { ...args, [key]: withSecret(value, ...rest) };
}
