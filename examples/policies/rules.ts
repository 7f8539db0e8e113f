/** A resource as a policy sees it. */
export interface Seen {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** What a rule objects to: the resource's name, and a sentence. */
export interface Objection {
  readonly name: string;
  readonly message: string;
}

/** A rule looks at all resources of a stack. */
export type Rule = (resources: readonly Seen[]) => Objection[];

/** Every number has a way: a rule at VideoSDK, a handler or an address at SignalWire. */
export const numbersHaveAWay: Rule = (resources) => {
  const ruled = new Set(
    of(resources, "videosdk:RoutingRule")
      .filter(({ props }) => props["type"] !== "outbound")
      .flatMap(({ props }) => texts(props["phoneNumbers"])),
  );
  const bound = of(resources, "signalwire:PhoneNumberAddress").map(({ props }) => props);
  return [
    ...of(resources, "videosdk:PhoneNumberSet", "videosdk:InboundGateway").flatMap(({ name, props }) =>
      texts(props["phoneNumbers"] ?? props["numbers"])
        .filter((number) => !ruled.has(number))
        .map((number) => ({ name, message: `${number} is in no inbound RoutingRule, so it rings nowhere` })),
    ),
    ...of(resources, "signalwire:PhoneNumber")
      .filter(
        ({ props }) => props["callHandler"] === undefined && !bound.some((one) => isSameNumber(one, props)),
      )
      .map(({ name }) => ({ name, message: "it has neither a callHandler nor a PhoneNumberAddress" })),
  ];
};

/** Gateways use TLS and encrypt media. */
export const gatewaysUseTls: Rule = (resources) => [
  ...of(resources, "videosdk:PhoneNumberSet").flatMap(({ name, props }) =>
    videosdkObjections(name, { ...part(props["outbound"]), mediaEncryption: props["mediaEncryption"] }),
  ),
  ...of(resources, "videosdk:OutboundGateway").flatMap(({ name, props }) => videosdkObjections(name, props)),
  ...of(resources, "signalwire:SipGateway")
    .filter(({ props }) => props["encryption"] !== "required")
    .map(({ name }) => ({ name, message: 'encryption must be "required"' })),
];

/** Who may call in is known, and outgoing calls authenticate. */
export const gatewaysKnowTheirPeers: Rule = (resources) => [
  ...of(resources, "videosdk:InboundGateway")
    .filter(({ props }) => props["auth"] === undefined && texts(props["allowedAddresses"]).length === 0)
    .map(({ name }) => ({ name, message: "it has neither auth nor allowedAddresses: anyone may call in" })),
  ...of(resources, "signalwire:SipAddress")
    .filter(({ props }) => props["password"] === undefined && texts(props["ipAuth"]).length === 0)
    .map(({ name }) => ({ name, message: "it has neither a password nor ipAuth: anyone may call in" })),
  ...of(resources, "videosdk:OutboundGateway", "videosdk:PhoneNumberSet")
    .filter(({ props }) => (part(props["outbound"])["auth"] ?? props["auth"]) === undefined)
    .map(({ name }) => ({ name, message: "outgoing calls have no auth at the peer" })),
];

/** No destroy releases a number. */
export const noRelease: Rule = (resources) =>
  of(resources, "videosdk:PhoneNumberSet")
    .filter(({ props }) => props["releaseOnDelete"] === true)
    .map(({ name }) => ({ name, message: "releaseOnDelete would release its numbers permanently" }));

function videosdkObjections(name: string, settings: Readonly<Record<string, unknown>>): Objection[] {
  return [
    ...(settings["transport"] === "tls"
      ? []
      : [{ name, message: 'transport must be "tls", and must be written' }]),
    ...(settings["mediaEncryption"] === "enable"
      ? []
      : [{ name, message: 'mediaEncryption must be "enable"' }]),
  ];
}

/** The resources of these classes: `videosdk:SipTrunk`. */
function of(resources: readonly Seen[], ...classes: readonly string[]): readonly Seen[] {
  return resources.filter(({ type }) => classes.includes(type.replace("pulumi-nodejs:dynamic/", "")));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function part(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isSameNumber(one: Seen["props"], other: Seen["props"]): boolean {
  return ["number", "phoneNumberId"].some((key) => one[key] !== undefined && one[key] === other[key]);
}
