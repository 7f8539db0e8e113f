import * as pulumi from "@pulumi/pulumi";
import { describe, expectTypeOf, test } from "vitest";
import type {
  PhoneNumberInfo,
  PhoneNumberSet,
  PhoneNumberSetArgs,
  SipGateway,
  SipGatewayArgs,
  SipRegion,
  SipTransport,
  SipTrunk,
  SipTrunkArgs,
} from "../../src/videosdk/index";

/** A text of which the compiler knows nothing more, such as `config.require("region")`. */
const config = ["us002"].join("");

/** The keys of a type that must be given. */
type Required<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];

describe("arguments", () => {
  test("ask for what has no default, and for nothing else", () => {
    expectTypeOf<Required<PhoneNumberSetArgs>>().toEqualTypeOf<"phoneNumbers" | "inbound" | "outbound">();
    expectTypeOf<Required<SipGatewayArgs>>().toEqualTypeOf<"gatewayId">();
    expectTypeOf<Required<SipTrunkArgs>>().toEqualTypeOf<"domain" | "direction" | "numbers" | "auth">();
  });

  test("may be outputs, as a whole and in their parts", () => {
    expectTypeOf<pulumi.Output<string>>().toExtend<SipGatewayArgs["gatewayId"]>();
    expectTypeOf<pulumi.Output<string[]>>().toExtend<PhoneNumberSetArgs["phoneNumbers"]>();
    expectTypeOf<pulumi.Output<string>[]>().toExtend<PhoneNumberSetArgs["phoneNumbers"]>();
    expectTypeOf<{ username: string; password: pulumi.Output<string> }>().toExtend<SipTrunkArgs["auth"]>();
  });

  test("accept any text where the vendor has words, as configuration gives it: the check decides", () => {
    for (const _ of [config, pulumi.output(config)]) {
      expectTypeOf(_).toExtend<NonNullable<SipGatewayArgs["transport"]>>();
      expectTypeOf(_).toExtend<NonNullable<SipGatewayArgs["sipRegion"]>>();
      expectTypeOf(_).toExtend<NonNullable<SipGatewayArgs["mediaEncryption"]>>();
      expectTypeOf(_).toExtend<SipTrunkArgs["direction"]>();
      expectTypeOf(_).toExtend<NonNullable<PhoneNumberSetArgs["gatewaySettings"]>>();
    }
    expectTypeOf<number>().not.toExtend<NonNullable<SipGatewayArgs["transport"]>>();
  });

  test("still suggest the words that are known", () => {
    expectTypeOf<Extract<SipRegion, "us002">>().toEqualTypeOf<"us002">();
    expectTypeOf<Extract<SipTransport, "tls">>().toEqualTypeOf<"tls">();
  });
});

describe("properties of a resource", () => {
  test("are outputs of plain values", () => {
    expectTypeOf<PhoneNumberSet["numbers"]>().toEqualTypeOf<pulumi.Output<PhoneNumberInfo[]>>();
    expectTypeOf<PhoneNumberSet["isShared"]>().toEqualTypeOf<pulumi.Output<boolean>>();
    expectTypeOf<SipTrunk["numbers"]>().toEqualTypeOf<pulumi.Output<string[]>>();
    expectTypeOf<SipGateway["direction"]>().toEqualTypeOf<pulumi.Output<"inbound" | "outbound">>();
  });

  test("can be passed to another resource", () => {
    expectTypeOf<PhoneNumberSet["phoneNumbers"]>().toExtend<SipTrunkArgs["numbers"]>();
    expectTypeOf<SipTrunk["auth"]>().toExtend<SipTrunkArgs["auth"]>();
    expectTypeOf<SipTrunk["id"]>().toExtend<SipGatewayArgs["gatewayId"]>();
  });
});
