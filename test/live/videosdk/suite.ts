import type { LiveVendor } from "../vendor";
import { assumptions } from "./assumptions";
import { VideoSdkBench } from "./bench";
import { changingSteps } from "./changing";
import { absenceSteps, listSteps } from "./reading";
import { registeringSteps } from "./registering";
import { resourceSteps } from "./resources";

/** VideoSDK's suite. */
export const videosdk: LiveVendor<VideoSdkBench> = {
  name: "videosdk",
  assumptions,
  // The plain requests come before the package's: what that would repeat by itself can be seen there. The list comes after
  // them, when it has the numbers.
  steps: [...absenceSteps, ...registeringSteps, ...changingSteps, ...listSteps, ...resourceSteps],
  connect: (options) => new VideoSdkBench(options),
  plan: ({ numbers, prefix, trunk }) => [
    numbers.length === 0
      ? "No number is named (--number), so nothing is created: the suite only reads."
      : `${numbers.join(", ")}: put on new gateways and taken off again, several times. They stay registered, on no gateway, and their label begins with ${prefix}.`,
    ...(numbers.length === 0
      ? []
      : [`Gateways whose name begins with ${prefix} are created, changed and deleted.`]),
    ...(trunk === false
      ? []
      : [`A trunk is created. VideoSDK documents no way to delete one, so it may stay.`]),
    "No number is bought or released. Nothing else is changed.",
  ],
};
