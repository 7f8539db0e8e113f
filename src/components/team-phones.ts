import * as pulumi from "@pulumi/pulumi";
import type * as signalwire from "../signalwire";
import { SipEndpoint, type CallHandlerArgs, type SipEndpointArgs } from "../signalwire";
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
   *
   * @change **replaces** the endpoint: the phone needs the new user name and password
   * @calls interrupted
   * @change given the earlier one in `formerNames`: in place: the user name, unless `username` says that it stays
   * @calls devices register again
   */
  name: string;
  /**
   * Names that the person had in the program before: the endpoint stays the same object, with its password. None by default. They
   * can go again once every stack has had an `up` with them.
   *
   * @change nothing by itself
   * @calls continue
   */
  formerNames?: readonly string[];
  /**
   * User name that the phone registers with; `name` by default.
   *
   * @change in place, in one request
   * @calls devices register again
   */
  username?: pulumi.Input<string>;
}

/** Arguments of {@link TeamPhones}. What the phones have in common is what a `SipEndpoint` has. */
export interface TeamPhonesArgs extends Pick<SipEndpointArgs, "ciphers" | "codecs" | "encryption"> {
  /**
   * The people, in no particular order; a text is a person with this name. Who joins or leaves changes no other phone. The list
   * has to be known to the program, because each person is a resource of their own: it cannot be an Output.
   *
   * @change one added: the endpoint of this person is created; no other is touched
   * @calls continue
   * @change one removed: the endpoint of this person is deleted; no other is touched
   * @calls of this person end
   * @change another order: nothing
   * @calls continue
   */
  people: readonly (string | Person)[];
  /**
   * What happens to calls that any of the phones receives; nothing by default.
   *
   * @change every endpoint, in place
   * @calls new calls
   * @change removed: **replaces** every endpoint, deleting first: SignalWire has no way to remove a handler
   * @calls interrupted; phones register again, with the new password where none is given
   */
  callHandler?: pulumi.Input<CallHandlerArgs>;
  /**
   * The SignalWire project of the phones; that of the parent by default, else of the stack's configuration.
   *
   * @change to another project **replaces** every endpoint; another token of the same project changes nothing
   * @calls interrupted if replaced
   */
  signalwireProvider?: signalwire.Provider;
}

/**
 * The phones of a team at SignalWire: a `SipEndpoint` for each person, with a password that is made unless it is given, and one
 * call handler for all.
 *
 * A change of one person changes that person's endpoint and no other; another order of the list changes nothing. With an alias the
 * component can be renamed, or moved into another one, without any change of its phones.
 *
 * @child `<name>-<person>` signalwire.SipEndpoint: the endpoint of the person with this `name`
 * @example
 * ```ts
 * const team = new components.TeamPhones("team", {
 *   people: ["ada", { name: "grace", username: "c3p0", callerId: "Grace" }],
 *   callHandler: { type: "relay_script", relayScriptUrl: "https://example.com/swml" },
 * });
 * // By name; secret.
 * export const passwords = team.passwords;
 * ```
 * @throws `is not a list of names, or of persons with a name, that the program knows`: `people` is an Output. Each person is a resource
 * of their own, so give a list, for example from the configuration.
 * @throws `is there twice. Names are unique in the list`: two persons have one `name`. Give one of them another; `username` and
 * `callerId` may be what they were.
 * @throws `is the name of one person and among the formerNames of another`: nobody else may have a name that is listed in
 * `formerNames`. Remove it there once every stack has had an `up` with it.
 * @throws `is among the formerNames of two, and only one endpoint had it`: leave it with the person whose endpoint that is.
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
