import * as pulumi from "@pulumi/pulumi";
import { AccountProvider } from "./account-provider";

/** Which account a look-up asks. */
export interface LookupOptions {
  /** A further account; that of the stack's configuration, else of the environment, by default. */
  provider?: AccountProvider;
}

/** A setting by its full key, such as `signalwire:space`. */
type Config = (key: string) => string | undefined;

/** Reads something of an account; secrets only where they are asked for. */
export type Read<A, R> = (config: Config, args: A, secrets: boolean) => Promise<R>;

/** Arguments of which each may be an output. */
export type LookupInput<A> = { readonly [K in keyof A]: pulumi.Input<A[K]> };

/** Looks something up at once, also in a preview. What it returns is in clear, so it holds no secret. */
export async function lookUp<A, R>(
  namespace: string,
  read: Read<A, R>,
  args: A,
  { provider }: LookupOptions = {},
): Promise<R> {
  if (provider === undefined) return read(stackConfig(namespace), args, false);
  const settings = provider.settings as KnowableOutput<Readonly<Record<string, string>>>;
  if (!(await settings.isKnown))
    throw new Error(
      `${provider.title} has a setting that is not known yet in this preview. Use the function whose name ends in Output`,
    );
  const known = await settings.promise();
  return read((key) => known[key], args, false);
}

/**
 * Looks something up once everything is known: in a preview, what is not known yet is not asked for.
 *
 * @param holdsSecrets whether the object may hold secrets: then it is a secret as a whole
 */
export function lookUpOutput<A extends object, R>(
  namespace: string,
  read: Read<A, R>,
  args: LookupInput<A>,
  { provider }: LookupOptions = {},
  holdsSecrets = false,
): pulumi.Output<R> {
  const settings = provider === undefined ? pulumi.output({}) : pulumi.unsecret(provider.settings);
  const found: unknown = pulumi.all([pulumi.output(args as object), settings]).apply(([given, known]) => {
    const own = known as Readonly<Record<string, string>>;
    const config = provider === undefined ? stackConfig(namespace) : (key: string) => own[key];
    return read(config, given as A, true);
  });
  return (holdsSecrets ? pulumi.secret(found) : found) as pulumi.Output<R>;
}

/** What every Output of the SDK can say of itself. */
type KnowableOutput<T> = pulumi.Output<T> & {
  readonly isKnown: Promise<boolean>;
  promise(): Promise<T>;
};

function stackConfig(namespace: string): Config {
  const stack = new pulumi.Config(namespace);
  return (key) => stack.get(key.slice(namespace.length + 1));
}
