/** Pulumi resources for SIP telephony, by vendor. */
export * as signalwire from "./signalwire";
export * as videosdk from "./videosdk";
