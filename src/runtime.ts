/**
 * The part of the package that state names. Every resource's state holds the text
 * `exports.handler = () => require("pulumi-sip/runtime").<vendor>.<Type>;`, and the engine runs it for each later
 * operation, with the release of the package that is installed then. So the names below, once released, are permanent.
 */
import { sipEndpoint } from "./signalwire/sip-endpoint/definition";
import { sipGateway as signalwireGateway } from "./signalwire/sip-gateway/definition";
import { connector } from "./videosdk/connector/definition";
import { inboundGateway } from "./videosdk/inbound-gateway/definition";
import { outboundGateway } from "./videosdk/outbound-gateway/definition";
import { phoneNumberSet } from "./videosdk/phone-number-set/definition";
import { routingRule } from "./videosdk/routing-rule/definition";
import { sipGateway as videosdkGateway } from "./videosdk/sip-gateway/definition";
import { sipTrunk } from "./videosdk/sip-trunk/definition";
import { webhook } from "./videosdk/webhook/definition";
import { createProvider } from "./lifecycle/provider";

/** The providers of VideoSDK's resources, by the names of their classes. */
export const videosdk = {
  Connector: createProvider(connector),
  InboundGateway: createProvider(inboundGateway),
  OutboundGateway: createProvider(outboundGateway),
  PhoneNumberSet: createProvider(phoneNumberSet),
  RoutingRule: createProvider(routingRule),
  SipGateway: createProvider(videosdkGateway),
  SipTrunk: createProvider(sipTrunk),
  Webhook: createProvider(webhook),
};

/** The providers of SignalWire's resources, by the names of their classes. */
export const signalwire = {
  SipEndpoint: createProvider(sipEndpoint),
  SipGateway: createProvider(signalwireGateway),
};
