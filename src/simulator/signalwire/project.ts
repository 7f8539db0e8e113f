import type { SignalWireBehaviour } from "./behaviour.js";
import type { SignalWireStore } from "./store.js";

/** What every SignalWire endpoint works on. */
export interface Project {
  readonly store: SignalWireStore;
  /** The switches in force now. */
  readonly behaviour: SignalWireBehaviour;
  /** The project that gateways come back with. */
  readonly shownProjectId: string;
}
