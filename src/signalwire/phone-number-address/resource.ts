import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type ScriptType } from "../vocabulary";

/** Arguments of a {@link PhoneNumberAddress}. Exactly one of `number` and `phoneNumberId` is needed. */
export interface PhoneNumberAddressArgs {
  /**
   * A number in E.164 form that the project owns. **Another number replaces the address**, deleting first; none is
   * released.
   *
   * @change **replaces**, deleting first, where it is another number
   * @calls new calls
   */
  number?: pulumi.Input<string>;
  /**
   * The id of the number, instead. **Another number replaces the address**, deleting first; none is released.
   *
   * @change **replaces**, deleting first, where it is another number
   * @calls new calls
   */
  phoneNumberId?: pulumi.Input<string>;
  /**
   * Id of the Fabric resource that takes the calls or messages: a gateway, a script or another.
   *
   * @change in place
   * @calls new calls
   */
  resourceId: pulumi.Input<string>;
  /**
   * Whether it is about calls or about messages; `calling` by default. **A change replaces the address**, deleting
   * first.
   *
   * @change **replaces**, deleting first: SignalWire fixes it at creation
   * @calls new calls
   */
  handlerType?: pulumi.Input<ScriptType>;
  /**
   * Name; SignalWire chooses when left out.
   *
   * @change in place. Removed, it stays as it is, with a warning
   * @calls continue
   */
  name?: pulumi.Input<string>;
  /**
   * Whether a creation may take over the address that the number has already, instead of failing: true, or the id that
   * is expected; false by default. A warning says what was taken over, and it leads to the declared resource from then
   * on.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/**
 * Binds a phone number that a SignalWire project owns to any of its Fabric resources, gateways included.
 *
 * **Experimental.** SignalWire calls this API beta, and no published page has it: it may change, and a space may not have it,
 * which is an error that says so. What it bound is read back; where SignalWire shows no binding, the error names the proven way: a
 * `SwmlScript` that connects to the gateway's URI, and a `PhoneNumber` whose handler is that script.
 *
 * A number has one owner for its calls: this or a `PhoneNumber` with `callHandler`. Settings that name another space or project
 * **replace the address**. Destroying the resource unassigns the number, which then leads nowhere; it is not released.
 *
 * @example
 * ```ts
 * const office = new signalwire.SipGateway("office", {
 *   name: "Office PBX",
 *   uri: "calls@pbx.example.com",
 *   encryption: "required",
 *   ciphers: ["AEAD_AES_256_GCM_8"],
 *   codecs: ["OPUS", "PCMU"],
 * });
 * new signalwire.PhoneNumberAddress("line", { number: "+14155550100", resourceId: office.id });
 * ```
 * @throws `SignalWire does not bind numbers to resource`: SignalWire refuses this kind of resource. Use a `SwmlScript`
 * that connects to it, and a `PhoneNumber` whose handler is that script.
 * @throws `This API is beta, and nobody has proved that it binds this kind of resource.`: SignalWire accepted the
 * binding, and shows none. As above.
 * @throws `Such routes are`: the space does not have this API. As above, or ask SignalWire.
 * @experimental
 * @see https://github.com/signalwire/signalwire-python/pull/70
 */
export class PhoneNumberAddress extends SipResource {
  /** The number, where the program says it. */
  declare public readonly number: pulumi.Output<string | undefined>;
  /** The id of the number, where the program says it. */
  declare public readonly phoneNumberId: pulumi.Output<string | undefined>;
  /** Id of the Fabric resource that takes the calls or messages. */
  declare public readonly resourceId: pulumi.Output<string>;
  /** Whether it is about calls or about messages. */
  declare public readonly handlerType: pulumi.Output<ScriptType>;
  /** Name, where the program says it. */
  declare public readonly name: pulumi.Output<string | undefined>;
  /** The number in E.164 form. */
  declare public readonly e164: pulumi.Output<string | null>;
  /** The id of the number. */
  declare public readonly boundPhoneNumberId: pulumi.Output<string | null>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601. */
  declare public readonly updatedAt: pulumi.Output<string | null>;

  /**
   * Declares an address.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: PhoneNumberAddressArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    args: PhoneNumberAddressArgs | undefined,
    options?: pulumi.CustomResourceOptions,
  ) {
    super(description, name, args, options);
  }

  /** Looks up an address by its id, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): PhoneNumberAddress {
    return new PhoneNumberAddress(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "PhoneNumberAddress",
  outputs: [
    ...["number", "phoneNumberId", "resourceId", "handlerType", "name"],
    ...["e164", "boundPhoneNumberId", "createdAt", "updatedAt"],
  ],
  secrets: secretPaths.PhoneNumberAddress,
} as const;
