import { signalWireCallEnd } from "../signalwire/call-end.js";
import type { SimulatorState } from "../state.js";
import { videoSdkCallEnd } from "../videosdk/call-end.js";
import { drawnLanes, laneOf, type Lane, type Place } from "./lanes.js";
import { objectLists, type ObjectList } from "./objects.js";

/** The ways of calls of one direction at one vendor. */
export interface CallMap {
  readonly vendor: keyof SimulatorState;
  readonly direction: "inbound" | "outbound";
  readonly lanes: readonly Lane[];
  /** How many numbers there are, and how many of them lead nowhere. */
  readonly total: number;
  readonly nowhere: number;
}

/** Everything that the page draws of the vendors' objects. */
export interface Picture {
  readonly maps: readonly CallMap[];
  readonly objects: readonly ObjectList[];
  /** By id. */
  readonly places: ReadonlyMap<string, Place>;
}

/** Draws the objects of both vendors. */
export function pictureOf(state: SimulatorState): Picture {
  const objects = objectLists(state);
  const places = new Map(objects.flatMap(({ rows }) => rows.map((row) => [row.id, row] as const)));
  const { videosdk, signalwire } = state;
  const numbers = videosdk.phoneNumbers.map(({ e164 }) => e164);
  const called = [
    ...signalwire.phoneNumbers.map(({ number }) => number),
    ...signalwire.sipAddresses.map(({ uri }) => uri),
  ];
  const callers = signalwire.endpoints.map(({ username }) => username);
  const map = (
    vendor: CallMap["vendor"],
    direction: CallMap["direction"],
    starts: readonly string[],
  ): CallMap => {
    const end = vendor === "videosdk" ? videoSdkCallEnd : signalWireCallEnd;
    const lanes = starts.map((start) => {
      const query = direction === "inbound" ? { to: start } : { to: "", from: start, direction };
      return laneOf(start, end(state[vendor] as never, query), places);
    });
    const nowhere = lanes.filter((lane) => lane.end.kind === "nowhere").length;
    return { vendor, direction, lanes: drawnLanes(lanes), total: starts.length, nowhere };
  };
  return {
    maps: [
      map("videosdk", "inbound", numbers),
      map("videosdk", "outbound", numbers),
      map("signalwire", "inbound", called),
      map("signalwire", "outbound", callers),
    ],
    objects,
    places,
  };
}
