/**
 * The part of the package that state names. Every resource's state holds the text
 * `exports.handler = () => require("pulumi-sip/runtime").<vendor>.<Type>;`, and the engine runs it for each later
 * operation, with the release of the package that is installed then. So the names below, once released, are permanent.
 */
import { phoneNumber } from "./signalwire/phone-number/definition";
import { phoneNumberAddress } from "./signalwire/phone-number-address/definition";
import { sipAddress } from "./signalwire/sip-address/definition";
import { sipEndpoint } from "./signalwire/sip-endpoint/definition";
import { sipGateway as signalwireGateway } from "./signalwire/sip-gateway/definition";
import { subscriber } from "./signalwire/subscriber/definition";
import { subscriberSipEndpoint } from "./signalwire/subscriber-sip-endpoint/definition";
import { swmlScript } from "./signalwire/swml-script/definition";
import { swmlWebhook } from "./signalwire/swml-webhook/definition";
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
  PhoneNumber: createProvider(phoneNumber),
  PhoneNumberAddress: createProvider(phoneNumberAddress),
  SipAddress: createProvider(sipAddress),
  SipEndpoint: createProvider(sipEndpoint),
  SipGateway: createProvider(signalwireGateway),
  Subscriber: createProvider(subscriber),
  SubscriberSipEndpoint: createProvider(subscriberSipEndpoint),
  SwmlScript: createProvider(swmlScript),
  SwmlWebhook: createProvider(swmlWebhook),
};
