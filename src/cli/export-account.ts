import { Deadline } from "../http/deadline.js";
import { presentable } from "../http/presentable.js";
import { messageOf } from "../lifecycle/outcome.js";
import { readSignalWireInventory } from "../signalwire/client/inventory.js";
import { readVideoSdkInventory } from "../videosdk/client/inventory.js";
import type { VendorName } from "../inventory/index.js";
import type { VideoSdkAccount } from "../videosdk/client/account.js";
import type { NumberRecord } from "../videosdk/client/replies.js";
import { signalWireAccount, videoSdkAccount } from "./accounts.js";
import type { Configuration } from "./configuration.js";
import {
  signalWireCandidates,
  videoSdkCandidates,
  type Candidate,
  type Candidates,
} from "./export-candidates.js";
import { Names, slug } from "./export-names.js";
import { fits } from "./glob.js";
import { knownType, readObjects, type FoundObject, type KnownType, type Wanted } from "./objects.js";
import { pageCount, progressBar } from "./progress.js";

/** Which objects of an account are wanted. */
export interface Selection {
  readonly only: readonly KnownType[] | undefined;
  readonly match: readonly string[] | undefined;
  /** Trunks of VideoSDK, which has no list of them. */
  readonly trunkIds: readonly string[] | undefined;
}

/** What accounts have, as resources of a program. */
export interface AccountObjects {
  readonly objects: readonly FoundObject[];
  readonly leftOut: readonly string[];
}

/** How long an account may take, in milliseconds: a large one takes many pages. */
const limitMs = 3_600_000;

/** Reads what accounts have: each list once, then what only the object itself shows. */
export async function readCandidates(
  vendors: readonly VendorName[],
  configuration: Configuration,
  { only, match, trunkIds }: Selection,
): Promise<AccountObjects> {
  const found: Candidate[] = [];
  const leftOut: string[] = [];
  for (const vendor of vendors) {
    const { candidates, leftOut: others } = await listed(vendor, configuration, trunkIds);
    found.push(...candidates);
    leftOut.push(...others);
  }
  const names = new Map<string, Names>();
  const nameOf = ({ type, labels }: Candidate): string => {
    const own = names.get(type.title) ?? new Names();
    names.set(type.title, own);
    return own.take(...labels.map(slug));
  };
  const wanted = found
    .map((one): Wanted => ({ type: one.type, id: one.id, name: nameOf(one) }))
    .filter(({ type, name }) => (only === undefined || only.includes(type)) && fits(name, match));
  const bar = progressBar("objects read", wanted.length);
  const objects = await readObjects(wanted, configuration, { progress: bar.to });
  bar.end();
  const gateways = await readObjects(
    objects.flatMap((object) => gatewaysOf(object, names)),
    configuration,
  );
  const isDeclarable = ({ description }: FoundObject): boolean => description.problems.length === 0;
  const all = [...objects, ...gateways];
  return {
    objects: all.filter(isDeclarable),
    leftOut: [
      ...leftOut,
      ...all
        .filter((object) => !isDeclarable(object))
        .map(
          ({ type, description }) =>
            `${type.title} ${description.id}: ${presentable(description.problems.join("; "))}`,
        ),
    ],
  };
}

async function listed(
  vendor: VendorName,
  configuration: Configuration,
  trunkIds: readonly string[] | undefined,
): Promise<Candidates> {
  const deadline = new Deadline(limitMs);
  const pages = pageCount(vendor);
  const onProgress = pages.to;
  // The runtime is a module of its own, with an account of its own, which then reads sets.
  const onNumbers = (numbers: readonly NumberRecord[]): void => {
    const { provider } = knownType("videosdk.PhoneNumberSet");
    void provider.configure(configuration.request);
    const account = provider.account() as unknown as Pick<VideoSdkAccount, "directory">;
    account.directory.learn(numbers);
  };
  try {
    if (vendor === "signalwire")
      return signalWireCandidates(
        await readSignalWireInventory(signalWireAccount(configuration), deadline, { onProgress }),
      );
    const options = { onProgress, onNumbers, ...(trunkIds === undefined ? {} : { trunkIds }) };
    return videoSdkCandidates(await readVideoSdkInventory(videoSdkAccount(configuration), deadline, options));
  } catch (error) {
    const message = messageOf(error);
    throw new Error(presentable(message.startsWith(`${vendor}:`) ? message : `${vendor}: ${message}`));
  } finally {
    deadline.dispose();
    pages.end();
  }
}

/** The gateways of a set that differ in what a set declares once: resources of their own have their settings. */
function gatewaysOf(
  { name, description: { declared, outputs } }: FoundObject,
  names: Map<string, Names>,
): Wanted[] {
  if (declared["gatewaySettings"] !== "initial") return [];
  const type = knownType("videosdk.SipGateway");
  const own = names.get(type.title) ?? new Names();
  names.set(type.title, own);
  return (["inbound", "outbound"] as const).flatMap((direction) => {
    const ids = outputs[`${direction}GatewayIds`];
    return (Array.isArray(ids) ? ids : []).map((id) => ({
      type,
      id: String(id),
      name: own.take(`${name}-${direction}`),
    }));
  });
}
