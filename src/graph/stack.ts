import type { Inventories } from "../inventory";
import { signalWireOfStack } from "./stack-signalwire";
import { videoSdkOfStack } from "./stack-videosdk";
import type { StackObject } from "./stack-values";

export type { StackObject } from "./stack-values";

/**
 * Accounts as far as exports of stacks show them, for a picture without an account. What the vendor has and no stack declares is not
 * there, and neither are secrets.
 */
export function inventoriesOfStack(objects: readonly StackObject[]): Inventories {
  const of = (vendor: StackObject["vendor"]): readonly StackObject[] =>
    objects.filter((one) => one.vendor === vendor);
  const videosdk = of("videosdk");
  const signalwire = of("signalwire");
  return {
    ...(videosdk.length === 0 ? {} : { videosdk: videoSdkOfStack(videosdk) }),
    ...(signalwire.length === 0 ? {} : { signalwire: signalWireOfStack(signalwire) }),
  };
}
