import type { BehaviourChanges } from "../../../src/simulator";
import { sampleOfEach } from "../../support/registry.js";
import { programOf } from "../../support/sample.js";
import type { KnownOperation } from "./operation.js";

/** Every kind of operation on one resource of each class at once; the update is the first change of each sample. */
export async function everyOperation(): Promise<
  Record<"create" | "update" | "refresh" | "delete", KnownOperation>
> {
  const samples = await sampleOfEach();
  const program = samples.flatMap((sample) => programOf(sample));
  const changed = samples.flatMap((sample) => programOf(sample, Object.values(sample.updates)[0]));
  const behaviour = samples.reduce<BehaviourChanges>(
    (all, { behaviour: its }) => ({
      videosdk: { ...all.videosdk, ...its?.videosdk },
      signalwire: { ...all.signalwire, ...its?.signalwire },
    }),
    {},
  );
  return {
    create: { name: "create", program, behaviour },
    update: { name: "update", before: program, program: changed, behaviour },
    refresh: { name: "refresh", before: program, run: "refresh", program, behaviour },
    delete: { name: "delete", before: program, run: "destroy", program: [], behaviour },
  };
}
