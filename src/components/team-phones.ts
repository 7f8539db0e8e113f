import * as pulumi from "@pulumi/pulumi";
import { SipEndpoint, type CallHandlerArgs, type Provider, type SipEndpointArgs } from "../signalwire";
import { repeated, shown, SipComponent } from "./sip-component";

/** A person with a phone. All but `name` and `formerNames` are arguments of the person's `SipEndpoint`. */
export interface Person extends Pick<
  SipEndpointArgs,
  "callerId" | "password" | "passwordVersion" | "sendAs" | "adopt"
> {
  /**
   * Name of the person in the program, in no other place: unique in the list. The endpoint is the resource
   * `<name of the component>-<name>`. **Another name is another person**: the endpoint is deleted and a new one created, with a
   * new password, unless `formerNames` has the earlier one.
   */
  name: string;
  /** Names that the person had in the program before: the endpoint stays the same object, with its password. None by default. */
  formerNames?: readonly string[];
  /** User name that the phone registers with; `name` by default. Changed in place; the phone has to register again. */
  username?: pulumi.Input<string>;
}

/** Arguments of {@link TeamPhones}. What the phones have in common is what a `SipEndpoint` has. */
export interface TeamPhonesArgs extends Pick<SipEndpointArgs, "ciphers" | "codecs" | "encryption"> {
  /**
   * The people, in no particular order; a text is a person with this name. Who joins or leaves changes no other phone. The list
   * has to be known to the program, because each person is a resource of their own: it cannot be an Output.
   */
  people: readonly (string | Person)[];
  /**
   * What happens to calls that any of the phones receives; nothing by default. Changed in place. Removing it **replaces all
   * endpoints**, as it does for a `SipEndpoint`.
   */
  callHandler?: pulumi.Input<CallHandlerArgs>;
  /** The SignalWire project of the phones; that of the parent by default, else of the stack's configuration. */
  signalwireProvider?: Provider;
}

/**
 * The phones of a team at SignalWire: a `SipEndpoint` for each person, with a password that is made unless it is given, and one
 * call handler for all.
 *
 * A change of one person changes that person's endpoint and no other; another order of the list changes nothing. With an alias the
 * component can be renamed, or moved into another one, without any change of its phones.
 *
 * @example
 * ```ts
 * const team = new components.TeamPhones("team", {
 *   people: ["ada", { name: "grace", username: "c3p0", callerId: "Grace" }],
 *   callHandler: { type: "relay_script", relayScriptUrl: "https://example.com/swml" },
 * });
 * // By name; secret.
 * export const passwords = team.passwords;
 * ```
 * @see https://signalwire.com/docs/apis
 */
export class TeamPhones extends SipComponent {
  /** The endpoints, by the person's name. */
  public readonly endpoints: Readonly<Record<string, SipEndpoint>>;
  /** The passwords, by the person's name. Secret. One that was taken over without a password is missing: SignalWire shows none. */
  public readonly passwords: pulumi.Output<Readonly<Record<string, string>>>;

  /**
   * Declares the phones of a team.
   *
   * @param name name of the component in the program
   * @throws RunError that names everything that is wrong with the list of people
   */
  constructor(name: string, args: TeamPhonesArgs, options?: pulumi.ComponentResourceOptions) {
    const { people, signalwireProvider, ...common } = args;
    super("TeamPhones", name, problemsOf(people), options);
    const entries = people.map((one) => {
      const { name: person, formerNames = [], username, ...phone } = personOf(one);
      const aliases = formerNames.map((former) => ({ name: `${name}-${former}` }));
      const own = { ...common, ...phone, username: username ?? person };
      return [
        person,
        new SipEndpoint(`${name}-${person}`, own, this.childOptions(signalwireProvider, { aliases })),
      ] as const;
    });
    this.endpoints = Object.fromEntries(entries);
    const passwords = Object.fromEntries(entries.map(([person, { password }]) => [person, password]));
    this.passwords = pulumi.secret(pulumi.all(passwords));
    this.registerOutputs({});
  }
}

function personOf(one: string | Person): Person {
  return typeof one === "string" ? { name: one } : one;
}

/** What is wrong with a list of people, which a program in JavaScript may have made of anything. */
function problemsOf(people: unknown): string[] {
  if (!Array.isArray(people))
    return [
      `people: ${shown(people)} is not a list of names, or of persons with a name, that the program knows`,
    ];
  const names: string[] = [];
  const formerNames: string[] = [];
  const problems = people.flatMap((one: unknown, index) => {
    const { name, formerNames: former = [] } = personOf((one ?? {}) as string | Person);
    const place = `people[${index}]`;
    if (typeof name !== "string" || name.trim() === "" || name !== name.trim())
      return [`${place}: its name is ${shown(name)}. It must be a text, without white space around it`];
    names.push(name);
    if (!Array.isArray(former) || !former.every((each) => typeof each === "string"))
      return [`${place} (${name}): its formerNames are ${shown(former)}. They must be a list of texts`];
    formerNames.push(...former);
    return [];
  });
  return [
    ...problems,
    ...repeated(names).map((name) => `people: ${shown(name)} is there twice. Names are unique in the list`),
    ...repeated(formerNames).map(
      (name) => `people: ${shown(name)} is among the formerNames of two, and only one endpoint had it`,
    ),
    ...[...new Set(formerNames)]
      .filter((name) => names.includes(name))
      .map((name) => `people: ${shown(name)} is the name of one person and among the formerNames of another`),
  ];
}
