export { topologiesAsMermaid } from "./mermaid";
export { inventoriesOfStack, type StackObject } from "./stack";
export { topologyAsText } from "./text";
export type { CallWay, Station, Topology, WayEnd } from "./types";
export { topologiesOf, type TopologyOptions } from "./ways";
