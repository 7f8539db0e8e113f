import type * as pulumi from "@pulumi/pulumi";
import { SipResource } from "../../program/resource";
import { secretPaths, type Cipher, type Codec, type GatewayEncryption } from "../vocabulary";

/**
 * Arguments of a {@link SipGateway}; all are required, and none has a default. Every change is made in place, by one
 * request that sends all five, as the page «Update SIP gateway» describes them. SignalWire's pages do not say what
 * happens to calls that are under way.
 */
export interface SipGatewayArgs {
  /**
   * Display name.
   *
   * @change in place, in one request that sends all five
   * @calls not documented
   */
  name: pulumi.Input<string>;
  /**
   * SIP URI that calls are forwarded to, such as `user@example.com`; a leading `sip:` makes no difference. It must be
   * outside SignalWire's own domains. A project accepts each URI once.
   *
   * @change in place, in one request that sends all five
   * @calls not documented
   */
  uri: pulumi.Input<string>;
  /**
   * Whether the connection to the peer is encrypted.
   *
   * @change in place, in one request that sends all five
   * @calls not documented
   */
  encryption: pulumi.Input<GatewayEncryption>;
  /**
   * Ciphers that the gateway offers; at least one. Their order is kept, and a change of it is an update.
   *
   * @change in place, in one request that sends all five
   * @calls not documented
   */
  ciphers: pulumi.Input<pulumi.Input<Cipher>[]>;
  /**
   * Codecs that the gateway offers; at least one. Their order is kept, and a change of it is an update.
   *
   * @change in place, in one request that sends all five
   * @calls not documented
   */
  codecs: pulumi.Input<pulumi.Input<Codec>[]>;
  /**
   * Whether a creation may take over a gateway that has exactly this URI, instead of failing: true, or the id that is
   * expected; false by default. A warning says what was taken over, and its settings are changed to the declared ones.
   *
   * @change nothing; it applies to a later creation
   * @calls continue
   */
  adopt?: pulumi.Input<boolean | string>;
}

/** What a gateway has as SignalWire shows it; null for what it does not show. */
export interface EffectiveSipGatewaySettings {
  /** Display name. */
  readonly name: string | null;
  /** SIP URI that calls are forwarded to, with or without `sip:`, as SignalWire shows it. */
  readonly uri: string | null;
  /** Whether the connection to the peer is encrypted. */
  readonly encryption: GatewayEncryption | null;
  /** Ciphers that it offers. */
  readonly ciphers: readonly Cipher[];
  /** Codecs that it offers. */
  readonly codecs: readonly Codec[];
}

/** An address at which a gateway is called inside SignalWire, from the page «List SIP gateway Addresses». */
export interface SipGatewayAddress {
  /** Id of the address. */
  readonly id: string;
  /** Name, the last part of the address. */
  readonly name: string | null;
  /** Display name. */
  readonly displayName: string | null;
  /** Kind of the address, such as `call`. */
  readonly type: string | null;
  /** The address for each channel: `audio`, `video`, `messaging`, such as `/external/name?channel=audio`. */
  readonly channels: Readonly<Record<string, string>>;
  /** URL of the cover picture. */
  readonly coverUrl: string | null;
  /** URL of the preview. */
  readonly previewUrl: string | null;
  /** Whether the address is locked. */
  readonly locked: boolean | null;
  /** When it was created, in ISO 8601. */
  readonly createdAt: string | null;
}

/**
 * A SIP gateway at SignalWire: it forwards calls that arrive at its addresses to a SIP URI elsewhere. Its id is that of
 * the resource, as it is in the paths of the API.
 *
 * Settings that name another space or project **replace the gateway**; the one in the old project stays there if the
 * new credentials cannot reach it, and a warning says so. Destroying the resource deletes the gateway.
 *
 * From the pages «Create SIP gateway», «Get SIP gateway», «Update SIP gateway» and «Delete SIP gateway».
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
 * export const addresses = office.addresses;
 * ```
 * @throws `and not one of SignalWire's own domains`: `uri` is inside SignalWire, where a gateway cannot lead. Name a
 * host outside; for devices inside, use a `SipEndpoint` or a `SubscriberSipEndpoint`.
 * @see https://signalwire.com/docs/apis
 */
export class SipGateway extends SipResource {
  /** Display name. */
  declare public readonly name: pulumi.Output<string>;
  /** SIP URI that calls are forwarded to. */
  declare public readonly uri: pulumi.Output<string>;
  /**
   * Whether the connection to the peer is encrypted.
   */
  declare public readonly encryption: pulumi.Output<GatewayEncryption>;
  /** Ciphers that the gateway offers. */
  declare public readonly ciphers: pulumi.Output<Cipher[]>;
  /** Codecs that the gateway offers. */
  declare public readonly codecs: pulumi.Output<Codec[]>;
  /**
   * What the gateway has, as SignalWire shows it. Missing in the state of an older release until the next refresh or change.
   */
  declare public readonly effective: pulumi.Output<EffectiveSipGatewaySettings>;
  /** Id of the gateway inside its resource; paths of the API never use it. */
  declare public readonly gatewayId: pulumi.Output<string | null>;
  /** Id of the project it is in. */
  declare public readonly projectId: pulumi.Output<string | null>;
  /** Display name of the resource; repeats the name. */
  declare public readonly displayName: pulumi.Output<string | null>;
  /** Type of the resource, `sip_gateway`. */
  declare public readonly type: pulumi.Output<string | null>;
  /** When it was created, in ISO 8601. */
  declare public readonly createdAt: pulumi.Output<string | null>;
  /** When it was last changed, in ISO 8601. */
  declare public readonly updatedAt: pulumi.Output<string | null>;
  /** Addresses at which it is called, by id; empty where the token may not read them. */
  declare public readonly addresses: pulumi.Output<SipGatewayAddress[]>;

  /**
   * Declares a gateway.
   *
   * @param name name of the resource in the program
   */
  constructor(name: string, args: SipGatewayArgs, options?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, options: pulumi.CustomResourceOptions);
  constructor(name: string, args: SipGatewayArgs | undefined, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }

  /**
   * Looks up a gateway, without managing it.
   *
   * @param id id of the resource, not the `id` inside its `sip_gateway`
   */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): SipGateway {
    return new SipGateway(name, undefined, { ...options, id });
  }
}

const description = {
  vendor: "signalwire",
  type: "SipGateway",
  // Those that a program declares are named as well: a gateway that is looked up has them only from the vendor.
  outputs: [
    ...["name", "uri", "encryption", "ciphers", "codecs"],
    ...["effective", "gatewayId", "projectId", "displayName", "type", "createdAt", "updatedAt", "addresses"],
  ],
  secrets: secretPaths.SipGateway,
} as const;
