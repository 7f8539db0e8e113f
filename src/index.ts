/** Pulumi resources for SIP telephony, by vendor, and components made of them. */
export * as components from "./components";
export * as signalwire from "./signalwire";
export * as videosdk from "./videosdk";
