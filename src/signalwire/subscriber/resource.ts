import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths } from "../vocabulary";

/**
 * Arguments of a {@link Subscriber}, from the pages «Create Subscriber» and «Update Subscriber». Every change is made in place, by
 * one request that sends all of them. A text that is removed is replaced by an empty one; no page says what that shows.
 */
export interface SubscriberArgs {
  /**
   * E-mail address, by which the person signs in; unique in the project.
   *
   * @change in place, in one request. A password that is removed stays as it is
   * @calls continue
   */
  email: pulumi.Input<string>;
  /**
   * Password of 8 to 72 characters, by which the person signs in. Always kept as a secret. SignalWire makes a random
   * one when it is left out, and never shows any, so a change made elsewhere is not noticed. If removed, the password
   * stays as it is.
   *
   * @change in place, in one request. A password that is removed stays as it is
   * @calls continue
   */
  password?: pulumi.Input<string>;
  /**
   * Any text or number. A change sends the password again, as it is, which restores one that was changed elsewhere.
   *
   * @change in place, in one request. A password that is removed stays as it is
   * @calls continue
   */
  passwordVersion?: pulumi.Input<string | number>;
  /**
   * First name; none by default.
   *
   * @change in place. Removed, an empty text takes their place
   * @calls continue
   */
  firstName?: pulumi.Input<string>;
  /**
   * Last name; none by default.
   *
   * @change in place. Removed, an empty text takes their place
   * @calls continue
   */
  lastName?: pulumi.Input<string>;
  /**
   * Name that others see; SignalWire chooses when left out.
   *
   * @change in place. Removed, an empty text takes their place
   * @calls continue
   */
  displayName?: pulumi.Input<string>;
  /**
   * Job title; none by default.
   *
   * @change in place. Removed, an empty text takes their place
   * @calls continue
   */
  jobTitle?: pulumi.Input<string>;
  /**
   * Time zone; none by default.
   *
   * @change in place. Removed, an empty text takes their place
   * @calls continue
   */
  timezone?: pulumi.Input<string>;
  /**
   * Country; none by default.
   *
   * @change in place. Removed, an empty text takes their place
   * @calls continue
   */
  country?: pulumi.Input<string>;
  /**
   * Company; none by default.
   *
   * @change in place. Removed, an empty text takes their place
   * @calls continue
   */
  companyName?: pulumi.Input<string>;
  /**
   * Whether a creation may take over the subscriber that has this e-mail address, instead of failing: true, or the id
   * that is expected; false by default. A warning says what was taken over, and its settings are changed to the
   * declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/**
 * A subscriber at SignalWire: a person who takes part in calls. SIP credentials for their devices are
 * {@link SubscriberSipEndpoint}s. Its id is that of the Fabric resource, as it is in the paths of the API.
 *
 * Settings that name another space or project **replace the subscriber**. Destroying the resource deletes it, and its SIP
 * credentials with it.
 *
 * @example
 * ```ts
 * const ada = new signalwire.Subscriber("ada", { email: "ada@example.com", displayName: "Ada" });
 * export const adaId = ada.id;
 * ```
 * @see https://signalwire.com/docs/apis
 */
export class Subscriber extends SipResource {
  /** E-mail address. */
  declare public readonly email: pulumi.Output<string>;
  /** Password, where the program says it. Secret. */
  declare public readonly password: pulumi.Output<string | undefined>;
  /** First name, where the program says it. */
  declare public readonly firstName: pulumi.Output<string | undefined>;
  /** Last name, where the program says it. */
  declare public readonly lastName: pulumi.Output<string | undefined>;
  /** Name that others see, where the program says it. */
  declare public readonly displayName: pulumi.Output<string | undefined>;
  /** Job title, where the program says it. */
  declare public readonly jobTitle: pulumi.Output<string | undefined>;
  /** Time zone, where the program says it. */
  declare public readonly timezone: pulumi.Output<string | undefined>;
  /** Country, where the program says it. */
  declare public readonly country: pulumi.Output<string | undefined>;
  /** Company, where the program says it. */
  declare public readonly companyName: pulumi.Output<string | undefined>;
  /** Id of the subscriber inside its resource; paths of the API never use it. */
  declare public readonly subscriberId: pulumi.Output<string | null>;
  /** Id of the project it is in. */
  declare public readonly projectId: pulumi.Output<string | null>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601. */
  declare public readonly updatedAt: pulumi.Output<string | null>;

  /**
   * Declares a subscriber.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SubscriberArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: SubscriberArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }

  /** Looks up a subscriber by the id of its resource, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): Subscriber {
    return new Subscriber(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "Subscriber",
  outputs: [
    ...["email", "password", "firstName", "lastName", "displayName", "jobTitle", "timezone", "country"],
    ...["companyName", "subscriberId", "projectId", "createdAt", "updatedAt"],
  ],
  secrets: secretPaths.Subscriber,
} as const;
